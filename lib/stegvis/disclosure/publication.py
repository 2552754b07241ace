"""An external publication: its protected figures, and what an outsider could derive from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from stegvis.disclosure.cell import Cell
from stegvis.errors import FailedError
from stegvis.figures import Figures
from stegvis.period import Period


class DisclosureError(FailedError):
    """A publication cannot be protected; the message is a Swedish sentence."""


@dataclass(frozen=True)
class Derived:
    """A hidden count, or a sum of hidden counts, and what can be derived about it.

    ``low`` and ``high`` are the least and greatest whole number that fit all that is published;
    ``low_known`` and ``high_known`` the same to who knows one participant besides, at worst. None
    is no limit. Of a whole, ``cells`` are the group and the part that all of it is in, and the
    number is how many are not in that part.
    """

    cells: tuple[Cell, ...]
    value: int
    low: int | None
    high: int | None
    low_known: int | None
    high_known: int | None
    why: Literal["small", "whole", "protects", "sum"]


@dataclass(frozen=True)
class HeldBack:
    """A correction of a count that has been published: it waits for a day when it is safe."""

    cell: Cell
    published: int
    now: int
    until: date
    """The next day whose count it is part of."""


@dataclass(frozen=True)
class Audit:
    """What the kansli is told about a publication, and nobody else."""

    derived: tuple[Derived, ...]
    held_back: tuple[HeldBack, ...]
    shown: int
    """How many counts are shown."""
    method: str
    """How what is hidden was chosen, in Swedish."""


@dataclass(frozen=True)
class Publication:
    """What an external publication of a project and period may tell.

    ``figures`` has the rows of every place: the numbers of a hidden row are empty and it is marked
    as suppressed. A row whose table is published more seldom has the period it was counted at.
    """

    project: str
    period: Period
    figures: Figures
    audit: Audit
