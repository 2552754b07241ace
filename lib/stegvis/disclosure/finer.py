"""Small counts and whole groups, held against all that is told: which of them are given away.

What is left out of a system because nothing seemed to come near it (see `loose`) is tried here when
it is known what will be told. An outsider need not think in whole numbers to find that a count is
what others leave over; so these ranges are those of a linear program, in which whole numbers are
no closer than fractions. Most counts are tried together: a table in which many of them are large at
once shows that each of them can be.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, hstack, vstack

from stegvis.disclosure.sensitive import small, whole
from stegvis.disclosure.system import System, Whole

_ENOUGH = 1e-6
"""How near a limit a number is when it is there."""


def narrowed(system: System, hidden: NDArray[np.bool_], threshold: int) -> NDArray[np.bool_]:
    """Tell which small counts cannot be anything from one to the threshold, for all that is told.

    Of a group that is wholly in one part it is told of the part: that nobody can be elsewhere. Of
    groups of which nothing is told that is asked only when all else is well: what gives them away
    is then not beside them.

    Parameters
    ----------
    system
        The counts of all days, none left out.
    hidden
        Which of the ``shown`` cells are hidden after all, shape (N,).
    threshold
        The least number of people that a told count may be of.

    Returns
    -------
    Shape (N,). Counts below zero, which corrections make, are not among them.
    """
    told = system.known | (system.shown & ~hidden)
    near = {
        (group.total, part)
        for group in system.wholes
        if told[[group.total, *group.parts]].any()
        for part in group.parts
    }
    groups = whole(system)
    beside = tuple(group for group in groups if (group.total, group.parts[0]) in near)
    found = _small_ones(system, told, threshold) | _whole_ones(system, told, beside)
    if found.any():
        return found
    return _whole_ones(system, told, tuple(group for group in groups if group not in beside))


def _small_ones(system: System, told: NDArray[np.bool_], threshold: int) -> NDArray[np.bool_]:
    asked = small(system, threshold) & (system.value > 0)
    found = asked & told
    part = np.flatnonzero(~told)
    within = _Within.of(system.relations[:, part], system.value[part], system.signed[part])
    wanted = np.flatnonzero(asked[part])
    for towards, limit in ((1, threshold), (-1, 1)):
        found[part[_short(within, wanted, towards, limit)]] = True
    return found


def _whole_ones(
    system: System, told: NDArray[np.bool_], groups: tuple[Whole, ...]
) -> NDArray[np.bool_]:
    """Tell the parts beside which nobody can be: who is elsewhere has a cell, nobody in truth."""
    count, size = len(groups), len(told)
    none = csr_array((system.relations.shape[0], count), dtype=np.int64)
    relations = csr_array(vstack([hstack([system.relations, none]), _rest(groups, size)]))
    more = np.zeros(count, dtype=np.int64)
    part = np.flatnonzero(~np.concatenate([told, more.astype(bool)]))
    within = _Within.of(
        relations[:, part],
        np.concatenate([system.value, more])[part],
        np.concatenate([system.signed, more.astype(bool)])[part],
    )
    found = np.zeros(size, dtype=bool)
    first = len(part) - count
    for nobody in _short(within, first + np.arange(count), 1, 1) - first:
        found[groups[nobody].parts[0]] = True
    return found


class _Within(NamedTuple):
    """What numbers that are not told must hold: sums, and a floor for each."""

    relations: csr_array
    sums: NDArray[np.int64]
    floor: NDArray[np.float64]

    @classmethod
    def of(cls, columns: csr_array, value: NDArray[np.int64], signed: NDArray[np.bool_]) -> _Within:
        rows = csr_array(columns)
        relations = csr_array(rows[np.flatnonzero(np.diff(rows.indptr))])
        return cls(relations, relations @ value, np.where(signed, -np.inf, 0.0))


def _rest(groups: tuple[Whole, ...], size: int) -> csr_array:
    """Relate each group and its one part to who is elsewhere, in a cell of its own after all."""
    row = np.arange(len(groups))
    totals = np.array([group.total for group in groups], dtype=np.int64)
    parts = np.array([group.parts[0] for group in groups], dtype=np.int64)
    signs = np.concatenate([np.ones_like(row), -np.ones_like(row), -np.ones_like(row)])
    at = (np.tile(row, 3), np.concatenate([totals, parts, size + row]))
    return csr_array((signs, at), shape=(len(groups), size + len(groups)))


def _short(
    within: _Within,
    wanted: NDArray[np.int64],
    towards: int,
    limit: int,
) -> NDArray[np.int64]:
    """List those of some numbers that no table brings as far as a limit."""
    left, alone = wanted, False
    short: list[int] = []
    while len(left):
        tried = left[:1] if alone else left
        table = _far(within, tried, towards, limit)
        there = towards * (table[left] - limit) >= -_ENOUGH
        if alone and not there[0]:
            short.append(int(left[0]))
            there[0] = True
        alone = alone or not there.any()
        left = left[~there]
    return np.array(short, dtype=np.int64)


def _far(
    within: _Within,
    tried: NDArray[np.int64],
    towards: int,
    limit: int,
) -> NDArray[np.float64]:
    """Bring some numbers as far towards a limit as they go together, in a table that fits."""
    relations, sums, floor = within
    count, size = len(tried), relations.shape[1]
    rows = np.arange(count)
    pick = csr_array((np.full(count, -towards), (rows, tried)), shape=(count, size))
    lacking = csr_array(hstack([pick, -eye_array(count)]))
    equal = csr_array(hstack([relations, csr_array((relations.shape[0], count))]))
    solved = linprog(
        np.concatenate([np.zeros(size), np.ones(count)]),
        A_ub=lacking,
        b_ub=np.full(count, -towards * limit),
        A_eq=equal,
        b_eq=sums,
        bounds=np.column_stack(
            [np.concatenate([floor, np.zeros(count)]), np.full(size + count, np.inf)]
        ),
        method="highs",
    )
    assert solved.x is not None, "the true table fits"
    table: NDArray[np.float64] = solved.x[:size]
    return table
