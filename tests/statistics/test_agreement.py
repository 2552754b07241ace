"""Weighted kappa and Gwet's AC1 and AC2 against published tables."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from stegvis.statistics.agreement import agreement_weights, gwet_ac2, weighted_kappa

VISION = [[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205], [36, 82, 179, 492]]
"""Unaided vision of right and left eye of 7 477 women: Stuart (1953), Biometrika 40:105."""

ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
"""Pregnancies classified by two abstractors: Gwet's irrCAC, cont3x3abstractors."""


def coefficient(function, table, kind):
    weights = agreement_weights(len(table), kind)
    return float(function(np.array(table, dtype=float), weights))


@pytest.mark.parametrize(
    ("kind", "kappa"), [("identity", 0.5954), ("linear", 0.6524), ("quadratic", 0.7023)]
)
def test_kappa_of_stuart_1953(kind, kappa) -> None:
    assert coefficient(weighted_kappa, VISION, kind) == pytest.approx(kappa, abs=5e-5)


def test_gwet_ac1_and_ac2_of_irrcac() -> None:
    """irrCAC's documentation and its vignette on weights (Gwet 2019)."""
    assert coefficient(gwet_ac2, ABSTRACTORS, "identity") == pytest.approx(0.84933, abs=5e-6)
    assert coefficient(gwet_ac2, ABSTRACTORS, "quadratic") == pytest.approx(0.9402369, abs=5e-8)


def test_kappa_of_irrcac() -> None:
    """The same pages: 0.7964094, and 0.8921569 with quadratic weights."""
    assert coefficient(weighted_kappa, ABSTRACTORS, "identity") == pytest.approx(0.7964094)
    assert coefficient(weighted_kappa, ABSTRACTORS, "quadratic") == pytest.approx(0.8921569)


def test_perfect_agreement_is_one() -> None:
    table = np.diag([3, 0, 4, 1, 0])
    for kind in ("identity", "linear", "quadratic"):
        assert coefficient(weighted_kappa, table, kind) == 1
        assert coefficient(gwet_ac2, table, kind) == 1


def test_in_one_category_only_kappa_is_undefined_and_ac2_is_not() -> None:
    table = np.zeros((5, 5))
    table[2, 2] = 9
    assert isnan(coefficient(weighted_kappa, table, "quadratic"))
    assert coefficient(gwet_ac2, table, "quadratic") == 1


def test_kappa_is_nought_where_one_rater_says_the_same_of_all_and_ac2_sees_they_agree() -> None:
    table = [[9, 0], [1, 0]]
    assert coefficient(weighted_kappa, table, "identity") == pytest.approx(0)
    assert coefficient(gwet_ac2, table, "identity") == pytest.approx((0.9 - 0.095) / (1 - 0.095))


def test_without_pairs_there_is_no_coefficient() -> None:
    assert isnan(coefficient(weighted_kappa, np.zeros((5, 5)), "linear"))
    assert isnan(coefficient(gwet_ac2, np.zeros((5, 5)), "linear"))


tables = arrays(np.int64, (4, 4), elements=st.integers(0, 20)).filter(lambda t: t.sum() > 0)


@given(tables, st.sampled_from(["identity", "linear", "quadratic"]))
def test_neither_depends_on_which_rater_comes_first(table, kind) -> None:
    for function in (weighted_kappa, gwet_ac2):
        one, other = coefficient(function, table, kind), coefficient(function, table.T, kind)
        assert one == pytest.approx(other, nan_ok=True)
        assert not one > 1


@given(tables)
def test_a_stack_of_tables_gives_what_each_gives_alone(table) -> None:
    weights = agreement_weights(4, "quadratic")
    stack = np.array([[table, table.T], [table * 2, np.eye(4)]], dtype=float)
    for function in (weighted_kappa, gwet_ac2):
        assert function(stack, weights).shape == (2, 2)
        assert function(stack, weights)[1, 0] == pytest.approx(
            coefficient(function, table, "quadratic"), nan_ok=True
        )
