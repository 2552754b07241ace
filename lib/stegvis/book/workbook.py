"""A book's tables as a workbook, a sheet each, and the rows that every number comes from.

No cell is a formula, and no text ever becomes one: text is written as text, and marked as such
(Excel's quote prefix), so that it stays text when someone edits the cell. It is not altered: a
table says here what it says in the report. The links are the program's own, between the sheets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import xlsxwriter

from stegvis.book.book import Book
from stegvis.book.cover import Cover
from stegvis.book.heading import Heading
from stegvis.book.sheet import Formats, Sheet
from stegvis.export.numbering import Numbered
from stegvis.figures import COLUMNS, Figures
from stegvis.show import swedish, wording
from stegvis.show.table import NOTHING, Table

CONTENTS = "Innehåll"
FIGURES = "Siffror"

_LONG_AGO = datetime(2000, 1, 1)
"""The date every workbook bears, so that the same book gives the same bytes."""

_TEXT_ALONE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

_COLUMNS_SAID = {
    "project": "projektet",
    "municipality": "kommunen; ALLA är alla kommuner tillsammans",
    "period": "perioden",
    "measure": "måttet",
    "group": "gruppen, som nyckel=värde åtskilda av semikolon; tom när måttet gäller alla",
    "definition": "definitionen: målets variant, regeln eller det som räknas",
    "k": "antalet som räknas",
    "n": "antalet som det räknas av",
    "value": "värdet: för en andel k delat med n, från 0 till 1",
    "low": f"95{swedish.NBSP}% intervall, nedre gräns",
    "high": f"95{swedish.NBSP}% intervall, övre gräns",
    "bound_low": "gräns för bortfall: de som inte nåddes räknade som nej",
    "bound_high": "gräns för bortfall: de som inte nåddes räknade som ja",
    "suppressed": "om raden är dold för att skydda små tal",
}
"""What the columns of `FIGURES` are."""


@dataclass(frozen=True)
class _Placed:
    """A table, and the heading or headings it stands under."""

    label: str
    table: Table
    section: str


def write_xlsx(book: Book) -> bytes:
    """Write a book's tables: the contents first, a sheet for each table, every figure last."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **_TEXT_ALONE}) as workbook:
        author = {"author": book.organisation, "company": book.organisation}
        workbook.set_properties({"title": book.full_title, "created": _LONG_AGO, **author})
        formats = Formats(workbook)

        def sheet(name: str) -> Sheet:
            margin = (book.subject, " · ".join(book.marks))
            return Sheet(workbook.add_worksheet(name), formats, margin)

        tables = list(_tables(book))
        _write_contents(sheet(CONTENTS), book, tables)
        for placed in tables:
            _write_table(sheet(placed.label), placed, book)
        if book.figures is not None:
            _write_figures(sheet(FIGURES), book.figures, book)
    return target.getvalue()


def _tables(book: Book) -> Iterator[_Placed]:
    above: list[str] = []
    for block in book.blocks:
        if isinstance(block, Heading) and block.level <= 2:
            above = [*above[: block.level - 1], block.label]
        elif isinstance(block, Numbered) and isinstance(block.exhibit, Table):
            yield _Placed(block.number.label, block.exhibit, " / ".join(above))


def _told_of(book: Book) -> list[str]:
    """Say what no sheet may be seen without."""
    local = f"Siffrorna är {wording.LOCAL}."
    return [line for line in (" · ".join(book.marks), book.subject, local) if line]


def _write_contents(sheet: Sheet, book: Book, tables: Sequence[_Placed]) -> None:
    formats = sheet.formats
    sheet.set_widths((50, 70, 50))
    sheet.line(book.title, formats.title)
    sheet.line(book.subject, formats.strong)
    sheet.line(" · ".join(book.marks), formats.strong)
    for cover in (block for block in book.blocks if isinstance(block, Cover)):
        for term, said in cover.facts:
            sheet.line(f"{term}: {said}", formats.text)
        for note in cover.notes:
            sheet.line(note, formats.note)
    sheet.leave_empty()
    listed = [(placed.label, placed.table.caption, placed.section) for placed in tables]
    if book.figures is not None:
        listed.append((FIGURES, "Varje tal i rapporten, rad för rad som i figures.csv", ""))
    if listed:
        first = sheet.frame("Blad", ("Blad", "Vad det visar", "Avsnitt"), len(listed))
        for row, (name, caption, section) in enumerate(listed, start=first):
            sheet.link(row, 0, name, name)
            sheet.write(row, 1, caption)
            sheet.write(row, 2, section)
            sheet.make_room(row, (name, caption, section))
    if book.figures is not None:
        sheet.leave_empty()
        sheet.line(f"Kolumnerna i bladet {FIGURES}", formats.heading)
        first = sheet.frame("Kolumner", ("Kolumn", "Vad den säger"), len(_COLUMNS_SAID))
        for row, (column, said) in enumerate(_COLUMNS_SAID.items(), start=first):
            sheet.write(row, 0, column)
            sheet.write(row, 1, said)
            sheet.make_room(row, (column, said))


def _write_table(sheet: Sheet, placed: _Placed, book: Book) -> None:
    table, formats = placed.table, sheet.formats
    rows = table.rows or ((NOTHING, *("" for _ in table.columns[1:])),)
    sheet.fit([table.columns, *rows])
    sheet.line(f"{placed.label}. {table.caption}", formats.heading)
    sheet.line(placed.section, formats.text)
    sheet.line(table.note, formats.note)
    for line in _told_of(book):
        sheet.line(line, formats.text)
    sheet.link(sheet.row, 0, CONTENTS, "Till innehållet")
    sheet.row += 2
    right = table.numeric_columns
    first = sheet.frame(placed.label.replace(" ", "_"), table.columns, len(rows), right)
    for row, cells in enumerate(rows, start=first):
        for column, cell in enumerate(cells):
            sheet.write_shown(row, column, cell, right=column in right)
        sheet.make_room(row, cells)


def _write_figures(sheet: Sheet, figures: Figures, book: Book) -> None:
    formats = sheet.formats
    sheet.set_widths((16, 16, 10, 28, 44, 36, *(10 for _ in range(8))))
    sheet.line(FIGURES, formats.heading)
    sheet.line(" · ".join(book.marks), formats.text)
    sheet.link(sheet.row, 0, CONTENTS, "Till innehållet")
    sheet.row += 2
    cells_of = figures.frame[list(COLUMNS)].astype(object)
    rows = list(cells_of.where(cells_of.notna(), None).itertuples(index=False, name=None))
    first = sheet.frame(FIGURES, tuple(COLUMNS), len(rows))
    sheet.worksheet.freeze_panes(first, 0)
    for row, cells in enumerate(rows, start=first):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell, formats.one_line if isinstance(cell, str) else None)
