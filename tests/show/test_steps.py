"""Step movements: by item, by person, from first to latest answer, and by both raters."""

from __future__ import annotations

import pandas as pd
import pytest
from show.numbers_shown import drawn_texts, flat
from stegvis.card import DAYS_AFTER_EXIT, RATERS
from stegvis.show import (
    moves,
    rows,
    steps,
    steps_items,
    steps_people,
    steps_raters,
    steps_transition,
    swedish,
    terms,
    wording,
)
from stegvis.show.exhibit import Chart, Table


def shown(kind, exhibit):
    return [one for one in flat(exhibit) if isinstance(one, kind)]


@pytest.fixture(scope="module")
def section(cases):
    return cases.section("Skövde")


def test_the_headline_says_how_many_went_which_way(moving):
    said = steps.headline(moving(1, 1, 1, 0, -1)).plain()
    assert f"Av 5 deltagare i Hjo med kort att jämföra har 3 (60{swedish.NBSP}%)" in said
    assert "gått framåt enligt samordnaren; 1 är oförändrad och 1 har gått bakåt" in said


def test_the_headline_says_nobody_rather_than_nought(moving):
    said = steps.headline(moving(0, 0)).plain()
    assert "har ingen gått framåt" in said
    assert "2 är oförändrade och ingen har gått bakåt" in said


@pytest.mark.parametrize(
    ("change", "said"), [(1, "gått framåt"), (0, "inte flyttat sig"), (-1, "gått bakåt")]
)
def test_of_one_person_the_headline_says_what_the_one_did(moving, change, said):
    assert f"med kort att jämföra har {said}" in steps.headline(moving(change)).plain()


def test_with_one_card_each_the_text_says_when_a_movement_can_come(plus):
    first = plus.records.cards.drop_duplicates(["municipality", "participant", "rater"])
    section = plus.having(cards=first).section("Skövde")
    for exhibit in (
        steps.headline(section),
        steps_people.by_every_rule(section),
        steps_items.by_item(section, "coordinator"),
        steps_transition.heatmap(section),
        steps_raters.compare(section),
    ):
        every = section.project.card.every_months
        assert f"Kort fylls i med {every}{swedish.NBSP}månaders mellanrum" in exhibit.plain()
        assert not shown(Chart, exhibit)
        assert not shown(Table, exhibit)


def test_one_raters_cards_are_shown_when_the_other_has_none(plus):
    cards = plus.records.cards
    section = plus.having(cards=cards[cards["rater"] == "participant"]).section("Skövde")
    assert "två kort från samordnaren" in steps.headline(section).plain()
    exhibit = steps_transition.heatmap(section)
    assert "två kort från samordnaren" in exhibit.plain()
    [chart] = shown(Chart, exhibit)
    assert "Deltagarens kort" in drawn_texts(chart)
    assert "Samordnarens kort" not in drawn_texts(chart)
    assert len(shown(Table, exhibit)) == 1


@pytest.mark.parametrize("rater", RATERS)
def test_items_have_a_row_each_with_the_charts_counts_and_n(section, rater):
    exhibit = steps_items.by_item(section, rater)
    [chart], [table] = shown(Chart, exhibit), shown(Table, exhibit)
    items = section.project.card.items(rater)
    assert [row[0] for row in table.rows] == [item.label for item in items]
    drawn = drawn_texts(chart)
    for name, forward, unchanged, backward, n in table.rows:
        counts = [cell.split(" (")[0] for cell in (forward, unchanged, backward)]
        assert sum(map(int, counts)) == int(n)
        words = f"{counts[0]} framåt, {counts[1]} oförändrat, {counts[2]} bakåt (n = {n})"
        assert f"{name}: {words}" in chart.alt
        assert name in drawn
        assert f"n = {n}" in drawn
        assert {count for count in counts if count != "0"} <= set(drawn)


def test_the_note_gives_the_days_after_exit_that_the_measure_uses(section):
    note = shown(Chart, steps_items.by_item(section, "participant"))[0].note
    assert steps_items.DAYS_AFTER_EXIT == DAYS_AFTER_EXIT
    assert f"högst {DAYS_AFTER_EXIT} dagar efter avslut" in note


def test_every_rule_is_shown_for_both_raters_and_the_primary_one_marked(section):
    exhibit = steps_people.by_every_rule(section)
    movement = section.project.movement
    first, second = shown(Table, exhibit)
    assert terms.RATERS_OF[movement.primary_rater] in first.caption
    for table in (first, second):
        marked = [row[0] for row in table.rows if row[0].endswith("(huvudregeln)")]
        assert marked == [f"{movement.primary.label} (huvudregeln)"]
        assert len(table.rows) == len(movement.rules)


def test_the_primary_rows_are_the_headlines(section):
    table = shown(Table, steps_people.by_every_rule(section))[0]
    [row] = [row for row in table.rows if row[0].endswith("(huvudregeln)")]
    assert f"har {row[1]} gått framåt" in steps.headline(section).plain()


def test_the_heatmaps_numbers_are_the_tables(section):
    exhibit = steps_transition.heatmap(section)
    [chart], tables = shown(Chart, exhibit), shown(Table, exhibit)
    scale = range(section.project.card.low, section.project.card.high + 1)
    drawn = sorted(text for text in drawn_texts(chart) if text.isdigit())
    ticks = [str(value) for value in scale] * 4
    cells = [cell for table in tables for row in table.rows for cell in row[1:]]
    assert drawn == sorted([*cells, *ticks])
    for table in tables:
        for first, *latest in table.rows:
            words = ", ".join(f"{to}: {cell}" for to, cell in zip(scale, latest, strict=True))
            assert f"från {first} till {words}" in chart.alt


def test_the_heatmap_reads_from_the_first_answer_to_the_latest(moving):
    exhibit = steps_transition.heatmap(moving(2, 2))
    [table] = shown(Table, exhibit)
    items = len(moving(2).project.card.coordinator)
    assert {row[0]: row[5] for row in table.rows}["3"] == str(2 * items)


def test_raters_are_compared_by_indicator_where_items_are_mapped(cases, section):
    exhibit = steps_raters.compare(section)
    [chart], [table] = shown(Chart, exhibit), shown(Table, exhibit)
    names = [row[0] for row in table.rows]
    project = cases.project
    if project.indicators:
        assert names == list(project.indicators.values())
        by_name = {row[0]: row[1:] for row in table.rows}
        assert by_name[project.indicators["own_belief"]][1] == steps_raters.NOT_ASKED
        assert by_name[project.indicators["coordinator_belief"]][0] == steps_raters.NOT_ASKED
    else:
        assert names == [rule.label for rule in project.movement.rules]
        assert "inte kopplat frågor till indikatorer" in chart.note
    for _, *views in table.rows:
        for view in views:
            assert view in drawn_texts(chart)
            assert view in chart.alt


def test_raters_are_not_compared_when_only_one_has_cards(moving):
    exhibit = steps_raters.compare(moving(1, 1, 1))
    assert not shown(Chart, exhibit)
    assert "två kort från deltagaren" in exhibit.plain()


def test_an_indicator_that_nobody_was_asked_twice_is_said_to_be_so(plus):
    cards = plus.records.cards.assign(f1=pd.array([pd.NA] * len(plus.records.cards), "Int64"))
    exhibit = steps_raters.compare(plus.having(cards=cards).section("Skövde"))
    [row] = [row for row in shown(Table, exhibit)[0].rows if row[0] == "Jobbsökande"]
    assert row[1:] == (steps_raters.NOBODY, steps_raters.NOBODY)


def test_an_item_that_nobody_answered_twice_has_a_row_without_bars(plus):
    cards = plus.records.cards.assign(f1=pd.array([pd.NA] * len(plus.records.cards), "Int64"))
    exhibit = steps_items.by_item(plus.having(cards=cards).section("Skövde"), "coordinator")
    [chart], [table] = shown(Chart, exhibit), shown(Table, exhibit)
    assert table.rows[0][1:] == ("–", "–", "–", "0")
    assert "ingen med två svar" in drawn_texts(chart)


def test_few_people_bring_a_caution(moving):
    section = moving(1, 0, -1)
    for exhibit in (steps_items.by_item(section, "coordinator"), steps.about(section)):
        assert wording.caution(3) in exhibit.plain()


def test_nothing_is_said_to_be_caused_by_the_method(section):
    said = steps.about(section).plain()
    assert "förenlig med" in said
    assert "inte vad som har orsakat" in said


def test_forward_reaches_right_of_backward(moving):
    section = moving(1, 1, -1)
    row = moves.look_up(section, "x", "steps.person", "net", rater="coordinator")
    figure = moves.chart([row])
    [axes] = figure.axes
    right = max(bar.get_x() + bar.get_width() for bar in axes.patches)
    left = min(bar.get_x() for bar in axes.patches)
    assert right == pytest.approx(2 / 3)
    assert left == pytest.approx(-1 / 3)


def test_long_names_are_broken_between_words():
    name = "Hur stor tro har du på att deltagaren får ett arbete inom ett år"
    [wrapped] = rows.wrapped([name])
    assert wrapped.replace("\n", " ") == name
    assert max(map(len, wrapped.split("\n"))) <= rows.NAME_WIDTH
    assert rows.height([name]) > rows.height(["Kort"])
