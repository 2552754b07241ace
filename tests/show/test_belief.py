"""The coordinator's first belief and the outcome, in chart, table and words."""

from __future__ import annotations

import pandas as pd
import pytest
from show.conftest import EVERYBODY
from show.numbers_shown import drawn_texts, flat, unexplained_numbers
from stegvis.show import belief, swedish
from stegvis.show.exhibit import Chart, Prose, Table


def shown(kind, exhibit):
    return [part for part in flat(exhibit) if isinstance(part, kind)]


def believed(plus, high_works: bool | None):
    """Let the coordinator believe in those who got work, in those who did not, or in all."""
    people = plus.records.participants
    worked = people.loc[people["exit_reason"].isin(["arbete", "studier"]), "participant"]
    cards = plus.records.cards
    got = cards["participant"].isin(worked)
    score = pd.Series(5, index=cards.index).where(got == high_works, 1)
    if high_works is None:
        score[:] = 5
    return answered(plus, score)


def answered(plus, score):
    """Give Skövde, whose delivery is the only one, with these answers on belief."""
    deliveries = plus.records.deliveries
    own = deliveries[deliveries["municipality"] == "Skövde"]
    cards = plus.records.cards.assign(f11=score.astype("Int64"))
    return plus.having(cards=cards, deliveries=own).section("Skövde")


def test_the_alt_text_and_the_table_say_what_the_chart_draws(plus):
    exhibit = belief.outcome(plus.section("Skövde"))
    [chart], [table] = shown(Chart, exhibit), shown(Table, exhibit)
    assert [row[0] for row in table.rows] == [*belief.BELIEFS.values(), belief.UNANSWERED]
    for name, share, ends in table.rows[:-1]:
        assert share in drawn_texts(chart)
        assert f"{name}: {share}" in chart.alt
        assert ends in chart.alt


@pytest.mark.parametrize(
    ("high_works", "words"),
    [(True, "förenligt med vad BIP fann"), (False, "tvärtemot vad BIP fann")],
)
def test_a_clear_difference_is_said_to_be_with_or_against_bip(plus, high_works, words):
    section = believed(plus, high_works)
    exhibit = belief.outcome(section)
    said = exhibit.plain()
    assert words in said
    assert f"{swedish.NBSP}%-enheter (95{swedish.NBSP}% intervall från" in said
    assert "kan inte skilja det ena från det andra" in said
    assert unexplained_numbers(section, exhibit) == []


def test_when_the_interval_holds_nought_no_difference_is_claimed(plus):
    cards = plus.records.cards
    turn = cards["participant"].str[-1].isin(list("02468"))
    score = pd.Series(5, index=cards.index).where(turn, 1)
    said = belief.outcome(answered(plus, score)).plain()
    assert "Intervallet rymmer noll, så underlaget visar ingen säker skillnad." in said


def test_without_a_group_to_compare_with_the_text_says_so(plus):
    assert "Det finns ingen grupp att jämföra med." in belief.outcome(believed(plus, None)).plain()
    said = belief.outcome(plus.section(EVERYBODY)).plain()
    assert "låg tro på avslutades 8 av 8" in said


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("Vara", "Utan leverans"),
        ("Karlsborg", "Därför saknas samordnarens svar om sin tro"),
        ("Essunga", "Ingen har avslutats i Essunga"),
    ],
)
def test_without_exits_there_is_a_sentence(plus, place, words):
    exhibit = belief.outcome(plus.section(place))
    assert isinstance(exhibit, Prose)
    assert words in exhibit.plain()


def test_when_nobody_was_asked_the_text_says_so(plus):
    none = pd.Series(pd.NA, index=plus.records.cards.index, dtype="Int64")
    said = belief.outcome(answered(plus, none)).plain()
    assert "som har avslutats i Skövde har samordnaren svarat på frågan om sin tro" in said


def test_where_the_item_is_not_known_the_text_says_so(cases):
    said = belief.outcome(cases.section("Skövde")).plain()
    known = cases.project.card.measuring("coordinator", "coordinator_belief")
    assert ("har inte angett vilken av samordnarens frågor" in said) == (not known)
