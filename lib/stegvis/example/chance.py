"""Chance that falls the same on every machine.

Everything is made of uniform draws, the top 53 bits of PCG64, whose stream NumPy keeps (NEP 19),
and of whole numbers: no distribution whose method may change, no logarithm that a platform rounds
its own way.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

SEED = 22_003  # the project's number, dnr 22-003-S03
_DRAWS = 12
_GRAIN = 1001


class Chance:
    """One stream of chance, named by whole numbers, so that no stream shifts another."""

    def __init__(self, *name: int) -> None:
        self._uniform = np.random.Generator(np.random.PCG64([SEED, *name])).random

    def happens(self, probability: float) -> bool:
        """Whether something of a probability happens; outside 0–1 it never or always does."""
        return float(self._uniform()) < probability

    def between(self, low: int, high: int) -> int:
        """Draw a whole number from ``low`` to ``high``, both included."""
        return low + int(float(self._uniform()) * (high - low + 1))

    def bell(self) -> float:
        """Draw from very nearly the standard normal distribution: a sum of twelve uniforms."""
        grains = (self._uniform(_DRAWS) * _GRAIN).astype(np.int64)
        return (int(grains.sum()) - _DRAWS * (_GRAIN // 2)) / (_GRAIN - 1)

    def one_of(self, weights: Mapping[str, int]) -> str:
        """Draw one of the words, in proportion to their weights."""
        left = self.between(1, sum(weights.values()))
        for word, weight in weights.items():
            left -= weight
            if left <= 0:
                return word
        raise ValueError("weights are whole numbers above 0")
