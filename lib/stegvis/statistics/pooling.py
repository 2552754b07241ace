"""Partial pooling: shares of few, each drawn towards what all groups have in common."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, betaln, expit, log_expit

_CENTRES, _SPREADS = 50, 50
_NEGLIGIBLE = 1e-7
"""Grid points with less of the posterior than this are left out."""
_LOGITS = np.linspace(-12, 12, 1_601)
_LOG_YES, _LOG_NO = log_expit(_LOGITS), log_expit(-_LOGITS)
"""Where the density of a share is tabulated; even the narrowest of the grid spans a step."""
TAIL = 0.025

Array = np.ndarray


@dataclass(frozen=True)
class Pooled:
    """What the groups' shares are after partial pooling.

    ``value``, ``low`` and ``high`` hold each group's posterior mean and 95 % interval; ``alpha``
    and ``beta`` the hyperparameters' posterior means; ``spread`` the posterior mean of the standard
    deviation between groups, ``spread_low`` and ``spread_high`` its 95 % interval.
    """

    value: Array
    low: Array
    high: Array
    alpha: float
    beta: float
    spread: float
    spread_low: float
    spread_high: float


def _grid() -> tuple[Array, Array]:
    centre = (np.arange(_CENTRES) + 0.5) / _CENTRES
    wide = (np.arange(_SPREADS) + 0.5) / _SPREADS
    mean, root = (axis.ravel() for axis in np.meshgrid(centre, wide))
    size = root**-2
    return mean * size, (1 - mean) * size


def pool(k: Array, n: Array) -> Pooled:
    """Estimate the share of each group from its own k of n and from the other groups.

    The beta-binomial model of Gelman et al., Bayesian Data Analysis (3rd ed.), section 5.3:
    k ~ Binomial(n, θ), θ ~ Beta(α, β), p(α, β) ∝ (α + β)^(-5/2). In the mean α / (α + β) and the
    root (α + β)^(-1/2) that prior is even, so it is summed over an even grid of the two. The root
    is kept below 1 (α + β above 1, never more U-shaped than Jeffreys' prior): without a bound the
    posterior is improper where every group is all zeros or all ones. No library has this model;
    statsmodels' ``BinomialBayesMixedGLM`` collapses the spread at so few groups.

    Parameters
    ----------
    k, n
        Counts of at least one group, 0 ≤ k ≤ n and n ≥ 1.
    """
    alpha, beta = _grid()
    own_alpha, own_beta = alpha + k[:, None], beta + (n - k)[:, None]
    likelihood = (betaln(own_alpha, own_beta) - betaln(alpha, beta)).sum(axis=0)
    weight = np.exp(likelihood - likelihood.max())
    weight /= weight.sum()
    kept = weight > _NEGLIGIBLE
    alpha, beta, weight = alpha[kept], beta[kept], weight[kept] / weight[kept].sum()
    own_alpha, own_beta = own_alpha[:, kept], own_beta[:, kept]

    size, mean = alpha + beta, alpha / (alpha + beta)
    spread = np.sqrt(mean * (1 - mean) / (size + 1))
    low, high = _ends(k, n, alpha, beta, weight)
    order = np.argsort(spread)
    reached = np.cumsum(weight[order]) - weight[order] / 2
    ends = np.interp([TAIL, 1 - TAIL], reached, spread[order])
    return Pooled(
        value=(own_alpha / (own_alpha + own_beta)) @ weight,
        low=low,
        high=high,
        alpha=float(alpha @ weight),
        beta=float(beta @ weight),
        spread=float(spread @ weight),
        spread_low=float(ends[0]),
        spread_high=float(ends[1]),
    )


def _ends(k: Array, n: Array, alpha: Array, beta: Array, weight: Array) -> tuple[Array, Array]:
    """Give each group's 95 % interval: the ends of a mixture of Beta densities.

    Given α and β, θ has the density of Beta(α + k, β + n - k), which is that of Beta(α, β) times
    the likelihood, so one table of densities over logit θ serves every group. An end beyond the
    table is 0 or 1.
    """
    own_alpha, own_beta = alpha + k[:, None], beta + (n - k)[:, None]
    whole = betaln(alpha, beta)
    before = np.exp(np.outer(alpha, _LOG_YES) + np.outer(beta, _LOG_NO) - whole[:, None])
    scale = weight * np.exp(whole - betaln(own_alpha, own_beta))
    density = (scale @ before) * np.exp(np.outer(k, _LOG_YES) + np.outer(n - k, _LOG_NO))
    below = betainc(own_alpha, own_beta, expit(_LOGITS[0])) @ weight
    steps = (density[:, 1:] + density[:, :-1]) / 2 * (_LOGITS[1] - _LOGITS[0])
    reached = below[:, None] + np.cumsum(np.insert(steps, 0, 0.0, axis=1), axis=1)
    low, high = (
        expit(np.array([np.interp(share, row, _LOGITS, -np.inf, np.inf) for row in reached]))
        for share in (TAIL, 1 - TAIL)
    )
    return low, high
