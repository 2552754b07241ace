"""Which cells of a row that has begun are coloured: what is missing, unanswered, or not for it.

Each is a formula about the row, said for its cell in row 2; Excel moves it to the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from xlsxwriter.utility import xl_col_to_name

from stegvis.card import RATERS, Rater
from stegvis.delivery.tables import POPULATION, RATER, Sheet
from stegvis.project import Project


class Look(StrEnum):
    """What a colour says; the value is the colour of the cell's ground."""

    MISSING = "#f4b183"
    OPEN = "#fff2cc"
    NOT_FOR_ROW = "#d9d9d9"


MEANING = {
    Look.MISSING: "måste fyllas i",
    Look.OPEN: "fylls i om svaret finns, och får annars vara tom",
    Look.NOT_FOR_ROW: "ska vara tom på den raden",
}
_SHARES = ("increased", "kept", "declined")
_WORK = "arbete"


@dataclass(frozen=True)
class Coloured:
    """The cells of a column that get a look when a formula holds; the first that holds decides."""

    column: int
    formula: str
    look: Look


def coloured(project: Project, sheet: Sheet) -> Iterator[Coloured]:
    """List what is coloured in a sheet, what decides first before the rest."""
    cells = _Cells(sheet)
    match sheet.code:
        case "participants":
            yield cells.when("exit", f"{cells.filled('exit_reason')},{cells.blank('exit')}")
            yield cells.when("exit_reason", f"{cells.filled('exit')},{cells.blank('exit_reason')}")
        case "cards":
            yield from _scores(project, cells)
        case "followups":
            for code in ("progression", "occupation"):
                yield cells.when(code, cells.says("answered", "nej"), Look.NOT_FOR_ROW)
                said = f"{cells.says('answered', 'ja')},{cells.blank(code)}"
                yield cells.when(code, said, Look.OPEN)
        case "followup_counts":
            yield from _counts(cells)
    for column in sheet.columns:
        if column.filled:
            yield cells.when(column.code, f"{cells.begun},{cells.blank(column.code)}")


def _scores(project: Project, cells: _Cells) -> Iterator[Coloured]:
    asked: dict[Rater, set[str]] = {
        rater: {item.id for item in project.card.items(rater)} for rater in RATERS
    }
    word = {stored: spelling for spelling, stored in RATER.items()}
    for item in project.card.columns:
        for rater in RATERS:
            if item not in asked[rater]:
                yield cells.when(item, cells.says("rater", word[rater]), Look.NOT_FOR_ROW)
        yield cells.when(item, f"{cells.begun},{cells.blank(item)}", Look.OPEN)


def _counts(cells: _Cells) -> Iterator[Coloured]:
    work = cells.says("population", _WORK)
    of_others = ",".join(cells.says("population", word) for word in POPULATION if word != _WORK)
    others = f"OR({of_others})"
    for code, needed, not_for in (
        *((share, others, work) for share in _SHARES),
        ("still_working", work, others),
    ):
        yield cells.when(code, not_for, Look.NOT_FOR_ROW)
        yield cells.when(code, f"{needed},{cells.blank(code)}")


class _Cells:
    """A sheet's cells in row 2, as a formula of the row names them."""

    def __init__(self, sheet: Sheet) -> None:
        self._places = {column.code: place for place, column in enumerate(sheet.columns)}
        last = xl_col_to_name(len(sheet.columns) - 1)
        self.begun = f"COUNTA($A2:${last}2)>0"

    def when(self, code: str, said: str, look: Look = Look.MISSING) -> Coloured:
        return Coloured(self._places[code], f"=AND({said})", look)

    def blank(self, code: str) -> str:
        return f"LEN(TRIM({self._cell(code)}))=0"

    def filled(self, code: str) -> str:
        return f"LEN(TRIM({self._cell(code)}))>0"

    def says(self, code: str, word: str) -> str:
        return f'TRIM({self._cell(code)})="{word}"'

    def _cell(self, code: str) -> str:
        return f"${xl_col_to_name(self._places[code])}2"
