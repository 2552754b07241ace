"""A section: one municipality, one period, one audience, and the figures to tell it with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from stegvis.audience import Audience as Audience  # a section is for somebody
from stegvis.figures import Figures
from stegvis.own_words import OwnWords
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.project import Project
from stegvis.show import swedish
from stegvis.show.header import Header


@dataclass(frozen=True)
class Section:
    """What every chart, table and sentence of a notebook is given.

    ``place`` is a municipality's name or ``ALLA``; ``figures`` holds that place's figures and, for
    ``ALLA``, every municipality's too. ``commentary`` is what the analyst has written, if anything;
    ``known`` is the mark of a section that tells what was known at an earlier time.
    """

    title: str
    project: Project
    place: str
    period: Period
    audience: Audience
    synthetic: bool
    figures: Figures
    commentary: OwnWords | None = None
    known: str = ""

    @property
    def delivered(self) -> bool:
        """Whether there is a delivery to tell about."""
        return self.figures.delivered(self.place)

    @property
    def is_whole_project(self) -> bool:
        """Whether the section is about all municipalities together."""
        return self.place == ALL

    @property
    def until(self) -> str:
        """Say up to which day the figures count."""
        return f"till och med {swedish.date(self.period.end)}"

    @property
    def header(self) -> Header:
        """Give the section's head, to display first."""
        return Header(
            title=self.title,
            project=self.project.name,
            municipality=self.place,
            period=swedish.period(self.period),
            until=swedish.date(self.period.end),
            audience=self.audience,
            synthetic=self.synthetic,
            known=self.known,
            notes=self.project.notes,
            organisation=self.project.organisation,
            colour=self.project.main_colour,
        )

    def for_place(self, place: str) -> Section:
        """Give the same section about another place, whose figures are among these."""
        return replace(self, place=place)
