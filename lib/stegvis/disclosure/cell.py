"""A cell: one count that a publication shows or hides, by the name of its row in the figures."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Cell(NamedTuple):
    """The ``k`` of one row of the figures, as it was on a day.

    ``place`` is a municipality's name or ``ALLA``; ``until`` is the last day that counts. The same
    count in two tables is one cell.
    """

    place: str
    measure: str
    group: str
    definition: str
    until: date
