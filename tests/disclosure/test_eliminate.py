"""Leaving cells out loses nothing of what the sums say about the others."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from stegvis.disclosure.eliminate import without
from stegvis.disclosure.system import System, Whole


def _system(relations: list[list[int]], cells: int, wholes: tuple[Whole, ...] = ()) -> System:
    none = np.zeros(cells, dtype=bool)
    return System(
        names=tuple(range(cells)),
        value=np.zeros(cells, dtype=np.int64),
        relations=csr_array(np.array(relations, dtype=np.int64).reshape(-1, cells)),
        signed=none,
        known=none,
        shown=none,
        cost=np.ones(cells),
        wholes=wholes,
    )


def test_the_women_are_the_total_less_the_others_though_each_other_is_left_out() -> None:
    total, women, merged, men, other = range(5)
    by_gender = [1, -1, 0, -1, -1]
    as_one = [0, 0, 1, -1, -1]
    system = _system([by_gender, as_one], 5, (Whole(total, (women, men, other)),))
    left = without(system, np.array([False, False, False, True, True]))
    assert left.names == (total, women, merged)
    [row] = left.relations.toarray().tolist()
    assert row in ([1, -1, -1], [-1, 1, 1])
    assert left.wholes == ()


@given(st.data())
def test_what_is_left_is_tied_as_it_was(data: st.DataObject) -> None:
    """The tables that fit are those that the whole system leaves when it is looked at in part."""
    cells = data.draw(st.integers(2, 7))
    row = st.lists(st.integers(-2, 2), min_size=cells, max_size=cells)
    relations = data.draw(st.lists(row, max_size=5))
    out = np.array(data.draw(st.lists(st.booleans(), min_size=cells, max_size=cells)))
    left = without(_system(relations, cells), out)
    whole = np.array(relations, dtype=float).reshape(-1, cells)
    kept, gone = whole[:, ~out], whole[:, out]
    free = cells - np.linalg.matrix_rank(whole) - (out.sum() - np.linalg.matrix_rank(gone))
    assert len(left.names) - np.linalg.matrix_rank(left.relations.toarray()) == free
    both = np.vstack([np.hstack([gone, kept]), _apart(left.relations.toarray(), out.sum())])
    assert np.linalg.matrix_rank(both) == np.linalg.matrix_rank(whole)


def _apart(relations: np.ndarray, others: int) -> np.ndarray:
    return np.hstack([np.zeros((len(relations), others)), relations])
