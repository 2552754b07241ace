"""Months from start to exit, by cause, with those still there followed to the period's end."""

from __future__ import annotations

import pytest
from stegvis.measure.question import Question
from stegvis.measure.time_to_exit import time_to_exit
from stegvis.period import Period


def measured(draft, project, period="2024Q4"):
    question = Question(project, Period.parse(period), ("Hjo",), total=False)
    found = time_to_exit(draft.records(), question)
    return found.set_index("group")


@pytest.fixture
def four(draft):
    """Work after 100 days, moved after 200, studies after 300, and one still there at 366."""
    return (
        draft()
        .person("HJO-001", "2024-01-01", "2024-04-10", "arbete")
        .person("HJO-002", "2024-01-01", "2024-07-19", "flytt")
        .person("HJO-003", "2024-01-01", "2024-10-27", "studier")
        .person("HJO-004", "2023-12-31")
    )


def test_counted_by_hand(four, cresco_plus) -> None:
    rows = measured(four, cresco_plus)
    goal = {months: rows.loc[f"cause=goal;months={months}"] for months in (0, 3, 6, 12)}
    other = {months: rows.loc[f"cause=other;months={months}"] for months in (0, 6, 12)}
    assert [(int(row["k"]), int(row["n"]), row["value"]) for row in goal.values()] == [
        (0, 4, 0),
        (0, 4, 0),
        (1, 3, 0.25),
        (2, 1, 0.5),
    ]
    assert [row["value"] for row in other.values()] == [0, 0, 0.25]
    assert goal[12]["low"] < 0.5 < goal[12]["high"]
    assert set(rows["definition"]) == {"arbete_studier/primar"}


def test_after_the_longest_time_followed_nothing_is_known(four, cresco_plus) -> None:
    later = measured(four, cresco_plus).loc["cause=goal;months=13"]
    assert (later["k"], later["n"]) == (2, 0)
    assert later[["value", "low", "high"]].isna().all()


def test_an_exit_after_the_period_is_not_known_yet(four, cresco_plus) -> None:
    """On 2024-06-30 three are still there, followed for 181 or 182 days."""
    rows = measured(four, cresco_plus, "2024Q2")
    assert (rows.loc["cause=goal;months=5", "k"], rows.loc["cause=goal;months=5", "n"]) == (1, 3)
    assert rows.loc["cause=other;months=5", "value"] == 0


def test_a_person_censored_early_raises_what_later_exits_mean(draft, cresco_plus) -> None:
    """Two start; one is only followed for a day, so the other's exit is everybody's."""
    records = draft().person("HJO-001", "2024-01-01", "2024-03-01", "arbete")
    records.person("HJO-002", "2024-12-30")
    row = measured(records, cresco_plus).loc["cause=goal;months=3"]
    assert (row["k"], row["n"], row["value"]) == (1, 0, 1)
    assert row["low"] < 0.3


def test_a_misregistered_person_and_nobody_count_nowhere(draft, cresco_plus) -> None:
    records = draft().person("HJO-001", "2024-01-01", "2024-02-01", "felregistrering")
    rows = measured(records, cresco_plus)
    assert set(rows["k"]) == set(rows["n"]) == {0}
    assert rows["value"].isna().all()
    assert len(rows) == 50
