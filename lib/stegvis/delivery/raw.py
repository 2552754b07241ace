"""Raw cells: what stands in a sheet before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

Cell = str | int | float | bool | date | time | timedelta
"""What a cell may hold; a blank one is ``""``. A ``datetime`` is a ``date`` too."""


class UnreadableError(ValueError):
    """A file that cannot be read; ``rule`` is the finding's id, ``sentence`` is Swedish."""

    def __init__(self, rule: str, sentence: str) -> None:
        super().__init__(sentence)
        self.rule = rule
        self.sentence = sentence


@dataclass(frozen=True)
class RawSheet:
    """A sheet's rows that are not blank, each with its row number as Excel shows it.

    The first one is the header.
    """

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing that can be seen."""
    return isinstance(cell, str) and not cell.strip("\ufeff\u200b").strip()
