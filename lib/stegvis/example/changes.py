"""Ways to spoil a delivery: each gives a change, a function from its grids to its grids.

Rows are counted as Excel shows them, the header being 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from stegvis.delivery.write import Cell, Grid

Delivery = dict[str, Grid]
"""The grids of a delivery, by name."""
Change = Callable[[Delivery], Delivery]


def cell(sheet: str, row: int, column: str, value: Cell) -> Change:
    """Change one cell."""
    return lambda grids: {**grids, sheet: grids[sheet].with_cell(row, column, value)}


def both(first: Change, second: Change) -> Change:
    """Change two things, one after the other."""
    return lambda grids: second(first(grids))


def row_after(sheet: str, *cells: Cell) -> Change:
    """Add a row after the last one, blank beyond the cells that are given."""

    def change(grids: Delivery) -> Delivery:
        grid = grids[sheet]
        blank = (None,) * (len(grid.header) - len(cells))
        return {**grids, sheet: replace(grid, rows=(*grid.rows, (*cells, *blank)))}

    return change


def row_again(sheet: str, row: int) -> Change:
    """Repeat a row after the last one."""
    return lambda grids: row_after(sheet, *grids[sheet].rows[row - 2])(grids)


def without_row(sheet: str, row: int) -> Change:
    """Leave a row out."""

    def change(grids: Delivery) -> Delivery:
        grid = grids[sheet]
        return {**grids, sheet: replace(grid, rows=grid.rows[: row - 2] + grid.rows[row - 1 :])}

    return change


def without_sheet(sheet: str) -> Change:
    """Leave a sheet out."""
    return lambda grids: {name: grid for name, grid in grids.items() if name != sheet}


def sheet_after(sheet: str) -> Change:
    """Add a sheet that no delivery has."""
    return lambda grids: {**grids, sheet: Grid(sheet, ("vad",), (("möte",),))}


def without_column(sheet: str, column: str) -> Change:
    """Leave a column out."""

    def change(grids: Delivery) -> Delivery:
        grid = grids[sheet]
        place = grid.header.index(column)
        header = grid.header[:place] + grid.header[place + 1 :]
        rows = tuple(row[:place] + row[place + 1 :] for row in grid.rows)
        return {**grids, sheet: Grid(sheet, header, rows)}

    return change


def column_after(sheet: str, column: str) -> Change:
    """Add a column that no sheet has after the last one, with something in every row."""

    def change(grids: Delivery) -> Delivery:
        grid = grids[sheet]
        rows = tuple((*row, "x") for row in grid.rows)
        return {**grids, sheet: Grid(sheet, (*grid.header, column), rows)}

    return change
