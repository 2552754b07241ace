"""What happens to a workbook, or stands in one that cannot stand in a CSV file."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from random import Random

from hostile import unpacked, zipped

from mutated.edits import a_sheet, at, filled, is_any, is_date, put
from mutated.way import File, Outcome, Place, Spoil
from mutated.written import Sheets, opendocument, repacked, sheet_part, workbook

BOOKS: list[Spoil] = []
Write = Callable[[Random, Sheets], File]
XLSX, ODS = ".xlsx", ".ods"
ERRORS = ("#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#SPILL!", "#CALC!")


def spoil(outcome: Outcome) -> Callable[[Write], Write]:
    def register(write: Write) -> Write:
        BOOKS.append(Spoil(write.__name__, outcome, write))
        return write

    return register


def reference(sheets: Sheets, place: Place) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    rows = sheets[str(place.sheet)]
    return str(xl_rowcol_to_cell((place.row or 0) - 1, rows[0].index(place.column)))


def with_cell(sheets: Sheets, place: Place, written: str) -> bytes:
    """Write a workbook where a cell's XML is another."""
    name = sheet_part(sheets, str(place.sheet))
    cell = re.compile(rf'<c r="{reference(sheets, place)}"[^>]*>.*?</c>'.encode(), re.DOTALL)

    def change(parts: dict[str, bytes]) -> None:
        parts[name], count = cell.subn(written.encode(), parts[name], count=1)
        assert count == 1

    return repacked(workbook(sheets), change)


@spoil("same")
def days_counted_from_1904(_: Random, sheets: Sheets) -> File:
    return File(XLSX, workbook(sheets, date_1904=True))


@spoil("refused")
def a_day_number_in_a_workbook_from_1904(random: Random, sheets: Sheets) -> File:
    place = filled(random, sheets, is_date)
    day = at(sheets, place)
    assert isinstance(day, date)
    serial = (day - date(1899, 12, 30)).days
    put(sheets, place, random.choice([serial, str(serial)]))
    return File(XLSX, workbook(sheets, date_1904=True), place)


@spoil("refused")
def an_error_of_excels(random: Random, sheets: Sheets) -> File:
    place = filled(random, sheets, is_any)
    formula = random.choice(["", "<f>1/0</f>"])
    kind = random.choice(ERRORS)
    where = reference(sheets, place)
    return File(
        XLSX, with_cell(sheets, place, f'<c r="{where}" t="e">{formula}<v>{kind}</v></c>'), place
    )


@spoil("refused")
def a_formula_never_calculated(random: Random, sheets: Sheets) -> File:
    place = filled(random, sheets, is_any)
    where = reference(sheets, place)
    value = random.choice(["", "<v/>", "<v></v>"])
    cell = f'<c r="{where}"><f>A1&amp;""</f>{value}</c>'
    return File(XLSX, with_cell(sheets, place, cell), place)


@spoil("same")
def formulas_with_their_values(random: Random, sheets: Sheets) -> File:
    place = filled(random, sheets, lambda _, cell: isinstance(cell, str))
    cell = f'<c r="{reference(sheets, place)}" t="str"><f>A1</f><v>{at(sheets, place)}</v></c>'
    return File(XLSX, with_cell(sheets, place, cell))


@spoil("same")
def a_date_as_strict_workbooks_have_it(random: Random, sheets: Sheets) -> File:
    place = filled(random, sheets, is_date)
    cell = f'<c r="{reference(sheets, place)}" t="d"><v>{at(sheets, place)}T00:00:00</v></c>'
    return File(XLSX, with_cell(sheets, place, cell))


@spoil("refused")
def cells_merged(random: Random, sheets: Sheets) -> File:
    name = a_sheet(random, sheets, least=3)
    row = random.randint(2, len(sheets[name]) - 1)
    position = random.randrange(len(sheets[name][0]))

    def dress(_: object, written: dict) -> None:
        written[name].merge_range(row - 1, position, row, position, "")
        written[name].write(row - 1, position, sheets[name][row - 1][position])

    column = str(sheets[name][0][position])
    return File(XLSX, workbook(sheets, dress), Place(name, row + 1, column))


@spoil("same")
def rows_hidden_or_filtered(random: Random, sheets: Sheets) -> File:
    name = a_sheet(random, sheets)
    hidden = random.sample(range(1, len(sheets[name])), random.randint(1, len(sheets[name]) - 1))

    def dress(_: object, written: dict) -> None:
        written[name].autofilter(0, 0, len(sheets[name]) - 1, len(sheets[name][0]) - 1)
        for row in hidden:
            written[name].set_row(row, None, None, {"hidden": True})

    return File(XLSX, workbook(sheets, dress))


@spoil("same")
def a_sheet_and_columns_hidden(random: Random, sheets: Sheets) -> File:
    name = a_sheet(random, sheets)

    def dress(_: object, written: dict) -> None:
        written[name].set_column(0, 2, None, None, {"hidden": True})
        written[name].hide()

    return File(XLSX, workbook(sheets, dress))


@spoil("same")
def dates_shown_another_way(random: Random, sheets: Sheets) -> File:
    shown = random.choice(["dd/mm/yyyy", "m/d/yy", "[$-41D]d mmmm yyyy;@", "mmm-yy"])
    return File(XLSX, workbook(sheets, default_date_format=shown))


@spoil("same")
def text_in_the_cells_themselves(_: Random, sheets: Sheets) -> File:
    return File(XLSX, workbook(sheets, constant_memory=True))


@spoil("same")
def another_suffix(random: Random, sheets: Sheets) -> File:
    return File(random.choice([".xls", ".ods", ".XLSM"]), workbook(sheets))


@spoil("refused")
def a_suffix_of_what_it_is_not(random: Random, sheets: Sheets) -> File:
    return File(random.choice([".zip", ".csv", ".pdf"]), workbook(sheets))


@spoil("refused")
def a_workbook_cut_off(random: Random, sheets: Sheets) -> File:
    content = workbook(sheets)
    return File(XLSX, content[: random.randrange(len(content) - 22)])


@spoil("either")
def a_byte_changed(random: Random, sheets: Sheets) -> File:
    content = bytearray(workbook(sheets))
    content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    return File(XLSX, bytes(content))


@spoil("either")
def bytes_before_or_after(random: Random, sheets: Sheets) -> File:
    content, more = workbook(sheets), random.randbytes(random.randint(1, 300))
    return File(XLSX, random.choice([more + content, content + more]))


@spoil("refused")
def a_part_missing(random: Random, sheets: Sheets) -> File:
    needed = ["xl/workbook.xml", "xl/sharedStrings.xml", sheet_part(sheets, "leverans")]
    gone = random.choice(needed)
    return File(XLSX, repacked(workbook(sheets), lambda parts: parts.pop(gone)))


@spoil("refused")
def a_part_twice(random: Random, sheets: Sheets) -> File:
    name = sheet_part(sheets, a_sheet(random, sheets))
    return File(
        XLSX,
        repacked(workbook(sheets), lambda parts: parts.update({name.upper(): parts[name]})),
    )


@spoil("refused")
def xml_cut_off_or_broken(random: Random, sheets: Sheets) -> File:
    name = sheet_part(sheets, a_sheet(random, sheets))

    def change(parts: dict[str, bytes]) -> None:
        part = parts[name]
        broken = [part[: random.randrange(200, len(part) - 5)], part.replace(b"</row>", b"", 1)]
        parts[name] = random.choice(broken)

    return File(XLSX, repacked(workbook(sheets), change))


@spoil("refused")
def a_part_in_utf_16(random: Random, sheets: Sheets) -> File:
    name = sheet_part(sheets, a_sheet(random, sheets))

    def change(parts: dict[str, bytes]) -> None:
        text = parts[name].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
        parts[name] = text.encode("utf-16")

    return File(XLSX, repacked(workbook(sheets), change))


@spoil("refused")
def a_directory_that_says_another_name(random: Random, sheets: Sheets) -> File:
    content = workbook(sheets)
    name = sheet_part(sheets, a_sheet(random, sheets)).encode()
    first, last = content.index(name), content.rindex(name)
    at_ = random.choice([first, last])
    return File(XLSX, content[:at_] + name[:-5] + b"x.xml" + content[at_ + len(name) :])


@spoil("same")
def styles_lost(_: Random, sheets: Sheets) -> File:
    return File(XLSX, repacked(workbook(sheets), lambda parts: parts.pop("xl/styles.xml")))


@spoil("same")
def from_libreoffice(_: Random, sheets: Sheets) -> File:
    return File(ODS, opendocument(sheets))


def _in_ods(random: Random, sheets: Sheets, cell: str) -> File:
    """Write a workbook of LibreOffice's where a cell's XML is another."""
    place = filled(random, sheets, is_any)
    put(sheets, place, "PLANTERAD")

    def change(text: str) -> str:
        return re.sub(
            r"<table:table-cell [^>]*><text:p>PLANTERAD</text:p></table:table-cell>", cell, text
        )

    return File(ODS, opendocument(sheets, change), place)


@spoil("refused")
def an_error_of_libreoffices(random: Random, sheets: Sheets) -> File:
    said = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
    old = 'office:value-type="float" office:value="0"'
    shown = random.choice(["#DIV/0!", "Err:502", "#NAMN?"])
    cell = f'<table:table-cell table:formula="of:=1/0" {random.choice([said, old])}>'
    return _in_ods(random, sheets, f"{cell}<text:p>{shown}</text:p></table:table-cell>")


@spoil("refused")
def a_formula_of_libreoffices_never_calculated(random: Random, sheets: Sheets) -> File:
    return _in_ods(random, sheets, '<table:table-cell table:formula="of:=[.A1]"/>')


@spoil("refused")
def cells_merged_by_libreoffice(random: Random, sheets: Sheets) -> File:
    return _in_ods(random, sheets, "<table:covered-table-cell/>")


@spoil("refused")
def a_workbook_of_libreoffices_with_a_password(random: Random, sheets: Sheets) -> File:
    parts = unpacked(opendocument(sheets))
    entry = '<file-entry full-path="content.xml"><encryption-data checksum="x"/></file-entry>'
    parts["META-INF/manifest.xml"] = f"<manifest>{entry}</manifest>".encode()
    parts["content.xml"] = random.randbytes(900)
    return File(ODS, zipped(parts))
