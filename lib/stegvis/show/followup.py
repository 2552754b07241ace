"""Follow-up groups: who was to be reached and when, what was found, and why nothing is known yet.

A group is a number of months after exit and a population: all who left, those with a forward
step movement, or those who left for work. People of one group may be in another too, so nothing
is ever added over groups.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from stegvis.figures import Figure
from stegvis.period import Period
from stegvis.project import Project
from stegvis.show import swedish, wording
from stegvis.show.section import Section
from stegvis.show.terms import RATERS_OF

POPULATIONS = {"alla": "alla avslut", "positiv": "positiv stegförflyttning"}


@dataclass(frozen=True)
class FollowUp:
    """A group of people to follow up, and the name its figures begin with."""

    measure: Literal["lasting", "retention"]
    months: int
    population: str | None = None

    @property
    def keys(self) -> dict[str, str]:
        """Give the keys of the group's rows among the figures."""
        keys = {"months": str(self.months), "population": self.population}
        return {key: value for key, value in keys.items() if value is not None}

    @property
    def after(self) -> str:
        """Write the months: ”6 månader”."""
        return swedish.plural(self.months, "månad", "månader")

    @property
    def label(self) -> str:
        """Name the group, as at a chart's row."""
        if self.population is None:
            return f"{self.after} efter avslut till arbete"
        return f"{self.after}, {POPULATIONS[self.population]}"

    @property
    def nobody(self) -> str:
        """Begin a sentence about nobody in the group."""
        if self.population is None:
            return "Ingen som avslutats till arbete"
        return "Ingen" if self.population == "alla" else "Ingen med positiv stegförflyttning"

    def figure(self, section: Section, name: str) -> Figure:
        """Look up the group's ``share``, ``nonresponse``, ``eligible`` or other count."""
        return section.figures.one(section.place, f"{self.measure}.{name}", "", **self.keys)

    def first_due(self, section: Section) -> Period | None:
        """Look up the quarter in which the first person falls due; None when nobody has left."""
        table = section.figures.table(section.place, f"{self.measure}.first_due")
        for key, value in self.keys.items():
            table = table[table[key] == value] if len(table) else table
        return Period.parse(str(table["quarter"].iloc[0])) if len(table) else None


def groups(section: Section, measure: Literal["lasting", "retention"]) -> list[FollowUp]:
    """List the groups that are followed up, in measured order; none without a delivery."""
    table = section.figures.table(section.place, f"{measure}.share")
    populations = table["population"] if "population" in table else [None] * len(table)
    return [
        FollowUp(measure, int(months), population)
        for months, population in zip(table.get("months", []), populations, strict=True)
    ]


def positive(project: Project) -> str:
    """Say what is meant by a positive step movement, after ”med”: the primary rule and rater."""
    movement = project.movement
    return (
        f"positiv stegförflyttning menas framåt enligt regeln ”{movement.primary.label}” på "
        f"{RATERS_OF[movement.primary_rater]} kort"
    )


def why_no_share(section: Section, group: FollowUp) -> str:
    """Say why a group has no share, and from when it can have one."""
    eligible = group.figure(section, "eligible").k
    if eligible == 1:
        return "En person är aktuell för uppföljning, men har inte nåtts."
    if eligible:
        return f"{wording.people(eligible)} är aktuella för uppföljning, men ingen har nåtts."
    started, exited = (
        section.figures.one(section.place, f"caseload.{status}", "cumulative").k
        for status in ("started", "exited")
    )
    if not started:
        return f"Ingen har startat {section.until}, så ingen kan följas upp."
    after = f"Uppföljningen görs {group.after} efter avslut."
    if not exited:
        return f"Ingen har avslutats {section.until}. {after}"
    first = group.first_due(section)
    if first is not None:
        return (
            f"{group.nobody} hade varit avslutad i {group.after} den "
            f"{swedish.date(section.period.end)}. Den första blir aktuell under "
            f"{swedish.period(first)}, så en andel kan visas tidigast i uppgifterna till och med "
            f"{swedish.date(first.end)}."
        )
    if wording.delivers_counts(section):
        return (
            "Kommunen lämnar bara antal och har inte angett någon som är aktuell. Utan datum går "
            "det inte att säga när den första blir det."
        )
    if group.population is None:
        return f"Ingen har avslutats till arbete {section.until}. {after}"
    return f"Ingen av de avslutade har en positiv stegförflyttning {section.until}. {after}"


def why_no_shares(section: Section, chosen: Sequence[FollowUp]) -> list[str]:
    """Say why some groups have no share: once where the reason is the same for several."""
    labels: dict[str, list[str]] = {}
    for group in chosen:
        labels.setdefault(why_no_share(section, group), []).append(group.label)
    if len(labels) == 1:
        return list(labels)
    return [f"{swedish.listed(named)}: {reason}" for reason, named in labels.items()]


def row_text(section: Section, group: FollowUp, target: float | None = None) -> str:
    """Write a group's value as it stands beside its row, told apart from any target."""
    share = group.figure(section, "share")
    if share.value is not None:
        return wording.share(share, wording.decimals(share, target))
    missed = group.figure(section, "nonresponse").n
    return f"ingen av {swedish.count(missed)} nåddes" if missed else "ingen aktuell än"


def only_positive_reached(section: Section) -> list[FollowUp]:
    """List the groups of all exits in which only people with a positive movement were reached.

    Their share says nothing of the others, whom nobody asked or nobody reached.
    """
    found = []
    for group in groups(section, "lasting"):
        positives = FollowUp("lasting", group.months, "positiv")
        reached, eligible = (group.figure(section, name).k for name in ("reached", "eligible"))
        same = reached == positives.figure(section, "reached").k
        more = eligible != positives.figure(section, "eligible").k
        if group.population == "alla" and reached and same and more:
            found.append(group)
    return found
