"""Newcombe (1998), Statistics in Medicine 17:857, table I, method 3."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stegvis.statistics.intervals import newcombe, wilson, wilson_effective


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_newcombe_1998(k: int, n: int, low: float, high: float) -> None:
    found = wilson(pd.Series([k]), pd.Series([n]))
    assert found.loc[0, "low"] == pytest.approx(low, abs=5e-5)
    assert found.loc[0, "high"] == pytest.approx(high, abs=5e-5)


@given(st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_holds_the_share_and_mirrors_its_complement(pair: tuple[int, int]) -> None:
    k, n = pair
    ends = wilson(pd.Series([k, n - k]), pd.Series([n, n]))
    if n == 0:
        assert ends.isna().to_numpy().all()
        return
    assert 0 <= ends.loc[0, "low"] <= k / n <= ends.loc[0, "high"] <= 1
    assert ends.loc[0, "low"] == pytest.approx(1 - ends.loc[1, "high"])


@given(st.integers(1, 60), st.integers(1, 10))
def test_narrows_with_more_people_of_the_same_share(n: int, times: int) -> None:
    ends = wilson(pd.Series([n, n * 2 * times]), pd.Series([2 * n, 4 * n * times]))
    width = ends["high"] - ends["low"]
    assert width[1] <= width[0]


def test_missing_counts_have_no_interval() -> None:
    k = pd.Series([pd.NA, 1], dtype="Int64")
    n = pd.Series([4, pd.NA], dtype="Int64")
    assert wilson(k, n).isna().to_numpy().all()


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)
def test_newcombe_1998_of_two_shares(first, second, low, high) -> None:
    """Newcombe (1998), Statistics in Medicine 17:873, table II, method 10."""
    assert newcombe(*first, *second) == pytest.approx((low, high), abs=5e-5)
    assert newcombe(*second, *first) == pytest.approx((-high, -low), abs=5e-5)


def test_between_everybody_and_nobody_the_difference_stays_within_the_scale() -> None:
    low, high = newcombe(8, 8, 0, 8)
    assert 0 < low < high == 1


@pytest.mark.parametrize("counts", [(0, 0, 3, 5), (3, 5, 0, 0)])
def test_without_people_in_both_groups_there_is_no_difference(counts) -> None:
    assert np.isnan(newcombe(*counts)).all()


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_with_whole_numbers_the_effective_interval_is_wilsons(pair: tuple[int, int]) -> None:
    k, n = pair
    low, high = wilson_effective(k / n, n)
    ends = wilson(pd.Series([k]), pd.Series([n]))
    assert float(low) == pytest.approx(ends.loc[0, "low"])
    assert float(high) == pytest.approx(ends.loc[0, "high"])


def test_an_effective_size_of_nought_has_no_interval() -> None:
    assert np.isnan(wilson_effective(np.array([0.0, 0.5, np.nan]), np.array([0.0, 0.0, 4.0]))).all()
