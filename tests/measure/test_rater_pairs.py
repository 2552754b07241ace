"""Which cards, and which answers, of the two raters are compared."""

from __future__ import annotations

import pytest
from stegvis.measure.agreement import agreement
from stegvis.measure.question import Question
from stegvis.measure.rater_pairs import card_pairs, rater_pairs
from stegvis.period import Period
from stegvis.place import ALL

INDICATORS = ["job_search", "labour_market", "health", "cooperation", "goal_orientation"]


def paired(records):
    cards = records.cards
    dates = cards["date"].dt.date.astype(str)
    pairs = card_pairs(cards)
    days = zip(
        dates.loc[pairs["participant_card"]], dates.loc[pairs["coordinator_card"]], strict=True
    )
    return sorted(days)


def cards(draft, own, coordinator, participant="HJO-001"):
    for day in own:
        draft.card(participant, day, 3, rater="participant")
    for day in coordinator:
        draft.card(participant, day, 3)
    return draft.records()


@pytest.mark.parametrize(
    ("own", "coordinator", "pairs"),
    [
        (["2024-01-01"], ["2024-02-01"], [("2024-01-01", "2024-02-01")]),
        (["2024-01-01"], ["2024-02-02"], []),
        (
            ["2024-01-10", "2024-01-20"],
            ["2024-01-12"],
            [("2024-01-10", "2024-01-12")],
        ),
        (
            ["2024-01-10", "2024-01-20"],
            ["2024-01-19", "2024-02-05"],
            [("2024-01-10", "2024-02-05"), ("2024-01-20", "2024-01-19")],
        ),
        (
            ["2024-01-10", "2024-01-20"],
            ["2024-01-15"],
            [("2024-01-10", "2024-01-15")],
        ),
    ],
    ids=["31 days", "32 days", "the nearest", "none twice", "the earliest of equals"],
)
def test_each_card_is_paired_once_with_the_nearest(draft, own, coordinator, pairs) -> None:
    assert paired(cards(draft(), own, coordinator)) == pairs


def test_two_peoples_cards_are_never_paired(draft) -> None:
    records = draft()
    cards(records, ["2024-01-01"], [], "HJO-001")
    assert paired(cards(records, [], ["2024-01-01"], "HJO-002")) == []


def test_only_indicators_that_both_answer_are_compared(projects) -> None:
    assert projects["cresco-plus"].compared == INDICATORS
    assert projects["cresco-creare"].compared == []


def test_of_several_items_of_an_indicator_each_is_compared_with_each(cresco_plus, draft) -> None:
    card = cresco_plus.card
    twice = [
        item.model_copy(update={"indicator": "job_search"}) if item.id == "f2" else item
        for item in card.coordinator
    ]
    mapped = card.model_copy(update={"coordinator": tuple(twice)})
    project = cresco_plus.model_copy(update={"card": mapped})
    records = draft()
    records.card("HJO-001", "2024-01-01", 4, rater="participant")
    records.card("HJO-001", "2024-01-01", 2, 5)
    pairs = rater_pairs(records.records().cards, project)
    assert list(zip(pairs["indicator"], pairs["own"], pairs["coordinator"], strict=True)) == [
        ("job_search", 4, 2),
        ("job_search", 4, 5),
    ]


@pytest.fixture
def three(draft):
    """Three people, four pairs on job search: 2–2, 3–4, 5–3 and, again of the first, 3–3."""
    records = draft()
    for who in ("HJO-001", "HJO-002", "HJO-003"):
        records.person(who, "2023-09-01")
    for who, day, own, coordinator in (
        ("HJO-001", "2023-10-01", 2, 2),
        ("HJO-002", "2023-10-01", 3, 4),
        ("HJO-003", "2023-10-01", 5, 3),
        ("HJO-001", "2024-01-01", 3, 3),
    ):
        records.card(who, day, own, rater="participant")
        records.card(who, day, coordinator)
    return records.records()


def measured(records, project):
    question = Question(project, Period.parse("2024Q4"), ("Hjo",), total=True)
    return agreement(records.cards, question).set_index(
        ["municipality", "measure", "group", "definition"]
    )


def test_a_table_counted_by_hand(three, cresco_plus) -> None:
    """Differences 0, 1, -2, 0 and the answers 2, 3, 5, 3 by 2, 4, 3, 3, in steps of 1/4.

    Linear disagreement seen (0 + 1 + 2 + 0) / 4 / 4 = 3/16. Expected by chance, each of one rater's
    answers with each of the other's: from 2, 3, 5, 3 to 2, 4, 3, 3 it is 4, 2, 8 and 2 steps,
    16 / 16 / 4 = 1/4. Kappa 1 - (3/16) / (1/4) = 1/4.
    """
    rows = measured(three, cresco_plus)
    for place in ("Hjo", ALL):
        kappa = rows.loc[(place, "agreement.kappa", "indicator=job_search", "linear")]
        assert (kappa["k"], kappa["n"], kappa["value"]) == (3, 4, pytest.approx(1 / 4))
        mean = rows.loc[(place, "agreement.difference", "indicator=job_search", "")]
        assert (mean["k"], mean["n"], mean["value"]) == (3, 4, pytest.approx(-0.25))
        near = rows.loc[(place, "agreement.within_one", "indicator=job_search", "")]
        assert (near["k"], near["n"], near["value"]) == (3, 4, 0.75)
        assert near["low"] < 0.75 < near["high"]


def test_without_a_pair_the_rows_are_there_and_empty(draft, cresco_plus) -> None:
    rows = measured(draft().person("HJO-001", "2023-09-01").records(), cresco_plus)
    assert len(rows) == 2 * (len(INDICATORS) * 10 + 2)
    assert set(rows["n"]) == {0}
    assert rows[["value", "low", "high"]].isna().to_numpy().all()


def test_where_nothing_is_mapped_there_are_no_rows(three, projects) -> None:
    assert measured(three, projects["cresco-creare"]).empty
