"""Tables that an outsider cannot tell from the true one: each meets demands that it does not.

A witness is written as its move: what it adds to the true table. Moves keep every sum, so
``relations @ move == 0``; and they touch only cells that are free, that is not told.

The outsider may know of one participant, and so that some cells are one or more. A witness that
keeps all cells that are not zero at one or more he cannot rule out, wherever the participant is
counted. But two people in a count may be one woman and one man: that the count may be one can have
no such witness. Then several witnesses do, if every cell that is not zero is kept by some:
whichever cell he knows of, one is left. A cell that may be below zero is not held to this: nobody
takes part in a correction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import process_time
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array, vstack

from stegvis.disclosure.integer import Constraints, least
from stegvis.disclosure.parts import groups
from stegvis.disclosure.sensitive import Demands
from stegvis.disclosure.system import System

ALL = -1
"""Every cell that is not zero, in place of a cell."""

Family = NDArray[np.int64]
"""The moves that together meet a demand, shape (M, N)."""

NEAR = 2
"""How many sums further away than before a witness is sought: enough for two rows and columns."""
WIDER = 1
"""How many times it is sought further away, before it is sought everywhere."""


class Ask(NamedTuple):
    """A demand, by its number, and the cell that its witness must keep at one or more, or `ALL`."""

    demand: int
    keep: int


class GaveUpError(Exception):
    """Nothing was found in the time given."""


@dataclass(frozen=True)
class Clock:
    """When to give up, in this process' own time: what else the machine does changes nothing."""

    until: float

    @classmethod
    def of(cls, seconds: float) -> Clock:
        """Start a clock."""
        return cls(process_time() + seconds)

    def share(self, of: float) -> Clock:
        """Start a clock for a share of what is left."""
        return Clock.of(of * self.left())

    def left(self) -> float:
        """Tell the seconds left; raises `GaveUpError` when there are none."""
        left = self.until - process_time()
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


def steady(relations: csc_array, at: NDArray[np.int64]) -> csr_array:
    """List what a move of the cells ``at`` alone must keep at zero, shape (R', len(at))."""
    columns = relations[:, at]
    return csr_array(csr_array(columns)[np.unique(columns.indices)])


class Ground:
    """What can move when some cells are hidden: where witnesses are sought.

    They are sought near what they are for first, and then ever further away: most are found among
    few cells, and a witness that moves few cells needs few cells hidden.
    """

    def __init__(
        self, system: System, demanded: Demands, hidden: NDArray[np.bool_], clock: Clock
    ) -> None:
        self.system, self.demanded, self.clock = system, demanded, clock
        self.need = demanded.least - demanded.rows @ system.value
        self.group = groups(system.relations, ~system.known & (~system.shown | hidden))
        self.columns = csc_array(system.relations)

    def family(self, demand: int) -> tuple[Family, Ask | None]:
        """Find moves that meet a demand; or what to ask for: the first cell that none can keep."""
        cell = int(self.demanded.cell[demand])
        if not self.demanded.down[demand] or self.system.signed[cell]:
            move = self._move(demand, ALL, np.array([], dtype=np.int64))
            if move is not None:
                return move[None], None
            if self.system.signed[cell]:
                return np.array([]), Ask(demand, ALL)
        moves: list[NDArray[np.int64]] = []
        others = np.flatnonzero(counted(self.system) & (self.group == self.group[cell]))
        keep = np.concatenate([[cell], others[others != cell]])
        while len(keep):
            move = self._move(demand, int(keep[0]), keep)
            if move is None:
                return np.array([]), Ask(demand, int(keep[0]))
            moves.append(move)
            keep = keep[(self.system.value + move)[keep] < 1]
        return np.array(moves), None

    def _move(self, demand: int, keep: int, wish: NDArray[np.int64]) -> NDArray[np.int64] | None:
        row = csr_array(self.demanded.rows[[demand]])
        at = np.zeros(len(self.group), dtype=bool)
        at[row.indices] = True
        if keep != ALL:
            at[keep] = True
        for within in self._around(at):
            move = self._within(np.flatnonzero(within), row, self.need[demand], keep, wish)
            if move is not None:
                return move
        return None

    def _around(self, at: NDArray[np.bool_]) -> Iterator[NDArray[np.bool_]]:
        """List ever larger surroundings of some cells, the last of them all that move with them."""
        together = np.unique(self.group[at])
        whole = np.isin(self.group, together[together >= 0])
        if not whole.any():
            return
        tied = abs(self.columns)
        near = at & whole
        for _ in range(WIDER):
            for _ in range(NEAR):
                near = near | (whole & (tied.T @ (tied @ near) > 0))
            if 2 * near.sum() > whole.sum():
                break
            yield near
        yield whole

    def _within(
        self,
        at: NDArray[np.int64],
        row: csr_array,
        need: int,
        keep: int,
        wish: NDArray[np.int64],
    ) -> NDArray[np.int64] | None:
        """Find a move of the cells ``at`` alone; of those wished for it keeps as many as it can."""
        wish = np.intersect1d(wish, at)
        count, size = len(wish), len(at)
        pick = (
            np.concatenate([np.ones(count), -np.ones(count)]),
            (
                np.tile(np.arange(count), 2),
                np.concatenate([np.searchsorted(at, wish), size + np.arange(count)]),
            ),
        )
        sums = steady(self.columns, at)
        sums.resize(sums.shape[0], size + count)
        wanted = csr_array(row[:, at])
        wanted.resize(1, size + count)
        kept = csr_array(pick, shape=(count, size + count))
        solved = least(
            np.concatenate([np.zeros(size), -np.ones(count)]),
            np.concatenate([lowest(self.system, keep)[at], np.zeros(count)]),
            np.concatenate([np.full(size, np.inf), np.ones(count)]),
            Constraints(
                csr_array(vstack([sums, wanted, kept])).astype(np.int64),
                np.concatenate([np.zeros(sums.shape[0]), [need], -self.system.value[wish]]),
                np.concatenate([np.zeros(sums.shape[0]), np.full(1 + count, np.inf)]),
            ),
            seconds=self.clock.left(),
        )
        if solved.x is None:
            if solved.state == "none":
                return None
            raise GaveUpError
        move = np.zeros(len(self.group), dtype=np.int64)
        move[at] = solved.x[:size]
        return move


def witnesses(
    system: System,
    demanded: Demands,
    hidden: NDArray[np.bool_],
    which: list[int],
    clock: Clock,
    *,
    most: int = 1,
) -> tuple[dict[int, Family], list[Ask]]:
    """Find for some demands the moves that meet them, and what to ask for where none does.

    A move that is enough by itself is tried for the other demands too. The search ends when
    ``most`` demands are found to have no witness.
    """
    ground = Ground(system, demanded, hidden, clock)
    found: dict[int, Family] = {}
    unmet: list[Ask] = []
    for demand in which:
        if demand in found:
            continue
        family, ask = ground.family(demand)
        if ask is not None:
            unmet.append(ask)
            if len(unmet) == most:
                break
        elif len(family) == 1:
            met = demanded.rows[which] @ family[0] >= ground.need[which]
            found |= dict.fromkeys(np.array(which)[met].tolist(), family)
        else:
            found[demand] = family
    return found, unmet
