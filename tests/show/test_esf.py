"""ESF's indicators, the same people before and after, and deviations, as they are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from show.conftest import EVERYBODY, NOBODY
from show.numbers_shown import drawn_texts, flat, unexplained_numbers
from stegvis.figures import Figure
from stegvis.place import ALL
from stegvis.project import Expected
from stegvis.show import (
    deviation,
    esf,
    esf_groups,
    esf_official,
    occupation,
    support,
    swedish,
    wording,
)
from stegvis.show.deviation_words import more
from stegvis.show.exhibit import Chart, Prose, Table
from stegvis.show.share_panels import share_panels


def whole(section):
    return [
        esf.headline(section),
        esf.indicators(section),
        esf_groups.breakdown(section),
        esf.not_counted(section),
        esf_official.differences(section),
        occupation.changes(section),
        support.changes(section),
        deviation.deviations(section),
    ]


def shown(kind, *exhibits):
    return [exhibit for exhibit in flat(*exhibits) if isinstance(exhibit, kind)]


@pytest.mark.parametrize("place", [EVERYBODY, NOBODY])
def test_where_everybody_or_nobody_succeeded_all_is_said_without_a_slip(cases, place):
    section = cases.section(place)
    assert unexplained_numbers(section, *whole(section)) == []
    all_or_none = f"8 av 8 (100{swedish.NBSP}%)" if place == EVERYBODY else "0 av 8"
    assert all_or_none in esf.headline(section).plain()


def test_every_figure_and_table_of_indicators_is_marked_as_our_own(cases):
    section = cases.section(ALL)
    for exhibit in shown(Chart, esf.indicators(section)) + shown(
        Table, esf.indicators(section), esf_groups.breakdown(section)
    ):
        assert wording.LOCAL in exhibit.caption
        assert "inte SCB:s officiella siffror" in exhibit.note
    assert "register" in esf.headline(section).plain()


def test_every_indicator_has_its_number_in_chart_alt_text_and_table(cases):
    section = cases.section(ALL)
    (chart,), (table,) = (shown(kind, esf.indicators(section)) for kind in (Chart, Table))
    for indicator, row in zip(section.project.esf.indicators, table.rows, strict=True):
        written = wording.share(esf.figure_of(section, indicator))
        assert row[:2] == (indicator.id, written)
        assert written in drawn_texts(chart)
        assert f"({indicator.id}): {written}" in chart.alt


def test_women_men_and_non_binary_and_every_age_have_a_row(cases):
    (table,) = shown(Table, esf_groups.breakdown(cases.section(ALL)))
    assert [row[0] for row in table.rows] == [
        "Alla",
        "Kvinnor",
        "Män",
        "Icke-binära",
        "Okänt kön",
        "18–29 år",
        "30–54 år",
        "55–64 år",
    ]


def test_what_is_not_counted_is_said_with_its_reason(cases):
    section = cases.section(ALL)
    said = esf.not_counted(section).paragraphs
    for one in section.project.esf.not_counted:
        assert any(one.id in text and one.why in text for text in said)
    assert {"EECR03", "EECR06"} == {one.id for one in section.project.esf.not_counted}


def test_a_project_without_indicators_or_expectations_still_has_a_section(plus):
    bare = plus.project.model_copy(
        update={"esf": type(plus.project.esf)(), "expected": Expected(participants=None)}
    )
    section = replace(plus, project=bare, measured={}).section(ALL)
    assert esf.headline(section).plain() == esf.NONE_COUNTED
    assert unexplained_numbers(section, *whole(section)) == []
    assert "väntades är inte känt" in deviation.deviations(section).plain()


def test_of_few_people_there_are_tables_only(cases):
    for place in ("Grästorp", "Hjo"):
        assert shown(Chart, *whole(cases.section(place))) == []


def test_both_bars_of_every_pair_are_drawn_said_and_in_the_table(cases):
    exhibit = support.changes(cases.section(ALL))
    (chart,), (table, cross) = shown(Chart, exhibit), shown(Table, exhibit)
    for name, before, after in table.rows:
        assert {before, after} <= set(drawn_texts(chart))
        assert f"{name}: {before} vid start, {after} vid avslut" in chart.alt
    known = cases.section(ALL).figures.one(ALL, "support.known")
    assert sum(int(cell) for row in cross.rows for cell in row[1:]) == known.k


def test_the_start_has_no_occupation_and_that_is_said(cases):
    assert occupation.NO_START in occupation.changes(cases.section(ALL)).plain()


def test_the_waterfall_draws_every_part_with_its_sign(cases):
    section = cases.section(ALL)
    charts = shown(Chart, deviation.deviations(section))
    assert len(charts) == len(section.project.goals)
    for goal, chart in zip(section.project.goals, charts, strict=True):
        definition = f"{goal.id}/{goal.primary(section.period.end).id}"
        table = section.figures.table(ALL, "deviation.part", definition)
        for value in table["value"]:
            assert swedish.signed(value) in drawn_texts(chart)
            assert f": {swedish.signed(value)}" in chart.alt


def test_a_municipality_is_named_when_its_whole_interval_is_beside_the_target(cases):
    section = cases.section(ALL)
    said = deviation.deviations(section).plain()
    assert f"I {EVERYBODY} ligger hela intervallet över målets andel" in said
    assert "slump" in said
    assert "rangordning" in said


def test_other_definitions_are_beside_the_sum(cases):
    said = deviation.deviations(cases.section(ALL)).plain()
    assert "Definition: " in said
    assert "ingår inte i summan" in said


def test_of_one_municipality_there_is_no_deviation(cases):
    assert isinstance(deviation.deviations(cases.section("Skövde")), Prose)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (-12.5, "12,5 färre"),
        (-1.0, "1 färre"),
        (0.0, "varken fler eller färre"),
        (-0.04, "varken fler eller färre"),
        (0.3, "0,3 fler"),
        (15.0, "15 fler"),
    ],
)
def test_a_difference_is_said_without_its_sign(value, said):
    assert more(value) == said


@pytest.mark.parametrize(
    ("k", "n", "value", "said"),
    [
        (520, 500, 14.0, "520 har startat, fler än de 500 som väntades"),
        (480, 500, -14.0, "480 av 500 väntade deltagare har startat. Skillnaden motsvarar"),
        (500, 500, 0.0, "500 av 500 väntade deltagare har startat, så där finns ingen skillnad"),
    ],
)
def test_more_fewer_or_as_many_may_have_started_as_expected(plus, k, n, value, said):
    section = plus.section(ALL)
    goal = section.project.goals[0]
    volume = Figure(k, n, value, None, None, None, None)
    expected = Figure(None, n, 350.0, None, None, None, None)
    total = Figure(1, n, -349.0, None, None, None, None)
    told = " ".join(deviation.told(section, goal, expected, total, {"volume": volume}))
    assert said in told
    assert "1\N{NO-BREAK SPACE}person fick det, 349 färre än väntat" in told


def test_a_group_of_few_has_its_number_and_no_point(cases):
    section = cases.section(ALL)
    chart, table = flat(esf_groups.breakdown(section))
    drawn = drawn_texts(chart)
    for at, indicator in enumerate(section.project.esf.indicators, 1):
        assert indicator.id in drawn
        for row in table.rows:
            if row[at] != swedish.MISSING:
                assert f"{row[0]} {row[at]}" in chart.alt
    assert {row[0] for row in table.rows} <= set(drawn)
    few = share_panels(["Alla"], {"EECR01": [Figure(1, 2, 0.5, 0.1, 0.9, None, None)]})
    assert "n = 2" in drawn_texts(Chart.of(few, alt="a.", caption="c"))
