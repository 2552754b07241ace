"""A matrix: a row for each municipality, a column for each thing, a word or number in each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill, shorten

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from stegvis.show import style, swedish
from stegvis.show.heat import draw_heat
from stegvis.show.scale import ink_on

ROW_CM = 0.6
"""Height of a row, the same in every chart of the structural level, so that the eye can cross."""

NAMES_CM = 3.2
"""Room for the municipalities' names."""

_HEADER_LINE_CM = 0.42
_LETTER_CM = 0.165
_LONGEST = 60
"""Letters of a column's name that are drawn; the table has it whole."""

_SMALLEST = 0.82
"""How small a column's name may be, to keep its longest word on one line, beside other labels."""

_BESIDE_CM = 2.2


@dataclass(frozen=True)
class Cell:
    """A cell: what is written in it, and how dark it is, from nothing (0) to all (1).

    Without a shade the cell is white: nothing is known, or there is nothing to compare.
    """

    text: str = swedish.MISSING
    shade: float | None = None


def matrix_chart(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[Cell]],
    beside: Sequence[str] = (),
) -> Drawing:
    """Draw a matrix with its rows top down.

    Parameters
    ----------
    cells
        A sequence for each row, each as long as ``columns``.
    beside
        A remark at the right of each row, or none at all.
    """
    room = style.COLUMN_CM - NAMES_CM - (_BESIDE_CM if any(beside) else 0)
    letters = room / max(len(columns), 1) / _LETTER_CM
    names = [shorten(name, _LONGEST, placeholder=" …") for name in columns]
    longest = max((len(word) for name in names for word in name.split()), default=1)
    size = style.TICK_PT * max(_SMALLEST, min(1, letters / longest))
    per_line = max(4, round(letters * style.TICK_PT / size))
    headers = [fill(name, per_line) for name in names]
    lines = max((header.count("\n") + 1 for header in headers), default=0)
    with style.styled():
        drawing, axes = style.canvas(0.4 + lines * _HEADER_LINE_CM + ROW_CM * len(rows))
        _cells(axes, cells, rows, headers)
        axes.xaxis.set_ticks_position("top")
        axes.tick_params(length=0)
        axes.tick_params(axis="x", labelsize=size)
        for y, remark in enumerate(beside):
            axes.annotate(
                remark,
                (1, y + 0.5),
                (5, 0),
                xycoords=axes.get_yaxis_transform(),
                textcoords="offset points",
                va="center",
                fontsize=style.TICK_PT,
                color=style.MUTED,
            )
    return drawing


def _cells(
    axes: Axes, cells: Sequence[Sequence[Cell]], rows: Sequence[str], columns: Sequence[str]
) -> None:
    shades = np.array(
        [[np.nan if cell.shade is None else cell.shade for cell in row] for row in cells]
    )
    draw_heat(axes, shades, 1, rows, columns)
    for y, row in enumerate(cells):
        for x, cell in enumerate(row):
            axes.text(
                x + 0.5,
                y + 0.5,
                cell.text,
                ha="center",
                va="center",
                fontsize=style.TICK_PT,
                color=style.INK if cell.shade is None else ink_on(cell.shade),
            )
