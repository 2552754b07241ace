"""The same people at two times: paired bars, their table, and where each of them went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from stegvis.figures import Figure
from stegvis.show import rows, swedish, wording
from stegvis.show.exhibit import Chart, Group, Table
from stegvis.show.finding import ahead
from stegvis.show.section import Section
from stegvis.show.style import BEFORE_AFTER, MUTED, canvas, styled

_ROW_CM, _ABOVE_CM, _HALF = 0.68, 1.0, 0.36
_HEADERS_WIDE = 45
"""Characters of column headers that fit in a line; beyond that the columns have letters."""


@dataclass(frozen=True)
class Pair:
    """How many of the same people were something, before and after."""

    label: str
    before: Figure
    after: Figure


@dataclass(frozen=True)
class Moments:
    """What the two times are called, as in ”vid start” and ”vid avslut”."""

    before: str
    after: str


def text(figure: Figure) -> str:
    """Write a count and its share of everyone: ”179 (49 %)”."""
    return f"{swedish.count(figure.k)} ({swedish.percent(figure.value)})"


def pair_exhibits(
    shown: Sequence[Pair], moments: Moments, *, first: str, caption: str, note: str
) -> Group:
    """Show the pairs as bars and as a table; of a few people the table only."""
    table = Table(
        (first, moments.before.capitalize(), moments.after.capitalize()),
        tuple((pair.label, text(pair.before), text(pair.after)) for pair in shown),
        caption=f"{caption}, i siffror",
        note=note,
    )
    if max(pair.before.n or 0 for pair in shown) < wording.FEW:
        return Group(table)
    said = "; ".join(
        f"{pair.label}: {text(pair.before)} {moments.before}, {text(pair.after)} {moments.after}"
        for pair in shown
    )
    chart = Chart.of(
        _draw(shown, moments),
        alt=ahead(
            [(pair.label, pair.after.k or 0, pair.before.k or 0) for pair in shown],
            f"Fler {moments.after} än {moments.before}:",
            f"Färre {moments.after} än {moments.before}:",
        )
        + f" {said}.",
        caption=caption,
        note=note,
    )
    return Group(chart, table)


def cross_table(
    section: Section, measure: str, moments: Moments, *, caption: str, note: str, **group: str
) -> Table:
    """Show how many went from each row's state to each column's."""
    table = section.figures.table(section.place, measure)
    for key, value in group.items():
        table = table[table[key] == value]
    levels = list(dict.fromkeys(table["before"]))
    counts = dict(zip(zip(table["before"], table["after"], strict=True), table["k"], strict=True))
    short = len("".join(levels)) > _HEADERS_WIDE
    letters = ascii_uppercase[: len(levels)]
    names = [f"{at} {one}" for at, one in zip(letters, levels, strict=True)] if short else levels
    return Table(
        (f"{moments.before} ↓ {moments.after} →".capitalize(), *(letters if short else levels)),
        tuple(
            (name, *(swedish.count(counts[one, other]) for other in levels))
            for name, one in zip(names, levels, strict=True)
        ),
        caption=caption,
        note=note,
    )


def _draw(shown: Sequence[Pair], moments: Moments) -> Drawing:
    names = [pair.label for pair in shown]
    with styled():
        figure, axes = canvas(rows.height(names, above_cm=_ABOVE_CM) + _ROW_CM * len(names))
        rows.name_rows(axes, names)
        for moment, called in (("before", moments.before), ("after", moments.after)):
            axes.barh(0, 0, label=called, **BEFORE_AFTER[moment].kwargs)
        for y, pair in enumerate(shown):
            _bar(axes, y - _HALF / 2, pair.before, "before")
            _bar(axes, y + _HALF / 2, pair.after, "after")
        axes.axvline(0, color=MUTED, linewidth=0.7)
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, borderaxespad=0.2)
        most = max(max(pair.before.k or 0, pair.after.k or 0) for pair in shown)
        axes.set_xlim(0, (most or 1) * 1.15)
    return figure


def _bar(axes: Axes, y: float, figure: Figure, moment: str) -> None:
    axes.barh(y, figure.k or 0, height=_HALF, **BEFORE_AFTER[moment].kwargs)
    axes.annotate(text(figure), (figure.k or 0, y), (4, 0), textcoords="offset points", va="center")
