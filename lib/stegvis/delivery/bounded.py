"""The rows of a sheet that are not blank, as long as they are no more than a delivery can have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from stegvis.delivery import limits
from stegvis.delivery.raw import Cell, Row, UnreadableError, is_blank


@dataclass
class Budget:
    """How many characters of text, and how many cells, the sheets of a delivery may still have."""

    text: int = field(default_factory=lambda: limits.MOST_TEXT)
    cells: int = field(default_factory=lambda: limits.MOST_CELLS)


def bounded(rows: Iterable[Sequence[Cell]], budget: Budget) -> tuple[Row, ...]:
    """Give a number from 1 to each row, and keep those that are not blank.

    Raises
    ------
    UnreadableError
        At the first row that is more than :mod:`stegvis.delivery.limits` allows.
    """
    kept: list[Row] = []
    for number, row in enumerate(rows, start=1):
        width = next((end for end in range(len(row), 0, -1) if not is_blank(row[end - 1])), 0)
        if not width:
            continue
        cells = tuple(row[: limits.MOST_COLUMNS])
        lengths = [len(cell) for cell in cells if isinstance(cell, str)]
        budget.text -= sum(lengths)
        budget.cells -= len(cells)
        if len(kept) == limits.MOST_ROWS:
            raise _too_large(f"fler än {spaced(limits.MOST_ROWS)} rader")
        if width > limits.MOST_COLUMNS:
            raise _too_large(f"fler än {spaced(limits.MOST_COLUMNS)} kolumner på rad {number}")
        if max(lengths, default=0) > limits.LONGEST_CELL:
            most = spaced(limits.LONGEST_CELL)
            raise _too_large(f"en cell med mer än {most} tecken på rad {number}")
        if budget.cells < 0:
            raise _too_large(f"så många celler att de blir fler än {spaced(limits.MOST_CELLS)}")
        if budget.text < 0:
            raise _too_large(
                f"så mycket text att det blir mer än {spaced(limits.MOST_TEXT)} tecken"
            )
        kept.append((number, cells))
    return tuple(kept)


def spaced(number: int) -> str:
    """Write a whole number as Swedish does, with a no-break space between thousands.

    >>> spaced(50_000).split("\N{NO-BREAK SPACE}")
    ['50', '000']
    """
    return f"{number:_}".replace("_", "\N{NO-BREAK SPACE}")


def _too_large(what: str) -> UnreadableError:
    return UnreadableError("too-large", f"Bladet har {what}. Ta bort det som inte hör dit.")
