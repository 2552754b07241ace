"""Intervals for a share of few people, and for the difference between two."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

Floats = npt.NDArray[np.float64]


def wilson(k: pd.Series[int], n: pd.Series[int], confidence: float = 0.95) -> pd.DataFrame:
    """Give Wilson's score interval for each share k/n.

    Wilson (1927), without continuity correction: method 3 of Newcombe (1998), Statistics in
    Medicine 17:857-872, who found it to hold its level down to very small n.

    Parameters
    ----------
    k, n
        Counts with 0 ≤ k ≤ n, aligned.

    Returns
    -------
    Columns ``low`` and ``high`` (shares, 0–1) on the same index; missing where n is 0 or missing.
    Where k is 0 ``low`` is 0, and where k is n ``high`` is 1, without the rounding of floats.

    >>> wilson(pd.Series([0]), pd.Series([20])).round(4).to_dict("list")
    {'low': [0.0], 'high': [0.1611]}
    """
    hits, trials = (
        counts.astype("Float64").to_numpy("float64", na_value=np.nan) for counts in (k, n)
    )
    known = ~np.isnan(hits) & (trials > 0)
    ends = np.full((len(k), 2), np.nan)
    low, high = proportion_confint(hits[known], trials[known], 1 - confidence, method="wilson")
    ends[known, 0] = np.where(hits[known] == 0, 0.0, low)
    ends[known, 1] = np.where(hits[known] == trials[known], 1.0, high)
    return pd.DataFrame(ends, columns=["low", "high"], index=k.index)


def wilson_effective(
    share: Floats | float, n: Floats | float, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Give Wilson's interval for shares that carry as much as ``n`` independent people would.

    The effective sample size of a share whose variance is known is share (1 - share) / variance:
    smaller than the number of answers when they come from the same people, or when some people
    were not followed to the end. Dorey & Korn (1987), Statistics in Medicine 6:679-687, put it in
    the binomial interval of a survival probability; Wilson's is the one that the shares of a
    simple count have here, and with whole n it is the same.

    Parameters
    ----------
    share
        0–1.
    n
        Effective sample sizes, not necessarily whole.

    Returns
    -------
    The lower and the upper ends; missing where n is 0 or either is missing.

    >>> low, high = wilson_effective(0.0, 20.0)
    >>> round(float(low), 4), round(float(high), 4)
    (0.0, 0.1611)
    """
    p, size = np.asarray(share, dtype=float), np.asarray(n, dtype=float)
    size = np.where(size > 0, size, np.nan)
    low, high = proportion_confint(p * size, size, 1 - confidence, method="wilson")
    return np.where(p <= 0, 0 * size, low), np.where(p >= 1, 1 + 0 * size, high)


def newcombe(k1: int, n1: int, k2: int, n2: int, confidence: float = 0.95) -> tuple[float, float]:
    """Give an interval for the difference k1/n1 - k2/n2 between two groups of people.

    Each share's Wilson interval, the squares of its arms added: method 10 of Newcombe (1998),
    Statistics in Medicine 17:873-890, who found it to hold its level from five people in a group
    on. Missing when a group is empty.

    >>> [round(end, 4) for end in newcombe(56, 70, 48, 80)]
    [0.0524, 0.3339]
    """
    if n1 == 0 or n2 == 0:
        return np.nan, np.nan
    low, high = confint_proportions_2indep(
        k1, n1, k2, n2, method="newcomb", compare="diff", alpha=1 - confidence
    )
    return float(low), float(high)
