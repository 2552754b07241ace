"""Workbooks from Excel and LibreOffice, through calamine.

Calamine reads what stands in the cells, and of a formula the value that was saved with it. It
calculates, follows, loads and runs nothing, and takes no entity that an XML part declares.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
)

from stegvis.delivery import limits
from stegvis.delivery.archive import member, opened
from stegvis.delivery.bounded import Budget, bounded
from stegvis.delivery.raw import Cell, Contents, Fault, RawSheet, UnreadableError

# an .xlsx with a password is a stream of this name in an OLE file (MS-OFFCRYPTO, section 2.3.4)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_LOCKED = "Arbetsboken är låst med lösenord. Spara den utan lösenord."
_BINARY = "xl/workbook.bin"
_USED_CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br\s*=\s*["']([A-Za-z]+)(\d+)["'][^<>]*(?<!/)>""")
_LEADS_ON = ("[Content_Types].xml", ".rels", "META-INF/manifest.xml")
"""The parts of a workbook that say what is in it, and where it leads."""
_ACTS = re.compile(
    rb"vbaProject|macrosheet|externalLink|queryTable|activeX|Basic/|Scripts/|"
    rb"relationships/(?:connections|oleObject|package\")",
    re.IGNORECASE,
)
"""What they call macros, links to other files, data connections and embedded objects
(ECMA-376 part 1, sections 12 and 15; OpenDocument 1.2 part 3)."""
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_HEAD = 10_000
"""In so many first bytes of an XML part a document type would be declared, before any element."""
_DECLARED = (
    "Arbetsboken har en del med en dokumenttyp (DTD), som kan hänvisa till annat än boken. Öppna "
    "den i Excel och spara den på nytt."
)
_ACTS_IN_OLE = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "\x01Ole"))


def read_workbook(content: bytes, budget: Budget | None = None) -> Contents:
    """Read the rows of every worksheet that are not blank, hidden sheets included.

    Raises
    ------
    UnreadableError
        When the workbook is broken, has a password, is of the binary kind, or is larger than a
        delivery can be. A single sheet that is too large is a fault among the contents.
    """
    if content.startswith(_OLE) and _ENCRYPTED_PACKAGE in content:
        raise UnreadableError("encrypted", _LOCKED)
    left = budget or Budget()
    try:
        is_active = _examine(content)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            names = [
                sheet.name
                for sheet in workbook.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
            ]
            _refuse_names(names)
            read = [_sheet(workbook, name, left) for name in names]
    except PasswordError as error:
        raise UnreadableError("encrypted", _LOCKED) from error
    except CalamineError as error:
        raise UnreadableError(
            "unreadable", "Arbetsboken är skadad. Öppna den i Excel och spara den på nytt."
        ) from error
    return Contents(
        tuple(one for one in read if isinstance(one, RawSheet)),
        tuple(one for one in read if isinstance(one, Fault)),
        is_active=is_active,
    )


def _sheet(workbook: CalamineWorkbook, name: str, budget: Budget) -> RawSheet | Fault:
    try:
        return RawSheet(name, bounded(_rows(workbook, name), budget))
    except UnreadableError as error:
        return Fault(name, error.rule, error.sentence)


def _rows(workbook: CalamineWorkbook, name: str) -> Iterator[tuple[Cell, ...]]:
    sheet = workbook.get_sheet_by_name(name)
    # iter_rows begins in row 1, whatever row the first used cell is in, but in its column
    left: tuple[Cell, ...] = ("",) * (sheet.start[1] if sheet.start else 0)
    for row in sheet.iter_rows():
        yield (*left, *row)


def _refuse_names(names: list[str]) -> None:
    if len(names) > limits.MOST_SHEETS or any(len(name) > limits.LONGEST_NAME for name in names):
        raise UnreadableError(
            "too-large",
            f"Arbetsboken har fler än {limits.MOST_SHEETS} blad, eller ett blad vars namn är för "
            "långt. Ta bort det som inte hör till leveransen.",
        )


def _examine(content: bytes) -> bool:
    """Refuse what is enormous or binary, and tell whether anything in the workbook acts."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return any(name in content for name in _ACTS_IN_OLE)
    with opened(content, limits.LARGEST_UNPACKED) as archive:
        entries = archive.infolist()
        if any(entry.filename.lower() == _BINARY for entry in entries):
            raise UnreadableError(
                "unknown-format", "Arbetsboken är av det binära slaget. Spara den som .xlsx."
            )
        is_active = False
        for entry in entries:
            name, part = entry.filename, member(archive, entry)
            if name.endswith(_LEADS_ON):
                is_active |= _ACTS.search(part) is not None
            if _DECLARES.search(part[:_HEAD]):
                raise UnreadableError("unsafe-content", _DECLARED)
            if name.lower().endswith(".xml") and _extent(part) > limits.MOST_CELLS:
                raise UnreadableError(
                    "too-large",
                    "Ett blad har något skrivet mycket långt ner eller långt till höger. Markera "
                    "de tomma raderna och kolumnerna, ta bort dem och spara.",
                )
    return is_active


def _extent(sheet: bytes) -> int:
    used = set(_USED_CELL.findall(sheet))
    rows = {int(row) for _, row in used}
    columns = {_column_number(letters) for letters in {letters for letters, _ in used}}
    return max(rows, default=0) * max(columns, default=0)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
