"""Lasting progression of each municipality beside the others."""

from __future__ import annotations

from stegvis.figures import Figure
from stegvis.show import lasting, swedish, wording
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Group
from stegvis.show.finding import extremes
from stegvis.show.followup import positive
from stegvis.show.followup_shares import READING, cells, columns
from stegvis.show.places import NO_DELIVERY, name, total_first
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.share_chart import ShareRow, share_chart
from stegvis.show.table import Table

NOTHING = Figure(None, None, None, None, None, None, None)


def by_municipality(section: Section) -> Prose | Group:
    """Show the lasting progression of each municipality, in the group that the goal is about."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    group, goal = lasting.deciding(section), lasting.goal_of(section)
    if not group.figure(section, "eligible").k:
        return Prose("Ingen är aktuell för uppföljning än, så det finns ingen andel att visa.")
    target = goal.target if goal else None
    rows, drawn = [], []
    for place in total_first(section):
        own = section.for_place(place)
        share, told = NOTHING, (NO_DELIVERY, *[swedish.MISSING] * 3)
        if own.delivered:
            share, told = group.figure(own, "share"), cells(own, group, target)
        rows.append((name(place), *told))
        drawn.append(ShareRow(name(place), share, told[0], target, place == section.place))
    note = wording.note(
        section,
        f"Gruppen är {group.label}: de som nåddes av dem som var aktuella",
        f"Med {positive(section.project)}",
        wording.LOCAL,
    )
    caption = f"Varaktig progression {group.after} efter avslut i varje kommun"
    said = "; ".join(_in_words(row) for row in drawn)
    return Group(
        Chart.of(
            share_chart(drawn, bands=True),
            alt=extremes(
                f"Andelen som {lasting.OUTCOME}", [(row.label, row.figure) for row in drawn]
            )
            + f" {said}.",
            caption=caption,
            note=f"{READING} {note}",
        ),
        Table(columns(lasting.OUTCOME, "Kommun"), tuple(rows), caption=caption, note=note),
    )


def _in_words(row: ShareRow) -> str:
    interval = wording.confidence(row.figure, wording.decimals(row.figure, row.target))
    return f"{row.label}: {row.text}" + (f", {interval}" if interval else "")
