"""Chance is what it says it is, and the same for the same name."""

from __future__ import annotations

from math import fsum

import pytest
from stegvis.example.chance import Chance

MANY = 20_000


def test_a_stream_is_the_same_each_time_and_no_other_s() -> None:
    def first(*name: int) -> list[int]:
        chance = Chance(*name)
        return [chance.between(0, 10**6) for _ in range(5)]

    assert first(1, 1497) == first(1, 1497)
    assert first(1, 1497) != first(2, 1497)


def test_the_bell_is_standard_normal_in_mean_and_spread() -> None:
    chance = Chance(0)
    drawn = [chance.bell() for _ in range(MANY)]
    mean = fsum(drawn) / MANY
    assert mean == pytest.approx(0, abs=4 / MANY**0.5)
    assert fsum((z - mean) ** 2 for z in drawn) / MANY == pytest.approx(1, abs=0.05)
    assert sum(abs(z) < 1.96 for z in drawn) / MANY == pytest.approx(0.95, abs=0.01)


def test_words_come_in_proportion_to_their_weights() -> None:
    chance = Chance(1)
    drawn = [chance.one_of({"a": 1, "b": 3}) for _ in range(MANY)]
    assert drawn.count("b") / MANY == pytest.approx(0.75, abs=0.02)


def test_what_cannot_happen_does_not_and_what_must_does() -> None:
    chance = Chance(2)
    assert not any(chance.happens(-0.2) for _ in range(100))
    assert all(chance.happens(1.2) for _ in range(100))


def test_whole_numbers_reach_both_ends() -> None:
    chance = Chance(3)
    assert {chance.between(3, 5) for _ in range(200)} == {3, 4, 5}


def test_words_without_weight_are_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        Chance(4).one_of({"a": 0, "b": 0})
