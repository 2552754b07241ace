"""Find personnummer, in whatever form and cell they stand, and show nothing that is personal.

A number is one when the library :mod:`stdnum.se.personnummer` accepts its date and checksum, or
when it is a coordination number (*samordningsnummer*): the same with 60 added to the day
(Skatteverket, SKV 704). A number written as ``850709-9805``, with its dash, counts even when the
checksum is wrong: a slip in one digit still points to a person.
"""

from __future__ import annotations

import re
import unicodedata

from stdnum import luhn
from stdnum.se import personnummer

from stegvis.delivery.names import holds_name
from stegvis.delivery.raw import Cell

_SEPARATOR = r"[-+‐‑–—−]"
_CANDIDATE = re.compile(
    rf"""(?<!\d)(?=(
        (?:(?:18|19|20)[ ]?)?
        \d\d [-./ ]? (?:0[1-9]|1[0-2]) [-./ ]? (?:[0-2]\d|3[01]|6[1-9]|[78]\d|9[01])
        [ ]?{_SEPARATOR}?[ ]?
        \d{{4}}
    )(?!\d))""",
    re.VERBOSE,
)
_AS_WRITTEN = re.compile(rf"(?:\d\d)?\d{{6}}{_SEPARATOR}\d{{4}}")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_TOO_SHORT, _FULL = 8, 10
_LONGEST_SHOWN = 40


def holds_personnummer(cell: Cell) -> bool:
    """Whether a personnummer or coordination number stands anywhere in a cell.

    A number that Excel has taken its leading zero from is found too.

    >>> holds_personnummer("ring 19850709-9805 i morgon"), holds_personnummer(198507099805.0)
    (True, True)
    >>> holds_personnummer("0500-49 80 00"), holds_personnummer("2023-03-06")
    (False, False)
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return False
    if isinstance(cell, str):
        text = unicodedata.normalize("NFKC", cell).translate(_INVISIBLE)
    elif isinstance(cell, float) and not cell.is_integer():
        return False
    else:
        digits = str(int(cell))
        text = digits.zfill(_FULL) if len(digits) >= _TOO_SHORT else digits
    return any(_is_personnummer(match[1]) for match in _CANDIDATE.finditer(text))


def _is_personnummer(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    as_written = _AS_WRITTEN.fullmatch(text) is not None
    ordinary, day = digits, int(digits[-6:-4])
    if day > 60:
        ordinary = f"{digits[:-6]}{day - 60:02}{digits[-4:]}"
    if as_written or day > 60:
        return _has_a_date(ordinary) and (as_written or luhn.is_valid(digits[-_FULL:]))
    return bool(personnummer.is_valid(digits))


def _has_a_date(digits: str) -> bool:
    try:
        personnummer.get_birth_date(digits)
    except personnummer.ValidationError:
        return False
    return True


def showable(cell: Cell) -> str | None:
    """Give a header or a sheet's name for a finding to show, or None when it may be personal.

    >>> showable(" samordnarbyte "), showable("850709-9805"), showable("Anna Andersson")
    ('samordnarbyte', None, None)
    """
    shown = " ".join(str(cell).split())
    if not shown or len(shown) > _LONGEST_SHOWN or not shown.isprintable():
        return None
    return None if holds_personnummer(cell) or holds_name(shown) else shown
