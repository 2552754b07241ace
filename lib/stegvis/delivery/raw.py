"""Raw cells: what stands in a sheet before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

Cell = str | int | float | bool | date | time | timedelta
"""What a cell may hold; a blank one is ``""``. A ``datetime`` is a ``date`` too."""

Row = tuple[int, tuple[Cell, ...]]
"""A row's number as Excel shows it, and its cells."""


class UnreadableError(ValueError):
    """A file that cannot be read; ``rule`` is the finding's id, ``sentence`` is Swedish."""

    def __init__(self, rule: str, sentence: str) -> None:
        super().__init__(sentence)
        self.rule = rule
        self.sentence = sentence


@dataclass(frozen=True)
class RawSheet:
    """A sheet's rows that are not blank, each with its row number as Excel shows it.

    The first one is the header. ``from_1904`` says that its workbook counts days from 1904, as
    Excel for Mac once did, so that a number is not the day it would be elsewhere.
    """

    name: str
    rows: tuple[Row, ...]
    from_1904: bool = False


@dataclass(frozen=True)
class Fault:
    """Why a sheet, or the whole file when ``sheet`` is None, cannot be read."""

    sheet: str | None
    rule: str
    sentence: str


@dataclass(frozen=True)
class Contents:
    """What was read of a delivery's files, and what of them could not be.

    ``names`` are those of all files and folders in a zip, whether they are read or not.
    ``is_active`` says that a workbook has something in it that acts or leads elsewhere when it is
    opened in a spreadsheet program: macros, links to other files, embedded objects.
    ``hides_rows`` says that it has rows with something in them that nobody sees.
    """

    sheets: tuple[RawSheet, ...]
    faults: tuple[Fault, ...] = ()
    names: tuple[str, ...] = ()
    is_active: bool = False
    hides_rows: bool = False


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing that can be seen."""
    return isinstance(cell, str) and not cell.strip("\ufeff\u200b").strip()
