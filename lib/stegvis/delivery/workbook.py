"""Workbooks from Excel and LibreOffice, through calamine."""

from __future__ import annotations

import io
import re
import zipfile

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
)

from stegvis.delivery.archive import opened
from stegvis.delivery.raw import Cell, RawSheet, UnreadableError, is_blank

LARGEST_UNPACKED = 400_000_000
"""Most bytes of XML: a million formatted but empty rows come to about 60 million."""
MOST_CELLS = 4_000_000
"""Most cells between a sheet's first and last used one; calamine holds them all in memory."""

# an .xlsx with a password is a stream of this name in an OLE file (MS-OFFCRYPTO, section 2.3.4)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_LOCKED = "Arbetsboken är låst med lösenord. Spara den utan lösenord."
_WORKSHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_USED_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*[^/]>')


def read_workbook(content: bytes) -> tuple[RawSheet, ...]:
    """Read the rows of every worksheet that are not blank, hidden sheets included.

    Raises
    ------
    UnreadableError
        When the workbook is broken, has a password, or is larger than a delivery can be.
    """
    if content.startswith(_OLE) and _ENCRYPTED_PACKAGE in content:
        raise UnreadableError("encrypted", _LOCKED)
    try:
        _refuse_enormous(content)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return tuple(
                RawSheet(sheet.name, _rows(workbook, sheet.name))
                for sheet in workbook.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
            )
    except PasswordError as error:
        raise UnreadableError("encrypted", _LOCKED) from error
    except CalamineError as error:
        raise UnreadableError(
            "unreadable", "Arbetsboken är skadad. Öppna den i Excel och spara den på nytt."
        ) from error


def _rows(workbook: CalamineWorkbook, name: str) -> tuple[tuple[int, tuple[Cell, ...]], ...]:
    sheet = workbook.get_sheet_by_name(name)
    # iter_rows begins in row 1, whatever row the first used cell is in, but in its column
    left: tuple[Cell, ...] = ("",) * (sheet.start[1] if sheet.start else 0)
    return tuple(
        (number, (*left, *row))
        for number, row in enumerate(sheet.iter_rows(), start=1)
        if not all(is_blank(cell) for cell in row)
    )


def _refuse_enormous(content: bytes) -> None:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return
    with opened(content, LARGEST_UNPACKED) as archive:
        for name in archive.namelist():
            if _WORKSHEET.fullmatch(name) and _extent(archive.read(name)) > MOST_CELLS:
                raise UnreadableError(
                    "too-large",
                    "Ett blad har något skrivet mycket långt ner eller långt till höger. Markera "
                    "de tomma raderna och kolumnerna, ta bort dem och spara.",
                )


def _extent(sheet: bytes) -> int:
    used = set(_USED_CELL.findall(sheet))
    rows = {int(row) for _, row in used}
    columns = {_column_number(letters) for letters in {letters for letters, _ in used}}
    return max(rows, default=0) * max(columns, default=0)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
