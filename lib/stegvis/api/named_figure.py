"""A figure with all that it takes to quote it: what it counts, of whom, where and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from stegvis.api.figure_table import unit_of
from stegvis.commentary.names import Names, Row
from stegvis.commentary.written import SHARE, columns_of, goal_of, kind_of, written
from stegvis.figures import Figure
from stegvis.period import Period
from stegvis.project import Project
from stegvis.show import swedish, wording
from stegvis.show.figure_names import figure_name
from stegvis.show.goal_words import exit_labels, meaning
from stegvis.show.header import INTERNAL, SYNTHETIC
from stegvis.show.prose import Prose
from stegvis.show.section import Section

_COUNTED = {"cumulative": "alla till och med periodens sista dag", "period": "inom perioden"}


@dataclass(frozen=True)
class NamedFigure:
    """A row of the figures, with its name, definition and period.

    Parameters
    ----------
    name
        What it is asked for by.
    label
        What it is called in a report, in Swedish.
    place, period
        What it is counted for.
    definition
        What is counted, in Swedish; empty when the measure has one definition only.
    k, n
        Counts: of persons, unless ``docs/metodbok`` says otherwise of the measure.
    value, unit
        ``andel``, ``skillnad`` and ``sannolikhet`` from 0 to 1; ``p``; or ``tal``.
    low, high
        95 % interval.
    bound_low, bound_high
        Bounds for non-response: all who were not reached counted as no, and as yes.
    said
        All of it as a sentence, with a caution when n is small. Displayed, it is this.
    """

    name: str
    label: str
    place: str
    period: Period
    definition: str
    k: int | None
    n: int | None
    value: float | None
    unit: str
    low: float | None
    high: float | None
    bound_low: float | None
    bound_high: float | None
    said: str = field(repr=False)

    @classmethod
    def of(cls, section: Section, names: Names, row: Row) -> NamedFigure:
        """Name a row of a section's figures."""
        project, figure = section.project, row.figure
        group = ";".join(f"{key}={value}" for key, value in row.group)
        label = figure_name(project, row.measure, group, row.definition)
        definition = _definition(project, row.definition)
        name = names.shortest[row.measure, row.definition, group]
        where = swedish.EVERYONE.lower() if section.is_whole_project else section.place
        first = f"{label}, {where}, {swedish.period(section.period)}: {_written(project, row)}"
        bounds = (figure.bound_low, figure.bound_high)
        parts = (
            first,
            f"Med bortfallet inräknat {swedish.interval(*bounds)}" if all_known(bounds) else "",
            f"Definition: {definition}" if definition else "",
            f"Uppgifter {section.until}",
            wording.caution(figure.n) if kind_of(row.measure, figure).is_share else "",
            SYNTHETIC if section.synthetic else "",
            INTERNAL,
        )
        said = " ".join(swedish.sentence(part) for part in parts if part)
        return cls(
            *(name, label, section.place, section.period, definition),
            *(figure.k, figure.n, figure.value),
            unit_of(kind_of(row.measure, figure)) if figure.value is not None else "",
            *(figure.low, figure.high, figure.bound_low, figure.bound_high),
            said,
        )

    @property
    def figure(self) -> Figure:
        """Give its numbers alone, as the house's charts take them."""
        numbers = (self.k, self.n, self.value, self.low, self.high)
        return Figure(*numbers, self.bound_low, self.bound_high, period=self.period.label)

    def __str__(self) -> str:
        """Give the sentence."""
        return self.said

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """Answer IPython: the sentence."""
        return Prose(self.said)._repr_mimebundle_()


def all_known(numbers: tuple[float | None, ...]) -> bool:
    """Whether none of some numbers is missing."""
    return None not in numbers


def _definition(project: Project, definition: str) -> str:
    """Say what a definition counts; one that has no words stands as it is."""
    for goal in project.goals:
        for variant in goal.variants:
            if definition == f"{goal.id}/{variant.id}":
                return meaning(variant, exit_labels(project))
    rules = {rule.id: rule.label for rule in project.movement.rules}
    return (_COUNTED | rules).get(definition, definition)


def _written(project: Project, row: Row) -> str:
    """Write a row's numbers: the share and its interval, the value, or the count alone."""
    figure = row.figure
    if figure.value is None:
        missing = figure.n is None
        counted = written(project, row, "k")
        return counted if missing else f"{counted} av {written(project, row, 'n')}"
    said = written(project, row, SHARE if SHARE in columns_of(row) else "value")
    if not all_known((figure.low, figure.high)):
        return said
    goal = goal_of(project, row)
    if goal is not None:
        return f"{said}, {wording.confidence(figure, wording.decimals(figure, goal.target))}"
    return f"{said}, 95{swedish.NBSP}% intervall {written(project, row, 'interval')}"
