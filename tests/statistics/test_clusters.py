"""Intervals from several answers of each person."""

from __future__ import annotations

from math import isnan, sqrt

import numpy as np
import pandas as pd
import pytest
from stegvis.statistics.agreement import agreement_weights, weighted_kappa
from stegvis.statistics.clusters import (
    bootstrap_interval,
    coefficient_interval,
    mean_interval,
    redrawn,
    share_interval,
)
from stegvis.statistics.intervals import wilson

LINEAR = agreement_weights(3, "linear")


def kappa(tables):
    return weighted_kappa(tables, LINEAR)


def total(tables):
    """Give the mean of a person's single answer, laid in the first cell of their table."""
    return tables[..., 0, 0] / tables[..., 1, 1]


def one_each(*answers: float) -> np.ndarray:
    return np.array([[[answer, 0], [0, 1]] for answer in answers], dtype=float)


def person(*pairs: tuple[int, int]) -> np.ndarray:
    table = np.zeros((3, 3))
    for first, second in pairs:
        table[first, second] += 1
    return table


def test_of_one_answer_each_it_is_students_interval() -> None:
    """Student (1908), Biometrika 6:1: hours of sleep gained by ten patients, mean 0.75, s 1.70.

    With his data s (divisor n - 1) is 1.789 and the 95 % interval 0.75 ± 2.262 s / √10.
    """
    sleep = one_each(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0)
    low, high = mean_interval(sleep, total)
    assert (low + high) / 2 == pytest.approx(0.75)
    assert (high - low) / 2 == pytest.approx(2.262 * 1.789 / sqrt(10), abs=1e-3)


def test_the_same_people_said_twice_tell_no_more() -> None:
    once = np.array([person((0, 1)), person((1, 1)), person((2, 1)), person((2, 2))])
    assert coefficient_interval(2 * once, kappa) == pytest.approx(coefficient_interval(once, kappa))
    hits, answers = np.array([1.0, 0, 1, 1]), np.ones(4)
    assert share_interval(3 * hits, 3 * answers) == pytest.approx(share_interval(hits, answers))


def test_more_people_of_the_same_kind_narrow_it() -> None:
    some = np.array([person((0, 1)), person((1, 1)), person((2, 1)), person((2, 2))])
    low, high = coefficient_interval(some, kappa)
    closer = coefficient_interval(np.concatenate([some] * 5), kappa)
    assert low < closer[0] < float(kappa(some.sum(axis=0))) < closer[1] < high


@pytest.mark.parametrize(
    "people",
    [
        np.zeros((0, 3, 3)),
        np.array([person((0, 1), (1, 1))]),
        np.array([person((0, 0)), person((1, 1)), person((2, 2))]),
        np.array([person((1, 1)), person((1, 1)), person((1, 0))]),
    ],
    ids=["nobody", "one person", "perfect agreement", "defined by one person only"],
)
def test_where_nothing_tells_the_uncertainty_there_is_no_interval(people) -> None:
    assert all(map(isnan, coefficient_interval(people, kappa)))


def test_people_who_all_say_the_same_give_no_interval_of_a_mean() -> None:
    assert all(map(isnan, mean_interval(one_each(2, 2, 2), total)))
    assert all(map(isnan, mean_interval(one_each(2), total)))


def test_a_share_of_one_answer_each_is_wilsons() -> None:
    """But for the jackknife's variance, which divides by n - 1."""
    hits = np.array([1.0] * 5 + [0.0] * 6)
    low, high = share_interval(hits, np.ones(11))
    plain = wilson(pd.Series([5]), pd.Series([11]))
    assert low == pytest.approx(plain.loc[0, "low"], abs=0.02)
    assert high == pytest.approx(plain.loc[0, "high"], abs=0.02)


@pytest.mark.parametrize("hit", [0, 1])
def test_a_share_of_none_or_all_counts_people_and_not_answers(hit: int) -> None:
    low, high = share_interval(np.array([4.0, 2, 3]) * hit, np.array([4.0, 2, 3]))
    plain = wilson(pd.Series([3 * hit]), pd.Series([3]))
    assert (low, high) == pytest.approx((plain.loc[0, "low"], plain.loc[0, "high"]))


def test_of_nobody_a_share_has_no_interval() -> None:
    assert all(map(isnan, share_interval(np.zeros(0), np.zeros(0))))


def test_the_bootstrap_of_a_share_has_the_binomials_own_quantiles() -> None:
    """Of 40 people with one answer each the redrawn share is binomial: 14 to 26 of 40 at 0.5."""
    half = one_each(*[0, 1] * 20)
    share = bootstrap_interval(redrawn(half), lambda tables: tables[..., 0, 0] / tables[..., 1, 1])
    assert share == pytest.approx((14 / 40, 26 / 40))


@pytest.mark.parametrize("people", [0, 1])
def test_the_bootstrap_needs_two_people(people: int) -> None:
    assert all(map(isnan, bootstrap_interval(redrawn(np.zeros((people, 3, 3))), kappa)))


def test_the_bootstrap_of_people_who_agree_in_full_tells_nothing() -> None:
    people = np.array([person((0, 0)), person((1, 1)), person((2, 2))])
    assert all(map(isnan, bootstrap_interval(redrawn(people), kappa)))
