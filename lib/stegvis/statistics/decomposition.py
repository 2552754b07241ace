"""Decomposition: how an expected number of outcomes becomes the actual one, part by part.

What was expected is a share of a number of people. The share is then kept while that number is
exchanged step by step for the people an outcome is in the end known for; what remains is that
their share was another than expected. Each step changes one thing only, so the parts add up
exactly and none is left unexplained. It is the decomposition of Kitagawa (1955), Journal of the
American Statistical Association 50:1168-1194, with the expected share as the standard.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd


def size_parts(share: float, sizes: Sequence[int]) -> list[float]:
    """Give what each change of the number of people means in outcomes, at one expected share.

    Parameters
    ----------
    share
        The expected share, 0–1.
    sizes
        Numbers of people: the expected one, then what it becomes after each step.

    Returns
    -------
    One number of outcomes a step, negative where people are lost.

    >>> size_parts(0.5, [100, 90, 70])
    [-5.0, -10.0]
    """
    return [share * (after - before) for before, after in pairwise(sizes)]


def share_parts(share: float, k: pd.Series[int], n: pd.Series[int]) -> pd.Series[float]:
    """Give how many more outcomes each group had than its number of people would lead to expect.

    ``k`` of ``n`` had the outcome; aligned. Their sum is the last part of the decomposition, when
    the groups together are the people after the last step of :func:`size_parts`.

    >>> share_parts(0.5, pd.Series([30, 12]), pd.Series([50, 20])).tolist()
    [5.0, 2.0]
    """
    return k.astype("float64") - share * n.astype("float64")
