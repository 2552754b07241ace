"""From shares and intervals back to the counts that they were made of."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Z = 1.959963984540054
"""The normal distribution's 97.5th percentile: intervals are told to be of 95 %."""
EXACT = 1e-9
"""How far a number with all its decimals may be from what it was."""
MOST = 600
"""No count of these projects is larger."""


@lru_cache(maxsize=4)
def _every(most: int) -> NDArray[np.float64]:
    """Give k, n, k/n and both ends of Wilson's 95 % interval, for every n up to ``most``."""
    n = np.repeat(np.arange(1, most + 1), np.arange(2, most + 2)).astype(float)
    k = np.concatenate([np.arange(size + 1) for size in range(1, most + 1)]).astype(float)
    share, weight = k / n, Z * Z / n
    arm = Z * np.sqrt(share * (1 - share) / n + weight / (4 * n))
    ends = [(share + weight / 2 + sign * arm) / (1 + weight) for sign in (-1, 1)]
    return np.stack([k, n, share, *ends])


def pairs(
    share: float | None = None,
    low: float | None = None,
    high: float | None = None,
    *,
    within: float = EXACT,
    most: int = MOST,
) -> NDArray[np.int64]:
    """List every k and n that a share, and the ends of its interval, may have been made of.

    ``within`` is half a unit of the last decimal that is told. Shape (pairs, 2).
    """
    every = _every(most)
    fits = np.ones(every.shape[1], dtype=bool)
    for told, made in zip((share, low, high), every[2:], strict=True):
        if told is not None:
            fits &= np.abs(made - told) <= within + EXACT
    return every[:2, fits].T.astype(np.int64)
