"""Real tables: with a header row that every page repeats, and rows that do not break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stegvis.book.word.elements import Element, element, run
from stegvis.book.word.writer import Writer
from stegvis.show import escape

LONGEST_WHOLE = 20
"""A table of so many rows is kept on one page."""

_PER_SIGN = 100
"""A sign's width in a table's text of 9 points, in twentieths of a point; somewhat generous."""
_PADDING = 2 * 85
_MOST_SIGNS = 48

CELL_STYLES = {"left": "CellText", "right": "CellNumber", "center": "CellCentre"}


@dataclass(frozen=True)
class Grid:
    """What a Word table is written from.

    Parameters
    ----------
    header, rows
        The texts of the cells, from which the columns' widths come.
    aligns
        ``left``, ``right`` or ``center`` for each column.
    title, description
        What Word tells of the table to those who do not see it.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    aligns: Sequence[str]
    title: str = ""
    description: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether the columns' longest words need more than an upright page's 16 cm."""
        return sum(self.least()) > _UPRIGHT

    def least(self) -> list[int]:
        """Say how wide each column must be for no word to break, in twentieths of a point."""
        columns = zip(self.header, *self.rows, strict=True)
        return [
            _PADDING + _PER_SIGN * max(_longest_word(cell) for cell in column) for column in columns
        ]

    def widths(self, total: int) -> list[int]:
        """Share the page's width: no word breaks if there is room, and more text has more."""
        least = self.least()
        if sum(least) >= total:
            return [width * total // sum(least) for width in least]
        columns = zip(self.header, *self.rows, strict=True)
        wanted = [
            max(0, _PADDING + _PER_SIGN * min(_MOST_SIGNS, max(map(len, column))) - width)
            for column, width in zip(columns, least, strict=True)
        ]
        room = total - sum(least)
        if sum(wanted) > room:
            return [
                width + room * more // sum(wanted)
                for width, more in zip(least, wanted, strict=True)
            ]
        grown = [width + more for width, more in zip(least, wanted, strict=True)]
        return [width * total // sum(grown) for width in grown]


_UPRIGHT = 9070


def _longest_word(text: str) -> int:
    return max(map(len, escape.clean(text).replace("\N{NO-BREAK SPACE}", "_").split()), default=1)


def write_table(writer: Writer, grid: Grid, cells: Sequence[Sequence[Sequence[Element]]]) -> None:
    """Write a table, each of whose ``cells``, the header's first, is the content of a paragraph."""
    widths = grid.widths(writer.width)
    whole = len(cells) <= LONGEST_WHOLE
    table = element("w:tbl", _properties(grid, sum(widths)))
    table.append(element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths)))
    for place, row in enumerate(cells):
        repeated = [element("w:tblHeader")] if place == 0 else []
        made = element("w:tr", element("w:trPr", element("w:cantSplit"), *repeated))
        for width, align, content in zip(widths, grid.aligns, row, strict=True):
            look = element("w:pPr", element("w:pStyle", val=CELL_STYLES[align]))
            if whole or place == 0:
                look.append(element("w:keepNext"))
            size = element("w:tcPr", element("w:tcW", w=width, type="dxa"))
            made.append(element("w:tc", size, element("w:p", look, *content)))
        table.append(made)
    writer.add(table)


def _properties(grid: Grid, width: int) -> Element:
    made = element(
        "w:tblPr",
        element("w:tblStyle", val="ReportTable"),
        element("w:tblW", w=width, type="dxa"),
        element("w:tblLayout", type="fixed"),
        element(
            "w:tblLook",
            val="04A0",
            firstRow=1,
            lastRow=0,
            firstColumn=1,
            lastColumn=0,
            noHBand=0,
            noVBand=1,
        ),
    )
    for tag, said in (("w:tblCaption", grid.title), ("w:tblDescription", grid.description)):
        if said:
            made.append(element(tag, val=escape.clean(said)))
    return made


def plain_cells(rows: Sequence[Sequence[str]]) -> list[list[list[Element]]]:
    """Give rows of plain text as the contents of cells."""
    return [[[run(text)] for text in row] for row in rows]
