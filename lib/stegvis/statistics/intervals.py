"""Intervals for a share of few people."""

from __future__ import annotations

import numpy as np
import pandas as pd
from statsmodels.stats.proportion import proportion_confint


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
