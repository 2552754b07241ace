"""From a raw sheet to a typed frame: header matched, every cell converted or found wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from stegvis.delivery import cells
from stegvis.delivery.cells import CellError, Value
from stegvis.delivery.door import NAME_SENTENCE
from stegvis.delivery.doubtful import is_doubtful
from stegvis.delivery.finding import Finding, Level
from stegvis.delivery.names import looks_written_as_a_name
from stegvis.delivery.privacy import showable
from stegvis.delivery.raw import Cell, RawSheet, is_blank
from stegvis.delivery.tables import DTYPES, Column, Kind, Sheet
from stegvis.place import fold

PERSONAL = frozenset(
    {
        *("namn", "förnamn", "efternamn", "tilltalsnamn", "deltagarnamn", "deltagarens namn"),
        *("personnummer", "pnr", "personnr", "samordningsnummer"),
        *("telefon", "telefonnummer", "mobil", "e-post", "epost", "email", "adress"),
        *("födelsedatum", "födelsenummer", "fyra sista", "sista fyra", "initialer"),
    }
)
"""Folded headers of columns that have no place in a delivery, whatever they hold."""

_TOTAL = re.compile(
    r"(?:(?:del|total)?summa|totalt)(?:\W.*)?|(?:total|sum|medel|medelvärde|genomsnitt|snitt)\W*"
)
"""What stands first in a row that sums up, folded."""


@dataclass(frozen=True)
class Typed:
    """A sheet's rows with the columns and dtypes it is stored with, indexed by Excel row.

    A cell that was wrong is missing in ``frame``; ``sound`` is false for its row, and for every
    row where the header is wrong.
    """

    frame: pd.DataFrame
    sound: pd.Series[bool]
    findings: tuple[Finding, ...]


def typed(raw: RawSheet, sheet: Sheet, pseudonym: str) -> Typed:
    """Convert a raw sheet; ``pseudonym`` is the pattern of ids."""
    positions, findings = _match_header(raw, sheet)
    body = raw.rows[1:]
    rows = [number for number, _ in body]
    index = pd.Index(rows, dtype="int64", name="row")
    # a column that is missing says nothing about its rows
    wrong = set(rows) if any(finding.is_error for finding in findings) else set()
    columns: dict[str, pd.Series] = {}
    for column in sheet.columns:
        position = positions.get(column.code)
        values: list[Value | None] = []
        for number, row in body:
            cell = row[position] if position is not None and position < len(row) else ""
            try:
                values.append(_convert(cell, column, pseudonym, from_1904=raw.from_1904))
            except CellError as error:
                values.append(None)
                wrong.add(number)
                if position is not None:
                    findings.append(
                        Finding(
                            "error", sheet.name, number, column.name, error.rule, error.sentence
                        )
                    )
        columns[column.code] = pd.Series(values, index=index, dtype=DTYPES[column.kind])
    frame = pd.DataFrame(columns, index=index)
    return Typed(frame, pd.Series(~index.isin(list(wrong)), index=index), tuple(findings))


def _convert(cell: Cell, column: Column, pseudonym: str, *, from_1904: bool) -> Value | None:
    cells.refuse_doubtful(cell)
    if is_blank(cell):
        if column.filled:
            raise CellError("blank", f"Cellen är tom. Fyll i {column.name}.")
        return None
    match column.kind:
        case Kind.IDENTIFIER:
            return _pseudonym(cell, pseudonym)
        case Kind.CHOICE:
            return cells.choice(cell, column.choices or {})
        case Kind.DATE:
            return cells.day(cell, from_1904=from_1904)
        case Kind.COUNT:
            return cells.count(cell)
        case Kind.NUMBER:
            return cells.number(cell)
        case Kind.SCORE:
            return cells.whole(cell)
        case Kind.YES_NO:
            return cells.yes_no(cell)
        case Kind.TEXT:
            return _no_total(cells.text(cell)) if column.filled else cells.text(cell)


def _no_total(text: str) -> str:
    """Give a text that a row is about, unless the row sums up the others."""
    if _TOTAL.fullmatch(fold(text)):
        raise CellError(
            "total-row",
            "Raden ser ut att vara en summering av de andra. Ta bort den: summor räknas här.",
        )
    return text


def _pseudonym(cell: Cell, pattern: str) -> str:
    try:
        return cells.identifier(cell, pattern)
    except CellError:
        if isinstance(cell, str) and looks_written_as_a_name(cell):
            raise CellError("name", NAME_SENTENCE) from None
        raise


def _match_header(raw: RawSheet, sheet: Sheet) -> tuple[dict[str, int], list[Finding]]:
    number, header = raw.rows[0]
    known = {fold(column.name): column for column in sheet.columns}
    positions: dict[str, int] = {}
    findings: list[Finding] = []

    def find(level: Level, column: str, rule: str, sentence: str) -> None:
        findings.append(Finding(level, sheet.name, number, column, rule, sentence))

    for position, cell in enumerate(header):
        column = known.get(fold(str(cell)))
        if column is None:
            if _is_used(raw, position):
                find(*_unknown_column(cell, position))
        elif column.code in positions:
            find(
                "error",
                column.name,
                "duplicate-column",
                "Kolumnen finns två gånger. Ta bort den ena.",
            )
        else:
            positions[column.code] = position
    unasked = _unasked(sheet, positions) if len(positions) == len(header) else set()
    for column in sheet.columns:
        if column.code in unasked:
            find(
                "warning",
                column.name,
                "missing-column",
                "Kolumnen saknas och läses som obesvarad. Lägg till den om frågan har besvarats.",
            )
        elif column.code not in positions:
            may_be_blank = "" if column.filled else " Lämna den tom om det inte finns några svar."
            find(
                "error",
                column.name,
                "missing-column",
                f"Kolumnen saknas. Lägg till den, med den här rubriken.{may_be_blank}",
            )
    findings += _beyond(raw, sheet)
    return positions, findings


def _unasked(sheet: Sheet, positions: Mapping[str, int]) -> set[str]:
    """Name the questions that a short card has not: one with the first ones, at most half of them.

    A card that has more of them has lost a column.
    """
    scores = [column.code for column in sheet.columns if column.kind is Kind.SCORE]
    asked = [code for code in scores if code in positions]
    is_short = 0 < len(asked) <= len(scores) / 2 and asked == scores[: len(asked)]
    return set(scores) - set(asked) if is_short else set()


def _beyond(raw: RawSheet, sheet: Sheet) -> list[Finding]:
    """Find the rows of a CSV file that have more than its header, as an unquoted comma makes."""
    width = len(raw.rows[0][1])
    return [
        Finding(
            "error",
            sheet.name,
            number,
            _letters(width),
            "row-too-long",
            "Raden har fler fält än rubrikraden. Sätt citattecken om fält med kommatecken eller "
            "semikolon, eller spara om filen från Excel.",
        )
        for number, row in raw.rows[1:]
        if not all(map(is_blank, row[width:]))
    ]


def _is_used(raw: RawSheet, position: int) -> bool:
    return any(position < len(row) and not is_blank(row[position]) for _, row in raw.rows)


def _unknown_column(cell: Cell, position: int) -> tuple[Level, str, str, str]:
    shown = (not is_doubtful(cell) and showable(cell)) or _letters(position)
    if fold(str(cell)) in PERSONAL:
        return (
            "error",
            shown,
            "personal-column",
            "Kolumnen är till för personuppgifter. Ta bort den: en leverans har bara pseudonymer.",
        )
    return (
        "warning",
        shown,
        "unknown-column",
        "Kolumnen är okänd och sparas inte. Ta bort den, eller rätta rubriken.",
    )


def _letters(position: int) -> str:
    from xlsxwriter.utility import xl_col_to_name  # brings all that writes workbooks: rarely needed

    return f"kolumn {xl_col_to_name(position)}"
