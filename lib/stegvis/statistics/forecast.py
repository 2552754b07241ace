"""How a share may end, from outcomes so far and the number still to come."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil

import numpy as np
from scipy.stats import betabinom

JEFFREYS = (0.5, 0.5)
"""Prior hits and misses: Jeffreys' prior for a share, worth one observation in all."""


@dataclass(frozen=True)
class Forecast:
    """How a share may end.

    Parameters
    ----------
    needed
        The fewest further hits with which the final share reaches the target; 0 when it does so
        whatever comes, and more than are to come when it no longer can.
    probability
        That the final share reaches the target.
    low, high
        The ends of the predictive interval of the final share.
    """

    needed: int
    probability: float
    low: float
    high: float


def hits_needed(k: int, n: int, coming: int, target: float) -> int:
    """Give the fewest of ``coming`` further hits with which (k + hits) / (n + coming) ≥ target.

    Never below 0; more than ``coming`` when the target can no longer be reached. The target is
    taken as the decimal it was written as, and counted with whole numbers: in floating point
    0.07 of 100 is a little more than 7, and one hit too many would be asked for.

    >>> hits_needed(k=0, n=0, coming=100, target=0.07)
    7
    """
    return max(0, ceil(Fraction(repr(target)) * (n + coming)) - k)


@lru_cache(maxsize=4096)
def forecast(
    k: int,
    n: int,
    coming: int,
    target: float,
    *,
    prior: tuple[float, float] = JEFFREYS,
    confidence: float = 0.95,
) -> Forecast:
    """Forecast the final share when ``coming`` more follow k hits of n.

    Those to come are taken to be like those who were: each is a hit with the same unknown
    probability, of which the prior and the k of n tell what is known. The number of further hits
    is then beta-binomial (a = prior hits + k, b = prior misses + n - k): the posterior predictive
    distribution of Lee & Liu (2008), Clinical Trials 5:93-106, which unlike the binomial of the
    share so far allows for how little a few outcomes say. With Jeffreys' prior the interval of a
    share keeps its level from n = 10 on (Brown, Cai & DasGupta 2001, Statistical Science
    16:101-133). The interval leaves out at most (1 - confidence) / 2 of the distribution at
    either end; as hits are whole numbers it holds at least its level, often more.

    Parameters
    ----------
    k, n
        Hits and outcomes so far, 0 ≤ k ≤ n.
    coming
        Outcomes still to come, 0 or more; with n they must make at least 1.
    target
        The share to reach, 0–1.

    Raises
    ------
    ValueError
        When the counts are no such counts.

    >>> found = forecast(k=0, n=1, coming=1, target=0.5)
    >>> found.needed, round(found.probability, 2)
    (1, 0.25)
    """
    if not 0 <= k <= n or coming < 0 or n + coming == 0:
        raise ValueError(f"{k} of {n} and {coming} to come leave no share")
    needed = hits_needed(k, n, coming, target)
    further = betabinom(coming, prior[0] + k, prior[1] + n - k)
    tail = (1 - confidence) / 2
    low, high = (k + int(further.ppf(end)) for end in (tail, 1 - tail))
    return Forecast(
        needed,
        min(1.0, float(further.pmf(np.arange(needed, coming + 1)).sum())),
        low / (n + coming),
        high / (n + coming),
    )
