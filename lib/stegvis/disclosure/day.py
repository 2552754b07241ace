"""The counts of a day: every place's, those that are told and those that only tie them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pandas as pd

from stegvis.disclosure.count import Contents, Count, Lag, Row, Sum, together
from stegvis.disclosure.plan import contents_of, only_grows
from stegvis.disclosure.ties import tied
from stegvis.external_table import ExternalTable
from stegvis.figures import Figures
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.project import Project

PEOPLE = "individ"
"""The scope of a municipality that delivers people, not counts."""

Values = Mapping[tuple[str, Count], int]


class Kept(NamedTuple):
    """A place's count, and whether it is told; None where no table tells it."""

    place: str
    of: Count
    value: int
    shown: bool | None


@dataclass(frozen=True)
class Told:
    """A table as it is told on a day, with the rows that it then has."""

    table: ExternalTable
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Day:
    """A day that tables are told as of, as it was first counted.

    ``quarter`` is the label of the quarter that it ends; ``scopes`` tells what each municipality
    had delivered. ``sums``, ``lags``, ``people`` and ``grows`` as :class:`Contents` has them.
    """

    quarter: str
    until: date
    scopes: dict[str, str]
    told: tuple[Told, ...]
    sums: tuple[Sum, ...]
    lags: tuple[Lag, ...]
    people: frozenset[Count]
    grows: frozenset[Count]
    cells: tuple[Kept, ...]

    @property
    def by_counts(self) -> bool:
        """Whether any municipality delivers counts."""
        return any(scope != PEOPLE for scope in self.scopes.values())

    def holds(self, one: Sum, place: str) -> bool:
        """Whether a sum is meant to hold in a place."""
        if place == ALL:
            return not (one.people and self.by_counts)
        return self.scopes[place] == PEOPLE or not (
            one.people or self.people.intersection((one.total, *one.parts))
        )


def scopes_of(figures: Figures) -> dict[str, str]:
    """Tell what each municipality has delivered."""
    used = figures.table(None, "delivery.used")
    return dict(zip(used["municipality"], used.get("scope", pd.Series(dtype="str")), strict=True))


def _numbers(figures: Figures) -> dict[str, dict[Count, int]]:
    """Give every measured count of each place, by its name."""
    found: dict[str, dict[Count, int]] = {}
    frame = figures.frame
    for column, suffix in (("k", ""), ("n", ".n")):
        rows = frame[frame[column].notna()]
        measures = rows["measure"] + suffix
        parts = (rows["municipality"], measures, rows["group"], rows["definition"], rows[column])
        for place, measure, group, definition, value in zip(*parts, strict=True):
            found.setdefault(place, {})[Count(measure, group, definition)] = int(value)
    return found


def _solved(
    known: Mapping[Count, int], wanted: Sequence[Count], sums: Sequence[Sum]
) -> Iterator[tuple[Count, int]]:
    """Give the wanted counts: as measured, else by the sums in which all others are known.

    Raises
    ------
    KeyError
        When neither tells a count: a mistake in the code that ties them.
    """
    value = {count: known[count] for count in wanted if count in known}
    left = [one for one in sums if not value.keys() >= {one.total, *one.parts}]
    while left:
        before = len(value)
        for one in left:
            unknown = [count for count in (one.total, *one.parts) if count not in value]
            if len(unknown) == 1:
                of_parts = sum(value.get(part, 0) for part in one.parts)
                total = value.get(one.total)
                value[unknown[0]] = of_parts if total is None else total - of_parts
        left = [one for one in left if not value.keys() >= {one.total, *one.parts}]
        if len(value) == before:
            break
    return ((count, value[count]) for count in wanted)


def values(
    figures: Figures,
    scopes: Mapping[str, str],
    counts: Iterable[Count],
    sums: Sequence[Sum],
    people: frozenset[Count],
) -> dict[tuple[str, Count], int]:
    """Give the counts of every municipality that has delivered, and of ALLA, their sum."""
    wanted, numbers = list(counts), _numbers(figures)
    found: dict[tuple[str, Count], int] = {}
    total: dict[Count, int] = {}
    for place, scope in scopes.items():
        own = [count for count in wanted if scope == PEOPLE or count not in people]
        held = [
            one
            for one in sums
            if scope == PEOPLE or not (one.people or people.intersection((one.total, *one.parts)))
        ]
        for count, value in _solved(numbers.get(place, {}), own, held):
            found[place, count] = value
            total[count] = total.get(count, 0) + value
    return found | {(ALL, count): value for count, value in total.items()}


def counted(
    project: Project, quarter: Period, told: Sequence[ExternalTable], figures: Figures
) -> Day:
    """Count a day: everything that some tables tell, and all that ties it, in every place."""
    contents = [(table, contents_of(table, project)) for table in told]
    whole: Contents = tied(together(own for _, own in contents), project)
    scopes = scopes_of(figures)
    shown = {
        (table.places == "project", count)
        for table, own in contents
        for row in own.rows
        for count in row.counts
    }
    known = values(figures, scopes, whole.counts, whole.sums, whole.people)
    return Day(
        quarter=quarter.label,
        until=quarter.end,
        scopes=scopes,
        told=tuple(Told(table, own.rows) for table, own in contents),
        sums=whole.sums,
        lags=whole.lags,
        people=whole.people,
        grows=whole.grows | (only_grows(project) & set(whole.counts)),
        cells=tuple(
            Kept(place, count, value, True if (place == ALL, count) in shown else None)
            for (place, count), value in known.items()
        ),
    )
