"""Many tests at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def holm(p: ArrayLike) -> NDArray[np.float64]:
    """Adjust p values so that the risk of any false alarm among them is what one test promises.

    Holm (1979), Scandinavian Journal of Statistics 6:65-70: the smallest times their number, the
    next times one less, and so on, never falling, at most 1. As ``multipletests`` of statsmodels,
    which collects garbage for 60 ms at every call.

    Parameters
    ----------
    p
        One for each test; missing for what was not tested, which stays missing and is not counted.

    >>> holm([0.01, 0.04, float("nan"), 0.03])
    array([0.03, 0.06,  nan, 0.06])
    """
    known = np.asarray(p, dtype=float)
    adjusted = np.full(len(known), np.nan)
    order = np.argsort(known)[: np.count_nonzero(~np.isnan(known))]
    times = np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(known[order] * times), 1.0)
    return adjusted
