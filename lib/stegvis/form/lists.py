"""The sheet that drop-downs take their words from.

A list within a cell's own rule may be 255 characters long and has no way to write a comma; a range
of another sheet has neither limit, and Excel then takes a word in any case.
"""

from __future__ import annotations

from collections.abc import Sequence

from stegvis.delivery.tables import LISTS
from stegvis.delivery.write import Grid

Value = str | int


class Lists:
    """Lists that columns of the workbook share, each written once, in a column of its own."""

    def __init__(self) -> None:
        self._lists: dict[tuple[Value, ...], str] = {}

    def refer(self, title: str, values: Sequence[Value]) -> str:
        """Give the formula of the range in which a list will stand; ``title`` is for its first."""
        from xlsxwriter.utility import xl_col_to_name

        key = tuple(values)
        self._lists.setdefault(key, title)
        letter = xl_col_to_name(list(self._lists).index(key))
        return f"={LISTS}!${letter}$2:${letter}${len(key) + 1}"

    def grid(self) -> Grid:
        """Lay the lists out side by side."""
        longest = max((len(values) for values in self._lists), default=0)
        padded = [[*values, *[None] * (longest - len(values))] for values in self._lists]
        return Grid(LISTS, tuple(self._lists.values()), tuple(zip(*padded, strict=True)))
