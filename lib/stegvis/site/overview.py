"""A project at a glance: every place in every edition, with its status, outcomes and reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from stegvis.goal import Goal, Variant
from stegvis.language import swedish_order
from stegvis.place import ALL
from stegvis.project import Project
from stegvis.report.plan import ALL_SLUG
from stegvis.show import goal_words, swedish, wording
from stegvis.site.outcomes import FIGURES, NOTHING, Outcome, read_known, tell
from stegvis.site.published import Edition, Report
from stegvis.site.status import Status, status


@dataclass(frozen=True)
class Aim:
    """An official goal, by the definition that was in force on the period's last day."""

    goal: Goal
    variant: Variant

    @property
    def target(self) -> str:
        """Write the target."""
        return swedish.percent(self.goal.target)

    def told(self, project: Project) -> str:
        """Say what is counted, and when that was the definition."""
        counted = goal_words.meaning(self.variant, goal_words.exit_labels(project))
        since = goal_words.in_force(self.goal, self.variant)
        return f"{self.goal.name}: {counted}. Definitionen gäller {since}."


@dataclass(frozen=True)
class Row:
    """A place in an edition; the final report is the first of the reports on everyone."""

    id: str
    place: str
    status: Status
    reports: tuple[Report, ...]
    failed: tuple[str, ...]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class Part:
    """An edition as the index tells it, every place of the project in order."""

    edition: Edition
    aims: tuple[Aim, ...]
    places: tuple[Row, ...]

    @property
    def id(self) -> str:
        """Give the edition's place in the index."""
        return f"{self.edition.project.id}-{self.edition.period.label}"

    @property
    def label(self) -> str:
        """Name the period as briefly as it can be told."""
        label = self.edition.period.label
        return label if label != "all" else "Hela tiden"

    @property
    def period(self) -> str:
        """Name the period in words."""
        return swedish.period(self.edition.period)

    @property
    def heading(self) -> str:
        """Say what the edition's table holds."""
        outcomes = "Målens utfall och rapporterna" if self.aims else "Rapporterna"
        return f"{outcomes} per kommun, {self.period}."

    @property
    def rows(self) -> tuple[Row, ...]:
        """Give the places that there is anything to tell of."""
        return tuple(row for row in self.places if row.status is not Status.UNKNOWN)

    @property
    def caution(self) -> str:
        """Warn of the small numbers that there are among the outcomes; else nothing."""
        if not any(outcome.few for row in self.rows for outcome in row.outcomes):
            return ""
        return (
            f"Där andelen är av färre än {wording.SMALL} personer ändrar en enda person den "
            "mycket: läs antalen, inte andelarna."
        )


@dataclass(frozen=True)
class Overview:
    """A project's editions, the newest first."""

    project: Project
    parts: tuple[Part, ...]

    @property
    def kept_until(self) -> str:
        """Say how long what the reports are made of may be kept, if the project has decided."""
        retention = self.project.retention
        if retention is None:
            return ""
        newest = max(part.edition.period.end for part in self.parts)
        last = retention.last_day(self.project.end, newest)
        return (
            "Underlaget för den senaste perioden får sparas till och med "
            f"{swedish.date(last)}, och raderas sedan med stegvis forget."
        )

    @property
    def lines(self) -> tuple[tuple[Row, ...], ...]:
        """Give the matrix: a line for each place, with a row's cell for each edition."""
        return tuple(zip(*(part.places for part in self.parts), strict=True))


def overviews(reports: Path, editions: Sequence[Edition]) -> list[Overview]:
    """Read what the folders' figures say of each edition; a project's editions stand together."""
    return [
        Overview(together[0].project, tuple(_part(reports, edition) for edition in together))
        for _, found in groupby(editions, key=lambda edition: edition.project.id)
        if (together := list(found))
    ]


def _part(reports: Path, edition: Edition) -> Part:
    project, folder = edition.project, reports / edition.path
    aims = tuple(
        Aim(goal, goal.primary(edition.period.end)) for goal in project.goals if goal.official
    )
    slugs = {ALL: ALL_SLUG} | {place.name: place.slug for place in project.municipalities}
    there = {found.place: found for found in edition.folders}
    titles = {report.section: report.title for found in edition.folders for report in found.reports}
    everyone = read_known(folder / ALL_SLUG / FIGURES)
    rows = []
    for place in sorted(slugs, key=lambda name: (name != ALL, swedish_order(name))):
        own = read_known(folder / slugs[place] / FIGURES) if place != ALL else everyone
        figures = own or everyone or NOTHING
        found = there.get(place)
        book = (edition.book,) if edition.book and place == ALL else ()
        rows.append(
            Row(
                id=f"{project.id}-{edition.period.label}-{slugs[place]}",
                place=swedish.EVERYONE if place == ALL else place,
                status=Status.REPORT if book and not found else status(found, place, everyone),
                reports=book + (found.reports if found else ()),
                failed=tuple(titles.get(name, name) for name in found.failed) if found else (),
                outcomes=tuple(
                    tell(aim.goal, figures.outcome(place, aim.goal, aim.variant)) for aim in aims
                ),
            )
        )
    return Part(edition, aims, tuple(rows))
