"""From what was expected to what came, part by part."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stegvis.statistics.decomposition import share_parts, size_parts


def test_each_step_is_the_share_of_those_who_are_lost_or_gained() -> None:
    """200 were expected and 210 came; 160 of them have left, and 100 were reached."""
    assert size_parts(0.5, [200, 210, 160, 100]) == [5.0, -25.0, -30.0]
    assert size_parts(0.5, [200]) == []


def test_each_group_has_more_or_fewer_outcomes_than_its_people_lead_to_expect() -> None:
    over = share_parts(0.5, pd.Series([30, 5, 0]), pd.Series([50, 20, 0]))
    assert over.tolist() == [5.0, -5.0, 0.0]


counts = st.integers(0, 500)
groups = st.lists(
    st.tuples(counts, counts).map(lambda pair: (min(pair), max(pair))), min_size=1, max_size=16
)


@given(st.floats(0, 1), st.lists(counts, min_size=1, max_size=5), groups)
def test_the_parts_add_up_to_the_whole_deviation(
    share: float, sizes: list[int], of_groups: list[tuple[int, int]]
) -> None:
    k, n = pd.Series([k for k, _ in of_groups]), pd.Series([n for _, n in of_groups])
    chain = [*sizes, int(n.sum())]
    parts = [*size_parts(share, chain), *share_parts(share, k, n)]
    assert sum(parts) == pytest.approx(k.sum() - share * sizes[0], abs=1e-6)
