"""A table of finished texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from stegvis.show import escape
from stegvis.show.display import Exhibit, Number, link_to_companion, typst_number

NOTHING = "Inget att visa."


@dataclass(frozen=True)
class Table(Exhibit):
    """A table with a header row, whose first column names its rows.

    Parameters
    ----------
    columns
        Column headers.
    rows
        Cells as they are to be read, each row as long as `columns`.
    caption
        What the table shows.
    note
        Number of people, definition, period.
    numeric
        Columns that are set flush right; all but the first when not given.

    Raises
    ------
    ValueError
        When a row has another length than the header.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str
    note: str = ""
    numeric: frozenset[int] | None = None
    kind: Literal["table"] = "table"

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{len(row)} cells in a table of {len(self.columns)}: {row}")

    @property
    def numeric_columns(self) -> frozenset[int]:
        """Name the columns that are set flush right."""
        return frozenset(range(1, len(self.columns))) if self.numeric is None else self.numeric

    def _is_numeric(self, column: int) -> bool:
        return column in self.numeric if self.numeric is not None else column > 0

    def html(self, number: Number | None = None) -> str:
        """Write a captioned table in a region that scrolls by itself when the page is narrow."""
        label = number.label if number else ""
        id_ = f' id="{number.anchor}"' if number else ""
        caption = escape.html(self.caption)
        numbered = f'<span class="number">{label}.</span> ' if label else ""
        described = escape.html(f"{label}. {self.caption}" if label else self.caption)
        head = "".join(
            f'<th scope="col"{self._align(column)}>{escape.running(name)}</th>'
            for column, name in enumerate(self.columns)
        )
        body = "\n".join(f"<tr>{self._row(row)}</tr>" for row in self.rows)
        empty = f'<tr><td colspan="{len(self.columns)}"{self._align(0)}>{NOTHING}</td></tr>'
        said = " ".join(filter(None, (escape.running(self.note), link_to_companion(number))))
        note = f'\n<p class="note">{said}</p>' if said else ""
        return (
            f'<div class="table"{id_}>\n<div class="scroll" role="region" tabindex="0" '
            f'aria-label="{described}">\n<table>\n<caption>{numbered}{caption}</caption>\n'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body or empty}\n</tbody>\n</table>\n"
            f"</div>{note}\n</div>"
        )

    def _row(self, row: tuple[str, ...]) -> str:
        first, *others = row
        return f'<th scope="row"{self._align(0)}>{escape.html(first)}</th>' + "".join(
            f"<td{self._align(column)}>{escape.running(cell)}</td>"
            for column, cell in enumerate(others, start=1)
        )

    def _align(self, column: int) -> str:
        if self._is_numeric(column):
            return ' class="amount" style="text-align:right"'
        return ' style="text-align:left"'

    def data(self) -> dict[str, Any]:
        """Give the table as plain values; JSON has no sets."""
        return super().data() | {"numeric": None if self.numeric is None else sorted(self.numeric)}

    def typst(self, number: Number | None = None) -> str:
        """Call ``exhibit-table``, whose header row is repeated on every page."""
        rows = self.rows or ((NOTHING, *("" for _ in self.columns[1:])),)
        numeric = [column for column in range(len(self.columns)) if self._is_numeric(column)]
        return (
            f"#exhibit-table(columns: {escape.typst(self.columns)}, rows: {escape.typst(rows)}, "
            f"numeric: {escape.typst(numeric)}, caption: {escape.typst(self.caption)}, "
            f"note: {escape.typst(self.note)}{typst_number(number)})"
        )

    def plain(self) -> str:
        """Part cells by a bar, a row on each line."""
        lines = (" | ".join(cells) for cells in (self.columns, *self.rows))
        return "\n".join(escape.clean(line) for line in (self.caption, *lines, self.note) if line)
