"""What came of asking for a goal: the figures, and the rows they are shown as."""

from __future__ import annotations

from dataclasses import dataclass

from stegvis.explore.outcome import Outcome
from stegvis.explore.selection import Selection
from stegvis.figures import Figure
from stegvis.goal import Goal
from stegvis.show.places import NO_DELIVERY
from stegvis.show.section import Section

_NOTHING = Figure(None, None, None, None, None, None, None)


@dataclass(frozen=True)
class Row:
    """A share of the view: its name, its figure, the non-response, and why it is missing."""

    label: str
    figure: Figure
    missed: Figure | None
    lacking: str
    deciding: bool = False


@dataclass(frozen=True)
class Answer:
    """What came of a choice: the goal with the one definition, and where it was measured."""

    selection: Selection
    outcome: Outcome
    section: Section

    @property
    def goal(self) -> Goal:
        """Give the goal, which has the one definition."""
        assert self.outcome.goal is not None, "a choice has a goal"
        return self.outcome.goal

    def row(self, place: str, label: str, *, deciding: bool = False) -> Row:
        """Give the row of a place."""
        lacking = self.outcome.lacking(self.section, place)
        if lacking == NO_DELIVERY:
            return Row(label, _NOTHING, None, lacking, deciding)
        figure = self.outcome.figure(self.section, place)
        group = self.outcome.group
        missed = group.figure(self.section.for_place(place), "nonresponse") if group else None
        return Row(label, figure, missed, lacking, deciding)
