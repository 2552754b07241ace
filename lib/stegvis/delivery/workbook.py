"""Workbooks from Excel and LibreOffice, through calamine.

Calamine reads what stands in the cells, and of a formula the value that was saved with it. It
calculates, follows, loads and runs nothing, and takes no entity that an XML part declares.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
)

from stegvis.delivery import limits
from stegvis.delivery.bounded import Budget, bounded
from stegvis.delivery.doubtful import MERGED
from stegvis.delivery.parts import DAMAGED, LOCKED, look_through
from stegvis.delivery.raw import Cell, Contents, Fault, RawSheet, UnreadableError

_DAMAGED_SHEET = "Bladet är skadat. Öppna arbetsboken i Excel och spara den på nytt."


def read_workbook(content: bytes, budget: Budget | None = None) -> Contents:
    """Read the rows of every worksheet that are not blank, hidden sheets and rows included.

    Raises
    ------
    UnreadableError
        When the workbook is broken, has a password, is of the binary kind, or is larger than a
        delivery can be. A single sheet that is too large or broken is a fault among the contents.
    """
    left = budget or Budget()
    examined = look_through(content)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(examined.content)) as workbook:
            names = [
                sheet.name
                for sheet in workbook.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
            ]
            _refuse_names(names)
            read = [_sheet(workbook, name, left) for name in names]
    except PasswordError as error:
        raise UnreadableError("encrypted", LOCKED) from error
    except CalamineError as error:
        raise UnreadableError("unreadable", DAMAGED) from error
    sheets = (one for one in read if isinstance(one, RawSheet))
    return Contents(
        tuple(replace(one, from_1904=examined.from_1904) for one in sheets),
        tuple(one for one in read if isinstance(one, Fault)),
        is_active=examined.is_active,
        hides_rows=examined.hides_rows,
    )


def _sheet(workbook: CalamineWorkbook, name: str, budget: Budget) -> RawSheet | Fault:
    try:
        return RawSheet(name, bounded(_rows(workbook, name), budget))
    except UnreadableError as error:
        return Fault(name, error.rule, error.sentence)
    except CalamineError:
        return Fault(name, "unreadable", _DAMAGED_SHEET)


def _rows(workbook: CalamineWorkbook, name: str) -> Iterator[tuple[Cell, ...]]:
    sheet = workbook.get_sheet_by_name(name)
    covered = _covered(sheet)
    # iter_rows begins in row 1, whatever row the first used cell is in, but in its column
    left: tuple[Cell, ...] = ("",) * (sheet.start[1] if sheet.start else 0)
    for number, row in enumerate(sheet.iter_rows()):
        cells = [*left, *row]
        for first, last in covered.get(number, ()):
            cells[first : last + 1] = [MERGED] * len(cells[first : last + 1])
        # nothing but merged cells is no row: they belong to one above
        yield tuple(cells) if any(cell not in ("", MERGED) for cell in cells) else ()


def _covered(sheet: CalamineSheet) -> dict[int, list[tuple[int, int]]]:
    """Give the columns, from 0, that lie under merged cells in each row, from 0."""
    covered: dict[int, list[tuple[int, int]]] = {}
    left = limits.MOST_CELLS
    for (top, first), (bottom, last) in sheet.merged_cell_ranges or ():
        rows = range(top, min(bottom, sheet.end[0] if sheet.end else 0) + 1)
        left -= len(rows)
        if left < 0:
            raise UnreadableError(
                "too-large", "Bladet har för många sammanfogade celler. Dela upp dem."
            )
        for row in rows:
            covered.setdefault(row, []).append((first + (row == top), last))
    return covered


def _refuse_names(names: list[str]) -> None:
    if len(names) > limits.MOST_SHEETS or any(len(name) > limits.LONGEST_NAME for name in names):
        raise UnreadableError(
            "too-large",
            f"Arbetsboken har fler än {limits.MOST_SHEETS} blad, eller ett blad vars namn är för "
            "långt. Ta bort det som inte hör till leveransen.",
        )
