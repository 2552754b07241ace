"""The form as an Excel workbook, through XlsxWriter: the same form gives the same bytes.

Headers are locked and everything else is not, without a password: it is a rail, no lock. No cell
is a formula: text is written as text and marked so (Excel's quote prefix), so that it stays text
when someone edits the cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter

from stegvis.delivery import cover
from stegvis.delivery.tables import INSTRUCTIONS, LISTS, Column, Kind, Sheet
from stegvis.delivery.write import Cell, Grid
from stegvis.form.colours import Look, coloured
from stegvis.form.entry import entry, submitted_entry
from stegvis.form.form import Form
from stegvis.form.instructions import instructions
from stegvis.form.lists import Lists
from stegvis.show.design import INK, MUTED, PETROL, RULE, SHADE

ROOM = 1000
"""So many rows are there to type in beneath those that are filled in."""

_LONG_AGO = datetime(2000, 1, 1)
_A4 = 9
_LINE_PT = 15
_WIDTHS = (22, 96)
_NARROWEST, _WIDEST = 11, 34
_LAST_COLUMN = 16_383
_TEXT_ALONE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_ALLOWED = ("format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter")
_DAY, _TEXT = "yyyy-mm-dd", "@"
_ALIGNED = dict.fromkeys((Kind.SCORE, Kind.COUNT, Kind.NUMBER), "center")
_PATTERNS = {
    Kind.DATE: _DAY,
    **dict.fromkeys((Kind.IDENTIFIER, Kind.CHOICE, Kind.YES_NO, Kind.TEXT), _TEXT),
}
"""How a column's cells are formatted; as text, so that Excel makes no date or formula of a word."""


def write_form(form: Form) -> bytes:
    """Write the workbook: instructions, cover, a sheet for each table, and the hidden lists."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **_TEXT_ALONE}) as workbook:
        title = f"{form.project.name}: leverans från {form.municipality.name}, {form.period}"
        author = form.project.organisation
        workbook.set_properties({"title": title, "author": author, "created": _LONG_AGO})
        looks, lists = _Looks(workbook), Lists()

        def add(name: str, *, portrait: bool = False) -> Any:
            worksheet = workbook.add_worksheet(name)
            worksheet.set_paper(_A4)
            worksheet.fit_to_pages(1, 0)
            if not portrait:
                worksheet.set_landscape()
            worksheet.set_footer(f"&L{title.replace('&', '&&')}&RSida &P av &N")
            return worksheet

        _write_instructions(add(INSTRUCTIONS, portrait=True), form, looks)
        _write_cover(add(cover.NAME), form, looks)
        for sheet, grid in form.tables:
            _write_table(add(grid.name), form, sheet, grid, looks, lists)
        _write_lists(add(LISTS), lists.grid(), looks)
    return target.getvalue()


class _Looks:
    """The looks of cells, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[Kind, bool], Any] = {}
        head = {"bold": True, "bg_color": SHADE, "bottom": 1, "bottom_color": MUTED}
        wrapped = {"text_wrap": True, "valign": "top", "quote_prefix": True}
        self.head = self._make(head | {"valign": "vcenter", "align": "left"})
        self.head_centred = self._make(head | {"valign": "vcenter", "align": "center"})
        self.title = self._make({"bold": True, "font_size": 16, "font_color": PETROL})
        self.heading = self._make({"bold": True, "font_size": 12, "font_color": PETROL})
        self.strong = self._make({"bold": True})
        self.text = self._make(wrapped | {"indent": 1})
        self.number = self._make(wrapped | {"align": "right"})
        self.link = self._make({"font_color": PETROL, "underline": 1, "valign": "top"})
        self.plain = self._make({})
        self.grounds = {
            look: self._make({"bg_color": str(look), "border": 1, "border_color": RULE})
            for look in Look
        }
        # a format that is laid over a cell's own says no more than what it changes
        self.over = {look: workbook.add_format({"bg_color": str(look)}) for look in Look}

    def cell(self, kind: Kind, *, typed: bool = False) -> Any:
        """Give the look of an unlocked cell; ``typed`` for one that text is written in."""
        key = (kind, typed)
        if key not in self._made:
            look = {
                "num_format": _PATTERNS.get(kind, "General"),
                "align": _ALIGNED.get(kind, "left"),
                "locked": False,
                "quote_prefix": typed,
            }
            self._made[key] = self._make(look)
        return self._made[key]

    def _make(self, look: dict[str, Any]) -> Any:
        return self._workbook.add_format({"font_color": INK} | look)


def _write_instructions(worksheet: Any, form: Form, looks: _Looks) -> None:
    worksheet.hide_gridlines(2)
    for place, width in enumerate(_WIDTHS):
        worksheet.set_column(place, place, width)
    whole = {"title": looks.title, "strong": looks.strong, "heading": looks.heading}
    row = 0
    for line in instructions(form):
        if line.kind == "heading":
            row += 1
        if line.kind in whole:
            worksheet.write_string(row, 0, line.first, whole[line.kind])
        elif line.leads_to:
            worksheet.write_url(row, 0, f"internal:'{line.leads_to}'!A1", looks.link, line.first)
        elif line.ground:
            worksheet.write_blank(row, 0, None, looks.grounds[line.ground])
        elif line.first:
            worksheet.write_string(row, 0, line.first, looks.number)
        if line.text:
            worksheet.write_string(row, 1, line.text, looks.text)
            worksheet.set_row(row, _LINE_PT * ceil(len(line.text) / _WIDTHS[1]))
        row += 1
    worksheet.protect()
    worksheet.activate()


def _write_cover(worksheet: Any, form: Form, looks: _Looks) -> None:
    grid = form.cover
    for place, header in enumerate(grid.header):
        worksheet.write_string(0, place, header, looks.head)
    for row, (key, value) in enumerate(grid.rows, start=1):
        worksheet.write_string(row, 0, str(key), looks.plain)
        if key == cover.SUBMITTED:
            worksheet.write_blank(row, 1, None, looks.cell(Kind.DATE))
            worksheet.data_validation(row, 1, row, 1, submitted_entry(form))
            blank = f"=LEN(TRIM($B${row + 1}))=0"
            _colour(worksheet, (row, 1, row, 1), blank, looks.over[Look.MISSING])
        else:
            worksheet.write_string(row, 1, str(value), looks.text)
    worksheet.set_column(0, 0, 16)
    worksheet.set_column(1, 1, 30)
    worksheet.freeze_panes(1, 0)
    worksheet.protect()


def _write_table(
    worksheet: Any, form: Form, sheet: Sheet, grid: Grid, looks: _Looks, lists: Lists
) -> None:
    end = len(grid.rows) + ROOM
    worksheet.set_column(0, _LAST_COLUMN, None, looks.cell(Kind.TEXT))  # or no row can be removed
    worksheet.set_row(0, 20, looks.head)
    for place, column in enumerate(sheet.columns):
        cells = [row[place] for row in grid.rows]
        worksheet.set_column(place, place, _width(column, cells), looks.cell(column.kind))
        head = looks.head_centred if column.kind in _ALIGNED else looks.head
        worksheet.write_string(0, place, column.name, head)
        for row, cell in enumerate(cells, start=1):
            _write_cell(worksheet, row, place, cell, looks, column.kind)
        worksheet.data_validation(1, place, end, place, entry(form, sheet, column, end + 1, lists))
    for one in coloured(form.project, sheet):
        _colour(worksheet, (1, one.column, end, one.column), one.formula, looks.over[one.look])
    keeps_first = sheet.columns[0].kind is Kind.IDENTIFIER
    worksheet.freeze_panes(1, 1 if keeps_first else 0)
    worksheet.autofilter(0, 0, end, len(sheet.columns) - 1)
    worksheet.repeat_rows(0)
    worksheet.print_area(0, 0, max(len(grid.rows), 1), len(sheet.columns) - 1)
    worksheet.protect("", dict.fromkeys(_ALLOWED, True))


def _write_lists(worksheet: Any, grid: Grid, looks: _Looks) -> None:
    for place, header in enumerate(grid.header):
        worksheet.write_string(0, place, header, looks.head)
    for row, cells in enumerate(grid.rows, start=1):
        for place, cell in enumerate(cells):
            _write_cell(worksheet, row, place, cell, looks, Kind.TEXT)
    worksheet.protect()
    worksheet.hide()


def _write_cell(
    worksheet: Any, row: int, place: int, cell: Cell, looks: _Looks, kind: Kind
) -> None:
    if isinstance(cell, str):
        worksheet.write_string(row, place, cell, looks.cell(kind, typed=True))
    elif isinstance(cell, date):
        worksheet.write_datetime(row, place, cell, looks.cell(kind))
    elif cell is not None:
        worksheet.write_number(row, place, cell, looks.cell(kind))


def _colour(worksheet: Any, place: tuple[int, int, int, int], formula: str, look: Any) -> None:
    rule = {"type": "formula", "criteria": formula, "format": look, "stop_if_true": True}
    worksheet.conditional_format(*place, rule)


def _width(column: Column, cells: Sequence[Cell]) -> int:
    texts = [*column.spellings.values(), *(cell for cell in cells if isinstance(cell, str))]
    if column.kind is Kind.SCORE:
        return max(len(column.name) + 4, 7)
    longest = max((len(text) + 2 for text in texts), default=0)
    head = len(column.name) + 5  # with room for the button that filters
    return min(_WIDEST, max(_NARROWEST, longest, head))
