"""What of a delivery must not come back in its copy: whatever was refused as pointing to a person.

Narrower than that would be a gap, so a little more is left out: the cells of a column that is made
for names or numbers of persons, whatever stands there, and whatever stands where a pseudonym should
and is none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from stegvis.delivery import cells
from stegvis.delivery.cells import CellError
from stegvis.delivery.door import personal_cells
from stegvis.delivery.frames import PERSONAL
from stegvis.delivery.privacy import personal, showable
from stegvis.delivery.raw import Cell, RawSheet, is_blank
from stegvis.place import fold

REMOVED = "[borttaget]"
_PSEUDONYMS = fold("deltagar_id")
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_RESERVED = ("history", "historik")
"""Excel keeps these for itself."""
_LONGEST = 31
"""Excel allows no longer name of a sheet, counted in UTF-16 units."""

Place = tuple[int, int]
"""A row as Excel shows it, and a position in the row from 0."""


def refused(
    sheet: RawSheet, of_the_field: Collection[str], patterns: Sequence[str]
) -> dict[Place, str | None]:
    """Give the cells that must not be in a copy, each with the sentence of its finding, if any."""
    found: dict[Place, str | None] = dict.fromkeys(_in_columns(sheet, patterns))
    for row, position, (_, sentence) in personal_cells(sheet, of_the_field):
        found[row, position] = sentence
    return found


def _in_columns(sheet: RawSheet, patterns: Sequence[str]) -> Iterator[Place]:
    if not sheet.rows:
        return
    header = [fold(str(cell)) for cell in sheet.rows[0][1]]
    of_persons = [place for place, name in enumerate(header) if name in PERSONAL]
    of_pseudonyms = [place for place, name in enumerate(header) if name == _PSEUDONYMS]
    for row, values in sheet.rows[1:]:
        for place in of_persons:
            if place < len(values) and not is_blank(values[place]):
                yield row, place
        for place in of_pseudonyms:
            if place < len(values) and not _is_pseudonym(values[place], patterns):
                yield row, place


def _is_pseudonym(cell: Cell, patterns: Sequence[str]) -> bool:
    if is_blank(cell):
        return True
    for pattern in patterns:
        try:
            cells.identifier(cell, pattern)
        except CellError:
            continue
        return True
    return False


def names(
    sheets: Sequence[RawSheet], taken: Collection[str], of_the_field: Collection[str]
) -> list[str]:
    """Give each sheet a name that Excel can have, that none other has, and that names nobody."""
    used = {name.lower() for name in taken}
    given = []
    for number, sheet in enumerate(sheets, start=1):
        name = _name(sheet.name, of_the_field) or f"Blad {number} (namnet borttaget)"
        plain, turn = name, 1
        while name.lower() in used:
            turn += 1
            mark = f" ({turn})"
            name = _cut(plain, _LONGEST - len(mark)) + mark
        used.add(name.lower())
        given.append(name)
    return given


def _name(name: str, of_the_field: Collection[str]) -> str | None:
    if showable(name) is None or personal(name, of_the_field):
        return None
    allowed = _cut(" ".join(name.split()).translate(_FORBIDDEN), _LONGEST).strip("' ")
    if not allowed or allowed.lower() in _RESERVED or personal(allowed):
        return None
    return allowed


def _cut(text: str, longest: int) -> str:
    while len(text.encode("utf-16-le")) // 2 > longest:
        text = text[:-1]
    return text
