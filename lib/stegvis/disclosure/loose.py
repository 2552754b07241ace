"""Parts of a project's counts, in its municipalities, that nothing which is told comes near.

A table that is told for the project alone has a part in each municipality, and an outsider may try
to bound them: no part is larger than its municipality, and none is smaller than what all others
leave over. Those bounds are drawn here from everything that is told, as if nothing more than the
small counts were hidden, and with what stands beside a small count taken to be unknown. Where they
leave each small part free from one person to beyond the threshold, and give no part away, the parts
cannot be told however the rest is hidden: they have sums with each other alone. Then they are left
out of the system, which is many times smaller without them.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from stegvis.disclosure.cell import Cell
from stegvis.disclosure.count import Count
from stegvis.disclosure.day import Day
from stegvis.disclosure.outsider import Outsider
from stegvis.disclosure.system import System
from stegvis.place import ALL

ADDED = "+"
"""Ends the measure of a count of those who were added since the day before that was told."""
LATE = ".late"
"""Ends the measure of a count of those who are due, but were not known when they left."""

Layers = frozenset[tuple[Count, date]]
"""Counts on days, of all municipalities."""


def loose(system: System, days: Sequence[Day], threshold: int) -> Layers:
    """List the counts that no municipality tells on a day, and whose parts are free.

    Parameters
    ----------
    system
        The counts of all days, none left out.
    days
        The days, the oldest first.
    threshold
        The least number of people that a told count may be of.
    """
    of = [_layer(name) for name in system.names]
    value, shown = system.value, system.known | system.shown
    small = (value >= 1) & (value < threshold)
    beside = {
        (one.of, day.until)
        for day in days
        for one in day.cells
        if one.place != ALL and one.shown is not None and 1 <= one.value < threshold
    }
    free = ~shown | small | np.array([one in beside for one in of], dtype=bool)
    bounds = Outsider(system.relations, value, free, np.where(system.signed, -np.inf, 0.0))
    narrow = small & ((bounds.low > 1) | (bounds.high <= threshold))
    given = (value >= threshold) & (bounds.low >= value)
    tight = {one for at in np.flatnonzero(narrow | given) if (one := of[at]) is not None}
    known = {of[at] for at in np.flatnonzero(system.known)}
    untold = _untold(days) - known
    tight = (tight | _both_ends(days, tight)) & untold
    return frozenset(untold - _with_all_tied(days, tight))


def nearer(layers: Layers, cells: Sequence[Cell], days: Sequence[Day]) -> Layers:
    """Leave fewer counts out: not those that cells belong to, nor what they stand in a sum with.

    When none of that is left out, what those stand in a sum with is taken in, and so on; and when
    nothing more does, the same counts of the days before and after.
    """
    wanted = {(_base(cell), cell.until) for cell in cells}
    while True:
        wider = _with_all_tied(days, wanted | _both_ends(days, wanted))
        if wider == wanted:
            wider |= _beside(days, wanted)
        if wider & layers or wider == wanted:
            return layers - wider
        wanted = wider


def _beside(days: Sequence[Day], wanted: set[tuple[Count, date]]) -> set[tuple[Count, date]]:
    """List the same counts on the days before and after."""
    untils = sorted(day.until for day in days)
    pairs = list(pairwise(untils))
    after, before = dict(pairs), {later: earlier for earlier, later in pairs}
    return {
        (count, near)
        for count, until in wanted
        for near in (before.get(until), after.get(until))
        if near is not None
    }


def left_out(system: System, layers: Layers) -> NDArray[np.bool_]:
    """Tell which cells belong to counts that are left out, what was added to them too."""
    cells = (name for name in system.names if isinstance(name, Cell))
    return np.array(
        [one.place != ALL and (_base(one), one.until) in layers for one in cells], dtype=bool
    )


def _base(cell: Cell) -> Count:
    measure = cell.measure.removesuffix(ADDED).removesuffix(LATE)
    return Count(measure, cell.group, cell.definition)


def _added(count: Count) -> Count:
    return count._replace(measure=count.measure + ADDED)


def _with_all_tied(days: Sequence[Day], tight: set[tuple[Count, date]]) -> set[tuple[Count, date]]:
    """Add every count that stands in a sum with one of them."""
    sums = [
        {(count, day.until) for count in (one.total, *one.parts)}
        for day in days
        for one in day.sums
    ]
    return tight.union(*(tied for tied in sums if tied & tight))


def _untold(days: Sequence[Day]) -> set[tuple[Count, date]]:
    """List the counts of municipalities that none of them tells on a day."""
    parts = [
        ((one.of, day.until), one.shown is None)
        for day in days
        for one in day.cells
        if one.place != ALL
    ]
    return {layer for layer, _ in parts} - {layer for layer, untold in parts if not untold}


def _layer(name: Hashable) -> tuple[Count, date] | None:
    """Tell which count and day a municipality's cell is a part of; None for the project's."""
    assert isinstance(name, Cell), "every count of a publication is named by its cell"
    count = Count(name.measure.removesuffix(LATE), name.group, name.definition)
    return None if name.place == ALL else (count, name.until)


def _both_ends(days: Sequence[Day], tight: set[tuple[Count, date]]) -> set[tuple[Count, date]]:
    """List the counts on both days between which too little, for some part, was added."""
    grow: dict[Count, list[date]] = {}
    for day in days:
        for count in day.grows:
            grow.setdefault(count, []).append(day.until)
    return {
        (count, until)
        for count, untils in grow.items()
        for ends in pairwise(untils)
        for until in ends
        if (_added(count), ends[1]) in tight
    }
