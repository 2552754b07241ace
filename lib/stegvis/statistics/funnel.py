"""Funnel limits: how far a share of n may lie from a centre by chance alone."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import binom


def funnel_limits(n: pd.Series[int], centre: float, level: float) -> pd.DataFrame:
    """Give exact binomial limits around a centre, for shares of n.

    A count k lies below the lower limit exactly when P(X ≤ k) < (1 - level) / 2, and above the
    upper one exactly when P(X ≥ k) is, X binomial with n and the centre. So a share falls outside
    by chance at most as often as 1 - level, at small n more seldom. Between counts the limit is
    interpolated as in Spiegelhalter (2005), Statistics in Medicine 24:1185-1202, appendix A.1.1,
    which makes the funnel smooth and moves no count to its other side; his upper limit may be
    passed a little too often, so ours mirrors the lower limit of the failures instead.

    Parameters
    ----------
    n
        How many each share is of, at least 1.
    centre
        The share that all are compared with, 0-1.
    level
        How much of what chance does is to lie within, such as 0.95.

    Returns
    -------
    Columns ``low`` and ``high`` (shares, 0-1) on the same index.

    >>> ends = funnel_limits(pd.Series([10]), 0.5, 0.95)
    >>> bool(1 / 10 < ends.loc[0, "low"] < 2 / 10), bool(8 / 10 < ends.loc[0, "high"] < 9 / 10)
    (True, True)
    """
    size, tail = n.to_numpy(dtype=float), (1 - level) / 2
    low, high = _lowest(size, centre, tail), 1 - _lowest(size, 1 - centre, tail)
    return pd.DataFrame({"low": low, "high": high}, index=n.index)


def _lowest(n: np.ndarray, centre: float, tail: float) -> np.ndarray:
    first = np.maximum(binom.ppf(tail, n, centre), 0)
    beyond = binom.cdf(first, n, centre) - tail
    part = beyond / binom.pmf(first, n, centre)
    return np.asarray(np.maximum(first - part, 0) / n)


def outside_by_chance(n: pd.Series[int], centre: float, level: float) -> pd.Series[float]:
    """Give the probability that a share of n falls outside its limits by chance alone."""
    size, tail = n.to_numpy(dtype=float), (1 - level) / 2
    below = binom.cdf(binom.ppf(tail, size, centre) - 1, size, centre)
    above = binom.cdf(binom.ppf(tail, size, 1 - centre) - 1, size, 1 - centre)
    return pd.Series(below + above, index=n.index)
