"""A figure looked up by the name that a placeholder gives it, and written out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from stegvis.commentary.names import TARGET, Names, Row, target_of
from stegvis.commentary.written import COLUMNS, PHRASES, columns_of, written
from stegvis.place import (
    UnknownNameError,
    find_municipality,
    fold,
    nearest,
)
from stegvis.show import goals, swedish
from stegvis.show.external import goals as external_goals
from stegvis.show.section import Section

_LASTS = {fold(column): column for column in (*COLUMNS, *PHRASES)}


@dataclass(frozen=True)
class Found:
    """What a name means, and how it is written out; ``row`` is None for a goal's target.

    ``place`` is the municipality that the name asks for, where it is another than the text's own.
    """

    name: str
    text: str
    column: str
    row: Row | None = None
    goal: str = ""
    place: str = ""


@dataclass(frozen=True)
class Lookup:
    """Looks names up among the figures of one section."""

    section: Section
    _names: dict[str, Names] = field(default_factory=dict)

    def __call__(self, name: str) -> Found:
        """Look up what a placeholder asks for: ``goal.arbete_studier.value``.

        Raises
        ------
        UnknownNameError
            When there is no such figure; says what could have been meant.
        """
        place, asked = self._of(name)
        stem, _, last = asked.rpartition(".")
        column = _LASTS.get(fold(last))
        target = target_of(self.section.project, stem)
        if target and fold(last) == TARGET:
            return Found(name, swedish.percent(target[1]), TARGET, goal=target[0])
        row = self._named(place).find(stem)
        if row is None:
            raise UnknownNameError(self._no_row(name, place, asked, stem, column))
        if column not in columns_of(row):
            raise UnknownNameError(_no_column(name, stem, last, row))
        text = written(self.section.project, with_bounds(self.section, row), column)
        elsewhere = place if place != self.section.place else ""
        return Found(name, text, column, row, place=elsewhere)

    def _of(self, name: str) -> tuple[str, str]:
        """Part a municipality's name from what is asked of it; none is the text's own place."""
        before, colon, asked = name.partition(":")
        own = self.section.place
        if not colon or self._named(own).find(name.rpartition(".")[0]):
            return own, name
        place = find_municipality(before, self.section.project.municipalities).name
        if place != own and not self.section.is_whole_project:
            raise UnknownNameError(
                f"”{name}” är en siffra för {place}, men texten gäller {own}. Bara texter om alla "
                "kommuner kan ta siffror från en av dem."
            )
        if self.section.audience == "intern" and not self.section.figures.delivered(place):
            raise UnknownNameError(
                f"”{name}” finns inte: {place} har inte lämnat någon leverans för perioden."
            )
        return place, asked.strip()

    def _named(self, place: str) -> Names:
        if place not in self._names:
            section = self.section
            self._names[place] = Names(section.project, section.period, section.figures, place)
        return self._names[place]

    def _no_row(self, name: str, place: str, asked: str, stem: str, column: str | None) -> str:
        names = self._named(place)
        whole = names.find(asked)
        if whole is not None:
            return (
                f"”{name}” säger inte vilket av siffrans tal som ska stå där. Lägg till något av "
                f"{swedish.listed(columns_of(whole))}, till exempel ”{name}.value”."
            )
        guesses = names.nearest(stem if column else asked)
        before = f"{place}: " if place != self.section.place else ""
        last = f".{column}" if column else ".value"
        return f"”{name}” finns inte. {_meant([f'{before}{guess}{last}' for guess in guesses])}"


def with_bounds(section: Section, row: Row) -> Row:
    """Give a goal's outcome the bounds for non-response that stand with its follow-up."""
    if row.measure != "goal" or row.figure.suppressed:
        return row
    goal_id, variant_id = row.definition.split("/")
    goal = next(goal for goal in section.project.goals if goal.id == goal_id)
    variant = next(variant for variant in goal.variants if variant.id == variant_id)
    there = section.for_place(row.municipality)
    if there.audience == "extern":
        told = external_goals.told(there, goal, variant)
        return replace(row, figure=told.figure) if told else row
    return replace(row, figure=goals.figure_of(there, goal, variant))


def _no_column(name: str, stem: str, last: str, row: Row) -> str:
    known = columns_of(row)
    guesses = nearest(last, known) or known
    return f"”{name}” finns inte. {_meant([f'{stem}.{guess}' for guess in guesses])}"


def _meant(guesses: list[str]) -> str:
    """Ask which of some names was meant; without any, say where the names stand."""
    if not guesses:
        return "Namnen står i figures.csv i rapportens mapp."
    return f"Menade du {' eller '.join(f'”{guess}”' for guess in guesses)}?"
