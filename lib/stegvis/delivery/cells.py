"""Turn one cell into what its column holds: tolerant about form, strict about content."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from stegvis.delivery.doubtful import MERGED, UNCALCULATED, is_doubtful
from stegvis.delivery.raw import Cell
from stegvis.place import fold, nearest

Value = str | int | float | bool | date

LONGEST = 500
"""Most characters of a text; a longer one is something pasted into the wrong place."""

_ISO_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
"""Excel's day numbers from 1954 to 2119."""
_SPELLED = {
    **dict.fromkeys(("ja", "j", "sant", "true", "1"), True),
    **dict.fromkeys(("nej", "n", "falskt", "false", "0"), False),
}
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]000")
"""A whole number, or a thousand of it: nobody can tell."""
_DASH_WITH_SPACE = re.compile(r"\s*-\s*")


class CellError(ValueError):
    """The cell does not hold what its column does; Swedish sentence, never the cell's content."""

    def __init__(self, rule: str, sentence: str) -> None:
        super().__init__(sentence)
        self.rule = rule
        self.sentence = sentence


def refuse_doubtful(cell: Cell) -> None:
    """Refuse a cell whose value nobody can tell.

    Raises
    ------
    CellError
        When it holds an error of Excel's, a formula without a value, or lies under another.
    """
    if not is_doubtful(cell):
        return
    if cell == MERGED:
        raise CellError(
            "merged-cell",
            "Cellen är sammanfogad med en annan, och bara den första har ett värde. Dela upp dem "
            "och skriv värdet i varje cell.",
        )
    if cell == UNCALCULATED:
        raise CellError(
            "no-value",
            "Cellen har en formel utan sparat värde. Öppna boken i Excel och spara den, eller "
            "skriv värdet i stället för formeln.",
        )
    raise CellError(
        "error-value",
        "Cellen har ett felvärde. Rätta formeln, eller skriv värdet; töm cellen om svaret saknas.",
    )


def text(cell: Cell) -> str:
    r"""Give a cell as composed text without surrounding or repeated space.

    >>> text(" Supported \n employment"), text(1497.0)
    ('Supported employment', '1497')

    Raises
    ------
    CellError
        When the text is longer than :data:`LONGEST`.
    """
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, str) and len(cell) > LONGEST:
        raise CellError("too-long", f"Texten är längre än {LONGEST} tecken. Korta den.")
    shown = "".join(mark if mark.isprintable() else " " for mark in str(cell))
    return " ".join(unicodedata.normalize("NFC", shown).split())


def identifier(cell: Cell, pattern: str) -> str:
    """Give a pseudonym in capitals, with an ordinary hyphen.

    >>> identifier(" hjo–017", r"[A-Z]+-[0-9]+")
    'HJO-017'

    Raises
    ------
    CellError
        When it does not match the project's pattern.
    """
    given = re.sub("[‐‑‒–—−]", "-", text(cell)).replace(" ", "")
    for spelling in (given, given.upper()):
        if re.fullmatch(pattern, spelling):
            return spelling
    raise CellError(
        "id-form",
        "Ett id ska vara en pseudonym som HJO-017: kommunens bokstäver, bindestreck och nummer. "
        "Skriv aldrig namn eller personnummer.",
    )


def choice(cell: Cell, choices: Mapping[str, str]) -> str:
    """Give what is stored for the listed value that a cell spells.

    >>> choice("18 - 29", {"18–29": "18–29"})
    '18–29'

    Raises
    ------
    CellError
        When it is none of the listed values; names the nearest ones, or all.
    """
    given = text(cell)
    wanted = _key(given)
    for known, stored in choices.items():
        if _key(known) == wanted:
            return stored
    guesses = nearest(given, choices)
    known_ones = "Menade du " if guesses else "Välj bland "
    raise CellError(
        "unknown-value",
        f"Värdet finns inte i listan. {known_ones}{', '.join(guesses or choices)}"
        f"{'?' if guesses else '.'}",
    )


def _key(given: str) -> str:
    return _DASH_WITH_SPACE.sub("-", fold(given))


def day(cell: Cell, *, from_1904: bool = False) -> date:
    """Give a date from an Excel date, Excel's day number, or ISO text.

    Day numbers are counted from 1900. ``from_1904`` says that the workbook counts from 1904: then
    nobody can tell which day a number is that has been carried there from another.

    >>> day("2023-03-06") == day(44991.0) == day(datetime(2023, 3, 6, 0, 0))
    True

    Raises
    ------
    CellError
        When it is no date, or a day number and ``from_1904``.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    given = text(cell).replace("‐", "-").replace("–", "-")
    iso = _ISO_DATE.fullmatch(given)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        serial = whole(cell)
    except ValueError as error:
        raise _no_date() from error
    if serial not in _SERIALS:
        raise _no_date()
    if from_1904:
        raise CellError(
            "day-number",
            "Cellen har ett tal i stället för ett datum, och arbetsboken räknar dagarna från 1904. "
            "Skriv datumet som 2023-09-30.",
        )
    return _EXCEL_EPOCH + timedelta(days=serial)


def _no_date() -> CellError:
    return CellError("wrong-type", "Cellen ska ha ett datum. Skriv det som 2023-09-30.")


def number(cell: Cell) -> float:
    """Give a number, with decimal comma or point.

    Raises
    ------
    CellError
        When it is no number.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool) and math.isfinite(cell):
        return float(cell)
    given = text(cell).replace(" ", "").replace("−", "-")
    if isinstance(cell, str) and _NUMBER.fullmatch(given) and len(given) < 20:
        return float(given.replace(",", "."))
    raise CellError("wrong-type", "Cellen ska ha ett tal. Skriv det med siffror, till exempel 1,5.")


def whole(cell: Cell) -> int:
    """Give a whole number, which may be written ``3``, ``3,0`` or ``3.0``; not ``3.000``.

    Raises
    ------
    CellError
        When it is no whole number.
    """
    try:
        given = number(cell)
    except CellError:
        given = 0.5
    is_either = isinstance(cell, str) and _THOUSANDS.fullmatch(cell.strip()) is not None
    if is_either or not given.is_integer() or abs(given) >= 1e12:
        raise CellError("wrong-type", "Cellen ska ha ett heltal. Skriv det med siffror.")
    return int(given)


def count(cell: Cell) -> int:
    """Give a whole number of at least 0.

    Raises
    ------
    CellError
        When it is no whole number, or below 0.
    """
    given = whole(cell)
    if given < 0:
        raise CellError("negative", "Ett antal kan inte vara mindre än 0. Rätta talet.")
    return given


def yes_no(cell: Cell) -> bool:
    """Give the truth of a ja or nej.

    Raises
    ------
    CellError
        When it is neither.
    """
    if isinstance(cell, bool):
        return cell
    spelled = _SPELLED.get(fold(text(cell)))
    if spelled is None:
        raise CellError("wrong-type", "Cellen ska ha ja eller nej.")
    return spelled
