from __future__ import annotations

from dataclasses import astuple

import pytest
from show.conftest import EVERYBODY, NOBODY, PLACES, Cases, made_up
from show.numbers_shown import unexplained_numbers
from stegvis.book.cards import Card, outcome_cards
from stegvis.project import Project
from stegvis.show.exhibit import Prose


@pytest.fixture(scope="module", params=["cresco-plus", "cresco-creare"])
def cases(request: pytest.FixtureRequest) -> Cases:
    return made_up(request.param)


def texts(card: Card) -> list[str]:
    *single, others, _ = astuple(card)
    return [*single, *others]


@pytest.mark.parametrize("place", [place for place in PLACES if place != "Vara"])
@pytest.mark.parametrize("period", ["all", "2019Q4"])
def test_every_number_of_a_card_is_a_figure(cases: Cases, place: str, period: str) -> None:
    section = cases.section(place, period)
    cards = outcome_cards(section)
    said = [text for card in cards.cards for text in texts(card)]
    assert unexplained_numbers(section, Prose(*said, cards.note)) == []
    assert not any(word in " ".join(said) for word in ("None", "nan"))


def test_the_projects_own_goals_come_first_and_others_are_marked(cases: Cases) -> None:
    cards = outcome_cards(cases.section("ALLA")).cards
    official = {goal.name: goal.official for goal in cases.project.goals}
    order = [official[card.goal] for card in cards]
    assert order == sorted(order, reverse=True)
    assert ["inofficiellt" in card.definition for card in cards] == [not own for own in order]


def test_every_definition_of_a_goal_is_told_once(cases: Cases) -> None:
    goals = {goal.name: goal for goal in cases.project.goals}
    for card in outcome_cards(cases.section("ALLA")).cards:
        assert 1 + len(card.others) == len(goals[card.goal].variants)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (EVERYBODY, "nås; hela intervallet ligger över målet"),
        (NOBODY, "nås inte; intervallet rymmer målet"),
    ],
)
def test_a_verdict_says_where_the_interval_lies(cases: Cases, place: str, said: str) -> None:
    by_goal = {card.goal: card for card in outcome_cards(cases.section(place)).cards}
    assert said in by_goal["Arbete eller studier"].verdict


def test_without_an_outcome_nothing_is_claimed(projects: dict[str, Project]) -> None:
    for card in outcome_cards(made_up("cresco-plus").section("Essunga")).cards:
        assert card.value == "–"
        assert card.counted == "inget utfall än"
        assert card.verdict.endswith("kan inte prövas än.")
