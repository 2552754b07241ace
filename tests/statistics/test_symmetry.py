import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.stats import chi2
from statsmodels.stats.contingency_tables import SquareTable
from stegvis.statistics import symmetry
from stegvis.statistics.paired import sign_test
from stegvis.statistics.symmetry import shifts

VISION = ((1520, 266, 124, 66), (234, 1512, 432, 78), (117, 362, 1772, 205), (36, 82, 179, 492))
APPROVAL = ((794, 150), (86, 570))


def test_stuart_1953() -> None:
    """Unaided vision of 7 477 women: Bowker 19.107, df 6; Stuart–Maxwell 11.957, df 3, p 0.0075."""
    found = shifts(VISION, draws=20_000)
    assert found.bowker.statistic == pytest.approx(19.107, abs=5e-4)
    assert found.bowker.freedom == 6
    assert found.stuart_maxwell.statistic == pytest.approx(11.957, abs=5e-4)
    assert found.stuart_maxwell.freedom == 3
    assert chi2.sf(found.stuart_maxwell.statistic, 3) == pytest.approx(0.0075, abs=5e-5)
    assert found.stuart_maxwell.p == pytest.approx(0.0075, abs=0.002)  # so large, swaps agree


def test_mcnemar_on_agrestis_approval_ratings() -> None:
    """Agresti (1990), p. 350; Penn State's STAT 504 gives 17.3559, df 1, p 3.099e-05 (R)."""
    found = shifts(APPROVAL)
    for test in (found.bowker, found.stuart_maxwell):
        assert test.statistic == pytest.approx(17.3559, abs=5e-5)
        assert test.freedom == 1
        assert chi2.sf(test.statistic, 1) == pytest.approx(3.099e-05, abs=5e-9)
        assert test.p == pytest.approx(sign_test(150, 86))  # the exact McNemar test


def test_p_counted_by_hand() -> None:
    """Four who all went from the first to the second, of 2⁴ ways to swap 2 as far."""
    found = shifts([[0, 4], [0, 0]])
    assert found.bowker.statistic == 4
    assert found.bowker.p == found.stuart_maxwell.p == 2 / 16


def test_a_swirl_is_no_shift_counted_by_hand() -> None:
    """1→2, 2→3 and 3→1, one person each: nothing has shifted, and every swap is as far."""
    found = shifts([[0, 1, 0], [0, 0, 1], [1, 0, 0]])
    assert found.stuart_maxwell.statistic == pytest.approx(0)
    assert found.stuart_maxwell.p == pytest.approx(1)
    assert found.bowker.p == pytest.approx(1)


def test_counted_and_drawn_swaps_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    table = [[3, 6, 2], [1, 4, 5], [0, 2, 3]]
    counted = shifts(table)
    monkeypatch.setattr(symmetry, "MOST", 0)
    drawn = shifts(table, draws=20_000)
    assert drawn.bowker.p == pytest.approx(counted.bowker.p, abs=0.01)
    assert drawn.stuart_maxwell.p == pytest.approx(counted.stuart_maxwell.p, abs=0.01)


@pytest.mark.parametrize("table", [np.zeros((5, 5)), np.diag([3, 0, 9, 1, 1]), [[7]]])
def test_where_nobody_changed_nothing_was_tested(table: object) -> None:
    found = shifts(table)
    for test in (found.bowker, found.stuart_maxwell):
        assert np.isnan(test.statistic)
        assert np.isnan(test.p)
        assert test.freedom == 0


tables = arrays.arrays(int, (5, 5), elements=st.integers(0, 6))


@given(tables, st.integers(0, 5), st.integers(0, 30))
def test_a_category_that_is_empty_or_where_all_stayed_makes_no_difference(
    table: np.ndarray, place: int, stayed: int
) -> None:
    wider = np.insert(np.insert(table, place, 0, axis=0), place, 0, axis=1)
    wider[place, place] = stayed
    plain, more = shifts(table), shifts(wider)
    for name in ("bowker", "stuart_maxwell"):
        one, other = getattr(plain, name), getattr(more, name)
        assert one.freedom == other.freedom
        assert one.statistic == pytest.approx(other.statistic, nan_ok=True)


def test_two_separate_groups_of_categories_are_tested_together() -> None:
    """Nobody goes between 1–2 and 3–4: two McNemar tests added, (5−1)²/6 + (6−2)²/8."""
    table = np.zeros((4, 4), dtype=int)
    table[0, 1], table[1, 0], table[2, 3], table[3, 2] = 5, 1, 6, 2
    found = shifts(table)
    assert found.stuart_maxwell.statistic == pytest.approx(16 / 6 + 16 / 8)
    assert found.stuart_maxwell.freedom == 2


@given(tables.map(lambda table: table + 1))
def test_a_full_table_is_as_statsmodels_has_it(table: np.ndarray) -> None:
    known, found = SquareTable(table, shift_zeros=False), shifts(table)
    assert found.bowker.statistic == pytest.approx(known.symmetry().statistic, abs=1e-8)
    assert found.stuart_maxwell.statistic == pytest.approx(known.homogeneity().statistic, abs=1e-8)


@given(tables)
def test_time_turned_round_gives_the_same(table: np.ndarray) -> None:
    one, other = shifts(table), shifts(table.T)
    assert one.bowker.p == pytest.approx(other.bowker.p, nan_ok=True)
    assert one.stuart_maxwell.p == pytest.approx(other.stuart_maxwell.p, nan_ok=True)
