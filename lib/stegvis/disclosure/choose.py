"""Choosing what the new days hide, with as few counts in the system as will do.

What nothing seems to come near is left out at first (see `loose`). When it is known what will be
told, every small count is tried against it (see `finer`), and where one has been narrowed its count
is taken into the system, and what is hidden is chosen again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from stegvis.disclosure.audit import Audited, audit
from stegvis.disclosure.cell import Cell
from stegvis.disclosure.day import Day
from stegvis.disclosure.eliminate import without
from stegvis.disclosure.finer import narrowed
from stegvis.disclosure.linked import linked
from stegvis.disclosure.loose import left_out, loose, nearer
from stegvis.disclosure.suppress import Suppression, suppress
from stegvis.disclosure.system import System


@dataclass(frozen=True)
class Choice:
    """What is hidden, in which system, and what can be derived of it.

    ``narrowed`` names the small counts that could not be kept.
    """

    system: System
    suppression: Suppression
    audited: Audited
    narrowed: tuple[Cell, ...]


def choose(days: Sequence[Day], new: frozenset[date], threshold: int, seconds: float) -> Choice:
    """Choose what the new days hide.

    Parameters
    ----------
    days
        All days that have been told, and those that are to be.
    new
        The last days of those that are to be.
    threshold
        The least number of people that a told count may be of.
    seconds
        The time for each choice.

    Raises
    ------
    ImpossibleError
        When what has been told gives a count away.
    """
    full = linked(days, new)
    layers = loose(full, days, threshold)
    while True:
        system = without(full, left_out(full, layers))
        suppression = suppress(system, threshold, seconds=seconds)
        given_away = _given_away(full, system, suppression, threshold)
        fewer = nearer(layers, given_away, days)
        if not given_away or fewer == layers:
            audited = audit(system, suppression.hidden, threshold)
            return Choice(system, suppression, audited, given_away)
        layers = fewer


def _given_away(
    full: System, system: System, suppression: Suppression, threshold: int
) -> tuple[Cell, ...]:
    names = {system.names[at] for at in np.flatnonzero(suppression.hidden)}
    hidden = np.array([name in names for name in full.names], dtype=bool)
    found = (full.names[at] for at in np.flatnonzero(narrowed(full, hidden, threshold)))
    return tuple(name for name in found if isinstance(name, Cell))
