"""Lasting progression and retention: who has kept what they gained, as far as it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from stegvis.external_table import ExternalTable
from stegvis.figures import Figure
from stegvis.show import swedish, wording
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Group
from stegvis.show.external.caseload import count
from stegvis.show.external.goals import bounds
from stegvis.show.external.note import Part, note
from stegvis.show.external.published import WHY, absent, as_of, find, table_with
from stegvis.show.finding import extremes
from stegvis.show.followup import FollowUp, groups, positive
from stegvis.show.followup_shares import READING
from stegvis.show.lasting import OUTCOME, deciding, goal_of
from stegvis.show.prose import Prose
from stegvis.show.retention import OUTCOME as IN_WORK
from stegvis.show.section import Section
from stegvis.show.share_chart import ShareRow, share_chart
from stegvis.show.table import Table
from stegvis.show.terms import capital

_COUNTS = {
    "eligible": "Aktuella",
    "reached": "Nådda",
    "increased": "Ökat",
    "kept": "Behållit",
    "declined": "Minskat",
}
_INTERVAL = f"95{swedish.NBSP}% intervall"


@dataclass(frozen=True)
class Told:
    """A group that is followed up, the table of the plan it stands in, and its share."""

    group: FollowUp
    table: ExternalTable
    share: Figure

    @property
    def text(self) -> str:
        """Write the share, ``..`` when it is hidden."""
        if self.share.hidden or self.share.n:
            return wording.share(self.share)
        return "ingen nådd än"

    @property
    def interval(self) -> str:
        """Write the interval of the share, ``..`` when it is hidden."""
        hidden = self.share.hidden
        return swedish.HIDDEN if hidden else swedish.interval(self.share.low, self.share.high)


def told(section: Section, measure: Literal["lasting", "retention"]) -> list[Told]:
    """List the groups whose share is published, hidden or not."""
    found = []
    for group in _groups(section, measure):
        table = table_with(section, measure, "/".join(group.keys.values()))
        share = find(section, f"{measure}.share", "", **group.keys)
        if table is not None and share is not None:
            found.append(Told(group, table, share))
    return found


def _groups(section: Section, measure: Literal["lasting", "retention"]) -> list[FollowUp]:
    known = groups(section, measure)
    return sorted(known, key=lambda group: (group.months, group.population or ""))


def _decides(section: Section) -> FollowUp | None:
    """Give the group that the project's goal is about, if it has such a goal."""
    return deciding(section) if goal_of(section) else None


def headline(section: Section) -> Prose:
    """Say first how many of those reached have kept or increased, as far as it is told."""
    found = told(section, "lasting")
    decides = _decides(section)
    chosen = next((one for one in found if decides in (None, one.group)), None)
    if chosen is None:
        name = "/".join(decides.keys.values()) if decides else None
        return Prose(
            f"Om progressionen håller efter avslut går inte att säga {wording.where(section)}. "
            + absent(section, "lasting", name),
            lead=True,
        )
    place, until = wording.where(section), as_of(section, chosen.share)
    who = "med positiv stegförflyttning " if chosen.group.population == "positiv" else ""
    after = f"{chosen.group.after} efter avslut"
    if chosen.share.hidden:
        said = (
            f"Hur många {who}{place} som hade {OUTCOME} sin progression {after} redovisas inte "
            f"{until}: {WHY}."
        )
    elif not chosen.share.n:
        said = f"Ingen {who}{place} har nåtts {after} {until}."
    else:
        said = (
            f"Av dem {who}som nåddes {after} {place} hade {wording.share(chosen.share)} {OUTCOME} "
            f"sin progression {until}, {wording.confidence(chosen.share)}."
        )
    return Prose(said, lead=True)


def shares(section: Section) -> Prose | Group:
    """Show the share that has kept or increased, and what it is made of, for each group."""
    found, goal = told(section, "lasting"), goal_of(section)
    if not found:
        decides = _decides(section)
        return Prose(
            absent(section, "lasting", "/".join(decides.keys.values()) if decides else None)
        )
    return Group(
        *_shares(
            section,
            found,
            OUTCOME,
            f"Varaktig progression {wording.where(section)}: andel som ökat eller behållit",
            goal.target if goal else None,
            "Andelen är av dem som nåddes. Aktuella: de som har varit avslutade minst så länge som "
            "gruppen anger",
            "Grupperna innehåller delvis samma personer och får inte läggas ihop",
            f"Med {positive(section.project)}",
        ),
        *_answers(section, found),
    )


def retention(section: Section) -> Prose | Group:
    """Show the share still in work of those who left for work."""
    found = told(section, "retention")
    if not found:
        return Prose(absent(section, "retention"))
    return Group(
        *_shares(
            section,
            found,
            IN_WORK,
            f"Kvar i arbete {wording.where(section)}: andel i arbete vid uppföljningen",
            None,
            "Andelen är av dem som nåddes. Aktuella: avslutade till arbete så många månader före "
            "sista dagen",
        )
    )


def _shares(
    section: Section,
    found: Sequence[Told],
    outcome: str,
    caption: str,
    target: float | None,
    *sentences: str,
) -> list[Chart | Table]:
    said = note(
        section,
        [Part(one.table, [one.share], one.group.label) for one in found],
        *sentences,
        wording.LOCAL,
    )
    table = Table(
        ("Grupp", capital(outcome), _INTERVAL, "Med bortfallet inräknat"),
        tuple(
            (
                one.group.label,
                one.text,
                one.interval,
                bounds(one.share),
            )
            for one in found
        ),
        caption=f"{caption}, i siffror",
        note=said,
    )
    drawn = [one.share for one in found if one.share.value is not None]
    if max((share.n or 0 for share in drawn), default=0) < wording.FEW:
        return [table]
    decides = _decides(section) if target is not None else None
    rows = [
        ShareRow(one.group.label, one.share, one.text, target, decides in (None, one.group))
        for one in found
    ]
    hidden = any(one.share.hidden for one in found)
    what = "Den redovisade andelen" if hidden else "Andelen"
    aim = f" Streckad linje: målet {swedish.percent(target)}." if target else ""
    chart = Chart.of(
        share_chart(rows, bands=True),
        alt=extremes(f"{what} som {outcome}", [(row.label, row.figure) for row in rows])
        + f" {'; '.join(_in_words(row) for row in rows)}.{aim}",
        caption=caption,
        note=f"{READING}{aim} {said}",
    )
    return [chart, table]


def _in_words(row: ShareRow) -> str:
    interval = wording.confidence(row.figure)
    return f"{row.label}: {row.text}" + (f", {interval}" if interval else "")


def _answers(section: Section, found: Sequence[Told]) -> list[Table]:
    """Count who were due, were reached, and what they answered, in each published group."""
    counted = {
        one.group: [find(section, f"lasting.{name}", "", **one.group.keys) for name in _COUNTS]
        for one in found
    }
    if not any(figure for row in counted.values() for figure in row):
        return []
    said = note(
        section,
        [Part(one.table, counted[one.group], one.group.label) for one in found],
        "Nådda är de aktuella som har svarat; av dem har progressionen ökat, behållits eller "
        "minskat",
        "De som inte nåddes kan ha det annorlunda än de som svarade",
        wording.LOCAL,
    )
    return [
        Table(
            ("Grupp", *_COUNTS.values()),
            tuple((group.label, *map(count, row)) for group, row in counted.items()),
            caption=f"Uppföljningen i antal {wording.where(section)}",
            note=said,
        )
    ]
