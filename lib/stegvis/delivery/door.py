"""What points to a person is refused at the door, wherever in a delivery it stands.

Every cell of every sheet is looked at, whether it would be stored or not, and so are the names of
sheets, files and folders. What is found is never repeated.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from stegvis.delivery.cover import NAME as COVER
from stegvis.delivery.finding import Finding
from stegvis.delivery.names import stands_as_a_name
from stegvis.delivery.plain import plain
from stegvis.delivery.privacy import personal, showable
from stegvis.delivery.raw import Cell, RawSheet
from stegvis.delivery.read import DELIMITED, Source
from stegvis.place import fold

_WHAT = {
    "personnummer": "ett personnummer",
    "email": "en e-postadress",
    "phone": "ett telefonnummer",
    "name": "en persons namn",
}
NAME_SENTENCE = (
    "Cellen ser ut att innehålla en persons namn. Ta bort namnet: en leverans har bara pseudonymer."
)
_SENTENCES = {
    **{
        rule: f"Cellen innehåller {_WHAT[rule]}. Ta bort det: en leverans har bara pseudonymer."
        for rule in ("personnummer", "phone")
    },
    "email": "Cellen innehåller en e-postadress. Ta bort den: en leverans har bara pseudonymer.",
    "name": NAME_SENTENCE,
}
UNNAMED = "ett blad"
"""What a sheet is called whose name is not shown."""
_MAYBE_A_NAME = (
    "Cellen ser ut att innehålla en persons namn. Ta bort det; är det inget namn, skriv bara det "
    "första ordet med stor bokstav."
)
_WHERE_NAMES_ARE_WRITTEN = frozenset(
    {
        *("samordnare", "handläggare", "coach", "kontakt", "kontaktperson", "uppgiftslämnare"),
        *("ansvarig", "lämnad av", "ifylld av", "anhörig", "annat", "övrigt", "kommentar"),
        *("kommentarer", "anteckning", "anteckningar", "notering", "försörjning start"),
        *("försörjning avslut",),
    }
)
"""Folded headers, and keys of the cover, where two capitalised words are likely a name."""


def check_personal(source: Source, name: str, of_the_field: Collection[str]) -> list[Finding]:
    """Find personnummer, e-mail addresses, phone numbers and names.

    Parameters
    ----------
    name
        The delivery's own file name.
    of_the_field
        Folded words that are no names.
    """
    findings = []
    rule = personal(name, of_the_field)
    if rule:
        sentence = f"Filens namn innehåller {_WHAT[rule]}. Döp om filen."
        findings.append(Finding("error", None, None, None, rule, sentence))
    inside = {personal(name, of_the_field) for name in source.names if not _is_a_sheet(name)}
    for rule in sorted(inside - {None}, key=str):
        what = _WHAT[str(rule)]
        sentence = f"En fil eller mapp i leveransen har {what} i sitt namn. Döp om den."
        findings.append(Finding("error", None, None, None, str(rule), sentence))
    for sheet in source.sheets:
        findings += _in_sheet(sheet, of_the_field)
    return findings


def _is_a_sheet(name: str) -> bool:
    return name.lower().endswith(DELIMITED)


def _in_sheet(sheet: RawSheet, of_the_field: Collection[str]) -> Iterator[Finding]:
    shown = showable(sheet.name)
    rule = personal(sheet.name, of_the_field)
    if rule:
        sentence = f"Ett blads namn innehåller {_WHAT[rule]}. Döp om bladet."
        yield Finding("error", shown, None, None, rule, sentence)
    header = sheet.rows[0][1] if sheet.rows else ()
    for row, position, found in personal_cells(sheet, of_the_field):
        column = showable(header[position]) if position < len(header) else None
        yield Finding("error", shown or UNNAMED, row, column, *found)


def personal_cells(
    sheet: RawSheet, of_the_field: Collection[str]
) -> Iterator[tuple[int, int, tuple[str, str]]]:
    """Give each cell of a sheet that points to a person.

    Its row as Excel shows it, its position in the row from 0, and the rule and the sentence of the
    finding that it leads to.
    """
    header = sheet.rows[0][1] if sheet.rows else ()
    expected = [fold(str(cell)) in _WHERE_NAMES_ARE_WRITTEN for cell in header]
    is_cover = fold(sheet.name) == COVER
    known: dict[tuple[bool, Cell], tuple[str, str] | None] = {}
    for number, (row, cells) in enumerate(sheet.rows):
        of_a_person = is_cover and bool(cells) and fold(str(cells[0])) in _WHERE_NAMES_ARE_WRITTEN
        for position, cell in enumerate(cells):
            if cell == "" or not isinstance(cell, str | int | float) or isinstance(cell, bool):
                continue
            named = position < len(expected) and expected[position] and number > 0
            key = (named or of_a_person, cell)
            if key not in known:
                known[key] = _in_cell(cell, of_the_field, expects_name=key[0])
            found = known[key]
            if found:
                yield row, position, found


def _in_cell(
    cell: Cell, of_the_field: Collection[str], *, expects_name: bool
) -> tuple[str, str] | None:
    rule = personal(cell, of_the_field)
    if rule:
        return rule, _SENTENCES[rule]
    if expects_name and isinstance(cell, str) and stands_as_a_name(plain(cell), of_the_field):
        return "name", _MAYBE_A_NAME
    return None
