"""The audit against every table of whole numbers there is, and what it must find."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from disclosure.linked_tables import system, table
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from stegvis.disclosure.audit import audit
from stegvis.disclosure.system import System, Whole

inners = arrays(np.int64, (2, 3), elements=st.integers(0, 4))
hides = arrays(np.bool_, (3, 4))


def every_table(rows: int, columns: int, most: int, found: System, told: np.ndarray) -> np.ndarray:
    """All tables that an outsider cannot rule out, whose inner cells are at most ``most``."""
    inner = np.array(list(product(range(most + 1), repeat=rows * columns)))
    inner = inner.reshape(-1, rows, columns)
    full = np.concatenate([inner, inner.sum(axis=1, keepdims=True)], axis=1)
    full = np.concatenate([full, full.sum(axis=2, keepdims=True)], axis=2).reshape(len(inner), -1)
    return full[(full[:, told] == found.value[told]).all(axis=1)]


@settings(max_examples=40, deadline=None)
@given(inners, hides)
def test_ranges_are_those_of_all_tables_that_fit(inner: np.ndarray, hide: np.ndarray) -> None:
    found = table(inner)
    hidden = hide.ravel().copy()
    hidden[-1] = False  # the grand total is told, so that no cell is without limit
    hidden &= found.value <= 5
    total = int(found.value[-1])
    if total > 6:
        return
    tables = every_table(2, 3, total, found, ~hidden)
    for one in audit(found, hidden, 3).ranges:
        sums = tables[:, list(one.cells)].sum(axis=1)
        assert (one.low, one.high) == (sums.min(), sums.max()), one
        counted = np.flatnonzero(found.value >= 1)
        if one.value >= 1 and len(one.cells) == 1:
            least = max(sums[tables[:, at] >= 1].min() for at in counted)
            assert one.low_known == least
        most = sums[(tables[:, counted] >= 1).all(axis=1)].max()
        if most < min(3, sums.max()):  # then one at a time, and no further than the threshold
            most = min(3, *(sums[tables[:, at] >= 1].max() for at in counted))
        assert one.high_known == most


def test_a_count_without_a_told_total_has_no_limit() -> None:
    alone = system(("a", "b", "all"), np.array([2, 9, 11]), np.array([[1, 1, -1]]))
    few = next(iter(audit(alone, np.array([True, False, True]), 5).ranges))
    assert (few.low, few.high, few.low_known, few.high_known) == (0, None, 1, None)
    assert few.safe


def test_what_is_added_between_two_publications_is_derived() -> None:
    """Told 7 then 9: two were added, though no table says so."""
    names = ("then", "added", "now")
    known = np.array([True, False, False])
    shown = np.array([False, False, True])
    linked = system(names, np.array([7, 2, 9]), np.array([[1, 1, -1]]), known=known, shown=shown)
    told = audit(linked, np.zeros(3, dtype=bool), 5)
    assert [(one.low, one.high, one.safe) for one in told.ranges] == [(2, 2, False)]
    assert audit(linked, shown, 5).safe


@pytest.mark.parametrize(("hide", "safe"), [((), False), ((0, 1), True), ((0,), False)])
def test_a_group_that_is_wholly_in_one_part(hide: tuple[int, ...], safe: bool) -> None:
    whole = system(
        ("work", "other", "all"),
        np.array([8, 0, 8]),
        np.array([[1, 1, -1]]),
        wholes=(Whole(2, (0, 1)),),
    )
    hidden = np.isin(np.arange(3), hide)
    audited = audit(whole, hidden, 5)
    assert audited.safe == safe
    one = next(one for one in audited.ranges if one.why == "whole")
    assert (one.cells, one.value) == ((2, 0), 0)


def test_a_hidden_sum_is_told_by_its_total() -> None:
    linked = table([[2, 9, 20], [30, 40, 50]])
    hidden = np.isin(np.arange(12), [0, 1, 4, 5])
    sums = {one.cells: (one.low, one.high) for one in audit(linked, hidden, 5).ranges}
    assert sums[(0, 1)] == (11, 11)
    assert sums[(0, 4)] == (32, 32)


def test_a_negative_count_is_audited_on_its_side_of_zero() -> None:
    linked = system(("then", "added", "now"), np.array([12, -2, 10]), np.array([[1, 1, -1]]))
    signed = System(**{**vars(linked), "signed": np.array([False, True, False])})
    nothing = np.array([False, False, False])
    signed = System(**{**vars(signed), "shown": np.array([True, False, True])})
    told = audit(signed, nothing, 5)
    assert [(one.low, one.high, one.safe) for one in told.ranges] == [(-2, -2, False)]
    now = audit(signed, np.array([False, False, True]), 5).ranges[0]
    assert (now.low, now.high, now.safe) == (-12, None, True)
