"""A number that is written in Swedish, read back as the number it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from stegvis.show.swedish import NBSP

MINUS = "\N{MINUS SIGN}"

_AMOUNT = re.compile(
    rf"(?P<sign>[+{MINUS}]?)"
    rf"(?P<whole>0|[1-9]\d{{0,2}}(?:{NBSP}\d{{3}})+|[1-9]\d{{0,14}})"
    rf"(?:,(?P<decimals>\d{{1,9}}))?"
    rf"(?P<percent>{NBSP}%)?",
    re.ASCII,
)


@dataclass(frozen=True)
class Amount:
    """A number, and the format with which a spreadsheet writes it as it was written."""

    value: float
    number_format: str


def read_amount(text: str) -> Amount | None:
    r"""Read a text that is wholly a number, as `stegvis.show.swedish` writes numbers.

    A percentage is its share. What is more than a number, such as ”81 av 300 (27 %)”, and what
    begins with zeros, such as a code, is no number.

    >>> read_amount("27\N{NO-BREAK SPACE}%")
    Amount(value=0.27, number_format='0 %')
    >>> read_amount("81 av 300"), read_amount("0123")
    (None, None)
    """
    found = _AMOUNT.fullmatch(text)
    if not found:
        return None
    whole, decimals = found["whole"], found["decimals"] or ""
    number = Decimal(f"{whole.replace(NBSP, '')}.{decimals or 0}")
    if found["percent"]:
        number = number.scaleb(-2)
    if found["sign"] == MINUS:
        number = -number
    pattern = "#,##0" if NBSP in whole else "0"
    pattern += f".{'0' * len(decimals)}" if decimals else ""
    pattern += " %" if found["percent"] else ""
    match found["sign"]:
        case "+":
            pattern = f"+{pattern};{MINUS}{pattern}"
        case "\N{MINUS SIGN}":
            pattern = f"{pattern};{MINUS}{pattern}"
    return Amount(float(number), pattern)
