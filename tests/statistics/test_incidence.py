"""Cumulative incidence with competing exits: published values, plain counts and statsmodels."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import CumIncidenceRight
from stegvis.statistics.incidence import cumulative_incidence
from stegvis.statistics.intervals import wilson

SIX_MP = {
    "left": [6, 6, 6, 7, 10, 13, 16, 22, 23],
    "censored": [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35],
}
"""Weeks in remission under 6-MP: Freireich et al. (1963), Blood 21:699."""

TRANSPLANTS = {
    0: [2, 4, 7, 8, 32, 35, 35, 67, 68, 70, 72],
    1: [0, 1, 3, 3, 3, 4, 4, 8, 12],
    2: [0, 1, 2, 3, 4, 5, 7, 7, 8, 9, 10, 13, 14, 22, 26],
}
"""Months to death from the transplant (1) or relapse (2) of 35 patients, 0 is neither: Scrucca,
Santucci & Aversa (2007), Bone Marrow Transplantation 40:381."""

TIED = (
    [1, 1, 2, 4, 4, 4, 6, 6, 7, 8, 9, 9, 9, 1, 2, 2, 4, 4],
    [1, 1, 1, 2, 2, 2, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0],
)


def estimated(time, cause, at, causes=None):
    cause = np.array(cause, dtype=int)
    number = causes or int(cause.max(initial=1))
    return cumulative_incidence(np.array(time, dtype=float), cause, number, np.array(at, float))


def of(frame: pd.DataFrame, cause: int) -> pd.DataFrame:
    return frame[frame["cause"] == cause].reset_index(drop=True)


def test_with_one_cause_it_is_one_minus_kaplan_meier() -> None:
    """Freireich's 6-MP arm: S(6) 0.857, S(10) 0.753, S(23) 0.448."""
    time = SIX_MP["left"] + SIX_MP["censored"]
    cause = [1] * len(SIX_MP["left"]) + [0] * len(SIX_MP["censored"])
    found = estimated(time, cause, [5, 6, 10, 23, 24])
    assert list(1 - found["value"]) == pytest.approx([1, 0.857, 0.753, 0.448, 0.448], abs=5e-4)
    assert list(found["at_risk"]) == [21, 21, 15, 6, 5]
    assert list(found["events"]) == [0, 3, 5, 9, 9]


def test_ties_and_three_causes_as_cmprsk_in_r_has_them() -> None:
    """The example of statsmodels' own tests: values from cuminc of R's cmprsk."""
    found = estimated(*TIED, [1, 2, 4, 6, 7])
    assert list(of(found, 1)["value"]) == pytest.approx(
        [0.11111111, 0.17037037, 0.17037037, 0.17037037, 0.17037037]
    )
    assert list(of(found, 2)["value"]) == pytest.approx([0, 0, 0.20740741, 0.20740741, 0.20740741])
    assert list(of(found, 3)["value"]) == pytest.approx([0, 0, 0, 0.17777778, 0.26666667])


@pytest.mark.parametrize(
    ("cause", "value", "error"),
    [(1, 0.17037037, 0.08976251), (2, 0.20740741, 0.10610391), (3, 0.26666667, 0.12787781)],
)
def test_the_standard_error_is_that_of_stcompet_in_stata(cause, value, error) -> None:
    """Stata's stcompet, as statsmodels' own tests quote it."""
    row = of(estimated(*TIED, [8]), cause).loc[0]
    assert (row["value"], row["error"]) == (pytest.approx(value), pytest.approx(error))


def test_no_one_counts_for_more_than_the_people_whose_state_is_known() -> None:
    """One of three is censored before time 2: two are known, and neither has left."""
    found = estimated([1, 3, 3], [0, 1, 1], [2]).loc[0]
    assert found["high"] == pytest.approx(wilson(pd.Series([0]), pd.Series([2]))["high"][0])


def test_the_transplants_of_scrucca_2007() -> None:
    """Pooled, months 0–4, as scikit-survival prints them for the same data."""
    time = [month for months in TRANSPLANTS.values() for month in months]
    cause = [code for code, months in TRANSPLANTS.items() for _ in months]
    found = estimated(time, cause, [0, 1, 2, 3, 4])
    assert len(time) == 35
    assert list(of(found, 1)["value"]) == pytest.approx(
        [0.0286, 0.0571, 0.0571, 0.1458, 0.2049], abs=5e-5
    )
    assert list(of(found, 2)["value"]) == pytest.approx(
        [0.0286, 0.0571, 0.0857, 0.1153, 0.1448], abs=5e-5
    )


def test_with_nobody_censored_it_is_a_plain_share_with_wilsons_interval() -> None:
    found = estimated([1, 2, 2, 3, 5], [1, 2, 1, 1, 2], [2, 5], causes=2)
    plain = wilson(pd.Series([2, 3, 1, 2]), pd.Series([5] * 4))
    assert list(found["value"]) == pytest.approx([0.4, 0.6, 0.2, 0.4])
    assert list(found["low"]) == pytest.approx(list(plain["low"]))
    assert list(found["high"]) == pytest.approx(list(plain["high"]))


def test_of_nobody_nothing_is_known() -> None:
    found = estimated([], [], [0, 12], causes=2)
    assert found[["value", "low", "high"]].isna().to_numpy().all()
    assert list(found["at_risk"]) == [0] * 4


def test_of_one_still_there_nothing_is_known_after_their_time() -> None:
    found = estimated([3], [0], [0, 3, 4])
    assert list(found["value"].isna()) == [False, False, True]
    assert list(found["at_risk"]) == [1, 1, 0]
    assert found.loc[1, "high"] == pytest.approx(wilson(pd.Series([0]), pd.Series([1]))["high"][0])


def test_when_all_have_left_it_is_known_for_ever() -> None:
    found = estimated([3, 5], [1, 1], [0, 3, 24])
    assert list(found["value"]) == [0, 0.5, 1]
    assert found.loc[2, "high"] == 1
    assert 0 < found.loc[2, "low"] < 1


people = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 2)), min_size=1, max_size=40)


@given(people)
def test_agrees_with_statsmodels(rows: list[tuple[int, int]]) -> None:
    time, cause = map(np.array, zip(*rows, strict=True))
    with np.errstate(divide="ignore", invalid="ignore"):
        theirs = CumIncidenceRight(time, cause)
    ours = estimated(time, cause, theirs.times, causes=2)
    for number, values in enumerate(theirs.cinc, start=1):
        assert list(of(ours, number)["value"]) == pytest.approx(list(values))


@given(people)
def test_causes_add_up_and_intervals_enclose(rows: list[tuple[int, int]]) -> None:
    time, cause = map(np.array, zip(*rows, strict=True))
    found = estimated(time, cause, range(14), causes=2)
    known = found.dropna()
    assert (known["low"] <= known["value"] + 1e-12).all()
    assert (known["value"] <= known["high"] + 1e-12).all()
    assert known["low"].between(0, 1).all()
    assert known["high"].between(0, 1).all()
    by_time = known.groupby("at")["value"].sum()
    assert (by_time <= 1 + 1e-12).all()
    assert by_time.is_monotonic_increasing or (by_time.diff().dropna() > -1e-12).all()
