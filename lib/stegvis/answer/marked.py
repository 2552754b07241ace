"""A copy of a delivery with the cells of its findings marked: what stood where, and what to do.

It is written anew from the cells that were read, so that no macro, formula, link or object of the
delivery is in it. Text is written as text, and what looks like a formula stays text when somebody
edits the cell (Excel's quote prefix). What was refused because it points to a person is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from stegvis.answer import hidden
from stegvis.answer.cell import MOST_ROWS, Looks, write_cell
from stegvis.answer.places import place_of
from stegvis.answer.received import Received
from stegvis.answer.words import LEVELS, marks, subject
from stegvis.delivery.finding import Finding, Level
from stegvis.delivery.raw import RawSheet
from stegvis.delivery.tables import TO_MEND
from stegvis.place import fold
from stegvis.show import escape

_LONG_AGO = datetime(2000, 1, 1)
"""The date every copy bears, so that the same delivery gives the same bytes."""
_TEXT_ALONE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LIST = ("Nivå", "Blad", "Rad", "Kolumn", "Vad som är fel, och vad ni gör", "Gå till")
_LIST_WIDTHS = (11, 22, 7, 24, 90, 30)
_LIST_LINE, _LINE_PT = 85, 15
"""So many signs of a sentence stand on a line, which is so high."""
_HELP = (
    "Celler med fel är röda med heldragen ram, de att tänka på gula med streckad. Håll pekaren "
    "över en cell så visas vad som gäller. Bladet kan ligga kvar när ni skickar in boken igen.",
    f"{hidden.REMOVED} står där något inte får vara med i en leverans: skriv en pseudonym, eller "
    "lämna cellen tom.",
)
_NARROWEST, _WIDEST = 9, 40
_LINE = 60
"""So many signs stand on a line of a comment."""

Said = dict[tuple[Level, str], None]
"""What is said of a cell: levels and sentences, each once, in order."""


@dataclass
class _Sheet:
    """A sheet to write: its name in the copy, its cells, and what is said of each."""

    name: str
    raw: RawSheet
    refused: Mapping[hidden.Place, str | None]
    cells: dict[hidden.Place, Said] = field(default_factory=dict)
    rows: dict[int, Level] = field(default_factory=dict)

    def say(self, row: int, position: int | None, level: Level, sentence: str) -> None:
        place = (row, position or 0)
        self.cells.setdefault(place, {})[level, sentence] = None
        if position is None:
            self.rows[row] = "error" if "error" in (level, self.rows.get(row)) else level

    def level(self, row: int, position: int) -> Level | None:
        """Give how a cell is marked, as the worst that is said of it or of its row."""
        said = [level for level, _ in self.cells.get((row, position), ())]
        said += [self.rows[row]] if row in self.rows else []
        return "error" if "error" in said else "warning" if said else None


def write_marked(path: Path, one: Received) -> None:
    """Write the copy of a delivery that has findings; one without sheets gives the list alone."""
    sheets = _sheets(one)
    by_fold = {fold(sheet.raw.name): sheet for sheet in reversed(sheets)}
    links: list[str | None] = []
    for finding in one.findings:
        place = place_of(finding, {name: sheet.raw for name, sheet in by_fold.items()})
        if place is None or place[1] > MOST_ROWS:
            links.append(None)
            continue
        sheet = by_fold[place[0]]
        sheet.say(place[1], place[2], finding.level, finding.sentence)
        links.append(f"{sheet.name}!{xl_rowcol_to_cell(place[1] - 1, place[2] or 0)}")
    with xlsxwriter.Workbook(path, _TEXT_ALONE) as workbook:
        workbook.set_properties({"title": _title(one), "created": _LONG_AGO})
        looks = Looks(workbook)
        _write_list(workbook.add_worksheet(TO_MEND), looks, one, links)
        for sheet in sheets:
            _write_sheet(workbook.add_worksheet(sheet.name), looks, sheet)


def _sheets(one: Received) -> list[_Sheet]:
    raw = [sheet for sheet in one.sheets if fold(sheet.name) != fold(TO_MEND)]
    given = hidden.names(raw, [TO_MEND], one.of_the_field)
    sheets = [
        _Sheet(name, sheet, hidden.refused(sheet, one.of_the_field, one.patterns))
        for name, sheet in zip(given, raw, strict=True)
    ]
    for sheet in sheets:
        for (row, position), sentence in sheet.refused.items():
            if sentence is not None:
                sheet.say(row, position, "error", sentence)
    return sheets


def _title(one: Received) -> str:
    return " – ".join(part for part in (TO_MEND, subject(one)) if part)


def _write_list(worksheet: Any, looks: Looks, one: Received, links: Sequence[str | None]) -> None:
    worksheet.hide_gridlines(2)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    for column, width in enumerate(_LIST_WIDTHS):
        worksheet.set_column(column, column, width)
    lines = [(_title(one), looks.title), *((line, looks.plain) for line in _HELP)]
    lines.insert(1, (" · ".join(marks(one)), looks.strong))
    for row, (line, look) in enumerate(lines):
        worksheet.write_string(row, 0, escape.clean(line), look)
    top = len(lines) + 1
    columns = [{"header": header, "header_format": looks.strong} for header in _LIST]
    table = {"name": "Att_ratta", "columns": columns, "style": None}
    worksheet.add_table(top, 0, top + len(one.findings), len(_LIST) - 1, table)
    worksheet.freeze_panes(top + 1, 0)
    worksheet.repeat_rows(top)
    listed = sorted(zip(one.findings, links, strict=True), key=lambda pair: not pair[0].is_error)
    for row, (finding, link) in enumerate(listed, start=top + 1):
        _write_line(worksheet, looks, row, finding, link)


def _write_line(worksheet: Any, looks: Looks, row: int, finding: Finding, link: str | None) -> None:
    look = looks.cell(finding.level)
    worksheet.write_string(row, 0, LEVELS[finding.level], look)
    worksheet.write_string(row, 1, escape.clean(finding.sheet or ""), looks.text)
    if finding.row is not None:
        worksheet.write_number(row, 2, finding.row, looks.left)
    worksheet.write_string(row, 3, escape.clean(finding.column or ""), looks.text)
    worksheet.write_string(row, 4, escape.clean(finding.sentence), looks.text)
    lines = 1 + len(finding.sentence) // _LIST_LINE
    if lines > 1:
        worksheet.set_row(row, lines * _LINE_PT)
    if link:
        name, _, cell = link.rpartition("!")
        address = f"internal:'{name.replace(chr(39), chr(39) * 2)}'!{cell}"
        worksheet.write_url(row, 5, address, looks.link, f"{name}, {cell}")


def _write_sheet(worksheet: Any, looks: Looks, sheet: _Sheet) -> None:
    rows = sheet.raw.rows
    if rows:
        worksheet.freeze_panes(rows[0][0], 0)
    widths: dict[int, int] = {}
    for number, (row, values) in enumerate(rows):
        if row > MOST_ROWS:
            break
        for position, value in enumerate(values):
            shown = hidden.REMOVED if (row, position) in sheet.refused else value
            length = write_cell(
                *(worksheet, looks, row - 1, position, shown),
                level=sheet.level(row, position),
                is_header=number == 0,
            )
            widths[position] = max(widths.get(position, 0), length)
    written = {(row, position) for row, values in rows for position in range(len(values))}
    for (row, position), said in sheet.cells.items():
        if (row, position) not in written:  # an empty cell beyond the row's last
            write_cell(worksheet, looks, row - 1, position, "", level=sheet.level(row, position))
        _comment(worksheet, row - 1, position, said)
    for position, width in widths.items():
        worksheet.set_column(position, position, min(_WIDEST, max(_NARROWEST, width + 2)))


def _comment(worksheet: Any, row: int, position: int, said: Said) -> None:
    in_order = sorted(said, key=lambda one: one[0])  # error comes before warning
    lines = [f"{LEVELS[level]}: {sentence}" for level, sentence in in_order]
    height = sum(1 + len(line) // _LINE for line in lines)
    size = {"width": 380, "height": 24 + 20 * height, "font_size": 10}
    worksheet.write_comment(row, position, escape.clean("\n".join(lines)), {"author": "", **size})
