"""Counts that no table tells are held against all that is told."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from stegvis.disclosure.finer import narrowed
from stegvis.disclosure.system import System, Whole

NOTHING = np.zeros(6, dtype=bool)


def _told(value: list[int], relations: list[list[int]], told: list[int], *wholes: Whole) -> System:
    count = len(value)
    known = np.isin(np.arange(count), told)
    return System(
        names=tuple(range(count)),
        value=np.array(value, dtype=np.int64),
        relations=csr_array(np.array(relations, dtype=np.int64)),
        signed=np.zeros(count, dtype=bool),
        known=known,
        shown=np.zeros(count, dtype=bool),
        cost=np.ones(count),
        wholes=wholes,
    )


def test_what_others_leave_over_is_found_though_no_sum_has_it_alone() -> None:
    """Of all 28 at work 26 are in one table of all but Hjo: Hjo's two are told."""
    work, table, hjo = range(3)
    system = _told(
        [28, 26, 2, 12, 14, 26],
        [[1, 0, -1, -1, -1, 0], [0, 1, 0, 0, 0, -1], [0, 0, 0, 1, 1, -1]],
        [work, table],
    )
    assert np.flatnonzero(narrowed(system, NOTHING, 5)).tolist() == [hjo]


def test_a_small_count_that_can_be_anything_is_not_narrowed() -> None:
    system = _told([30, 2, 12, 16], [[1, -1, -1, -1]], [0])
    assert not narrowed(system, np.zeros(4, dtype=bool), 5).any()


def test_a_small_count_that_cannot_reach_the_threshold_is_narrowed() -> None:
    system = _told([4, 2, 2], [[1, -1, -1]], [])
    bounded = _told([4, 2, 2, 16, 20], [[1, -1, -1, 0, 0], [1, 0, 0, 1, -1]], [3, 4])
    assert not narrowed(system, np.zeros(3, dtype=bool), 5).any()
    assert narrowed(bounded, np.zeros(5, dtype=bool), 5).tolist() == [True] * 3 + [False] * 2


def test_nobody_elsewhere_tells_of_everybody() -> None:
    """None of Hjo's reached the goal, and it is told: all who left are among the others."""
    left, goal, rest = range(3)
    whole = Whole(left, (goal, rest))
    assert narrowed(
        _told([6, 0, 6], [[1, -1, -1]], [goal], whole), np.zeros(3, dtype=bool), 5
    ).tolist() == [False, False, True]
    assert not narrowed(
        _told([6, 0, 6], [[1, -1, -1]], [left], whole), np.zeros(3, dtype=bool), 5
    ).any()
