"""A sheet of a workbook: lines of text, then a table, written from the top down."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from functools import lru_cache
from math import ceil
from typing import Any

from stegvis.book.amount import read_amount
from stegvis.show import escape
from stegvis.show.design import INK, MUTED, PETROL

Value = str | int | float | bool | None
"""What a cell can hold; a missing value is an empty cell."""

_LONGEST_TEXT = 32_767
_LONGEST_HEADER = 255
_LONGEST_IN_MARGIN = 110
"""Excel holds no longer texts; of what stands in the page's margins only so much fits on a line."""

_FIRST_WIDTH = 50
_WIDEST = 40
_NARROWEST = 9
_LINE_PT = 15
_HIGHEST_PT = 400
_A4 = 9


class Formats:
    """The looks of a workbook's cells, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[str, Any] = {}
        text = {"text_wrap": True, "valign": "top", "quote_prefix": True}
        self.text = self._make(text)
        self.right = self._make(text | {"align": "right", "indent": 1})
        self.one_line = self._make({"quote_prefix": True})
        self.title = self._make({"bold": True, "font_size": 16, "font_color": PETROL})
        self.heading = self._make({"bold": True, "font_size": 12, "font_color": PETROL})
        self.strong = self._make(text | {"bold": True})
        self.note = self._make(text | {"font_color": MUTED})
        self.link = self._make({"font_color": PETROL, "underline": 1, "valign": "top"})
        head = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1}
        self.head = self._make(head | {"bottom_color": MUTED})
        self.head_right = self._make(head | {"bottom_color": MUTED, "align": "right", "indent": 1})

    def _make(self, look: dict[str, object]) -> Any:
        return self._workbook.add_format({"font_color": INK} | look)

    def number(self, pattern: str) -> Any:
        """Give the look of numbers that are written in a way of their own."""
        if pattern not in self._made:
            look = {"num_format": pattern, "align": "right", "valign": "top", "indent": 1}
            self._made[pattern] = self._make(look)
        return self._made[pattern]


class Sheet:
    """A worksheet and the row that is written next."""

    def __init__(self, worksheet: Any, formats: Formats, margin: tuple[str, str]) -> None:
        """Open a worksheet that prints on A4; ``margin`` stands to the left and right on top."""
        self.worksheet = worksheet
        self.formats = formats
        self.row = 0
        self.widths: tuple[int, ...] = ()
        self._tables = 0
        left, right = (_in_margin(text) for text in margin)
        worksheet.hide_gridlines(2)
        worksheet.set_landscape()
        worksheet.set_paper(_A4)
        worksheet.fit_to_pages(1, 0)
        worksheet.set_header(f"&L{left}&R{right}")
        worksheet.set_footer(f"&L{right}&RSida &P av &N")

    def line(self, text: str, look: Any) -> None:
        """Write a line of text in the first column."""
        if text:
            self.write(self.row, 0, text, look)
            if look.text_wrap:
                self.make_room(self.row, (text,))
            self.row += 1

    def leave_empty(self) -> None:
        """Leave a row empty."""
        self.row += 1

    def link(self, row: int, column: int, sheet: str, text: str) -> None:
        """Write a link to another sheet of the workbook."""
        self.worksheet.write_url(row, column, f"internal:'{sheet}'!A1", self.formats.link, text)

    def write(self, row: int, column: int, value: Value, look: Any = None) -> None:
        """Write a cell: text as text, whatever it begins with."""
        if value is None:
            return
        if isinstance(value, str):
            text = _clean(value)[:_LONGEST_TEXT]
            self.worksheet.write_string(row, column, text, look or self.formats.text)
        elif isinstance(value, bool):
            self.worksheet.write_boolean(row, column, value, look)
        else:
            self.worksheet.write_number(row, column, value, look)

    def write_shown(self, row: int, column: int, text: str, *, right: bool) -> None:
        """Write a cell of a report's table: a number where the text is wholly a number."""
        if amount := read_amount(text):
            self.write(row, column, amount.value, self.formats.number(amount.number_format))
        else:
            self.write(row, column, text, self.formats.right if right else self.formats.text)

    def frame(
        self, name: str, columns: Sequence[str], rows: int, right: Container[int] = ()
    ) -> int:
        """Open a table of so many rows with its header; give the first of the rows.

        It is a table to Excel too: a screen reader tells a cell's column, and the header stands
        in place of the columns' letters when the sheet is scrolled. Printed pages repeat the
        header of the sheet's first table.
        """
        looks = (self.formats.head, self.formats.head_right)
        headers = [
            {"header": header, "header_format": looks[place in right]}
            for place, header in enumerate(_unique(columns))
        ]
        look = {"style": None, "banded_rows": False, "first_column": True}
        top, bottom = self.row, self.row + max(rows, 1)
        self.worksheet.add_table(
            top, 0, bottom, len(columns) - 1, {"name": name, "columns": headers, **look}
        )
        self.make_room(top, columns)
        if not self._tables:
            self.worksheet.repeat_rows(top)
        self._tables += 1
        self.row = bottom + 1
        return top + 1

    def fit(self, rows: Iterable[Sequence[str]]) -> None:
        """Make columns as wide as their longest line, within bounds; the first holds the notes."""
        longest = [
            max(len(line) for cell in column for line in cell.split("\n"))
            for column in zip(*rows, strict=True)
        ]
        widths = [min(_WIDEST, max(_NARROWEST, length + 3)) for length in longest]
        self.set_widths((max(_FIRST_WIDTH, widths[0]), *widths[1:]))

    def set_widths(self, widths: Iterable[int]) -> None:
        """Set the columns' widths, in signs."""
        self.widths = tuple(widths)
        for column, width in enumerate(self.widths):
            self.worksheet.set_column(column, column, width)

    def make_room(self, row: int, texts: Iterable[str]) -> None:
        """Make a row as high as its texts need, each wrapped within its column."""
        lines = max(
            sum(ceil(max(len(line), 1) / width) for line in text.split("\n"))
            for text, width in zip(texts, self.widths, strict=False)
        )
        if lines > 1:
            self.worksheet.set_row(row, min(lines * _LINE_PT, _HIGHEST_PT))


@lru_cache(maxsize=4096)  # a column of figures says the same few words over and over
def _clean(text: str) -> str:
    return escape.clean(text)


def _in_margin(text: str) -> str:
    return escape.clean(text).replace("\n", " ")[:_LONGEST_IN_MARGIN].replace("&", "&&")


def _unique(columns: Sequence[str]) -> list[str]:
    """Give each column a header that no other has, as a table of Excel's must have."""
    found: list[str] = []
    taken: set[str] = set()
    for place, column in enumerate(columns, start=1):
        plain = " ".join(escape.clean(column).replace("\t", "\n").split("\n"))[:_LONGEST_HEADER]
        header, turn = plain or f"Kolumn {place}", 1
        while header.lower() in taken:
            turn += 1
            mark = f" ({turn})"
            header = plain[: _LONGEST_HEADER - len(mark)] + mark
        taken.add(header.lower())
        found.append(header)
    return found
