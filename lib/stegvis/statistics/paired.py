"""Tests of direction in paired answers: whether more people moved one way than the other.

Both tests are two-sided, and leave out pairs without a difference. The sign test sees only which
way each pair went; the signed-rank test also how far. Both are exact, but for the second when it
is asked not to be, of very many.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import binom, norm, rankdata

_SAME = 9
"""Decimals to which differences are told apart: 0.3 − 0.1 is as large as 0.2."""


def sign_test(up: ArrayLike, down: ArrayLike) -> NDArray[np.float64]:
    """Give the exact two-sided p of the sign test, for one pair of counts or for many.

    Twice the smaller tail of the binomial distribution with share ½, at most 1; what
    ``scipy.stats.binomtest`` gives, which takes one pair of counts at a time. Conover (1999),
    Practical Nonparametric Statistics, 3.4. Of people who answered yes or no twice it is the exact
    form of McNemar's test (1947), Psychometrika 12:153-157.

    Parameters
    ----------
    up, down
        How many moved each way; those who did not move are in neither.

    Returns
    -------
    p, of the same shape; missing where nobody moved, for then nothing was tested.

    >>> sign_test([6, 0], [0, 0])
    array([0.03125,     nan])
    """
    up, down = np.asarray(up), np.asarray(down)
    moved = up + down
    p = np.minimum(2 * binom.cdf(np.minimum(up, down), moved, 0.5), 1.0)
    return np.where(moved > 0, p, np.nan)


def signed_rank_test(differences: ArrayLike, most: int | None = None) -> float:
    """Give the two-sided p of Wilcoxon's signed-rank test, exact with ties and zeros too.

    Zeros are left out and equal sizes share their mean rank; under the null hypothesis every
    rank is as likely to be positive as negative, so the distribution of the sum is counted out
    one rank at a time. Hollander & Wolfe (1999), Nonparametric Statistical Methods, 3.1.
    ``scipy.stats.wilcoxon`` turns to the normal distribution, or to random draws, as soon as there
    are ties or zeros, and answers on a scale of five steps are nothing but ties.

    Parameters
    ----------
    differences
        One number for each pair; sizes that differ by less than 1e-9 are equal.
    most
        With more differences than so many, p is from the normal distribution, as SciPy's is:
        counting takes the cube of their number. From 500, a p of 0.01 or more is then less than a
        hundredth of itself from the counted one.

    Returns
    -------
    p; missing when every difference is 0, for then nothing was tested.

    >>> signed_rank_test([1, 1, 2, 1, 0, 3, 1])
    0.03125
    """
    known = np.round(np.asarray(differences, dtype=float), _SAME)
    moved = known[known != 0]
    if not len(moved):
        return float("nan")
    ranks = rankdata(np.abs(moved))
    smaller = min(ranks[moved > 0].sum(), ranks[moved < 0].sum())
    tail = _counted if most is None or len(moved) <= most else _normal
    return float(min(2 * tail(ranks, smaller), 1.0))


def _counted(ranks: NDArray[np.float64], most: float) -> float:
    """Give the probability that the positive ranks sum to at most so much."""
    doubled = np.rint(2 * np.sort(ranks)).astype(int)  # mean ranks are halves
    end = round(2 * most) + 1
    chances = np.zeros(end)  # of every sum up to the most
    chances[0] = 1.0
    for rank, highest in zip(doubled, np.cumsum(doubled), strict=True):
        reached = chances[: min(highest + 1, end)]
        reached /= 2
        reached[rank:] += reached[: max(len(reached) - rank, 0)].copy()
    return float(chances.sum())


def _normal(ranks: NDArray[np.float64], most: float) -> float:
    """Give the same by the normal distribution, half a rank added for its being of whole ones."""
    spread = np.sqrt((ranks**2).sum()) / 2
    return float(norm.cdf((most + 0.5 - ranks.sum() / 2) / spread))
