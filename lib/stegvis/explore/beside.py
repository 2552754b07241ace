"""A part of the method and an outcome, each municipality with both: what is set side by side."""

from __future__ import annotations

from dataclasses import dataclass

from stegvis.explore.outcome import Outcome
from stegvis.explore.selection import Selection
from stegvis.figures import Figure
from stegvis.measure.fidelity import FULLY
from stegvis.project import Project
from stegvis.show.section import Section

FIDELITY = "metodtrohet"
"""Chosen in place of a component: the mean of them all."""

LEVELS = {FULLY: "används fullt ut", 1: "används delvis", 0: "används inte"}
"""Levels of a component, the highest first, as they are read and drawn."""


@dataclass(frozen=True)
class MethodChoice:
    """Which part of the method (a component's id, or ``metodtrohet``), beside which outcome."""

    selection: Selection
    component: str
    outcome: Outcome


@dataclass(frozen=True)
class Beside:
    """The choice with what was measured, and each municipality's level and lack."""

    choice: MethodChoice
    section: Section
    levels: dict[str, Figure]
    lacking: dict[str, str]

    def at(self, level: int) -> list[str]:
        """List the municipalities at a level."""
        return [place for place, figure in self.levels.items() if figure.k == level]

    def comparable(self, places: list[str]) -> list[str]:
        """Keep the municipalities that have the outcome."""
        return [place for place in places if not self.lacking[place]]

    @property
    def known(self) -> list[str]:
        """List the municipalities that have reported the method."""
        return list(self.levels)

    @property
    def compared(self) -> list[str]:
        """List the municipalities that have reported the method and have the outcome."""
        return self.comparable(self.known)

    def figure(self, place: str) -> Figure:
        """Look a municipality's outcome up."""
        return self.choice.outcome.figure(self.section, place)

    @property
    def by_component(self) -> bool:
        """Whether one part is asked for, and not the mean of them all."""
        return self.choice.component != FIDELITY

    @property
    def method(self) -> str:
        """Name the part of the method, or the whole."""
        return component_label(self.section.project, self.choice.component)


def component_label(project: Project, component: str) -> str:
    """Name a part of the method, or the whole."""
    labels = {part.id: part.label for part in project.method}
    return labels.get(component, "Metodtrohet, alla delar")
