"""CSV files as Swedish Excel, R, or a case system writes them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from stegvis.delivery.bounded import Budget, bounded
from stegvis.delivery.raw import Row, UnreadableError

DELIMITERS = ";\t,"
_DECLARED = re.compile(r"sep=([;\t,|:])\r?\n", re.IGNORECASE)
_BROKEN = (
    "Filen går inte att läsa som CSV: rad {row} har ett citattecken som inte stängs eller som står "
    "fel, eller är för lång. Rätta den, eller spara om filen från Excel."
)
_CUT_OFF = (
    "Filens sista rad, {row}, är avbruten: fält saknas och raden är inte avslutad. Skapa filen på "
    "nytt, så att alla rader kommer med."
)


def read_delimited(content: bytes, budget: Budget | None = None) -> tuple[Row, ...]:
    r"""Read the rows of a CSV file that are not blank, with the row numbers Excel would show.

    UTF-8 (with or without BOM), UTF-16 with BOM, or Windows-1252; delimited by ``;``, tab or
    ``,``, whichever divides the header in most parts. Excel's own first line ``sep=;`` counts as
    no row.

    >>> read_delimited("\nkomponent;nivå\nkort;2\n".encode("cp1252"))
    ((2, ('komponent', 'nivå')), (3, ('kort', '2')))

    Raises
    ------
    UnreadableError
        When the bytes are no text, or the text no CSV, cut off in its last row, or more than a
        sheet can be.
    """
    text = _decode(content)
    try:
        declared = _DECLARED.match(text)
        if declared:
            text = text[declared.end() :]
        delimiter = declared[1] if declared else _delimiter(text)
    except csv.Error as error:
        raise UnreadableError("unreadable", _BROKEN.format(row=1)) from error
    rows = bounded(_records(text, delimiter), budget or Budget())
    ends = text.endswith(("\n", "\r"))
    if rows and not ends and len(rows[-1][1]) < len(rows[0][1]):
        raise UnreadableError("cut-off", _CUT_OFF.format(row=rows[-1][0]))
    return rows


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Read the records; a quotation mark out of place would take the rows after it into a cell."""
    lines = io.StringIO(text, newline="")
    row = 1
    try:
        for record in csv.reader(lines, delimiter=delimiter, strict=True):
            yield record
            row += 1
    except csv.Error as error:
        raise UnreadableError("unreadable", _BROKEN.format(row=row)) from error


def _decode(content: bytes) -> str:
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if utf16 else ["utf-8-sig", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableError(
        "unreadable", "Filen är ingen textfil. Spara den som CSV UTF-8 från Excel."
    )


def _delimiter(text: str) -> str:
    header = next((line for line in text.splitlines() if line.strip(DELIMITERS + " ")), "")
    # max() keeps the first of equals, so that ; wins where there is a single column
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([header], delimiter=mark))))
