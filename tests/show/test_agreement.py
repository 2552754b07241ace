"""The two raters' agreement in charts, tables and words."""

from __future__ import annotations

import pytest
from show.conftest import EVERYBODY
from show.numbers_shown import drawn_texts, flat, unexplained_numbers
from stegvis.show import agreement, agreement_closeness, agreement_coefficients, swedish
from stegvis.show.exhibit import Chart, Prose, Table

CALLS = [
    agreement.headline,
    agreement_closeness.closeness,
    agreement_coefficients.coefficients,
]


def shown(kind, exhibit):
    return [part for part in flat(exhibit) if isinstance(part, kind)]


def only(plus, place: str):
    """Keep one municipality's delivery, so that little is measured."""
    deliveries = plus.records.deliveries
    return deliveries[deliveries["municipality"] == place]


def answering(plus, own: int, coordinator: int, *, of_two: int | None = None):
    """Let everyone say one thing on their cards, and their coordinators another.

    ``of_two`` is what the coordinators of two of them say instead.
    """
    cards = plus.records.cards
    items = [item.id for item in plus.project.card.coordinator]
    score = cards["rater"].map({"participant": own, "coordinator": coordinator}).astype("Int64")
    if of_two is not None:
        theirs = cards["rater"].eq("coordinator") & cards["participant"].isin(
            ["SKÖ-001", "SKÖ-002"]
        )
        score = score.mask(theirs, of_two)
    return plus.having(cards=cards.assign(**dict.fromkeys(items, score))).section("Skövde")


def test_the_alt_texts_and_the_tables_say_what_the_charts_draw(plus):
    exhibit = agreement_closeness.closeness(plus.section("Skövde"))
    charts, tables = shown(Chart, exhibit), shown(Table, exhibit)
    assert len(charts) == len(tables) == 2
    names = [plus.project.indicators[name] for name in plus.project.compared]
    for chart, table in zip(charts, tables, strict=True):
        assert [row[0] for row in table.rows] == names
        for name, value, ends, _ in table.rows:
            assert value in drawn_texts(chart)
            assert f"{name}: {value}" in chart.alt
            assert ends in chart.alt


@pytest.mark.parametrize(
    ("own", "coordinator", "direction", "near"),
    [(2, 4, "2,00", "0"), (4, 3, "−1,00", "100"), (3, 3, "0,00", "100")],
)
def test_the_headline_says_how_near_and_which_way(plus, own, coordinator, direction, near):
    said = agreement.headline(answering(plus, own, coordinator)).plain()
    assert f"({near}{swedish.NBSP}%) par av svar" in said
    assert f"är i genomsnitt {direction}{swedish.NBSP}steg" in said


@pytest.mark.parametrize(("coordinator", "which"), [(4, "högre"), (1, "lägre")])
def test_when_the_interval_leaves_nought_out_the_headline_says_who_is_higher(
    plus, coordinator, which
):
    said = agreement.headline(answering(plus, 2, coordinator, of_two=2)).plain()
    assert f"Samordnaren svarar i genomsnitt {which} än deltagaren" in said


def test_when_all_say_the_same_kappa_is_said_to_be_undefined_and_ac2_still_speaks(plus):
    section = answering(plus, 3, 3)
    exhibit = agreement_coefficients.coefficients(section)
    [table] = shown(Table, exhibit)
    for _, linear, quadratic, ac2, _ in table.rows:
        assert linear == quadratic == agreement_coefficients.UNDEFINED
        assert ac2 == f"1,00 ({agreement.NO_INTERVAL})"
    assert "Kappa går inte att räkna när alla svar är desamma" in table.note
    assert "Intervall saknas" in table.note
    assert unexplained_numbers(section, exhibit) == []


def test_perfect_agreement_has_no_interval_and_the_note_says_why(plus):
    exhibit = agreement_coefficients.coefficients(plus.section(EVERYBODY))
    [table] = shown(Table, exhibit)
    assert {cell for row in table.rows for cell in row[1:4]} == {"1,00 (intervall saknas)"}
    assert "Intervall saknas" in table.note


def test_where_nothing_is_mapped_a_sentence_says_so(cases):
    first, *others = (call(cases.section("Skövde")) for call in CALLS)
    lacking = not cases.project.compared
    assert ("har inte kopplat frågor" in first.plain()) == lacking
    assert all(isinstance(exhibit, Prose) == lacking for exhibit in others)


def test_without_cards_near_each_other_the_headline_says_so(plus):
    cards = plus.records.cards
    theirs = cards[cards["rater"] == "coordinator"]
    section = plus.having(cards=theirs, deliveries=only(plus, "Skövde")).section("Skövde")
    said = agreement.headline(section).plain()
    assert "kort daterade med högst 31 dagars mellanrum" in said
    assert "inget att jämföra" in said
