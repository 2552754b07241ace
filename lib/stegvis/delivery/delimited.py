"""CSV files as Swedish Excel, R, or a case system writes them."""

from __future__ import annotations

import csv
import io
import re

from stegvis.delivery.bounded import Budget, bounded
from stegvis.delivery.raw import Row, UnreadableError

DELIMITERS = ";\t,"
_DECLARED = re.compile(r"sep=([;\t,|:])\r?\n", re.IGNORECASE)
_BROKEN = "Filen går inte att läsa som CSV. Spara om den från Excel."


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
        When the bytes are no text, or the text no CSV or more than a sheet can be.
    """
    text = _decode(content)
    try:
        declared = _DECLARED.match(text)
        if declared:
            text = text[declared.end() :]
        delimiter = declared[1] if declared else _delimiter(text)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return bounded(rows, budget or Budget())
    except csv.Error as error:
        raise UnreadableError("unreadable", _BROKEN) from error


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
