"""A section as it was: the same place at an earlier moment, to set beside what is known now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from stegvis.earlier import Moment, at, compared, headlines, previous
from stegvis.figures import Figure, Figures
from stegvis.show import swedish, wording
from stegvis.show.goal_words import outcome
from stegvis.show.section import Section


def at_moment(section: Section, moment: Moment) -> Section:
    """Give the same section about an earlier moment, with the headline figures alone."""
    figures = Figures(at(section.figures.frame, moment))
    return replace(section, period=moment.period, figures=figures)


def before(section: Section) -> Section | None:
    """Give the section about the period before as it is known now; None when there is none."""
    period = previous(section.project, section.period)
    return None if period is None else at_moment(section, Moment(period, "now"))


@dataclass(frozen=True)
class Row:
    """A headline figure, named as in ``figures.csv``."""

    place: str
    measure: str
    group: str
    definition: str

    def figure(self, section: Section) -> Figure:
        """Look the figure up."""
        keys = dict(part.split("=", 1) for part in self.group.split(";") if part)
        return section.figures.one(self.place, self.measure, self.definition, **keys)

    def text(self, section: Section) -> str:
        """Write the figure: a count, a share of how many, or a share alone."""
        figure = self.figure(section)
        if figure.n is None:
            return swedish.count(figure.k)
        if figure.k is None:
            return f"{swedish.percent(figure.value)} ({swedish.plural(figure.n, 'del', 'delar')})"
        if not figure.n:
            return swedish.MISSING
        for goal in section.project.goals:
            if self.measure == "goal" and self.definition.startswith(f"{goal.id}/"):
                return outcome(goal, figure)
        return wording.share(figure)


@dataclass(frozen=True)
class Comparison:
    """A period as it was known then, and as it is known now."""

    then: Section
    now: Section

    def changed(self) -> Iterator[Row]:
        """List the figures that a later delivery has changed, of every place."""
        project = self.now.project
        old, new = (headlines(one.figures.frame, project) for one in (self.then, self.now))
        pairs = compared(old, new)
        for row in pairs[pairs["differ"]].itertuples():
            yield Row(str(row.municipality), str(row.measure), str(row.group), str(row.definition))


def comparisons(section: Section) -> list[Comparison]:
    """Set what was known beside what is: of the period before, if there is one, then of this."""
    found = [Comparison(at_moment(section, Moment(section.period, "then")), section)]
    earlier = before(section)
    if earlier is not None:
        then = at_moment(section, Moment(earlier.period, "then"))
        found.insert(0, Comparison(then, earlier))
    return found
