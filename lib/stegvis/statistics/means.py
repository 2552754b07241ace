"""The mean of few people, with its interval."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import t


def mean_interval(
    mean: pd.Series[float], spread: pd.Series[float], n: pd.Series[int], confidence: float = 0.95
) -> pd.DataFrame:
    """Give Student's interval for each mean.

    Parameters
    ----------
    mean, spread, n
        The mean, the standard deviation (n − 1) and the number of people, aligned.

    Returns
    -------
    Columns ``low`` and ``high`` on the same index; missing for fewer than two people, and where
    all have the same value: their spread says nothing about the spread among others.

    >>> mean_interval(pd.Series([3.0]), pd.Series([1.0]), pd.Series([4])).round(3).to_dict("list")
    {'low': [1.409], 'high': [4.591]}
    """
    size, wide = n.to_numpy(dtype=float), spread.to_numpy(dtype=float)
    known = (size > 1) & (wide > 0)
    freedom = np.where(known, size - 1, np.nan)
    half = t.ppf(0.5 + confidence / 2, freedom) * wide / np.sqrt(np.where(known, size, np.nan))
    middle = mean.to_numpy(dtype=float)
    return pd.DataFrame({"low": middle - half, "high": middle + half}, index=mean.index)
