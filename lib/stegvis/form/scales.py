"""The whole numbers that stand for something, in columns where only some may be typed."""

from __future__ import annotations

from collections.abc import Mapping

from stegvis.delivery.rules.followups import MONTHS
from stegvis.delivery.tables import Column, Sheet

LEVELS = {0: "används inte", 1: "delvis", 2: "fullt"}
STATES = {0: "ej påbörjat", 1: "påbörjat", 2: "sprids till kollegor", 3: "ordinarie"}
_AFTER_EXIT = {months: f"{months} månader efter avslut" for months in MONTHS}
_OF: Mapping[tuple[str, str], Mapping[int, str]] = {
    ("followups", "months"): _AFTER_EXIT,
    ("followup_counts", "months"): _AFTER_EXIT,
    ("method", "level"): LEVELS,
    ("practices", "state"): STATES,
}


def scale_of(sheet: Sheet, column: Column) -> Mapping[int, str]:
    """Give what each number means; empty for a column in which any count may stand."""
    return _OF.get((sheet.code, column.code), {})


def spelled(scale: Mapping[int, str]) -> str:
    """Say a scale in words.

    >>> spelled({0: "nej", 1: "ja"})
    '0 nej, 1 ja'
    """
    return ", ".join(f"{number} {word}" for number, word in scale.items())
