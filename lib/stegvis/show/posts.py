"""Posts: how many full-time coordinators there have been, and who has paid for them."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from stegvis.period import Period
from stegvis.place import ALL
from stegvis.show import place_matrix, style, swedish, wording
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.matrix import Cell
from stegvis.show.place_matrix import PlaceRow
from stegvis.show.places import name, total_first
from stegvis.show.section import Section
from stegvis.show.sheets import known, nothing, told_when
from stegvis.show.structure import LOAD
from stegvis.show.structure_comparable import why_not
from stegvis.show.terms import capital, short_quarter

SHEET = "tjänster"
_HEIGHT_CM = 6.5
_ROOM_FOR_NUMBER = 0.08
_QUARTERS = 13
"""Quarters that fit beside the municipalities' names."""


def size(value: float | None) -> str:
    """Write a number of full-time equivalents with one decimal, or two where one is too few.

    >>> size(1.5), size(0.75), size(2.0)
    ('1,5', '0,75', '2,0')
    """
    if value is None:
        return swedish.MISSING
    return swedish.decimal(value, 1 if abs(value * 10 - round(value * 10)) < 1e-9 else 2)


def over_time(section: Section) -> Exhibit:
    """Show the posts at the end of each quarter by who pays, and for each municipality."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    load = known(section, section.place, "caseload.per_post")
    if load is None:
        return Prose(nothing(section, SHEET))
    quarters = _quarters(section)
    caption = f"Årsarbetskrafter vid varje kvartals slut {wording.where(section)}"
    note = _note(section, load.n or 0)
    table = Table(
        ("Kvartal", *map(capital, section.project.lists.funding), "Tillsammans"),
        tuple(
            (short_quarter(quarter), *map(size, _parts(section, quarter))) for quarter in quarters
        ),
        caption=f"{caption}, i siffror",
        note=note,
    )
    said = "; ".join(_words(section, quarter) for quarter in quarters)
    chart = Chart.of(
        _chart(section, quarters),
        alt=f"Kvartal för kvartal: {said}.",
        caption=caption,
        note=note,
    )
    return Group(chart, table, *(_by_place(section, quarters) if section.is_whole_project else ()))


def _note(section: Section, places: int, reading: str = "") -> str:
    return wording.note(
        section,
        f"n = {swedish.plural(places, 'kommun', 'kommuner')} som har uppgett sina tjänster",
        "En tjänst räknas när den gäller kvartalets sista dag; en tjänst utan slutdatum gäller "
        "fortfarande",
        reading,
        told_when(section, SHEET),
    )


def _quarters(section: Section) -> list[Period]:
    labels = section.figures.table(section.place, "posts.total")["quarter"]
    return [Period.parse(str(label)) for label in labels]


def _parts(section: Section, quarter: Period) -> list[float]:
    """Give the full-time equivalents of each funding, and of all together."""
    own = (
        section.figures.one(section.place, "posts.quarter", quarter=quarter, funding=funding)
        for funding in section.project.lists.funding
    )
    total = section.figures.one(section.place, "posts.total", quarter=quarter)
    return [figure.value or 0.0 for figure in (*own, total)]


def _words(section: Section, quarter: Period) -> str:
    *parts, total = map(size, _parts(section, quarter))
    paid = zip(section.project.lists.funding, parts, strict=True)
    told = ", ".join(f"{funding} {part}" for funding, part in paid)
    return f"{short_quarter(quarter)}: {told}, tillsammans {total}"


def _chart(section: Section, quarters: list[Period]) -> Drawing:
    held = [_parts(section, quarter) for quarter in quarters]
    tallest = max(total for *_, total in held) or 1.0
    with style.styled():
        drawing, axes = style.canvas(_HEIGHT_CM)
        for place, (*parts, total) in enumerate(held):
            _stack(axes, place, parts, total, tallest)
        for number, funding in enumerate(section.project.lists.funding):
            axes.bar(0, 0, label=capital(funding), **_fill(number).kwargs)
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1.02), ncols=4, borderaxespad=0.2)
        axes.set_xticks(range(len(quarters)), _ticks(quarters))
        axes.tick_params(axis="x", length=0)
        axes.set_xlim(-0.6, max(len(quarters), 4) - 0.4)
        axes.set_ylim(0, tallest * 1.12)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
    return drawing


def _fill(number: int) -> style.Fill:
    return style.FUNDINGS[number % len(style.FUNDINGS)]


def _stack(axes: Axes, place: int, parts: list[float], total: float, tallest: float) -> None:
    bottom = 0.0
    for number, part in enumerate(parts):
        fill = _fill(number)
        axes.bar(place, part, bottom=bottom, width=0.72, **fill.kwargs)
        if part >= tallest * _ROOM_FOR_NUMBER and part != total:
            boxed = {"facecolor": style.PAPER, "edgecolor": "none", "pad": 1.0}
            axes.text(
                place,
                bottom + part / 2,
                size(part),
                ha="center",
                va="center",
                fontsize=style.TICK_PT,
                color=style.INK if fill.hatch else fill.ink,
                bbox=boxed if fill.hatch else None,
            )
        bottom += part
    axes.annotate(
        size(total),
        (place, bottom),
        (0, 2),
        textcoords="offset points",
        ha="center",
        weight="bold",
        fontsize=style.TICK_PT,
    )


def _ticks(quarters: list[Period]) -> list[str]:
    years = [quarter.start.year for quarter in quarters]
    new = [place == 0 or year != years[place - 1] for place, year in enumerate(years)]
    return [
        f"kv {quarter.label[-1]}" + (f"\n{year}" if first else "")
        for quarter, year, first in zip(quarters, years, new, strict=True)
    ]


def _by_place(section: Section, quarters: list[Period]) -> list[Exhibit]:
    apart = why_not(section, LOAD)
    most = float(section.figures.table(None, "posts.total")["value"].max())
    places = section.figures.one(ALL, "caseload.per_post").n or 0
    rows = []
    for place in total_first(section):
        found = [known(section, place, "posts.total", quarter=quarter) for quarter in quarters]
        values = [figure.value if figure else None for figure in found]
        cells = tuple(_cell(value, 0.0 if place == ALL else most) for value in values)
        rows.append(PlaceRow(name(place), cells, tuple(map(size, values)), apart.get(place, "")))
    return place_matrix.exhibits(
        [short_quarter(quarter) for quarter in quarters],
        rows,
        caption="Årsarbetskrafter vid varje kvartals slut i varje kommun",
        table_note=_note(section, places),
        chart_note=_note(section, places, "Mörkare ruta: fler årsarbetskrafter"),
        most=_QUARTERS,
    )


def _cell(value: float | None, most: float) -> Cell:
    if value is None:
        return Cell()
    return Cell(size(value), value / most if most else None)
