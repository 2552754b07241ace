"""How narrowly a sum is known: whole numbers that fit all that is told, by integer programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, hstack, vstack
from scipy.sparse.csgraph import connected_components

from attacker.told import Fact, People, Sum

Floats = NDArray[np.float64]
_MANY = 5000.0
"""More people than any project has."""
_ROUNDS = 60
_SLACK = 1e-6
_ROUGH = {"mip_rel_gap": 0.1, "node_limit": 50}
"""Any whole numbers that fit do, where many sums are to be moved at once."""
_EXACT = {"mip_rel_gap": 0.0}
_TOO_SOON = 1
"""The status of a program that was stopped at its limit."""
_FEW = 3
"""Fewer sums than this are moved one at a time."""


class ContradictionError(Exception):
    """What is told cannot all be true."""


@dataclass(frozen=True)
class Told:
    """All that is known, as rows of a matrix over the people that any of it is about."""

    facts: tuple[Fact, ...]

    @cached_property
    def at(self) -> Mapping[People, int]:
        """Number the people."""
        every = dict.fromkeys(people for fact in self.facts for people in fact.sum)
        return {people: number for number, people in enumerate(every)}

    def about(self, one: Sum) -> bool:
        """Whether anything is known of all of a sum's people."""
        return all(people in self.at for people in one)

    def rows(self, sums: Sequence[Sum]) -> csr_array:
        """Give a row for each sum."""
        return _rows(sums, self.at)

    @cached_property
    def matrix(self) -> csr_array:
        """Give a row for each fact."""
        return self.rows([fact.sum for fact in self.facts])

    @cached_property
    def limits(self) -> tuple[Floats, Floats]:
        """Give what the facts lie between."""
        lows, highs = zip(*((fact.low, fact.high) for fact in self.facts), strict=True)
        return np.array(lows, dtype=float), np.array(highs, dtype=float)

    @cached_property
    def bounds(self) -> tuple[Floats, Floats]:
        """Give what each of the people lie between, by what each fact leaves for them.

        Raises
        ------
        ContradictionError
            When something is left no number.
        """
        return _tightened(self.matrix, self.limits)

    @cached_property
    def groups(self) -> NDArray[np.int64]:
        """Number the groups of people that are tied by what is told; −1 for who are known."""
        low, high = self.bounds
        unknown = high > low
        found = np.full(len(low), -1)
        if unknown.any():
            about = (self.matrix[self._needed][:, np.flatnonzero(unknown)] != 0).astype(int)
            _, found[unknown] = connected_components(about.T @ about, directed=False)
        return found

    @cached_property
    def _needed(self) -> NDArray[np.int64]:
        """List the facts that say more than the bounds do."""
        low, high = self.bounds
        up, down = self.matrix.maximum(0), self.matrix.minimum(0)
        least, most = self.limits
        says = (up @ low + down @ high < least - _SLACK) | (up @ high + down @ low > most + _SLACK)
        return np.flatnonzero(says)

    def part(self, groups: frozenset[int]) -> Part:
        """Give some groups with all that is told of them."""
        low, high = self.bounds
        own = np.flatnonzero(np.isin(self.groups, list(groups)))
        matrix = self.matrix[self._needed]
        rest = low.copy()
        rest[self.groups >= 0] = 0  # other groups share no fact with these
        settled = matrix @ rest
        about = np.flatnonzero(np.diff(matrix[:, own].indptr))
        least, most = (limit[self._needed][about] - settled[about] for limit in self.limits)
        return Part(own, matrix[about][:, own], least, most, low[own], high[own])


@dataclass(frozen=True)
class Part:
    """The people of some groups, and what is told of them: ``least <= matrix @ people <= most``."""

    people: NDArray[np.int64]
    matrix: csr_array
    least: Floats
    most: Floats
    low: Floats
    high: Floats

    def _solved(
        self,
        objective: Floats,
        more: csr_array,
        below: Floats,
        bounds: tuple[Floats, Floats],
        options: Mapping[str, float],
    ) -> Floats | None:
        """Give whole numbers that fit, with an objective as small as it can be.

        ``more`` are rows over the people and over further numbers, which lie within ``bounds``,
        and are at most ``below``.
        """
        count, extra = len(self.people), len(bounds[0])
        if not count:
            return np.zeros(0)
        matrix, least, most = self.matrix, self.least, self.most
        if extra:
            aside = csr_array((matrix.shape[0], extra))
            matrix = vstack([hstack([matrix, aside]), more], format="csr")
            least = np.concatenate([least, np.full(extra, -np.inf)])
            most = np.concatenate([most, below])
        result = milp(
            objective,
            constraints=LinearConstraint(matrix, least, most) if matrix.shape[0] else None,
            bounds=Bounds(
                np.concatenate([self.low, bounds[0]]), np.concatenate([self.high, bounds[1]])
            ),
            integrality=np.concatenate([np.ones(count), np.zeros(extra)]),
            options=dict(options),
        )
        if result.x is not None:
            return np.round(result.x[:count])
        if result.status == _TOO_SOON:
            return None
        raise ContradictionError(result.message)

    def extreme(self, row: Floats, *, least: bool) -> Floats:
        """Give whole numbers with as little, or as much, of a sum as there can be."""
        nothing = (np.zeros(0), np.zeros(0))
        empty = csr_array((0, len(row)))
        found = self._solved(row if least else -row, empty, np.zeros(0), nothing, _EXACT)
        assert found is not None, "an exact program has no limit"
        return found

    def all_at_once(self, rows: csr_array, goal: Floats, *, least: bool) -> Floats | None:
        """Give whole numbers that go much of the way to every row's goal."""
        count = rows.shape[0]
        unit = csr_array((np.ones(count), (range(count), range(count))), shape=(count, count))
        if least:  # row - over <= goal, and as little over as can be
            more, below = hstack([rows, -unit], format="csr"), goal
            bounds = (np.zeros(count), np.full(count, np.inf))
        else:  # up <= row, up <= goal, and as much up as can be
            more, below = hstack([-rows, unit], format="csr"), np.zeros(count)
            bounds = (np.full(count, -np.inf), goal)
        of_goal = np.full(count, 1.0 if least else -1.0)
        objective = np.concatenate([np.zeros(rows.shape[1]), of_goal])
        return self._solved(objective, more, below, bounds, _ROUGH)


def _rows(sums: Sequence[Sum], at: Mapping[People, int]) -> csr_array:
    entries = [(row, at[p], times) for row, each in enumerate(sums) for p, times in each.items()]
    shape = (len(sums), len(at))
    if not entries:
        return csr_array(shape)
    where, people, times = (np.array(part) for part in zip(*entries, strict=True))
    return csr_array((times.astype(float), (where, people)), shape=shape)


def _tightened(matrix: csr_array, limits: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    entries = coo_array(matrix)
    row, at = entries.coords
    times = entries.data
    low, high = np.zeros(matrix.shape[1]), np.full(matrix.shape[1], _MANY)
    least, most = limits
    for _ in range(_ROUNDS):
        lows = np.where(times > 0, times * low[at], times * high[at])
        highs = np.where(times > 0, times * high[at], times * low[at])
        total_low = np.bincount(row, lows, matrix.shape[0])
        total_high = np.bincount(row, highs, matrix.shape[0])
        most_here = (most[row] - (total_low[row] - lows)) / times
        least_here = (least[row] - (total_high[row] - highs)) / times
        upper = np.where(times > 0, most_here, least_here)
        lower = np.where(times > 0, least_here, most_here)
        new_low, new_high = low.copy(), high.copy()
        np.minimum.at(new_high, at, np.floor(upper + _SLACK))
        np.maximum.at(new_low, at, np.ceil(lower - _SLACK))
        if (new_low > new_high).any():
            raise ContradictionError("something is left no number")
        if (new_low == low).all() and (new_high == high).all():
            break
        low, high = new_low, new_high
    return low, high


def _groups_of(told: Told, rows: csr_array) -> list[frozenset[int]]:
    """Give the groups that each sum is about."""
    found = (told.groups[own] for own in np.split(rows.indices, rows.indptr[1:-1]))
    return [frozenset(own[own >= 0].tolist()) for own in found]


def span(told: Told, one: Sum) -> tuple[int, int]:
    """Give the least and the most that a sum can be."""
    row = told.rows([one])
    [groups] = _groups_of(told, row)
    part = told.part(groups)
    settled = float((row @ np.where(told.groups < 0, told.bounds[0], 0.0))[0])
    own = row[:, part.people].toarray().ravel()
    low, high = (float(own @ part.extreme(own, least=least)) for least in (True, False))
    return round(settled + low), round(settled + high)


def reachable(told: Told, sums: Sequence[Sum], goal: float, *, least: bool) -> NDArray[np.bool_]:
    """Tell which sums may be as little, or as much, as a goal; shape (sums,).

    Raises
    ------
    ContradictionError
        When no whole numbers fit what is told.
    """
    numbered: dict[frozenset[tuple[People, int]], int] = {}
    which = [numbered.setdefault(frozenset(each.items()), len(numbered)) for each in sums]
    if not numbered:
        return np.zeros(0, dtype=bool)
    rows = told.rows([Counter(dict(each)) for each in numbered])
    done = np.zeros(len(numbered), dtype=bool)
    hopeless = _beyond(told, rows, goal, least=least)
    settled = rows @ np.where(told.groups < 0, told.bounds[0], 0.0)
    together: dict[frozenset[int], list[int]] = {}
    for number, groups in enumerate(_groups_of(told, rows)):
        if not hopeless[number]:
            together.setdefault(groups, []).append(number)
    for groups, numbers in together.items():
        part = told.part(groups)
        done[numbers] = _reached(
            part, rows[numbers][:, part.people], goal - settled[numbers], least=least
        )
    return done[which]


def _reached(part: Part, rows: csr_array, goal: Floats, *, least: bool) -> NDArray[np.bool_]:
    done = np.zeros(len(goal), dtype=bool)

    def mark(found: Floats | None) -> bool:
        if found is None:
            return False
        values = rows @ found
        new = ~done & ((values <= goal + _SLACK) if least else (values >= goal - _SLACK))
        done[new] = True
        return bool(new.any())

    while not done.all():
        left = np.flatnonzero(~done)
        if len(left) < _FEW or not mark(part.all_at_once(rows[left], goal[left], least=least)):
            break
    for row in np.flatnonzero(~done):
        if not done[row]:
            mark(part.extreme(rows[[row]].toarray().ravel(), least=least))
    return done


def _beyond(told: Told, rows: csr_array, goal: float, *, least: bool) -> NDArray[np.bool_]:
    """Tell which sums cannot come so far, by what each of their people lie between."""
    low, high = told.bounds
    up, down = rows.maximum(0), rows.minimum(0)
    if least:
        return np.asarray(up @ low + down @ high > goal)
    return np.asarray(up @ high + down @ low < goal)
