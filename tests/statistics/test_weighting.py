from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stegvis.statistics.weighting import class_weights, weighted_share


def test_weights_as_published() -> None:
    """Raghunathan (2015), Missing Data Analysis in Practice, chapter 2: 40 of 60, 10 of 40."""
    assert class_weights([60, 40], [40, 10]).tolist() == [1.5, 4.0]


def test_weights_of_lohrs_example() -> None:
    """Lohr, Sampling: Design and Analysis, section 8.5.1: ages 15-24 to 65 and over."""
    assert class_weights([202, 203], [124, 203]).round(2).tolist() == [1.63, 1.0]


def test_a_stratified_share_as_published() -> None:
    """Scheaffer, Mendenhall & Ott, Elementary Survey Sampling, chapter 5.

    Households of two towns and a rural area, 155, 62 and 93, of whom 16 of 20, 2 of 8 and 6 of 12
    saw a programme: 0.60.
    """
    found = weighted_share([155, 62, 93], [20, 8, 12], [16, 2, 6])
    assert found.value == pytest.approx(0.60)
    assert 0.45 < found.low < 0.60 < found.high < 0.75


def test_classes_counted_by_hand() -> None:
    """Half the people are of a class where 9 of 10 held, half of one where 1 of 2 did."""
    found = weighted_share([10, 10], [10, 2], [9, 1])
    assert found.value == pytest.approx((0.9 + 0.5) / 2)


counts = st.lists(
    st.tuples(st.integers(1, 30), st.integers(0, 30), st.floats(0, 1)), min_size=1, max_size=4
)


@given(counts)
def test_a_weighted_share_lies_between_its_classes_and_within_its_interval(
    classes: list[tuple[int, int, float]],
) -> None:
    reached = np.array([answers for answers, *_ in classes])
    eligible = reached + [silent for _, silent, _ in classes]
    held = np.array([round(answers * share) for answers, _, share in classes])
    found = weighted_share(eligible, reached, held)
    shares = held / reached
    assert shares.min() - 1e-12 <= found.value <= shares.max() + 1e-12
    assert 0 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1


@given(st.integers(1, 40), st.integers(0, 40))
def test_the_same_response_everywhere_weights_nothing(people: int, held: int) -> None:
    held = min(held, people)
    found = weighted_share([2 * people, 4 * people], [people, 2 * people], [held, held])
    assert found.value == pytest.approx(2 * held / (3 * people))
