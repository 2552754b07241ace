"""Exact binomial limits around a centre."""

from __future__ import annotations

from math import comb

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stegvis.statistics.funnel import funnel_limits, outside_by_chance


@pytest.mark.parametrize(
    ("n", "critical"),
    [(5, None), (6, 0), (8, 0), (9, 1), (12, 2), (15, 3), (17, 4), (20, 5), (25, 7)],
)
def test_around_one_half_they_are_the_sign_tests_critical_values(
    n: int, critical: int | None
) -> None:
    """Triola, Elementary Statistics, table A-7, two-sided 5 % (from Dixon & Mood 1946)."""
    limits = funnel_limits(pd.Series([n]), 0.5, 0.95)
    below = [k for k in range(n + 1) if k / n < limits.loc[0, "low"]]
    above = [k for k in range(n + 1) if k / n > limits.loc[0, "high"]]
    expected = [] if critical is None else list(range(critical + 1))
    assert below == expected
    assert above == sorted(n - k for k in expected)


def probability(n: int, centre: float, counts: range) -> float:
    return sum(comb(n, k) * centre**k * (1 - centre) ** (n - k) for k in counts)


@given(st.integers(1, 60), st.floats(0.02, 0.98), st.sampled_from([0.95, 0.998]))
def test_a_count_is_outside_exactly_when_its_tail_is_too_small(
    n: int, centre: float, level: float
) -> None:
    limits = funnel_limits(pd.Series([n]), centre, level)
    tail, outside = (1 - level) / 2, 0.0
    for k in range(n + 1):
        below, above = k / n < limits.loc[0, "low"], k / n > limits.loc[0, "high"]
        assert below == (probability(n, centre, range(k + 1)) < tail)
        assert above == (probability(n, centre, range(k, n + 1)) < tail)
        outside += (below or above) * probability(n, centre, range(k, k + 1))
    assert outside_by_chance(pd.Series([n]), centre, level)[0] == pytest.approx(outside, abs=1e-9)
    assert outside <= 1 - level + 1e-9


@pytest.mark.parametrize("centre", [0.0, 1.0])
def test_where_nobody_or_everybody_succeeded_only_that_is_within(centre: float) -> None:
    sizes = pd.Series([1, 2, 60])
    limits = funnel_limits(sizes, centre, 0.95)
    for n, low, high in zip(sizes, limits["low"], limits["high"], strict=True):
        assert [k for k in range(n + 1) if low <= k / n <= high] == [n * centre]
    assert list(outside_by_chance(sizes, centre, 0.95)) == [0, 0, 0]


def test_the_outer_limits_lie_outside_the_inner_and_both_narrow() -> None:
    sizes = pd.Series(range(1, 61))
    inner, outer = (funnel_limits(sizes, 0.3, level) for level in (0.95, 0.998))
    assert (outer["low"] <= inner["low"]).all()
    assert (outer["high"] >= inner["high"]).all()
    width = inner["high"] - inner["low"]
    assert width[59] < width[29] < width[9]
