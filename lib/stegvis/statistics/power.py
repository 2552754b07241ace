"""Power: how strong a correlation must be for so few groups to show it."""

from __future__ import annotations

from math import atanh, sqrt, tanh

from scipy.stats import norm

_RANKS = 1.06
"""How much wider Spearman's correlation scatters than Pearson's, on Fisher's scale."""
LEAST = 4
"""Fisher's z has no standard error for fewer pairs."""


def _normal(power: float, level: float) -> float:
    return float(norm.ppf(1 - level / 2) + norm.ppf(power))


def detectable(n: int, power: float = 0.8, level: float = 0.05, *, ranks: bool = False) -> float:
    """Give the smallest correlation that a two-sided test of n pairs finds with some power.

    Fisher's z: atanh(r) scatters around its true value with variance 1 / (n - 3), or, for the rank
    correlation, 1.06 / (n - 3) (Fieller, Hartley & Pearson 1957, Biometrika 44:470-481).

    Raises
    ------
    ValueError
        When n is below :data:`LEAST`.

    >>> round(detectable(14, ranks=True), 2)
    0.7
    """
    if n < LEAST:
        raise ValueError(f"{n} pairs are too few for Fisher's z")
    return tanh(_normal(power, level) * sqrt((_RANKS if ranks else 1.0) / (n - 3)))


def needed(correlation: float, power: float = 0.8, level: float = 0.05) -> float:
    """Give the number of pairs with which a correlation is found with some power, unrounded."""
    return 3 + (_normal(power, level) / atanh(correlation)) ** 2
