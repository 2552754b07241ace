"""Rows of forward, unchanged and backward: as diverging stacked bars, in words and as a table."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from stegvis.figures import Figure
from stegvis.show import rows, style, swedish, wording
from stegvis.show.exhibit import Chart, Group, Table
from stegvis.show.finding import ahead
from stegvis.show.section import Section
from stegvis.show.terms import MOVES

READING = (
    "Varje stapel är alla personer som kan räknas. Talet i eller vid en del av den är så många som "
    "har gått bakåt, är oförändrade eller har gått framåt. Ju längre stapeln når åt höger, desto "
    "mer väger framåt över bakåt."
)
"""How to read a chart of rows, for the text before the first of them."""

_ABOVE_CM = 0.8
_PAD_PT = 4
_LEAST, _MARGIN = 0.45, 1.14
"""How far the axis goes from 0 at least, and beyond the longest bar: room for its count."""


@dataclass(frozen=True)
class Moves:
    """A named row: how many moved which way, of the same n."""

    name: str
    forward: Figure
    unchanged: Figure
    backward: Figure
    primary: bool = False

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Give the three, from those who moved forward to those who moved backward."""
        return (self.forward, self.unchanged, self.backward)

    @property
    def n(self) -> int:
        """Give the number that the three are shares of; 0 when it is protected."""
        return next((figure.n for figure in self.figures if figure.n), 0)

    @property
    def hidden(self) -> bool:
        """Whether some of the three are protected: then the row has no bar."""
        return any(figure.hidden for figure in self.figures)

    @property
    def of(self) -> str:
        """Write n, as it stands beside the row."""
        return swedish.HIDDEN if self.hidden and not self.n else swedish.count(self.n)

    @property
    def words(self) -> str:
        """Say the row, for an alternative text."""
        if not self.n and not self.hidden:
            return f"{self.name}: ingen"
        counts = (
            f"{wording.told(figure)} {MOVES[move]}"
            for move, figure in zip(("forward", "unchanged", "backward"), self.figures, strict=True)
        )
        return f"{self.name}: {', '.join(counts)} (n = {self.of})"

    @property
    def cells(self) -> tuple[str, ...]:
        """Give the row of a table with the columns of `columns`."""
        return (self.name, *(_cell(figure) for figure in self.figures), self.of)


def _cell(figure: Figure) -> str:
    if figure.hidden:
        return wording.told(figure)
    if figure.value is None:
        return swedish.MISSING
    return f"{swedish.count(figure.k)} ({swedish.percent(figure.value)})"


def look_up(
    section: Section,
    name: str,
    measure: str,
    definition: str = "",
    *,
    primary: bool = False,
    **group: Hashable,
) -> Moves:
    """Look up the three figures of a row; ``primary`` sets its name in bold."""

    def of(move: str) -> Figure:
        return section.figures.one(section.place, measure, definition, **group, move=move)

    return Moves(name, of("forward"), of("unchanged"), of("backward"), primary)


def columns(first: str) -> tuple[str, ...]:
    """Name the columns of a table of rows."""
    return (first, "Framåt", "Oförändrat", "Bakåt", "n")


def say(shown: Sequence[Moves]) -> str:
    """Say for which rows forward outweighs backward, and then every row; an alternative text."""
    counted = [
        (row.name, row.forward.k or 0, row.backward.k or 0)
        for row in shown
        if row.n and not row.hidden
    ]
    finding = ahead(
        counted, "Fler har gått framåt än bakåt för", "Fler har gått bakåt än framåt för"
    )
    if any(row.hidden for row in shown):
        finding = f"Av de rader som redovisas helt: {finding[:1].lower()}{finding[1:]}"
    return f"{finding} {'; '.join(row.words for row in shown)}."


def chart(shown: Sequence[Moves]) -> Canvas:
    """Draw a bar for each row, all of one length, with the unchanged half on each side of 0.

    How far it reaches to the right is then how far forward outweighs backward. Each part bears
    its count, and each row its n. A row with a protected part has no bar; not all rows may.
    """
    names = [row.name for row in shown]
    with style.styled():
        figure, axes = style.canvas(rows.height(names, above_cm=_ABOVE_CM))
        rows.name_rows(axes, names)
        for place, row in enumerate(shown):
            _bar(axes, place, row)
        for label, row in zip(axes.get_yticklabels(), shown, strict=True):
            label.set_fontweight("bold" if row.primary else "normal")
        drawn = [row for row in shown if not row.hidden]
        left = max(_reach(row.backward, row.unchanged) for row in drawn)
        right = max(_reach(row.forward, row.unchanged) for row in drawn)
        axes.set_xlim(-left * _MARGIN, right * _MARGIN)
        _name_parts(axes)
    return figure


def chart_and_table(first: str, shown: Sequence[Moves], caption: str, note: str) -> Group:
    """Show the rows as bars and, the same values, as a table; with too few people the table only.

    ``first`` heads the column of names.
    """
    cells = tuple(row.cells for row in shown)
    table = Table(columns(first), cells, caption=f"{caption}, i siffror", note=note)
    if max(row.n for row in shown) < wording.FEW:
        return Group(table)
    return Group(Chart.of(chart(shown), alt=say(shown), caption=caption, note=note), table)


def _reach(beyond: Figure, unchanged: Figure) -> float:
    """Give how far a bar goes from 0 to one side, and at least what the names above it need."""
    return max((beyond.value or 0.0) + (unchanged.value or 0.0) / 2, _LEAST)


def _bar(axes: Axes, place: int, row: Moves) -> None:
    axes.annotate(
        f"n = {row.of}",
        (1, place),
        (8, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        va="center",
    )
    forth, same, back = (figure.value for figure in row.figures)
    if row.hidden:
        axes.text(0, place, swedish.HIDDEN, ha="center", va="center", color=style.MUTED)
        return
    if back is None or same is None or forth is None:
        axes.text(0, place, "ingen med två svar", ha="center", va="center", color=style.MUTED)
        return
    left, right = -same / 2, same / 2
    for move, start, width in (
        ("backward", left - back, back),
        ("unchanged", left, same),
        ("forward", right, forth),
    ):
        axes.barh(place, width, left=start, height=0.66, **style.MOVES[move].kwargs)
    for number, at, pad, side in (
        (row.backward.k, left - back, -_PAD_PT, "right"),
        (row.forward.k, right + forth, _PAD_PT, "left"),
    ):
        axes.annotate(
            swedish.count(number),
            (at, place),
            (pad, 0),
            textcoords="offset points",
            ha=side,
            va="center",
        )
    if row.unchanged.k:
        axes.text(0, place, swedish.count(row.unchanged.k), ha="center", va="center")


def _name_parts(axes: Axes) -> None:
    left, right = axes.get_xlim()
    for name, at, side in (
        ("← bakåt", left, "left"),
        ("oförändrat", 0.0, "center"),
        ("framåt →", right, "right"),
    ):
        axes.annotate(
            name,
            (at, 1),
            (0, 3),
            xycoords=axes.get_xaxis_transform(),
            textcoords="offset points",
            ha=side,
            weight="bold",
        )
