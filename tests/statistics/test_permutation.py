"""Permutation tests, against tables that others counted out."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stegvis.statistics.permutation import (
    MOST,
    permuted_correlation,
    permuted_difference,
    rank_correlation,
)


@pytest.mark.parametrize(("n", "critical"), [(5, 1.0), (6, 0.886), (7, 0.786)])
def test_the_critical_values_of_spearmans_correlation(n: int, critical: float) -> None:
    """Zar (1984), Biostatistical Analysis, table B.19: two-sided 5 %, n = 5, 6 and 7."""
    order = np.arange(n)
    by_value = {
        round(rank_correlation(order, np.array(other)), 3): np.array(other)
        for other in permutations(range(n))
    }
    for value, other in by_value.items():
        found = permuted_correlation(order, other)
        assert found.exact
        assert (found.p <= 0.05) == (abs(value) >= critical)


@pytest.mark.parametrize(
    ("first", "second", "level", "critical"),
    [(5, 5, 0.1, 19), (5, 5, 0.05, 17), (5, 5, 0.01, 15), (5, 6, 0.05, 18), (6, 6, 0.05, 26)],
)
def test_the_critical_values_of_the_rank_sum(
    first: int, second: int, level: float, critical: int
) -> None:
    """The smallest rank sums of the Wilcoxon-Mann-Whitney test, two-sided, in the usual tables."""
    ranks = range(1, first + second + 1)
    for total in (critical, critical + 1):
        chosen = next(way for way in combinations(ranks, first) if sum(way) == total)
        others = np.setdiff1d(ranks, chosen)
        found = permuted_difference(np.array(chosen, float), others.astype(float))
        assert found.exact
        assert (found.p <= level) == (total == critical)


values = st.lists(st.integers(0, 5), min_size=1, max_size=4)


@given(values, values)
def test_the_difference_is_counted_over_every_way_to_part_the_groups(
    first: list[int], second: list[int]
) -> None:
    everyone, size = first + second, len(first)

    def apart(chosen: tuple[int, ...]) -> int:
        one = sum(everyone[i] for i in chosen)
        return abs(one * len(second) - (sum(everyone) - one) * size)

    ways = list(combinations(range(len(everyone)), size))
    as_far = sum(apart(way) >= apart(tuple(range(size))) for way in ways)
    found = permuted_difference(np.array(first, float), np.array(second, float))
    assert found.p == pytest.approx(as_far / len(ways))
    assert found.value == pytest.approx(np.mean(second) - np.mean(first))


def test_many_are_drawn_and_the_p_value_is_never_zero() -> None:
    """Phipson & Smyth (2010): (b + 1) / (m + 1)."""
    order = np.arange(14.0)
    found = permuted_correlation(order, order)
    assert (found.value, found.exact, found.permutations) == (1.0, False, MOST)
    assert found.p == 1 / (MOST + 1)
    assert permuted_correlation(order, order) == found


def test_many_ways_to_part_the_groups_are_drawn() -> None:
    """20 of 20 above: 2 of C(40, 20) ways are as far apart, so none is drawn but the one seen."""
    found = permuted_difference(np.arange(20.0), np.arange(20.0, 40.0))
    assert (found.value, found.exact, found.permutations) == (20.0, False, MOST)
    assert found.p == 1 / (MOST + 1)


def test_what_does_not_vary_has_no_correlation_and_an_empty_group_no_difference() -> None:
    same, order = np.ones(5), np.arange(5.0)
    assert rank_correlation(same, order) is None
    assert permuted_correlation(order, same) is None
    assert permuted_difference(order, np.array([])) is None


def test_ties_share_their_mean_rank() -> None:
    """By hand: ranks 1.5 1.5 3 against 1 2 3, so r = 1.5 / sqrt(1.5 · 2)."""
    found = rank_correlation(np.array([4, 4, 9]), np.array([1, 2, 3]))
    assert found == pytest.approx(1.5 / 3**0.5)
