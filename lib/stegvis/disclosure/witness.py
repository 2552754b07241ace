"""Tables that an outsider cannot tell from the true one: each meets demands that it does not.

A witness is written as its move: what it adds to the true table. Moves keep every sum, so
``relations @ move == 0``; and they touch only cells that are free, that is not told.

The outsider may know of one participant, and so that some cells are one or more. Witnesses
therefore keep all cells that are not zero at one or more; he cannot rule them out, wherever the
participant is counted. But two people in a count may be one woman and one man: that the count may
be one can have no such witness. For that, several witnesses do, if every cell that is not zero is
kept by some: whichever cell he knows of, one is left. A cell that may be below zero is not held to
this: nobody takes part in a correction.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack

from stegvis.disclosure.integer import Constraints, least
from stegvis.disclosure.parts import groups
from stegvis.disclosure.sensitive import Demands
from stegvis.disclosure.system import System

ALL = -1
"""Every cell that is not zero, in place of a cell."""

Family = NDArray[np.int64]
"""The moves that together meet a demand, shape (M, N)."""


class Ask(NamedTuple):
    """A demand, by its number, and the cell that its witness must keep at one or more, or `ALL`."""

    demand: int
    keep: int


class GaveUpError(Exception):
    """Nothing was found in the time given."""


@dataclass(frozen=True)
class Clock:
    """When to give up, on `time.monotonic`'s clock."""

    until: float

    @classmethod
    def of(cls, seconds: float) -> Clock:
        """Start a clock."""
        return cls(monotonic() + seconds)

    def left(self) -> float:
        """Tell the seconds left; raises `GaveUpError` when there are none."""
        left = self.until - monotonic()
        if left <= 0:
            raise GaveUpError
        return left


def lowest(system: System, keep: int = ALL) -> NDArray[np.float64]:
    """Tell how far down each cell may move when one is kept, or all; shape (N,), zero or less."""
    kept = counted(system) if keep == ALL else np.arange(len(system.value)) == keep
    return np.where(system.signed, -np.inf, kept - system.value)


def counted(system: System) -> NDArray[np.bool_]:
    """Tell which cells somebody is counted in, shape (N,)."""
    return (system.value >= 1) & ~system.signed


def steady(system: System, at: NDArray[np.int64]) -> Constraints:
    """Require of a move of the cells ``at`` alone that it keeps every sum."""
    columns = csr_array(system.relations[:, at])
    touched = csr_array(columns[np.flatnonzero(np.diff(columns.indptr))])
    zero = np.zeros(touched.shape[0])
    return Constraints(touched, zero, zero)


def witnesses(
    system: System, demanded: Demands, hidden: NDArray[np.bool_], which: list[int], clock: Clock
) -> tuple[dict[int, Family], list[Ask]]:
    """Find for some demands the moves that meet them, and what to ask for where none does.

    First one move that goes as far towards all demands as it can, for those left again, and so on
    while that meets more of them; those that are left are then asked for one at a time.
    """
    need = demanded.least - demanded.rows @ system.value
    free = ~system.known & (~system.shown | hidden)
    group = groups(system.relations, free)
    found: dict[int, Family] = {}
    left = np.array(which, dtype=np.int64)
    while len(left):
        move = _towards_all(system, demanded, group, left, need, clock)
        met = demanded.rows[left] @ move >= need[left]
        found |= {int(demand): move[None] for demand in left[met]}
        left = left[~met]
        if not met.any():
            break
    unmet: list[Ask] = []
    for demand in left.tolist():
        family, ask = _one(system, demanded, demand, group, need, clock)
        if ask is None:
            found[demand] = family
        else:
            unmet.append(ask)
    return found, unmet


def _towards_all(
    system: System,
    demanded: Demands,
    group: NDArray[np.int64],
    which: NDArray[np.int64],
    need: NDArray[np.int64],
    clock: Clock,
) -> NDArray[np.int64]:
    """Find the move that lacks the least of all that some demands need, each in its measure."""
    rows = csr_array(demanded.rows[which])
    at = _with(group, rows.indices)
    count = len(which)
    sums = steady(system, at)
    still = csr_array((sums.matrix.shape[0], count), dtype=np.int64)
    lack = csr_array(np.eye(count, dtype=np.int64))
    solved = least(
        np.concatenate([np.zeros(len(at)), 1 / need[which]]),
        np.concatenate([lowest(system)[at], np.zeros(count)]),
        np.concatenate([np.full(len(at), np.inf), need[which]]),
        [
            Constraints(csr_array(hstack([sums.matrix, still])), sums.low, sums.high),
            _at_least(csr_array(hstack([rows[:, at], lack])), need[which]),
        ],
        seconds=clock.left(),
    )
    move = np.zeros(len(group), dtype=np.int64)
    if solved.x is not None:
        move[at] = solved.x[: len(at)]
    return move


def _one(
    system: System,
    demanded: Demands,
    demand: int,
    group: NDArray[np.int64],
    need: NDArray[np.int64],
    clock: Clock,
) -> tuple[Family, Ask | None]:
    """Find moves that meet one demand, or what to ask for: the first cell that none can keep."""
    row = csr_array(demanded.rows[[demand]])
    at = _with(group, row.indices)
    wanted = _at_least(csr_array(row[:, at]), need[[demand]])
    move = _keeping(system, at, wanted, lowest(system), np.array([], dtype=np.int64), clock)
    if move is not None or not demanded.down[demand]:
        return np.array([] if move is None else [move]), Ask(demand, ALL) if move is None else None
    moves: list[NDArray[np.int64]] = []
    cell = int(demanded.cell[demand])
    keep = np.setdiff1d(at[counted(system)[at]], [cell])
    keep = np.concatenate([[cell], keep]) if counted(system)[cell] else keep
    while len(keep):
        move = _keeping(system, at, wanted, lowest(system, int(keep[0])), keep, clock)
        if move is None:
            return np.array([]), Ask(demand, int(keep[0]))
        moves.append(move)
        keep = keep[(system.value + move)[keep] < 1]
    return np.array(moves), None if moves else Ask(demand, ALL)


def _keeping(
    system: System,
    at: NDArray[np.int64],
    wanted: Constraints,
    low: NDArray[np.float64],
    keep: NDArray[np.int64],
    clock: Clock,
) -> NDArray[np.int64] | None:
    """Find a move of the cells ``at`` that keeps as many as it can of some at one or more."""
    count = len(keep)
    sums = steady(system, at)
    pick = csr_array(np.equal.outer(keep, at).astype(np.int64))
    kept = -csr_array(np.eye(count, dtype=np.int64))
    solved = least(
        np.concatenate([np.zeros(len(at)), -np.ones(count)]),
        np.concatenate([low[at], np.zeros(count)]),
        np.concatenate([np.full(len(at), np.inf), np.ones(count)]),
        [_widened(sums, count), _widened(wanted, count)]
        + ([_at_least(csr_array(hstack([pick, kept])), -system.value[keep])] if count else []),
        seconds=clock.left(),
    )
    if solved.x is None:
        if solved.state == "none":
            return None
        raise GaveUpError
    move = np.zeros(len(system.value), dtype=np.int64)
    move[at] = solved.x[: len(at)]
    return move


def _with(group: NDArray[np.int64], cells: NDArray[np.int64]) -> NDArray[np.int64]:
    """List the cells that move together with any of some cells, those cells included."""
    together = np.unique(group[cells])
    return np.flatnonzero(np.isin(group, together[together >= 0]))


def _at_least(matrix: csr_array, low: NDArray[np.int64]) -> Constraints:
    return Constraints(matrix, low.astype(np.float64), np.full(len(low), np.inf))


def _widened(one: Constraints, more: int) -> Constraints:
    zero = csr_array((one.matrix.shape[0], more), dtype=np.int64)
    return Constraints(csr_array(hstack([one.matrix, zero])), one.low, one.high)
