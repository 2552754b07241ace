"""Where in a delivery a finding stands: the cell, the whole row, or nowhere in particular."""

from __future__ import annotations

import re
from collections.abc import Mapping

from stegvis.delivery.finding import Finding
from stegvis.delivery.raw import RawSheet
from stegvis.place import fold

_LETTERS = re.compile(r"kolumn ([A-Z]{1,3})")
"""How a finding names a column whose header it does not show."""


def place_of(
    finding: Finding, sheets: Mapping[str, RawSheet]
) -> tuple[str, int, int | None] | None:
    """Give a finding's sheet, folded, its row as Excel shows it, and its position from 0.

    The position is None where the finding is about the whole row, or about a column that is not
    there. Nothing is given of a finding without a row, or in a sheet that does not show its name.

    Parameters
    ----------
    sheets
        The delivery's, by their folded names.
    """
    if finding.sheet is None or finding.row is None or fold(finding.sheet) not in sheets:
        return None
    sheet = sheets[fold(finding.sheet)]
    return fold(finding.sheet), finding.row, _position(finding.column, sheet)


def _position(column: str | None, sheet: RawSheet) -> int | None:
    if column is None or not sheet.rows:
        return None
    for position, header in enumerate(sheet.rows[0][1]):
        if fold(str(header)) == fold(column):
            return position
    letters = _LETTERS.fullmatch(column)
    return _number(letters[1]) if letters else None


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
