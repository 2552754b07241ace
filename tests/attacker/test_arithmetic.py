"""From numbers back to counts: shares, intervals, and whole numbers that fit."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date

import numpy as np
import pandas as pd
import pytest
from stegvis.statistics.intervals import wilson

from attacker.between import months_before
from attacker.ranges import ContradictionError, Told, reachable, span
from attacker.shares import pairs
from attacker.told import Fact, People, Sum

DAY = date(2024, 3, 31)


def people(*names: str) -> list[Sum]:
    return [Counter({People(name, DAY, ("status",), ("active",)): 1}) for name in names]


def total(*parts: Sum) -> Sum:
    return sum(parts, Counter())


def test_an_exact_share_is_a_fraction_and_its_multiples() -> None:
    assert pairs(7 / 23, most=60).tolist() == [[7, 23], [14, 46]]


def test_an_exact_interval_has_one_pair_of_counts() -> None:
    ends = wilson(pd.Series([0, 3, 7, 23]), pd.Series([4, 6, 23, 23]))
    found = [pairs(low=low, high=high).tolist() for low, high in ends.to_numpy()]
    assert found == [[[0, 4]], [[3, 6]], [[7, 23]], [[23, 23]]]


def test_a_rounded_interval_leaves_few_pairs_and_the_true_one_among_them() -> None:
    """The contract's worked example: 1 of 2 is 0.50 [0.0945, 0.9055]."""
    found = pairs(0.5, 0.0945, 0.9055, within=0.00005, most=60).tolist()
    assert found == [[1, 2]]
    rough = pairs(0.30, 0.16, 0.51, within=0.005, most=60).tolist()
    assert [7, 23] in rough
    assert len(rough) <= 3


@pytest.mark.parametrize(
    ("day", "months", "left"),
    [
        (date(2024, 3, 31), 6, date(2023, 9, 30)),
        (date(2024, 6, 30), 6, date(2023, 12, 31)),
        (date(2025, 6, 30), 12, date(2024, 6, 30)),
    ],
)
def test_who_is_due_had_left_at_the_end_of_a_month(day: date, months: int, left: date) -> None:
    assert months_before(day, months) == left


def test_a_hidden_count_is_its_total_less_the_rest() -> None:
    a, b, c = people("a", "b", "c")
    told = Told((Fact(total(a, b, c), 20, 20), Fact(a, 12, 12), Fact(b, 5, 5)))
    assert span(told, c) == (3, 3)


def test_two_hidden_counts_lie_between_none_and_what_is_left_for_them() -> None:
    a, b, c = people("a", "b", "c")
    told = Told((Fact(total(a, b, c), 20, 20), Fact(a, 12, 12)))
    assert span(told, b) == (0, 8)
    assert reachable(told, [b, total(b, c)], 5, least=False).tolist() == [True, True]
    assert reachable(told, [b, total(b, c)], 1, least=True).tolist() == [True, False]


def test_whole_numbers_are_narrower_than_fractions() -> None:
    """3a + 2b = 7 has one solution in whole numbers: a 1, b 2."""
    a, b = people("a", "b")
    told = Told((Fact(Counter({**dict.fromkeys(a, 3), **dict.fromkeys(b, 2)}), 7, 7),))
    assert (span(told, a), span(told, b)) == ((1, 1), (2, 2))


def test_what_cannot_be_true_is_said() -> None:
    a, b = people("a", "b")
    with pytest.raises(ContradictionError):
        span(Told((Fact(total(a, b), 3, 3), Fact(a, 5, 5))), b)


def test_many_sums_are_told_apart_at_once() -> None:
    """Ten counts of 10 in all: each may be none or 10, but not two of them 10."""
    each = people(*"abcdefghij")
    told = Told((Fact(total(*each), 10, 10),))
    assert reachable(told, each, 10, least=False).all()
    pairs_of = [total(one, other) for one, other in itertools.pairwise(each)]
    assert not np.any(reachable(told, pairs_of, 11, least=False))
