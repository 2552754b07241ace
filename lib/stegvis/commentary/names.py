"""The names by which a text asks for figures: every row of ``figures.csv`` has one.

A row is called by its measure, then the parts of its definition, then its group's values, with
full stops between: ``goal.arbete_studier.primar``, ``steps.person.net.coordinator.forward``. What a
reader would take for granted may be left out: ``cumulative``, the variant of a goal that is in
force on the period's last day, and the project's primary rule. After that comes a column.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from stegvis.figures import Figure, Figures
from stegvis.period import Period
from stegvis.place import fold, nearest
from stegvis.project import Project

TARGET = "target"
"""The last part of a goal's name that asks for its target, which is a setting and no figure."""

Key = tuple[str, str, str]
"""A row's measure, definition and group."""

_AROUND_STOPS = re.compile(r"\s*\.\s*")
_CUMULATIVE = "cumulative"


@dataclass(frozen=True)
class Row:
    """A row of the figures, and what tells it from every other."""

    municipality: str
    measure: str
    definition: str
    group: tuple[tuple[str, str], ...]
    figure: Figure

    @property
    def values(self) -> list[str]:
        """List the values of the row's group, in order."""
        return [value for _, value in self.group]


@dataclass(frozen=True)
class Names:
    """The names of one municipality's rows, or of those of ALLA."""

    project: Project
    period: Period
    figures: Figures
    municipality: str

    @cached_property
    def _keys(self) -> dict[str, tuple[str, Key]]:
        """Give, by its folded name, a row's name as it is best spelled and what finds the row."""
        frame = self.figures.frame
        rows = frame.loc[
            frame["municipality"] == self.municipality, ["measure", "definition", "group"]
        ]
        keys: dict[str, tuple[str, Key]] = {}
        short: dict[str, tuple[str, Key]] = {}
        for measure, definition, group in rows.itertuples(index=False, name=None):
            values = [value for _, value in _pairs(group)]
            for parts in self._definitions(definition):
                name = ".".join([measure, *parts, *values])
                target = keys if parts == _parts(definition) else short
                target.setdefault(_folded(name), (name, (measure, definition, group)))
        return keys | {name: row for name, row in short.items() if name not in keys}

    def _definitions(self, definition: str) -> Iterator[list[str]]:
        """Give what stands for a definition: all of it, and what is enough."""
        yield _parts(definition)
        if definition in (_CUMULATIVE, self.project.movement.primary_rule):
            yield []
        for goal in self.project.goals:
            if definition == f"{goal.id}/{goal.primary(self.period.end).id}":
                yield [goal.id]

    def find(self, name: str) -> Row | None:
        """Find the row of a name, in any case and with any kind of dash and space."""
        found = self._keys.get(_folded(name))
        if found is None:
            return None
        measure, definition, group = found[1]
        pairs = _pairs(group)
        figure = self.figures.one(self.municipality, measure, definition, **dict(pairs))
        return Row(self.municipality, measure, definition, tuple(pairs), figure)

    def nearest(self, name: str) -> list[str]:
        """List the rows whose names are nearest to one that does not exist."""
        spelled = list(self.shortest.values())
        stem = name.split(".")[0]
        alike = [known for known in spelled if fold(known).startswith(fold(stem) + ".")]
        return nearest(name, alike) or nearest(name, spelled)

    def of(self, measure: str) -> list[str]:
        """List the shortest names of a measure's rows, in the rows' own order."""
        return [name for row, name in self.shortest.items() if row[0] == measure]

    @cached_property
    def shortest(self) -> dict[Key, str]:
        """Give each row's shortest name, by what finds the row, in the rows' own order."""
        by_row: dict[Key, list[str]] = defaultdict(list)
        for name, row in self._keys.values():
            by_row[row].append(name)
        return {row: min(names, key=len) for row, names in by_row.items()}


def target_of(project: Project, name: str) -> tuple[str, float] | None:
    """Give the id and the target of the goal that a name such as ``goal.arbete_studier`` means."""
    for goal in project.goals:
        if _folded(name) == _folded(f"goal.{goal.id}"):
            return goal.id, goal.target
    return None


def _folded(name: str) -> str:
    return _AROUND_STOPS.sub(".", fold(name))


def _parts(definition: str) -> list[str]:
    return definition.split("/") if definition else []


def _pairs(group: str) -> list[tuple[str, str]]:
    pairs = (part.partition("=") for part in group.split(";") if part)
    return [(key, value) for key, _, value in pairs]
