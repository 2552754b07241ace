"""A study: a promise of the statistics, tried on invented data whose truth is known.

A study is a function that, given a number of draws and a generator, yields what came out in each
setting. Its promise is the range in which every outcome should lie. The studies are run briefly
with the tests, and long by ``make simulate``, which writes the table in ``docs/simuleringar.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

Outcomes = Iterator[tuple[str, float]]
"""A setting in Swedish words, such as ”n = 10”, and the number that came out."""
Simulate = Callable[[int, np.random.Generator], Outcomes]

DRAWS, LONG_DRAWS = 500, 10_000
"""Draws in each setting: with the tests, and for the table."""
SEED = 20_230_301


@dataclass(frozen=True)
class Study:
    """What is promised, and how it is tried.

    Parameters
    ----------
    name
        What is measured, in Swedish, as in the table.
    low, high
        The promise: every outcome lies within them, ends included.
    simulate
        Runs the study.
    most
        The largest number of draws worth the time; where one draw is slow.
    brief
        As many of them as are tried with the tests.
    """

    name: str
    low: float
    high: float
    simulate: Simulate
    most: int = LONG_DRAWS
    brief: int = DRAWS

    def run(self, draws: int) -> list[tuple[str, float]]:
        """Run the study with its own, always equal, random numbers."""
        seed = np.random.SeedSequence([SEED, *self.name.encode()])
        return list(self.simulate(min(draws, self.most), np.random.default_rng(seed)))

    def keeps(self, outcome: float) -> bool:
        """Whether an outcome is as promised."""
        return self.low <= outcome <= self.high
