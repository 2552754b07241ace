"""Tests of change alarm no more often than they say when nothing has changed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from stegvis.project import LEAST_MOVED, LEVEL
from stegvis.statistics.paired import sign_test, signed_rank_test
from stegvis.statistics.symmetry import shifts

from simulation.study import Outcomes, Study

Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]

SIZES = (10, 30, 60)
SCALE = np.arange(1, 6)
SLOW = 2_000
"""Draws of what takes a millisecond or more."""


def _answers(level: NDArray[np.float64], random: np.random.Generator) -> NDArray[np.int64]:
    """Answer on the scale: a person's level and chance, rounded, so that ties are many."""
    heard = np.rint(level + random.normal(0, 0.8, level.shape))
    return np.clip(heard, SCALE[0], SCALE[-1]).astype(int)


def _twice(n: int, random: np.random.Generator) -> Pairs:
    """Let people whose level stays the same answer twice."""
    level = random.normal(2.6, 0.8, n)
    return _answers(level, random), _answers(level, random)


def _sign(draws: int, random: np.random.Generator) -> Outcomes:
    for n in SIZES:
        pairs = [_twice(n, random) for _ in range(draws)]
        up = np.array([(latest > first).sum() for first, latest in pairs])
        down = np.array([(latest < first).sum() for first, latest in pairs])
        alarm = (up + down >= LEAST_MOVED) & (sign_test(up, down) < LEVEL)
        yield f"n = {n}", float(alarm.mean())


def _wilcoxon(draws: int, random: np.random.Generator) -> Outcomes:
    for n in SIZES:
        alarms = 0
        for _ in range(draws):
            first, latest = _twice(n, random)
            tested = (first != latest).sum() >= LEAST_MOVED
            alarms += bool(tested and signed_rank_test(latest - first) < LEVEL)
        yield f"n = {n}", alarms / draws


def _table(first: NDArray[np.int64], latest: NDArray[np.int64]) -> NDArray[np.int64]:
    cells = np.zeros((len(SCALE), len(SCALE)), dtype=int)
    np.add.at(cells, (first - SCALE[0], latest - SCALE[0]), 1)
    return cells


def _symmetry(draws: int, random: np.random.Generator) -> Outcomes:
    for n in SIZES:
        tables = [_table(*_twice(n, random)) for _ in range(draws)]
        tested = [table for table in tables if table.sum() - np.trace(table) >= LEAST_MOVED]
        found = [shifts(table) for table in tested]
        yield f"Bowker, n = {n}", sum(test.bowker.p < LEVEL for test in found) / draws
        yield (
            f"Stuart–Maxwell, n = {n}",
            sum(test.stuart_maxwell.p < LEVEL for test in found) / draws,
        )


def _swirl(draws: int, random: np.random.Generator) -> Outcomes:
    """Let answers go round, 1→2→3→1: every move is one-sided and yet nothing shifts.

    Swapping is exact where there is no direction at all; here it is only near.
    """
    for n in SIZES[1:]:
        alarms = 0
        for _ in range(draws):
            first = random.integers(1, 4, n)
            moved = random.random(n) < 0.5
            latest = np.where(moved, first % 3 + 1, first)
            alarms += bool(shifts(_table(first, latest)).stuart_maxwell.p < LEVEL)
        yield f"n = {n}", alarms / draws


STUDIES = (
    Study("Teckentestet larmar utan förändring", 0, 0.06, _sign),
    Study("Wilcoxons test larmar utan förändring", 0, 0.06, _wilcoxon),
    Study("Bowker och Stuart–Maxwell larmar utan förändring", 0, 0.06, _symmetry, most=SLOW),
    Study("Stuart–Maxwell larmar när svaren byter plats i ring", 0, 0.08, _swirl, most=SLOW),
)
