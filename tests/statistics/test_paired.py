from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, rankdata, wilcoxon
from stegvis.project import LEAST_MOVED, MOST_COUNTED
from stegvis.statistics.paired import sign_test, signed_rank_test

BEFORE = (1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30)
AFTER = (0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29)
DARWIN = (49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48)
SLEEP = (1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4)


def test_hollander_and_wolfe_1973() -> None:
    """Depression scale factor IV, table 3.1: V = 40, one-sided p 0.01953 (R's ``wilcox.test``)."""
    differences = np.subtract(BEFORE, AFTER)
    assert signed_rank_test(differences) == pytest.approx(2 * 0.01953, abs=1e-5)


def test_darwins_maize() -> None:
    """Crossed less self-fertilised, in eighths of an inch: V = 96, p = 0.04126 (R)."""
    assert signed_rank_test(DARWIN) == pytest.approx(0.04126, abs=5e-6)


def test_students_sleep() -> None:
    """Ties and a zero: nine of nine one way, whatever their ranks, is 2 / 2⁹."""
    assert signed_rank_test(SLEEP) == 2 / 2**9
    assert sign_test(9, 0) == 2 / 2**9


@pytest.mark.parametrize(
    ("up", "down", "p"),
    [(1, 0, 1.0), (3, 0, 0.25), (5, 0, 0.0625), (6, 0, 0.03125), (4, 4, 1.0), (2, 1, 1.0)],
)
def test_the_sign_test_counted_by_hand(up: int, down: int, p: float) -> None:
    assert sign_test(up, down) == p
    assert sign_test(down, up) == p


def test_mcnemars_exact_test_of_armitage_and_berry() -> None:
    """Statistical Methods in Medical Research, 1994, p. 127: 12 and 2 of two media, p 0.0129."""
    assert sign_test(12, 2) == pytest.approx(0.0129, abs=5e-5)


def test_the_signed_ranks_counted_by_hand() -> None:
    """|1| |1| |2| have the ranks 1.5 1.5 3; only of 8 patterns (−, +, +) and (+, −, +) lose 1.5."""
    assert signed_rank_test([1, 1, 2]) == 2 * 1 / 8
    assert signed_rank_test([-1, 1, 2]) == 2 * 3 / 8
    assert signed_rank_test([1, -1]) == 1


def test_where_nobody_moved_nothing_was_tested() -> None:
    assert np.isnan(sign_test(0, 0))
    assert np.isnan(signed_rank_test([]))
    assert np.isnan(signed_rank_test([0, 0, 0]))


def test_fewer_than_the_least_can_never_reach_the_level() -> None:
    fewest = np.arange(1, LEAST_MOVED)
    assert (sign_test(fewest, np.zeros_like(fewest)) > 0.05).all()
    assert sign_test(LEAST_MOVED, 0) < 0.05


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_sign_test_is_the_binomial_test(up: int, down: int) -> None:
    if up + down:
        assert sign_test(up, down) == pytest.approx(binomtest(up, up + down).pvalue)


@given(st.lists(st.integers(-4, 4).filter(bool), min_size=1, max_size=9))
def test_the_signed_rank_test_is_every_pattern_of_signs_counted(steps: list[int]) -> None:
    ranks = rankdata(np.abs(steps))
    seen = abs(ranks @ np.sign(steps))
    sums = [abs(ranks @ signs) for signs in product((-1, 1), repeat=len(steps))]
    assert signed_rank_test(steps) == pytest.approx(np.mean(np.asarray(sums) >= seen - 1e-9))


@given(st.lists(st.integers(-4, 4), max_size=40), st.integers(0, 5))
def test_neither_direction_nor_zeros_matter(steps: list[int], zeros: int) -> None:
    p = signed_rank_test(steps)
    turned = signed_rank_test([-step for step in steps] + [0] * zeros)
    assert p == pytest.approx(turned, nan_ok=True)


def test_sizes_that_differ_by_rounding_are_equal() -> None:
    assert signed_rank_test([0.3 - 0.1, -0.2, 0.5]) == signed_rank_test([2, -2, 5])


@pytest.mark.parametrize("number", [MOST_COUNTED, MOST_COUNTED + 1])
@pytest.mark.parametrize("share", [0.46, 0.5])
def test_many_are_as_if_they_were_counted(number: int, share: float) -> None:
    """SciPy counts any number of differences, as long as no two are alike."""
    sizes = np.arange(1, number + 1)
    differences = np.where(np.random.default_rng(number).random(number) < share, sizes, -sizes)
    counted = wilcoxon(differences, method="exact").pvalue
    assert 0.01 < counted < 1
    near = 1e-9 if number <= MOST_COUNTED else 0.01
    p = signed_rank_test(differences, MOST_COUNTED)
    assert p == pytest.approx(counted, rel=near)


def test_ties_among_many() -> None:
    differences = np.random.default_rng(1945).choice([-3, -2, -1, 1, 2, 3], MOST_COUNTED + 1)
    theirs = wilcoxon(differences, method="asymptotic", correction=True).pvalue
    assert signed_rank_test(differences, MOST_COUNTED) == pytest.approx(theirs)
