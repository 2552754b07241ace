"""The number of hits still needed, and the beta-binomial forecast of the final share."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta
from stegvis.statistics.forecast import forecast, hits_needed

LEE_LIU = (0.6, 0.4)


def final_target(hits: int) -> float:
    """Give a target that is reached with that many of the 17 after 16 of 23, and not with fewer."""
    return round((16 + hits - 0.5) / 40, 4)


@pytest.mark.parametrize(
    ("hits", "probability"),
    [
        (12, 0.5656),  # θT = 0.90: Lee & Liu (2008), Clinical Trials 5:93-106, page 97
        (11, 0.708),  # θT = 0.80, and
        (13, 0.407),  # θT = 0.95: examples of predprob in Genentech's package phase1b
    ],
)
def test_lee_and_liu_2008(hits: int, probability: float) -> None:
    """After 16 responses of 23, 17 patients remain; prior Beta(0.6, 0.4)."""
    found = forecast(16, 23, 17, final_target(hits), prior=LEE_LIU)
    assert found.needed == hits
    assert found.probability == pytest.approx(probability, abs=5e-4)


@given(st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_laplaces_rule_of_succession(pair: tuple[int, int]) -> None:
    """Laplace (1774): with a uniform prior the next is a hit with probability (k + 1) / (n + 2)."""
    k, n = pair
    sure = forecast(k, n, 1, (k + 0.5) / (n + 1), prior=(1.0, 1.0))
    assert sure.needed == 1
    assert sure.probability == pytest.approx((k + 1) / (n + 2))


def test_one_more_under_jeffreys_prior() -> None:
    """After 3 of 9: (3 + 1/2) / (9 + 1)."""
    assert forecast(3, 9, 1, 0.4).probability == pytest.approx(0.35)


def test_two_more_counted_by_hand() -> None:
    """After 0 of 1 with a uniform prior: none of two 1/2, one 1/3, both 1/6.

    Beta(1, 2): P(both) = 1·2 / (3·4) = 1/6; P(none) = 2·3 / (3·4) = 1/2.
    """
    at_least = [forecast(0, 1, 2, share, prior=(1.0, 1.0)).probability for share in (0.3, 0.6)]
    assert at_least == [pytest.approx(1 / 2), pytest.approx(1 / 6)]


def test_of_many_more_the_interval_nears_jeffreys_interval() -> None:
    """Brown, Cai & DasGupta (2001): the ends of Beta(k + 1/2, n - k + 1/2)."""
    found = forecast(7, 30, 1_000_000, 0.3)
    ends = beta(7.5, 23.5).ppf([0.025, 0.975])
    assert (found.low, found.high) == (
        pytest.approx(ends[0], abs=1e-3),
        pytest.approx(ends[1], abs=1e-3),
    )


@pytest.mark.parametrize(
    ("k", "n", "coming", "target", "needed"),
    [
        (81, 250, 50, 0.3, 9),  # 90 of 300
        (0, 0, 100, 0.07, 7),  # 0.07 * 100 is 7.000000000000001 in floating point
        (0, 0, 100, 0.29, 29),
        (6, 10, 0, 0.7, 1),  # nothing more comes: it can no longer be reached
        (7, 10, 0, 0.7, 0),
        (9, 10, 2, 0.7, 0),  # reached whatever comes
        (0, 10, 4, 0.3, 5),  # more than are to come
        (0, 0, 1, 1.0, 1),
    ],
)
def test_hits_needed(k: int, n: int, coming: int, target: float, needed: int) -> None:
    assert hits_needed(k, n, coming, target) == needed


@given(
    st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.integers(0, 60),
    st.integers(1, 100),
)
def test_needed_is_the_fewest_that_reach_the_target(
    pair: tuple[int, int], coming: int, per_cent: int
) -> None:
    (k, n), target = pair, Fraction(per_cent, 100)
    needed = hits_needed(k, n, coming, per_cent / 100)
    assert k + needed >= target * (n + coming)
    assert needed == 0 or k + needed - 1 < target * (n + coming)


@given(
    st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.integers(1, 60),
    st.integers(1, 100),
)
def test_the_forecast_keeps_to_what_is_possible(
    pair: tuple[int, int], coming: int, per_cent: int
) -> None:
    k, n = pair
    found = forecast(k, n, coming, per_cent / 100)
    assert k / (n + coming) <= found.low <= found.high <= (k + coming) / (n + coming)
    if found.needed == 0:
        assert found.probability == pytest.approx(1)
    elif found.needed > coming:
        assert found.probability == 0
    else:
        assert 0 < found.probability <= 1


@pytest.mark.parametrize(("k", "n", "coming"), [(0, 0, 0), (3, 2, 1), (-1, 2, 1), (1, 2, -1)])
def test_counts_that_are_none_are_refused(k: int, n: int, coming: int) -> None:
    with pytest.raises(ValueError, match="to come"):
        forecast(k, n, coming, 0.3)
