"""The least and the greatest that unknown whole numbers can be, when sums of them are known."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack
from scipy.sparse.csgraph import connected_components

from stegvis.disclosure.integer import Constraints, least

FAR = 10_000
"""A number that can be this much more, or less, than it is, is taken to have no limit there."""
ROUNDS = 100
"""How many times the sums narrow the numbers; programs do the rest."""


class Outsider:
    """Who knows some numbers, a floor for each of the others, and the relations between all.

    Parameters
    ----------
    relations
        ``relations @ value == 0``, shape (R, N).
    value
        The true numbers, shape (N,): they are used where they are known, and as a first table that
        fits.
    free
        Which of them are not known, shape (N,).
    floor
        What each is known to be at least, shape (N,); minus infinity when nothing is known.
    """

    def __init__(
        self,
        relations: csr_array,
        value: NDArray[np.int64],
        free: NDArray[np.bool_],
        floor: NDArray[np.float64],
    ) -> None:
        self.relations = csr_array(relations).astype(np.int64)
        self.value = value
        self.low = np.where(free, floor, value)
        self.high = np.where(free, np.inf, value)
        self._narrow()
        self.group = _groups(self.relations, self.low < self.high)
        self.seen: dict[int, list[NDArray[np.int64]]] = {}
        self.least = value.astype(np.float64)
        self.most = value.astype(np.float64)

    def least_with(self, cell: int, others: NDArray[np.int64]) -> float:
        """Tell the least that a number can be when one of some others is one or more, at worst.

        What is below one is not told apart from one.
        """
        return self._with(cell, others, -1, max(self.least[cell], 1.0))

    def most_with(self, cell: int, others: NDArray[np.int64], limit: int) -> float:
        """Tell the greatest that a number can be when one of some others is one or more, at worst.

        What is beyond the limit is not told apart from it.
        """
        return self._with(cell, others, 1, min(self.most[cell], float(limit)))

    def _with(self, cell: int, others: NDArray[np.int64], towards: int, goal: float) -> float:
        part = self._tied_to(cell)
        left = others[np.isin(others, part) & (self.low[others] < 1)]
        at = np.searchsorted(part, left)
        for table in self.seen.get(int(self.group[cell]), []):
            if towards * (table[part == cell][0] - goal) >= 0:
                left, at = left[table[at] < 1], at[table[at] < 1]
        within = self._within(part)
        worst = goal
        while len(left):
            count = len(left)
            low, high = self.low[part].copy(), self.high[part].copy()
            low[part == left[0]] = 1
            limits = high if towards > 0 else low
            if towards * (goal - limits[part == cell][0]) < 0:
                limits[part == cell] = goal
            pick = csr_array(np.equal.outer(left, part).astype(np.int64))
            found = least(
                np.concatenate([-towards * (count + 1.0) * (part == cell), -np.ones(count)]),
                np.concatenate([low, np.zeros(count)]),
                np.concatenate([high, np.ones(count)]),
                Constraints.all_of(
                    within,
                    Constraints(
                        csr_array(hstack([pick, -np.eye(count, dtype=np.int64)])),
                        np.zeros(count),
                        np.full(count, np.inf),
                    ),
                ),
            )
            if found.x is None:
                return float(self.value[cell])
            table = found.x[: len(part)]
            self._see(part, table)
            reached = float(table[part == cell][0])
            worst = max(worst, reached) if towards < 0 else min(worst, reached)
            left = left[pick @ table < 1]
        return float(worst)

    def derive(self, asked: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Tell the least and the greatest of each asked number, infinite without limit."""
        wanted = np.zeros(len(self.value), dtype=bool)
        wanted[asked] = True
        wanted &= self.group >= 0
        for number in np.unique(self.group[wanted]):
            part = np.flatnonzero(self.group == number)
            self._part(part, np.flatnonzero(wanted[part]))
        return self.least[asked], self.most[asked]

    def _tied_to(self, cell: int) -> NDArray[np.int64]:
        return np.flatnonzero((self.group == self.group[cell]) & (self.group >= 0))

    def _within(self, part: NDArray[np.int64]) -> Constraints:
        """Require that numbers which are tied to no others hold their relations."""
        columns = csr_array(self.relations[:, part])
        matrix = csr_array(columns[np.flatnonzero(np.diff(columns.indptr))])
        sums = (matrix @ self.value[part]).astype(np.float64)
        return Constraints(matrix, sums, sums)

    def _part(self, part: NDArray[np.int64], asked: NDArray[np.int64]) -> None:
        """Ask for the limits of some numbers that are tied to each other and to no others."""
        within = self._within(part)
        for towards in (1, -1):
            self._together(part, asked, within, towards)
        for one in asked:
            for towards in (1, -1):
                self._ask(part, int(one), within, towards)

    def _ask(self, part: NDArray[np.int64], one: int, within: Constraints, towards: int) -> None:
        cell = part[one]
        reached = self.most[cell] if towards > 0 else self.least[cell]
        limit = self.high[cell] if towards > 0 else self.low[cell]
        if reached == limit:
            return
        low, high = self.low[part].copy(), self.high[part].copy()
        low[one] = max(low[one], self.value[cell] - FAR)
        high[one] = min(high[one], self.value[cell] + FAR)
        cost = np.zeros(len(part))
        cost[one] = -towards
        self._see(part, least(cost, low, high, within).x)

    def _together(
        self, part: NDArray[np.int64], asked: NDArray[np.int64], within: Constraints, towards: int
    ) -> None:
        """Move all the asked numbers as far as they go together: most often far enough to tell."""
        count = len(asked)
        pick = csr_array(
            (np.full(count, towards), (np.arange(count), asked)), shape=(count, len(part))
        )
        beyond = csr_array((np.full(count, -1), (np.arange(count),) * 2))
        at_least = towards * self.value[part][asked].astype(np.float64)
        found = least(
            np.concatenate([np.zeros(len(part)), -np.ones(count)]),
            np.concatenate([self.low[part], np.full(count, -FAR)]),
            np.concatenate([self.high[part], np.full(count, FAR)]),
            Constraints.all_of(
                within,
                Constraints(csr_array(hstack([pick, beyond])), at_least, np.full(count, np.inf)),
            ),
        )
        self._see(part, None if found.x is None else found.x[: len(part)])

    def _see(self, part: NDArray[np.int64], table: NDArray[np.int64] | None) -> None:
        """Widen what is known to be possible by a table that fits."""
        if table is None:
            return
        self.seen.setdefault(int(self.group[part[0]]), []).append(table)
        far = np.abs(table - self.value[part]) >= FAR
        seen = np.where(far, np.copysign(np.inf, table - self.value[part]), table)
        self.least[part] = np.minimum(self.least[part], seen)
        self.most[part] = np.maximum(self.most[part], seen)

    def _narrow(self) -> None:
        """Narrow each number by the sums it stands in, while that tells something more."""
        entries = self.relations.tocoo()
        row, column, times = entries.row, entries.col, entries.data
        rows = self.relations.shape[0]
        for _ in range(ROUNDS):
            lowest = times * np.where(times > 0, self.low[column], self.high[column])
            highest = times * np.where(times > 0, self.high[column], self.low[column])
            at_least = -_others(row, highest, rows, 1)
            at_most = -_others(row, lowest, rows, -1)
            low = np.where(times > 0, at_least, at_most) / times
            high = np.where(times > 0, at_most, at_least) / times
            before = self.low.copy(), self.high.copy()
            np.maximum.at(self.low, column, np.ceil(low - 1e-9))
            np.minimum.at(self.high, column, np.floor(high + 1e-9))
            if (self.low == before[0]).all() and (self.high == before[1]).all():
                return


def _others(
    row: NDArray[np.int32], amount: NDArray[np.float64], rows: int, direction: int
) -> NDArray[np.float64]:
    """Add up, for each entry, the other entries of its row, infinite ones in one direction too."""
    endless = np.isinf(amount)
    finite = np.where(endless, 0.0, amount)
    sums = np.bincount(row, finite, rows)[row] - finite
    others = np.bincount(row, endless, rows)[row] - endless
    return np.where(others > 0, direction * np.inf, sums)


def _groups(relations: csr_array, unsettled: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Give each unsettled number the number of those it is tied to, shape (N,); others -1."""
    at = np.flatnonzero(unsettled)
    tied = csr_array(relations[:, at] != 0).astype(np.int64)
    _, label = connected_components(tied.T @ tied, directed=False)
    group = np.full(len(unsettled), -1, dtype=np.int64)
    group[at] = label
    return group
