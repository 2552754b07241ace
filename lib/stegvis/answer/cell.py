"""How one cell of a marked copy is written: its value as it was read, its look as it is marked."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from typing import Any

from stegvis.delivery.finding import Level
from stegvis.delivery.raw import Cell, is_blank
from stegvis.show import escape
from stegvis.show.design import ALARM, INK, PETROL
from stegvis.word import FORMULA_SIGNS

MOST_ROWS = 1_048_576
"""Excel has no row beyond."""
_LARGEST_EXACT = 10**15
"""Excel keeps fifteen digits of a number."""
_FIRST_DAY = date(1900, 3, 1)
"""Before it, Excel's days are one off: it believes that 1900 was a leap year."""
_MARKED: dict[Level | None, dict[str, object]] = {
    None: {},
    "error": {"bg_color": "#f8d3da", "border": 2, "border_color": ALARM},
    "warning": {"bg_color": "#fdf0c3", "border": 3, "border_color": "#7a5b00"},
}
"""A heavy line around an error, a broken one around a warning: they differ in grey as well."""
_DAY, _MOMENT, _TIME, _SPAN = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm:ss", "[h]:mm:ss"


class Looks:
    """The looks of a workbook's cells, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[object, ...], Any] = {}
        self.title = self._make({"bold": True, "font_size": 16, "font_color": PETROL})
        self.strong = self._make({"bold": True})
        self.plain = self._make({})
        self.text = self._make({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self.left = self._make({"align": "left", "valign": "top"})
        self.link = self._make({"font_color": PETROL, "underline": 1, "valign": "top"})

    def _make(self, look: dict[str, object]) -> Any:
        return self._workbook.add_format({"font_color": INK} | look)

    def cell(
        self,
        level: Level | None,
        pattern: str = "",
        *,
        is_header: bool = False,
        is_quoted: bool = False,
    ) -> Any:
        """Give the look of a delivery's cell."""
        key = (level, pattern, is_header, is_quoted)
        if key not in self._made:
            look = {"valign": "top"} | _MARKED[level]
            look |= {"num_format": pattern} if pattern else {}
            look |= {"bold": True} if is_header else {}
            look |= {"quote_prefix": True} if is_quoted else {}
            self._made[key] = self._make(look)
        return self._made[key]


def write_cell(
    worksheet: Any,
    looks: Looks,
    row: int,
    position: int,
    value: Cell,
    *,
    level: Level | None = None,
    is_header: bool = False,
) -> int:
    """Write a cell, rows and positions from 0; give about how many signs wide it is.

    A number or a day that Excel cannot hold is written as the text that says it.
    """
    pattern = ""
    match value:
        case bool():
            worksheet.write_boolean(row, position, value, looks.cell(level, is_header=is_header))
            return 6
        case int() | float() if math.isfinite(value) and abs(value) < _LARGEST_EXACT:
            worksheet.write_number(row, position, value, looks.cell(level, is_header=is_header))
            return len(f"{value:g}")
        case datetime() if value.date() >= _FIRST_DAY and value.tzinfo is None:
            pattern = _DAY if value.time() == time() else _MOMENT
        case date() if not isinstance(value, datetime) and value >= _FIRST_DAY:
            pattern = _DAY
        case time() if value.tzinfo is None:
            pattern = _TIME
        case timedelta() if timedelta() <= value < timedelta(days=2_000_000):
            pattern = _SPAN
    if pattern:
        look = looks.cell(level, pattern, is_header=is_header)
        worksheet.write_datetime(row, position, value, look)
        return len(pattern)
    if isinstance(value, str) and is_blank(value):
        if level:
            worksheet.write_blank(row, position, None, looks.cell(level, is_header=is_header))
        return 0
    text = escape.clean(str(value))
    is_quoted = text.startswith(FORMULA_SIGNS)
    look = looks.cell(level, is_header=is_header, is_quoted=is_quoted)
    worksheet.write_string(row, position, text, look)
    return max(len(line) for line in text.split("\n"))
