"""Hidden beside shown: ``..`` in the table, the chart and the words, and no mark in its place."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from show.conftest import made_up
from show.numbers_shown import drawn_texts, flat
from show.protected import PLAN, external, published, small
from stegvis.external_table import ExternalTable
from stegvis.figures import Figure
from stegvis.language import swedish_order
from stegvis.show import wording
from stegvis.show.bars import Bar
from stegvis.show.exhibit import Chart, Prose, Table
from stegvis.show.external import bars, caseload, goals, order, places, protection
from stegvis.show.external.movement import chart_and_table
from stegvis.show.external.note import Part
from stegvis.show.external.published import absent
from stegvis.show.header import INTERNAL, PROTECTED
from stegvis.show.moves import Moves

HIDDEN = Figure(None, None, None, None, None, None, None, suppressed=True)
NAMES = ("Arbete", "Studier", "Flytt", "Avbrott", "Annat")


def share(k: int, n: int) -> Figure:
    return Figure(k, n, k / n, None, None, None, None)


@pytest.fixture
def section():
    cases = made_up("cresco-plus")
    project = cases.project.model_copy(update={"external": PLAN})
    span = project.period("2025Q2")
    figures = published(
        project, span, lambda quarter: cases.section("ALLA", quarter.label).figures, small
    )
    return external(cases.section("ALLA", "2025Q2"), figures, PLAN)


@settings(deadline=None, max_examples=25)  # drawing takes longer on a busy machine
@given(st.lists(st.one_of(st.none(), st.integers(0, 60)), min_size=5, max_size=5))
def test_a_hidden_share_has_a_name_and_two_points_but_no_bar(counts):
    n = 300
    shown = [
        Bar(name, HIDDEN if k is None else share(k, n))
        for name, k in zip(NAMES, counts, strict=True)
    ]
    parts = list(flat(bars.exhibits({"": shown}, ("Orsak", "Antal"), "Orsaker", "n = 300.")))
    table = next(part for part in parts if isinstance(part, Table))
    assert [cell == ".." for _, cell in table.rows] == [k is None for k in counts]
    charts = [part for part in parts if isinstance(part, Chart)]
    told = [k for k in counts if k is not None]
    assert bool(charts) == (len(told) >= 2)
    if not charts:
        assert isinstance(parts[0], Prose) == (None in counts)
        return
    [chart] = charts
    assert drawn_texts(chart).count("..") == counts.count(None)
    assert chart.alt.count(": ..") == counts.count(None)
    numbers = {
        int(k) for k in re.findall(r"(\d+) av 300", chart.alt + " ".join(drawn_texts(chart)))
    }
    assert numbers == set(told)
    assert ("redovisade andelen" in chart.alt) == (None in counts)


@settings(deadline=None, max_examples=16)
@given(st.lists(st.booleans(), min_size=3, max_size=3), st.booleans())
def test_a_row_of_movements_with_a_hidden_part_has_no_bar(hidden, n_told):
    made = made_up("cresco-plus").section("ALLA", "2025Q2")
    section = external(made, made.figures, PLAN)
    table = next(table for table in PLAN if table.table == "movement")
    figures = [
        Figure(None, 60 if n_told else None, None, None, None, None, None, suppressed=True)
        if gone
        else share(20, 60)
        for gone in hidden
    ]
    whole = Moves("Skara", share(10, 40), share(20, 40), share(10, 40))
    row = Moves("Hjo", *figures)
    group = chart_and_table(
        section, "Kommun", [whole, row], [Part(table, figures)], "Rörelser", "n = personer"
    )
    chart, cells = group
    assert isinstance(chart, Chart)
    assert isinstance(cells, Table)
    assert drawn_texts(chart).count("..") == any(hidden)
    assert [cell == ".." for cell in cells.rows[1][1:4]] == hidden
    assert ("redovisas helt" in chart.alt) == any(hidden)


def test_small_municipalities_stand_with_two_points_in_alphabetical_order(section):
    chart, table = places.started(section)
    assert isinstance(table, Table)
    names = [name for name, *_ in table.rows]
    first, *others = names
    assert first == "Alla kommuner"
    assert others == sorted(others, key=swedish_order)
    rows = {name: cells for name, *cells in table.rows}
    assert rows["Grästorp"][0] == rows["Hjo"][0] == ".."
    assert rows["Skövde"][0] == "60"
    assert isinstance(chart, Chart)
    assert "Grästorp: ..;" in chart.alt
    assert "Hjo: ..;" in chart.alt


def test_who_a_goal_does_not_tell_is_said_not_to_be_told(section):
    said = goals.headline(section.for_place("Grästorp")).plain()
    assert "redovisas inte" in said or "kan inte prövas" in said
    assert "1 av 1" not in said


def test_how_many_have_left_is_not_said_when_it_is_hidden(section):
    said = caseload.headline(section.for_place("Hjo")).plain()
    assert said.startswith("Hur många som har startat i Hjo till och med 2025-06-30 redovisas inte")


def test_a_count_whose_whole_is_hidden_says_that_there_is_one():
    assert (
        wording.share(Figure(12, None, None, None, None, None, None, suppressed=True)) == "12 av .."
    )
    assert wording.share(HIDDEN) == ".."


def test_values_told_as_one_stand_where_their_first_would_and_keep_their_name():
    table = ExternalTable(table="exits", places="project", merge={"Övriga": ("annat", "flytt")})
    known = ["arbete", "flytt", "avbrott", "annat"]
    assert order.in_order(["Övriga", "avbrott", "arbete"], known, table) == [
        "arbete",
        "Övriga",
        "avbrott",
    ]
    assert order.level(table, "Övriga", str.upper) == "Övriga"
    assert order.level(table, "avbrott", str.upper) == "AVBROTT"


def test_every_external_page_says_that_small_numbers_are_protected(section):
    assert PROTECTED in section.header.marks
    assert INTERNAL not in section.header.marks
    assert PROTECTED in section.header.html()


@pytest.mark.parametrize(
    ("threshold", "words"), [(5, "från 1 till 4"), (3, "från 1 till 2"), (2, "som är 1")]
)
def test_the_rule_names_the_projects_own_threshold(section, threshold, words):
    project = section.project.model_copy(update={"disclosure_threshold": threshold})
    assert f"inget antal {words}," in protection.rule(replace(section, project=project)).plain()


def test_the_plan_names_every_table_and_what_is_told_as_one(section):
    table = protection.plan(section)
    assert isinstance(table, Table)
    assert len(table.rows) == len(PLAN)
    assert any("annat och okänt som ”annat eller okänt”" in row[-1].lower() for row in table.rows)


def test_a_table_that_came_into_the_plan_after_its_day_is_not_said_to_lack_a_delivery():
    cases = made_up("cresco-plus")
    before = tuple(table for table in PLAN if table.table != "exits")
    project = cases.project.model_copy(update={"external": before})
    figures = published(
        project,
        project.period("2025Q2"),
        lambda quarter: cases.section("ALLA", quarter.label).figures,
        small,
    )
    said = absent(external(cases.section("ALLA", "2025Q2"), figures, PLAN), "exits")
    assert "till och med 2025-06-30" in said
    assert "eller så ingick tabellen inte i den externa redovisningen än" in said
