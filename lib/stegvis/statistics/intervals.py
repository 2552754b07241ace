"""Intervals for a share of few people."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import binomtest


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

    >>> wilson(pd.Series([0]), pd.Series([20])).round(4).to_dict("list")
    {'low': [0.0], 'high': [0.1611]}
    """
    ends = np.full((len(k), 2), np.nan)
    for row, (hits, trials) in enumerate(zip(k, n, strict=True)):
        if pd.notna(hits) and pd.notna(trials) and trials > 0:
            found = binomtest(int(hits), int(trials)).proportion_ci(confidence, method="wilson")
            ends[row] = found.low, found.high
    return pd.DataFrame(ends, columns=["low", "high"], index=k.index)
