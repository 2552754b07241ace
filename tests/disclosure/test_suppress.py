"""Whatever the tables, what is hidden is safe by the outsider's own program, and is needed."""

from __future__ import annotations

import numpy as np
import pytest
from disclosure.linked_tables import system, table
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array
from stegvis.disclosure import suppress as module
from stegvis.disclosure.audit import audit
from stegvis.disclosure.sensitive import small
from stegvis.disclosure.suppress import ImpossibleError, suppress
from stegvis.disclosure.system import System, Whole

THRESHOLD = 5

flat = st.tuples(st.integers(2, 5), st.integers(2, 4))
deep = st.tuples(st.integers(2, 3), st.integers(2, 3), st.just(2))
cells = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 8, 12, 20, 40])
tables = st.one_of(flat, deep).flatmap(lambda shape: arrays(np.int64, shape, elements=cells))
often = settings(max_examples=10, deadline=None)


@often
@given(tables)
def test_what_is_hidden_is_safe(inner: np.ndarray) -> None:
    found = table(inner)
    chosen = suppress(found, THRESHOLD)
    assert chosen.method in ("optimal", "good")
    assert not (chosen.hidden & ~found.shown).any()
    assert (small(found, THRESHOLD) <= chosen.hidden).all()
    assert chosen.cost == found.cost[chosen.hidden].sum()
    assert audit(found, chosen.hidden, THRESHOLD).safe


@often
@given(tables)
def test_nothing_that_is_hidden_beside_small_cells_can_be_shown_alone(inner: np.ndarray) -> None:
    found = table(inner)
    chosen = suppress(found, THRESHOLD)
    for cell in np.flatnonzero(chosen.hidden & ~small(found, THRESHOLD)):
        fewer = chosen.hidden.copy()
        fewer[cell] = False
        assert not audit(found, fewer, THRESHOLD).safe


def test_the_least_costs_no_more_than_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(6)
    systems = [table(rng.poisson(8, (5, 4)), cost=rng.integers(1, 9, 30) + 0.0) for _ in range(8)]
    least = [suppress(one, THRESHOLD) for one in systems]
    monkeypatch.setattr(module, "SMALL_PART", 0)
    good = [suppress(one, THRESHOLD) for one in systems]
    assert {one.method for one in least} == {"optimal"}
    assert "good" in {one.method for one in good}
    for one, by_itself, found in zip(least, good, systems, strict=True):
        assert one.cost <= by_itself.cost <= 1.5 * one.cost
        assert audit(found, by_itself.hidden, THRESHOLD).safe


def test_the_least_is_the_least_of_all_choices_there_are() -> None:
    found = table([[2, 9, 7], [30, 4, 11]], cost=np.arange(12) + 1.0)
    must = small(found, THRESHOLD)
    others = np.flatnonzero(~must)
    costs = []
    for number in range(2 ** len(others)):
        hidden = must.copy()
        hidden[others[(number >> np.arange(len(others))) & 1 == 1]] = True
        cost = found.cost[hidden].sum()
        if cost <= min(costs, default=np.inf) and audit(found, hidden, THRESHOLD).safe:
            costs.append(cost)
    assert suppress(found, THRESHOLD).cost == min(costs)


@pytest.mark.parametrize("inner", [[[1, 9], [8, 7]], [[3, 0, 12], [0, 0, 6], [9, 9, 9]]])
def test_out_of_time_all_is_hidden_and_said(inner: list[list[int]]) -> None:
    found = table(inner)
    chosen = suppress(found, THRESHOLD, seconds=0)
    assert chosen.method == "fallback"
    assert "döljs alla nya antal" in chosen.method_text
    assert chosen.hidden.all()
    assert audit(found, chosen.hidden, THRESHOLD).safe


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    chosen = suppress(table([[10, 0], [7, 8]]), THRESHOLD)
    assert not chosen.hidden.any()
    assert chosen.method == "optimal"


def test_a_small_count_that_stands_by_itself_is_hidden_alone() -> None:
    alone = system(("a", "b"), np.array([2, 7]), np.zeros((0, 2), dtype=np.int64))
    chosen = suppress(alone, THRESHOLD)
    assert chosen.hidden.tolist() == [True, False]
    assert audit(alone, chosen.hidden, THRESHOLD).safe


@often
@given(tables)
def test_a_group_wholly_in_one_part_is_left_in_doubt(inner: np.ndarray) -> None:
    by_row = inner.reshape(len(inner), -1)
    by_row[0] = 0
    by_row[0, 0] = 9
    width = by_row.shape[1] + 1
    wholes = tuple(
        Whole(row * width + width - 1, tuple(range(row * width, row * width + width - 1)))
        for row in range(len(by_row) + 1)
    )
    found = table(by_row, wholes=wholes)
    chosen = suppress(found, THRESHOLD)
    audited = audit(found, chosen.hidden, THRESHOLD)
    assert audited.safe
    assert (width - 1, 0) in [one.cells for one in audited.ranges if one.why == "whole"]
    assert chosen.hidden[0] or chosen.hidden[width - 1]


def test_what_has_been_told_and_gives_a_count_away_is_named() -> None:
    known = np.array([True, False, True, False])
    relations = np.array([[1, 1, -1, 0]])
    linked = system(("then", "added", "now", "x"), np.array([7, 2, 9, 6]), relations, known=known)
    with pytest.raises(ImpossibleError) as caught:
        suppress(linked, THRESHOLD)
    assert caught.value.names == ("added",)


@settings(max_examples=8, deadline=None)
@given(
    st.lists(arrays(np.int64, (2, 3), elements=st.sampled_from([0, 0, 0, 1, 2, 6])), min_size=3),
    st.integers(2, 6),
)
def test_publications_in_a_row_stay_safe(added: list[np.ndarray], threshold: int) -> None:
    """Told cells are never taken back; what is added between two publications is small too."""
    value: list[int] = []
    rows: list[dict[int, int]] = []
    known: list[bool] = []
    before: np.ndarray | None = None
    for count in added[:4]:
        step = table(count)
        first, size = len(value), len(step.value)
        now = step.value if before is None else step.value + np.array(value)[before]
        value += now.tolist()
        entries = step.relations.tocoo()
        for row in range(step.relations.shape[0]):
            at = np.flatnonzero(entries.row == row)
            rows.append({first + int(entries.col[one]): int(entries.data[one]) for one in at})
        if before is not None:
            for one in range(size):
                rows.append({int(before[one]): 1, len(value): 1, first + one: -1})
                value.append(int(step.value[one]))
        shown = np.zeros(len(value), dtype=bool)
        shown[first : first + size] = True
        known += [False] * (len(value) - len(known))
        relations = np.zeros((len(rows), len(value)), dtype=np.int64)
        for number, row in enumerate(rows):
            relations[number, list(row)] = list(row.values())
        linked = System(
            names=tuple(range(len(value))),
            value=np.array(value),
            relations=csr_array(relations),
            signed=np.zeros(len(value), dtype=bool),
            known=np.array(known),
            shown=shown,
            cost=np.ones(len(value)),
        )
        chosen = suppress(linked, threshold)
        assert audit(linked, chosen.hidden, threshold).safe
        for cell in np.flatnonzero(shown & ~chosen.hidden):
            known[cell] = True
        before = np.arange(first, first + size)


@pytest.mark.parametrize("relations", [np.zeros((0, 1)), np.zeros((1, 1))])
def test_a_small_count_that_nothing_is_tied_to_is_hidden_alone(relations: np.ndarray) -> None:
    no, yes = np.array([False]), np.array([True])
    sums = csr_array(relations.astype(np.int64))
    alone = System(("n",), np.array([3]), sums, no, no, yes, np.array([1.0]))
    chosen = suppress(alone, THRESHOLD)
    assert chosen.hidden.all()
    assert audit(alone, chosen.hidden, THRESHOLD).safe
