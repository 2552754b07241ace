"""The coordinator's first belief against what came of it."""

from __future__ import annotations

import pytest
from stegvis.measure.belief import belief
from stegvis.measure.movements import cards_in_time
from stegvis.measure.question import Question
from stegvis.period import Period

ITEM = 11


def said(draft, participant, score, day="2023-10-01"):
    return draft.card(participant, day, *[None] * (ITEM - 1), score)


def measured(records, project, period="2024Q4"):
    question = Question(project, Period.parse(period), ("Hjo",), total=False)
    cards = cards_in_time(records, question.period.end)
    found = belief(records, cards, question)
    return found.set_index(found["group"].where(found["group"] != "", found["measure"]))


@pytest.fixture
def five(draft):
    """High: work and moved away. Low: sick. Middle: studies. And one of whom nothing was said."""
    records = draft()
    for who, first, reason in (
        ("HJO-001", 4, "arbete"),
        ("HJO-002", 5, "flytt"),
        ("HJO-003", 2, "sjukdom"),
        ("HJO-004", 3, "studier"),
        ("HJO-005", None, "arbete"),
    ):
        records.person(who, "2023-09-01", "2024-05-31", reason)
        said(records, who, first)
    return records


def test_the_outcome_is_counted_by_the_first_belief(five, cresco_plus) -> None:
    rows = measured(five.records(), cresco_plus)
    counted = {
        word: (int(rows.loc[f"belief={word}", "k"]), int(rows.loc[f"belief={word}", "n"]))
        for word in ("low", "middle", "high", "unanswered")
    }
    assert counted == {"low": (0, 1), "middle": (1, 1), "high": (1, 2), "unanswered": (1, 1)}
    difference = rows.loc["belief.difference"]
    assert (difference["k"], difference["n"], difference["value"]) == (1, 3, 0.5)
    assert difference["low"] < 0.5 < difference["high"]
    assert (rows.loc["belief.answered", "k"], rows.loc["belief.answered", "n"]) == (4, 5)
    assert set(rows["definition"]) == {"", "arbete_studier/primar"}


def test_a_later_belief_changes_nothing_and_one_after_the_exit_is_none(five, cresco_plus) -> None:
    before = measured(five.records(), cresco_plus)
    said(five, "HJO-003", 5, "2024-01-01")
    said(five, "HJO-005", 5, "2024-06-15")
    after = measured(five.records(), cresco_plus)
    assert after.equals(before)


def test_only_the_exited_are_counted(five, cresco_plus) -> None:
    said(five.person("HJO-006", "2023-09-01"), "HJO-006", 5)
    said(five.person("HJO-007", "2023-09-01", "2024-01-01", "felregistrering"), "HJO-007", 5)
    assert measured(five.records(), cresco_plus)["n"].sum() == 5 + 5 + 3
    assert measured(five.records(), cresco_plus, "2023Q4")["n"].sum() == 0


def test_without_both_groups_there_is_no_difference(draft, cresco_plus) -> None:
    records = said(draft().person("HJO-001", "2023-09-01", "2024-05-31", "arbete"), "HJO-001", 5)
    difference = measured(records.records(), cresco_plus).loc["belief.difference"]
    assert (difference["k"], difference["n"]) == (1, 1)
    assert difference[["value", "low", "high"]].isna().all()


def test_a_scale_of_ten_has_no_middle(draft, cresco_plus) -> None:
    wide = cresco_plus.card.model_copy(update={"high": 10})
    project = cresco_plus.model_copy(update={"card": wide})
    records = draft()
    for number, score in enumerate((1, 5, 6, 10), 1):
        who = f"HJO-00{number}"
        said(records.person(who, "2023-09-01", "2024-05-31", "arbete"), who, score)
    rows = measured(records.records(), project)
    known = ("low", "middle", "high")
    assert [int(rows.loc[f"belief={word}", "n"]) for word in known] == [2, 0, 2]


def test_where_the_item_is_not_known_there_are_no_rows(five, projects) -> None:
    question = Question(projects["cresco-creare"], Period.parse("2024Q4"), ("Hjo",), total=False)
    records = five.records()
    assert belief(records, cards_in_time(records, question.period.end), question).empty
