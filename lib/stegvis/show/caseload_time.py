"""Caseload over time: the active and the exited at the end of each quarter."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from stegvis.period import Period
from stegvis.show import style, swedish, wording
from stegvis.show.caseload import STATUSES, nobody
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.section import Section
from stegvis.show.terms import short_quarter

READING = (
    "Stapelns hela höjd är alla som har startat dittills. När de avslutade blir fler utan att "
    "stapeln växer kommer inga nya."
)

_HEIGHT_CM = 7.0
_ROOM_FOR_NUMBER = 0.07
"""The least part of the tallest bar in which a number can stand."""


@dataclass(frozen=True)
class _Quarter:
    quarter: Period
    counts: dict[str, int]

    @property
    def name(self) -> str:
        return short_quarter(self.quarter)

    @property
    def words(self) -> str:
        counts = (
            f"{swedish.count(self.counts[status])} {name.lower()}"
            for status, name in STATUSES.items()
        )
        return f"{self.name}: {', '.join(counts)}"

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.name, *(swedish.count(self.counts[status]) for status in STATUSES))


def over_time(section: Section) -> Exhibit:
    """Show exited and active, stacked to the started, at the end of each quarter."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    if wording.delivers_counts(section):
        return Prose(wording.counts_only(section, "datum, och därmed utvecklingen över tid"))
    quarters = _quarters(section)
    started = quarters[-1].counts["started"]
    if not started:
        return Prose(nobody(section))
    caption = f"Deltagare i slutet av varje kvartal {wording.where(section)}"
    note = wording.note(
        section,
        f"n = {wording.participants(started)} med egna rader i leveransen",
        wording.left_out(section),
        "Räknat sista dagen i varje kvartal",
    )
    said = "; ".join(quarter.words for quarter in quarters)
    return Group(
        Prose(READING),
        Chart.of(
            _chart(quarters),
            alt=f"Sist, {quarters[-1].words}. Kvartal för kvartal: {said}.",
            caption=caption,
            note=note,
        ),
        Table(
            ("Kvartal", *STATUSES.values()),
            tuple(quarter.cells for quarter in quarters),
            caption=f"{caption}, i siffror",
            note=note,
        ),
    )


def _quarters(section: Section) -> list[_Quarter]:
    table = section.figures.table(section.place, "caseload.quarter")
    return [
        _Quarter(Period.parse(str(label)), dict(zip(own["status"], own["k"].map(int), strict=True)))
        for label, own in table.groupby("quarter", sort=True)
    ]


def _chart(quarters: list[_Quarter]) -> Figure:
    with style.styled():
        figure, axes = style.canvas(_HEIGHT_CM)
        tallest = quarters[-1].counts["started"]
        for place, quarter in enumerate(quarters):
            _stack(axes, place, quarter.counts, tallest)
        _name_parts(axes, len(quarters), quarters[-1].counts)
        axes.set_xticks(range(len(quarters)), _ticks(quarters))
        axes.tick_params(axis="x", length=0)
        axes.set_xlim(-0.6, max(len(quarters), 4) - 0.4)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
    return figure


def _stack(axes: Axes, place: int, counts: dict[str, int], tallest: int) -> None:
    bottom = 0
    for status, fill in style.CASELOAD.items():
        number = counts[status]
        axes.bar(place, number, bottom=bottom, width=0.7, **fill.kwargs)
        if number >= tallest * _ROOM_FOR_NUMBER:
            middle = (place, bottom + number / 2)
            axes.text(*middle, swedish.count(number), ha="center", va="center", color=fill.ink)
        bottom += number
    axes.annotate(
        swedish.count(bottom),
        (place, bottom),
        (0, 2),
        textcoords="offset points",
        ha="center",
        weight="bold",
    )


def _name_parts(axes: Axes, bars: int, counts: dict[str, int]) -> None:
    """Name the parts of the last bar, which is the tallest, at its right."""
    right, tallest = bars - 1 + 0.42, counts["started"]
    axes.annotate(
        STATUSES["started"], (right, tallest), (0, 2), textcoords="offset points", weight="bold"
    )
    room = tallest * _ROOM_FOR_NUMBER / 2
    if counts["exited"]:
        axes.text(right, max(counts["exited"] / 2, room), STATUSES["exited"], va="center")
    active = STATUSES["active"] if counts["active"] else "Aktiva (inga kvar)"
    middle = counts["exited"] + counts["active"] / 2
    axes.text(right, min(middle, tallest - room), active, va="center")


def _ticks(quarters: list[_Quarter]) -> list[str]:
    """Write the quarters, with the year under the first of each."""
    years = [quarter.quarter.start.year for quarter in quarters]
    new = [place == 0 or year != years[place - 1] for place, year in enumerate(years)]
    return [
        f"kv {quarter.quarter.label[-1]}" + (f"\n{year}" if first else "")
        for quarter, year, first in zip(quarters, years, new, strict=True)
    ]
