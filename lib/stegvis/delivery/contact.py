"""Find e-mail addresses and phone numbers in a cell.

A Swedish number has a leading zero and seven to nine digits more, the first of which is not zero
(Post- och telestyrelsen, the Swedish numbering plan), or stands with ``+46`` or ``0046`` instead of
the zero; a foreign one begins with ``+`` or ``00``. A mobile number that Excel has taken the zero
from is found too. A date, opening hours and a scale of points are no phone numbers.
"""

from __future__ import annotations

import re

from stegvis.delivery.plain import plain
from stegvis.delivery.raw import Cell

_AT = r"(?:@|[(\[{<]\s?(?:at|snabel-?a)\s?[)\]}>])"
_EMAIL = re.compile(
    rf"[\w.+-]\s?{_AT}\s?[\w-]+(?:\.[\w-]+)+|[\w.+-]{_AT}[\w-]{{2,}}", re.IGNORECASE
)

_BETWEEN = r"[\s\-/.()]{1,3}"
_REST = rf"(?:{_BETWEEN}\d{{2,}})*"
_BEFORE = r"(?:(?<![^\W_])|(?<=tel)|(?<=tfn)|(?<=mobil)|(?<=nr))(?<!\d[-./,])"
_NATIONAL = re.compile(rf"{_BEFORE}0[1-9]\d*{_REST}", re.IGNORECASE)
_ABROAD = re.compile(
    rf"(?:(?<!\d)\+|{_BEFORE}00)\s?[1-9]\d*(?:\s?\(0\)\s?\d*)?{_REST}", re.IGNORECASE
)
_MOBILE_WITHOUT_ZERO = re.compile(r"(?<![\d.,])(?:46)?7[02369]\d{7}(?![\d.,]\d|\d)")
_NO_PHONE = re.compile(
    r"""(?<!\d)(?:
        0?\d[-./ ][01]?\d[-./ ](?:19|20)\d\d              # 06-03-2023
      | [01]\d[.:][0-5]\d\s?-\s?[012]\d[.:][0-5]\d        # 08.00-16.30
    )(?!\d)""",
    re.VERBOSE,
)
_NATIONAL_DIGITS = range(8, 11)
_ABROAD_DIGITS = range(8, 16)


def holds_email(cell: Cell) -> bool:
    """Whether an e-mail address stands anywhere in a cell.

    >>> holds_email("skriv till eva@hjo.se"), holds_email("eva (at) hjo.se"), holds_email("3 @ 5")
    (True, True, False)
    """
    return isinstance(cell, str) and _EMAIL.search(plain(cell)) is not None


def holds_phone(cell: Cell) -> bool:
    """Whether a phone number stands anywhere in a cell.

    >>> holds_phone("ring 0500-49 80 00"), holds_phone("+46 (0)70-123 45 67")
    (True, True)
    >>> holds_phone("HJO-017"), holds_phone("2023-03-06"), holds_phone("0 1 2 3 4 5 6 7")
    (False, False, False)
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return False
    if isinstance(cell, float):
        if not cell.is_integer():
            return False
        cell = int(cell)
    text = _NO_PHONE.sub(" ; ", plain(str(cell)))
    return (
        _MOBILE_WITHOUT_ZERO.search(text) is not None
        or any(_has(match[0], _NATIONAL_DIGITS) for match in _NATIONAL.finditer(text))
        or any(_has(match[0], _ABROAD_DIGITS) for match in _ABROAD.finditer(text))
    )


def _has(found: str, digits: range) -> bool:
    """Whether the first groups of a number have as many digits together as a number has."""
    so_far = 0
    for group in re.findall(r"\d+", found):
        so_far += len(group)
        if so_far in digits:
            return True
    return False
