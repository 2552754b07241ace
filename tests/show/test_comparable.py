"""Which municipalities' follow-up may be set beside which."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from show.numbers_shown import flat, unexplained_numbers
from stegvis.show import comparable, swedish
from stegvis.show.exhibit import Prose, Table
from stegvis.show.followup import FollowUp, groups


@pytest.mark.parametrize("period", ["all", "2019Q4"])
@pytest.mark.parametrize("place", ["ALLA", "Skövde", "Karlsborg", "Vara"])
def test_every_number_shown_is_a_figure(cases, place, period):
    section = cases.section(place, period)
    shown = comparable.followup_groups(section)
    assert unexplained_numbers(section, shown) == []
    assert not re.search(r"None|\bnan\b|<NA>|\.\.|  |comparable|_", shown.plain())


def _cells(section):
    (table,) = (e for e in flat(comparable.followup_groups(section)) if isinstance(e, Table))
    return {row[0]: row[1:] for row in table.rows}


def test_each_municipality_stands_on_one_side_in_every_group(cases):
    section = cases.section("ALLA")
    delivered = {"Skövde", "Hjo", "Grästorp", "Essunga", "Mariestad", "Skara", "Karlsborg"}
    for group in groups(section, "lasting"):
        together, others = _cells(section)[group.label]
        for place in delivered:
            beside = place in together
            assert beside != (place in others)
            assert beside == (comparable.why_not(section, place, group) == "")


def test_the_reason_is_said(cases):
    section = cases.section("ALLA")
    group = FollowUp("lasting", 6, "alla")
    assert comparable.why_not(section, "Karlsborg", group) == "ej jämförbar (bara antal)"
    assert comparable.why_not(section, "Vara", group) == "ej jämförbar (ingen leverans)"
    assert comparable.why_not(section, "Essunga", group) == "ej jämförbar (ingen aktuell)"


def test_one_alone_has_nothing_to_be_compared_with(plus):
    """Only Skövde has reached three: the others' follow-ups are taken away."""
    followups = plus.records.followups
    only = plus.having(followups=followups[followups["municipality"] == "Skövde"])
    together, others = _cells(only.section("ALLA"))[FollowUp("lasting", 6, "alla").label]
    assert together == "ingen"
    assert "ingen annan att jämföras med: Skövde" in swedish.sentence(others)
    assert "Ingen nådd" in others or "ingen nådd: " in others


def test_before_anyone_is_due_there_is_a_sentence(plus):
    nothing = plus.having(followup_counts=plus.records.followup_counts.head(0))
    shown = comparable.followup_groups(nothing.section("ALLA", "2019Q4"))
    assert isinstance(shown, Prose)
    assert "Ingen är aktuell" in shown.plain()


def test_following_only_the_positive_makes_all_exits_incomparable(plus):
    """In Skara nobody has moved forward: now one has, and none of the others is sought."""
    records = plus.records
    cards = records.cards
    scores = [name for name in cards if name.startswith("f")]
    one = (cards["participant"] == "SKA-001") & (cards["rater"] == "coordinator")
    low, high = plus.project.card.low, plus.project.card.high
    latest = cards["date"] == cards.loc[one, "date"].max()
    cards = cards.copy()
    cards.loc[one, scores] = low
    cards.loc[one & latest, scores] = high
    sought = records.followups["participant"].eq("SKA-001")
    elsewhere = records.followups["municipality"].ne("Skara")
    told = plus.having(cards=cards, followups=records.followups[sought | elsewhere])
    section = told.section("ALLA")
    group = FollowUp("lasting", 6, "alla")
    assert comparable.why_not(section, "Skara", group).endswith("(följer bara upp positiva)")
    assert pd.notna(section.figures.one("Skara", "lasting.reached", months=6, population="alla").k)
