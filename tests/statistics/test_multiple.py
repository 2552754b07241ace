import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests
from stegvis.statistics.multiple import holm


def test_counted_by_hand() -> None:
    """Times 4, 3, 2 and 1 from the smallest up, never falling: 0.02, 0.03, 0.06, 0.06."""
    assert holm([0.03, 0.005, 0.01, 0.04]) == pytest.approx([0.06, 0.02, 0.03, 0.06])


def test_what_was_not_tested_does_not_count() -> None:
    assert holm([np.nan, 0.02, np.nan]) == pytest.approx([np.nan, 0.02, np.nan], nan_ok=True)
    assert len(holm([])) == 0


@settings(max_examples=10)  # statsmodels collects garbage at each call
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_as_statsmodels_has_it(p: list[float]) -> None:
    assert holm(p) == pytest.approx(multipletests(p, method="holm")[1])
