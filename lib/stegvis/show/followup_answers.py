"""What people answered at follow-up, as bars of people and as a table."""

from __future__ import annotations

from collections.abc import Sequence

from stegvis.show import swedish, wording
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Group
from stegvis.show.followup import FollowUp
from stegvis.show.section import Section
from stegvis.show.stacked_chart import StackedRow, stacked_chart
from stegvis.show.style import ANSWERS
from stegvis.show.table import Table
from stegvis.show.terms import capital

NAMES = {
    "increased": "ökat",
    "kept": "behållit",
    "declined": "minskat",
    "nonresponse": "nåddes inte",
}


def answers_exhibits(section: Section, chosen: Sequence[FollowUp], *, note: str) -> Group:
    """Show each group's answers: increased, kept, declined, and not reached."""
    counts = {
        group: {name: group.figure(section, name).k or 0 for name in NAMES} for group in chosen
    }
    totals = {group: group.figure(section, "eligible").k or 0 for group in chosen}
    rows = [StackedRow(group.label, answers) for group, answers in counts.items()]
    caption = "Svar vid uppföljningen: antal personer i varje grupp"
    said = "; ".join(
        f"{group.label}, {swedish.count(totals[group])} aktuella: "
        + swedish.listed(f"{swedish.count(k)} {NAMES[name]}" for name, k in answers.items())
        for group, answers in counts.items()
    )
    table = Table(
        ("Grupp", *(capital(name) for name in NAMES.values()), "Aktuella"),
        tuple(
            (
                group.label,
                *(swedish.count(k) for k in answers.values()),
                swedish.count(totals[group]),
            )
            for group, answers in counts.items()
        ),
        caption=caption,
        note=note,
    )
    if max(totals.values()) < wording.FEW:
        return Group(table)
    chart = Chart.of(
        stacked_chart(rows, ANSWERS, NAMES),
        alt=f"{said}.",
        caption=caption,
        note=note,
    )
    return Group(chart, table)
