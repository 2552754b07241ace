"""Municipalities against something else: the matrix as a chart, and its words as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stegvis.show import swedish
from stegvis.show.comparable import NOT_COMPARABLE
from stegvis.show.exhibit import Chart, Exhibit, Table
from stegvis.show.matrix import Cell, matrix_chart

MOST = 6
"""Columns that fit beside the municipalities' names; of more there are several matrices."""


@dataclass(frozen=True)
class PlaceRow:
    """A municipality's row.

    Parameters
    ----------
    cells, words
        What is drawn, and what the table says, in each column.
    apart
        Why the row cannot be compared with the others; nothing when it can.
    """

    name: str
    cells: tuple[Cell, ...]
    words: tuple[str, ...]
    apart: str = ""

    def part(self, start: int, end: int) -> PlaceRow:
        """Keep some of the columns."""
        return PlaceRow(self.name, self.cells[start:end], self.words[start:end], self.apart)

    @property
    def remark(self) -> str:
        """Say that the row cannot be compared, and why."""
        return f"{NOT_COMPARABLE}: {self.apart}" if self.apart else swedish.MISSING


def exhibits(
    columns: Sequence[str],
    rows: Sequence[PlaceRow],
    *,
    caption: str,
    table_note: str,
    chart_note: str,
    most: int = MOST,
) -> list[Exhibit]:
    """Show a matrix as a chart and then a table; two of each, or more, when it is too wide.

    The table says what the alternative text of the chart leaves out: all but the first row.
    """
    blocks = -(-len(columns) // most)
    width = -(-len(columns) // blocks)
    shown: list[Exhibit] = []
    for start in range(0, len(columns), width):
        names = list(columns[start : start + width])
        part = [row.part(start, start + width) for row in rows]
        about = caption if blocks == 1 else f"{caption}: {names[0]} till {names[-1]}"
        shown.append(_chart(names, part, about, chart_note))
        shown.append(_table(names, part, about, table_note))
    return shown


def _chart(columns: list[str], rows: list[PlaceRow], caption: str, note: str) -> Chart:
    first = rows[0]
    said = "; ".join(f"{name}: {words}" for name, words in zip(columns, first.words, strict=True))
    beside = [NOT_COMPARABLE if row.apart else "" for row in rows]
    drawing = matrix_chart([r.name for r in rows], columns, [r.cells for r in rows], beside)
    alt = f"{first.name}: {said}. Varje kommuns uppgifter står i tabellen efter diagrammet."
    return Chart.of(drawing, alt=alt, caption=caption, note=note)


def _table(columns: list[str], rows: list[PlaceRow], caption: str, note: str) -> Table:
    remarks = any(row.apart for row in rows)
    return Table(
        ("Kommun", *columns, *(["Anmärkning"] if remarks else [])),
        tuple((row.name, *row.words, *([row.remark] if remarks else [])) for row in rows),
        caption=f"{caption}, som tabell",
        note=note,
        numeric=frozenset(),
    )
