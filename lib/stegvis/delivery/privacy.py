"""Find personnummer, in whatever form and cell they stand, and show nothing that is personal.

A number is one when the library :mod:`stdnum.se.personnummer` accepts its date and checksum, or
when it is a coordination number (*samordningsnummer*): the same with 60 added to the day
(Skatteverket, SKV 704). A number written as ``850709-9805``, with its dash, counts even when the
checksum is wrong: a slip in one digit still points to a person.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection

from stdnum import luhn
from stdnum.se import personnummer

from stegvis.delivery.contact import holds_email, holds_phone
from stegvis.delivery.names import holds_name
from stegvis.delivery.plain import plain
from stegvis.delivery.raw import Cell

_CANDIDATE = re.compile(
    r"""(?<!\d)(?=(
        (?:(?:18|19|20)\s?)?
        \d\d [-./\s]? (?:0[1-9]|1[0-2]) [-./\s]? (?:[0-2]\d|3[01]|6[1-9]|[78]\d|9[01])
        [\W_]{0,7}
        \d{4}
    )(?!\d|-\d\d-\d\d))""",
    re.VERBOSE,
)
_AS_WRITTEN = re.compile(r"(?:\d\d)?\d{6}[-+]\d{4}")
_TOO_SHORT, _FULL = 8, 10
_LONGEST_SHOWN = 40


def holds_personnummer(cell: Cell) -> bool:
    """Whether a personnummer or coordination number stands anywhere in a cell.

    A number that Excel has taken its leading zero from is found too, and one that was typed with
    its dash as a decimal comma.

    >>> holds_personnummer("ring 19850709-9805 i morgon"), holds_personnummer(198507099805.0)
    (True, True)
    >>> holds_personnummer("0500-49 80 00"), holds_personnummer("2023-03-06")
    (False, False)
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return False
    if isinstance(cell, str):
        text = plain(cell)
    elif not math.isfinite(cell):
        return False
    elif isinstance(cell, float) and not cell.is_integer():
        text = f"{abs(cell):.4f}"
    else:
        digits = str(abs(int(cell)))
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


def personal(cell: Cell, of_the_field: Collection[str] = ()) -> str | None:
    """Say what in a cell points to a person: the rule's id, or None.

    ``personnummer``, ``email``, ``phone`` or ``name``, the first of them that is found;
    ``of_the_field`` are folded words that are no names.

    >>> personal("eva@hjo.se"), personal("Anna Andersson"), personal("HJO-017")
    ('email', 'name', None)
    """
    if holds_personnummer(cell):
        return "personnummer"
    if holds_email(cell):
        return "email"
    if holds_phone(cell):
        return "phone"
    if isinstance(cell, str) and holds_name(plain(cell), of_the_field):
        return "name"
    return None


def showable(cell: Cell) -> str | None:
    """Give a header or a sheet's name for a finding to show, or None when it may be personal.

    >>> showable(" samordnarbyte "), showable("850709-9805"), showable("Anna Andersson")
    ('samordnarbyte', None, None)
    """
    shown = " ".join(str(cell).split())
    if not shown or len(shown) > _LONGEST_SHOWN or not shown.isprintable():
        return None
    return None if personal(cell) or personal(shown) else shown


def shown_name(name: str) -> str:
    r"""Give a file's name to print, or words in its place when it may be personal.

    What a terminal would obey, and what would break the line or turn it around, is marked instead.

    >>> shown_name("cresco-plus_1497_2023Q3.xlsx"), shown_name("850709-9805.xlsx")
    ('cresco-plus_1497_2023Q3.xlsx', '(filnamnet visas inte)')
    >>> shown_name("leverans\x1b[31m\n.xlsx")
    'leverans�[31m�.xlsx'
    """
    if personal(name):
        return "(filnamnet visas inte)"
    return "".join(mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in name)
