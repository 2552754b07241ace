"""Permutation tests of few groups: how often chance alone would give as much."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb, factorial

import numpy as np
from scipy.stats import permutation_test, rankdata

MOST = 9_999
"""From more permutations than this, as many are drawn instead."""
_SEED = 1935
_DECIMALS, _NOTHING = 12, 1e-12
"""Means and correlations that agree so far are the same."""

Array = np.ndarray


@dataclass(frozen=True)
class Permuted:
    """What was found, its two-sided p value, and of how many permutations.

    ``exact`` when these are all there are; else they were drawn, and p = (b + 1) / (m + 1).
    """

    value: float
    p: float
    permutations: int
    exact: bool


def _varies(*several: Array) -> bool:
    return all(len(np.unique(values)) > 1 for values in several)


def rank_correlation(x: Array, y: Array) -> float | None:
    """Give Spearman's rank correlation, ties sharing their mean rank; None when x or y is constant.

    >>> rank_correlation(np.array([1, 2, 3]), np.array([5, 6, 9]))
    1.0
    """
    if not _varies(x, y):
        return None
    return float(np.corrcoef(rankdata(x), rankdata(y))[0, 1].clip(-1, 1).round(_DECIMALS))


def permuted_correlation(x: Array, y: Array) -> Permuted | None:
    """Test whether x and y go together, by permuting one against the other; None when constant.

    The statistic is the size of Spearman's rank correlation: shares of very different precision
    have outliers among the small, which a rank cannot follow far. All n! orders when there are at
    most :data:`MOST`, else a seeded draw of as many, with p = (b + 1) / (m + 1), which is never 0
    (Phipson & Smyth 2010, Statistical Applications in Genetics and Molecular Biology 9:39).
    """
    value = rank_correlation(x, y)
    if value is None:
        return None
    other = rankdata(y) - rankdata(y).mean()

    def size(ranks: Array, axis: int = -1) -> Array:
        return np.asarray(np.abs(np.sum(ranks * other, axis=axis)))

    found = permutation_test(
        (rankdata(x),),
        size,
        permutation_type="pairings",
        vectorized=True,
        n_resamples=MOST,
        alternative="greater",
        rng=np.random.default_rng(_SEED),
    )
    ways = factorial(len(x))
    return Permuted(value, float(found.pvalue), min(ways, MOST), ways <= MOST)


def permuted_difference(first: Array, second: Array) -> Permuted | None:
    """Test whether the mean of the second group differs from that of the first.

    The groups' labels are permuted, and the statistic is the size of the difference of means;
    exact, or drawn as in :func:`permuted_correlation`. None when a group is empty. SciPy's
    ``permutation_test`` has this, but refuses a group of one.
    """
    if not len(first) or not len(second):
        return None
    everyone = np.concatenate([first, second])
    ways = comb(len(everyone), len(first))
    exact = ways <= MOST
    if exact:
        chosen = np.array(list(combinations(range(len(everyone)), len(first))))
    else:
        drawn = np.random.default_rng(_SEED).random((MOST, len(everyone))).argsort(axis=1)
        chosen = drawn[:, : len(first)]
    sums = everyone[chosen].sum(axis=1)
    differences = (everyone.sum() - sums) / len(second) - sums / len(first)
    value = float(second.mean() - first.mean())
    as_far = int((np.abs(differences) > abs(value) - _NOTHING).sum())
    p = as_far / ways if exact else (as_far + 1) / (MOST + 1)
    return Permuted(value, p, min(ways, MOST), exact)
