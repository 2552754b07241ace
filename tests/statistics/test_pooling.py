"""Partial pooling, against the book that the model comes from."""

from __future__ import annotations

import numpy as np
import pytest
from stegvis.statistics.pooling import pool

RATS = """
0/20 0/20 0/20 0/20 0/20 0/20 0/20 0/19 0/19 0/19 0/19 0/18 0/18 0/17 1/20 1/20 1/20 1/20 1/19
1/19 1/18 1/18 2/25 2/24 2/23 2/20 2/20 2/20 2/20 2/20 2/20 1/10 5/49 2/19 5/46 3/27 2/17 7/49
7/47 3/20 3/20 2/13 9/48 10/50 4/20 4/20 4/20 4/20 4/20 4/20 4/20 10/48 4/19 4/19 4/19 5/22 11/46
12/49 5/20 5/20 6/23 5/19 6/22 6/20 6/20 6/20 16/52 15/46 15/47 9/24 4/14
"""
"""Tumours among rats in 71 experiments: Tarone (1982), Biometrics 38:215; BDA3, table 5.1."""


def pairs(text: str) -> tuple[np.ndarray, np.ndarray]:
    k, n = np.array([pair.split("/") for pair in text.split()], dtype=int).T
    return k, n


def test_the_rat_tumours_of_bayesian_data_analysis() -> None:
    """BDA3, p. 113: E(α|y) = 2.4 and E(β|y) = 14.3."""
    found = pool(*pairs(RATS))
    assert found.alpha == pytest.approx(2.4, abs=0.05)
    assert found.beta == pytest.approx(14.3, abs=0.05)


def test_few_are_drawn_further_than_many() -> None:
    """BDA3, figure 5.4: the estimates of θ lie between the raw share and the mean of all."""
    k, n = pairs(RATS)
    found, raw = pool(k, n), k / n
    mean = found.alpha / (found.alpha + found.beta)
    between = (found.value - raw) * (found.value - mean)
    assert (between[np.abs(raw - mean) > 0.02] < 0).all()
    pulled = np.abs(found.value - raw) / np.abs(mean - raw)
    assert pulled[n == 10].min() > pulled[n >= 46].max()


@pytest.mark.parametrize("everybody", [False, True])
def test_where_nobody_or_everybody_succeeded_the_estimates_stay_within(everybody: bool) -> None:
    n = np.array([1, 2, 8, 60])
    found = pool(n if everybody else 0 * n, n)
    share = found.value if everybody else 1 - found.value
    assert (share > 0.9).all()
    assert (share < 1).all()
    assert (np.diff(share) >= 0).all()
    assert (found.low <= found.value).all()
    assert (found.value <= found.high).all()


def test_yes_and_no_may_change_places() -> None:
    k, n = np.array([1, 5, 20, 0]), np.array([1, 9, 33, 4])
    won, lost = pool(k, n), pool(n - k, n)
    assert won.value == pytest.approx(1 - lost.value)
    assert won.low == pytest.approx(1 - lost.high, abs=1e-4)
    assert won.spread == pytest.approx(lost.spread)


def test_equal_shares_leave_little_spread_and_unequal_ones_much() -> None:
    n = np.full(14, 30)
    equal, unequal = pool(np.full(14, 15), n), pool(np.tile([3, 27], 7), n)
    assert equal.spread < 0.07
    assert equal.spread_low < 0.02
    assert unequal.spread_low > 0.25
    assert unequal.value[:2] == pytest.approx([0.1, 0.9], abs=0.03)
