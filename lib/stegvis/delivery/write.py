"""Write a delivery: its sheets as a workbook, as a folder of CSV files, or as a zip of those.

The same grids give the same bytes on every run: no clock, no locale, no order of a set. (What a
zip's compression makes of them is up to the machine's zlib.)
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from stegvis.delivery.tables import Column, Kind, sheets
from stegvis.period import Period
from stegvis.place import Municipality
from stegvis.project import Project
from stegvis.word import FORMULA_SIGNS

Cell = str | int | float | date | None
COVER = "leverans"
"""The name of the first sheet, which says what the delivery is."""

_CREATED = datetime(2023, 1, 1)
_ZIPPED = (2023, 1, 1, 0, 0, 0)
_UNIX = 3
_WIDEST = 40


@dataclass(frozen=True)
class Grid:
    """A sheet as it is written: a name, a header row, and rows of cells."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def with_cell(self, row: int, column: str, value: Cell) -> Grid:
        """Give the grid with one cell changed; ``row`` as Excel shows it, the header being 1."""
        rows = [list(cells) for cells in self.rows]
        rows[row - 2][self.header.index(column)] = value
        return replace(self, rows=tuple(tuple(cells) for cells in rows))


def cover(
    project: Project,
    municipality: Municipality,
    period: Period,
    submitted: date | None,
    scope: str,
    *,
    synthetic: bool = False,
) -> Grid:
    """Give the sheet ``leverans``: what the delivery is, as keys and values."""
    rows: list[tuple[Cell, ...]] = [
        ("projekt", project.id),
        ("kommun", municipality.name),
        ("period", period.label),
        ("lämnad", submitted),
        ("omfattning", scope),
    ]
    if synthetic:
        rows.append(("syntetisk", "ja"))
    return Grid(COVER, ("nyckel", "värde"), tuple(rows))


def grids(project: Project, frames: Mapping[str, pd.DataFrame]) -> list[Grid]:
    """Lay stored frames out as people see them: Swedish sheets, columns and values.

    Parameters
    ----------
    frames
        By the sheet's name in code, with the columns' names in code; sheets that are left out
        are not written. The order is that of :func:`stegvis.delivery.tables.sheets`. A value that
        the project has taken out of its list since is written as it was stored.
    """
    return [
        Grid(
            sheet.name,
            tuple(column.name for column in sheet.columns),
            tuple(
                zip(
                    *(_cells(frames[code][column.code], column) for column in sheet.columns),
                    strict=True,
                )
            ),
        )
        for code, sheet in sheets(project).items()
        if code in frames
    ]


def _cells(values: pd.Series[Any], column: Column) -> list[Cell]:
    spelling = column.spellings

    def cell(value: object) -> Cell:
        match column.kind:
            case Kind.CHOICE:
                return spelling.get(str(value), str(value))
            case Kind.YES_NO:
                return "ja" if value else "nej"
            case Kind.DATE:
                return pd.Timestamp(str(value)).date()
            case Kind.COUNT | Kind.SCORE:
                return int(str(value))
            case Kind.NUMBER:
                return float(str(value))
            case Kind.IDENTIFIER | Kind.TEXT:
                return str(value)

    return [None if pd.isna(value) else cell(value) for value in values.tolist()]


def write_workbook(path: Path, delivery: Iterable[Grid]) -> None:
    """Write an Excel workbook, a sheet for each grid, with a bold header that stays in view.

    Dates are Excel's own, shown as 2023-09-30. Text is never taken for a formula or an address.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as workbook:
        workbook.set_properties({"created": _CREATED})
        bold = workbook.add_format({"bold": True})
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for grid in delivery:
            sheet = workbook.add_worksheet(grid.name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, grid.header, bold)
            for number, row in enumerate(grid.rows, start=1):
                for place, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, place, cell, day)
                    elif isinstance(cell, str):
                        sheet.write_string(number, place, cell)
                    elif cell is not None:
                        sheet.write_number(number, place, cell)
            for place, width in enumerate(_widths(grid)):
                sheet.set_column(place, place, width)


def _widths(grid: Grid) -> list[int]:
    columns = zip(grid.header, *grid.rows, strict=True)
    return [min(_WIDEST, max(len(_spelled(cell)) for cell in column)) + 2 for column in columns]


def write_folder(path: Path, delivery: Iterable[Grid]) -> None:
    """Write a folder with a CSV file for each grid, as Swedish Excel reads and writes them.

    UTF-8 with a byte order mark, ``;`` between cells, decimal comma, ISO dates.
    """
    path.mkdir(parents=True)
    for grid in delivery:
        (path / f"{grid.name}.csv").write_bytes(_csv(grid))


def write_zip(path: Path, delivery: Iterable[Grid]) -> None:
    """Write a zip of the CSV files that :func:`write_folder` writes."""
    with zipfile.ZipFile(path, "w") as archive:
        for grid in delivery:
            member = zipfile.ZipInfo(f"{grid.name}.csv", _ZIPPED)
            member.create_system = _UNIX
            member.external_attr = 0o644 << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, _csv(grid))


def _csv(grid: Grid) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(grid.header)
    writer.writerows(_spelled_row(row) for row in grid.rows)
    return text.getvalue().encode("utf-8-sig")


def _spelled_row(row: Sequence[Cell]) -> list[str]:
    return [
        f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else _spelled(cell)
        for cell in row
    ]


def _spelled(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:g}".replace(".", ",")
    return str(cell)
