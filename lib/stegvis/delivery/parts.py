"""What the parts of a workbook tell before its cells are read.

Calamine is lenient: it reads what it can of XML that is cut off or broken, and a part in letters
that it does not know as an empty one. What is told here would otherwise be lost without a word.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

from stegvis.delivery import limits, ole
from stegvis.delivery.archive import member, opened
from stegvis.delivery.doubtful import told
from stegvis.delivery.raw import UnreadableError

LOCKED = ole.LOCKED
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
DAMAGED = "Arbetsboken är skadad. Öppna den i Excel och spara den på nytt."
_ENCRYPTED_PART = b"encryption-data"
_ENCODING = re.compile(rb"""<\?xml[^>]*\bencoding\s*=\s*["'](?!utf-8|us-ascii)""", re.IGNORECASE)
_FROM_1904 = re.compile(
    rb"""\bdate1904\s*=\s*["'](?:1|true)["']|<table:null-date\s[^<>]*date-value=["']1904-"""
)
_HIDES = re.compile(
    rb"""<(?:\w+:)?row\s[^<>]*\bhidden\s*=\s*["'](?:1|true)["'][^<>]*(?<!/)>\s*"""
    rb"""(?:<(?:\w+:)?c\s[^<>]*/>\s*)*<(?:\w+:)?c\b[^<>]*(?<!/)>"""
    rb"""|<table:table-row\s[^<>]*table:visibility=["'](?:collapse|filter)["'][^<>]*>\s*"""
    rb"""(?:<table:table-cell[^<>]*/>\s*)*<table:table-cell[^<>]*(?<!/)>"""
)
"""A hidden row with something in it."""


@dataclass(frozen=True)
class Examined:
    """A workbook as it is to be read, and what was seen of it on the way."""

    content: bytes
    is_active: bool = False
    from_1904: bool = False
    hides_rows: bool = False


def look_through(content: bytes) -> Examined:
    """Look through the parts of a workbook, before calamine reads it.

    Raises
    ------
    UnreadableError
        When it has a password, is of the binary kind, is damaged, or is enormous.
    """
    is_ole, hides_rows = content.startswith(ole.OLE), False
    is_active, from_1904 = ole.look_through(content) if is_ole else (False, False)
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return Examined(content, is_active, from_1904)
    changed: dict[str, bytes] = {}
    with opened(content, limits.LARGEST_UNPACKED) as archive:
        entries = archive.infolist()
        _refuse_members([entry.filename.lower() for entry in entries])
        for entry in entries:
            name, part = entry.filename, member(archive, entry)
            if name.endswith(_LEADS_ON):
                is_active |= _ACTS.search(part) is not None
                if _ENCRYPTED_PART in part:
                    raise UnreadableError("encrypted", LOCKED)
            if _DECLARES.search(part[:_HEAD]):
                raise UnreadableError("unsafe-content", _DECLARED)
            if not name.lower().endswith(".xml"):
                continue
            if _extent(part) > limits.MOST_CELLS:
                raise UnreadableError(
                    "too-large",
                    "Ett blad har något skrivet mycket långt ner eller långt till höger. Markera "
                    "de tomma raderna och kolumnerna, ta bort dem och spara.",
                )
            _refuse_malformed(part)
            from_1904 |= _FROM_1904.search(part) is not None
            hides_rows |= _HIDES.search(part) is not None
            plain = told(name, part)
            if plain != part:
                changed[name] = plain
        if changed and not is_ole:
            content = _packed_anew(archive, changed)
    return Examined(content, is_active, from_1904, hides_rows)


def _refuse_members(names: list[str]) -> None:
    if _BINARY in names:
        raise UnreadableError(
            "unknown-format", "Arbetsboken är av det binära slaget. Spara den som .xlsx."
        )
    if len(set(names)) < len(names):  # one of them would be examined and the other one read
        raise UnreadableError("unreadable", DAMAGED)


def _refuse_malformed(part: bytes) -> None:
    """Refuse XML that is cut off or broken, or in letters that calamine would read as nothing."""
    if _ENCODING.match(part) or part.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError("unreadable", DAMAGED)
    try:
        expat.ParserCreate().Parse(part, True)
    except expat.ExpatError as error:
        raise UnreadableError("unreadable", DAMAGED) from error


def _packed_anew(archive: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as anew:
        for entry in archive.infolist():
            part = changed.get(entry.filename)
            anew.writestr(entry.filename, member(archive, entry) if part is None else part)
    return packed.getvalue()


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
