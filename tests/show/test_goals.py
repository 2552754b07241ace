"""Goals in charts, tables and words."""

from __future__ import annotations

import re
from datetime import date

import pytest
from show.numbers_shown import drawn_texts, flat, texts, unexplained_numbers
from stegvis.figures import Figure
from stegvis.goal import Goal, Variant
from stegvis.show import goal_words, goals, swedish, wording
from stegvis.show.exhibit import Chart, Prose, Table

PLACES = ["Skövde", "Hjo", "Grästorp", "Essunga", "Karlsborg", "Vara", "ALLA"]
BEFORE_ALL = "2019Q4"
NBSP = swedish.NBSP


def whole(section):
    return [
        goals.headline(section),
        goals.official(section),
        goals.comparison(section),
        goals.definitions(section),
    ]


def shown(kind, *exhibits):
    return [exhibit for exhibit in flat(*exhibits) if isinstance(exhibit, kind)]


@pytest.mark.parametrize("period", ["all", BEFORE_ALL])
@pytest.mark.parametrize("place", PLACES)
def test_every_number_shown_is_a_figure(cases, place, period):
    section = cases.section(place, period)
    exhibits = whole(section)
    assert all(exhibit.plain().strip() for exhibit in exhibits)
    assert unexplained_numbers(section, *exhibits) == []


def test_the_alt_text_and_the_table_say_what_the_chart_draws(cases):
    section = cases.section("Skövde")
    for goal in section.project.goals:
        figures = [goals.figure_of(section, goal, variant) for variant in goal.variants]
        values = {goal_words.outcome(goal, figure) for figure in figures if figure.n}
        assert values
        exhibits = goals.official(section) if goal.official else goals.comparison(section)
        charts, tables = shown(Chart, exhibits), shown(Table, exhibits)
        assert values <= set(drawn_texts(charts[0]))
        assert all(value in charts[0].alt for value in values)
        assert values <= {row[2] for row in tables[0].rows}
        assert f"mål {swedish.percent(goal.target)}" in drawn_texts(charts[0])


def test_where_nobody_has_an_outcome_there_is_a_sentence_and_no_chart(cases):
    for section in (cases.section("Essunga"), cases.section("Skövde", BEFORE_ALL)):
        assert shown(Chart, *whole(section)) == []
        assert "kan inte prövas än" in goals.headline(section).plain()
        assert "Ingen har" in goals.headline(section).plain()


def test_without_a_delivery_the_headline_says_so_and_the_rest_is_short(cases):
    section = cases.section("Vara")
    assert "har inte lämnat någon leverans" in goals.headline(section).plain()
    assert goals.official(section) == Prose(wording.NOTHING_DELIVERED)


def test_the_definition_in_force_comes_first_and_carries_its_dates(cases):
    section = cases.section("Skövde")
    goal = next(goal for goal in section.project.goals if goal.official)
    table = shown(Table, goals.official(section))[0]
    primary = goals.deciding(section, goal)
    assert table.rows[0][0] == primary.label
    assert table.rows[0][1] == goal_words.in_force(goal, primary)


def test_an_unofficial_goal_is_marked_with_where_it_comes_from(cases):
    section = cases.section("Skövde")
    goal = next(goal for goal in section.project.goals if not goal.official)
    exhibits = list(flat(goals.comparison(section)))
    mark = f"nofficiellt: {goal.note}"
    charts_and_tables = [e for e in exhibits if isinstance(e, Chart | Table)]
    assert charts_and_tables
    assert all(mark in e.note for e in charts_and_tables)
    assert any(mark in text for e in exhibits if isinstance(e, Prose) for text in texts(e))


def test_a_definition_is_in_force_between_its_dates():
    variant = Variant(
        id="a", label="a", official=True, reasons=("arbete",), since=date(2023, 10, 24)
    )
    goal = Goal(id="g", name="G", kind="exit", target=0.3, variants=(variant,))
    assert goal_words.in_force(goal, variant) == "från och med 2023-10-24"
    until = variant.model_copy(update={"since": None, "until": date(2023, 10, 23)})
    assert goal_words.in_force(goal, until) == "till och med 2023-10-23"
    always = variant.model_copy(update={"since": None})
    assert goal_words.in_force(goal, always) == "hela projekttiden"
    never = variant.model_copy(update={"official": False})
    assert goal_words.in_force(goal, never) == "nej, till jämförelse"


THIRTY = Goal(
    id="g",
    name="Arbete",
    kind="exit",
    target=0.3,
    variants=(Variant(id="a", label="a", official=True, reasons=("arbete",)),),
)


@pytest.mark.parametrize(
    ("figure", "reached", "allowed"),
    [
        (Figure(81, 300, 0.27, 0.223, 0.323, None, None), "nås inte", "rymmer målet"),
        (Figure(96, 300, 0.32, 0.270, 0.375, None, None), "nås i Hjo", "rymmer målet"),
        (Figure(3, 30, 0.10, 0.035, 0.256, None, None), "nås inte", "under målet"),
        (Figure(27, 30, 0.90, 0.744, 0.965, None, None), "nås i Hjo", "över målet"),
        (Figure(3, 10, 0.30, 0.108, 0.603, None, None), "nås i Hjo", "rymmer målet"),
    ],
)
def test_a_goal_is_met_from_its_target_on(figure, reached, allowed):
    said = goal_words.verdict(THIRTY, figure, "i Hjo")
    assert reached in said
    assert allowed in said
    assert wording.share(figure) in said


def test_an_outcome_just_below_the_target_is_not_rounded_up_to_it():
    figure = Figure(299, 1000, 0.299, 0.271, 0.328, None, None)
    assert goal_words.outcome(THIRTY, figure).endswith(f"(29,9{NBSP}%)")
    exactly = Figure(3, 10, 0.30, 0.108, 0.603, None, None)
    assert goal_words.outcome(THIRTY, exactly).endswith(f"(30{NBSP}%)")


def test_a_lasting_goal_shows_its_bounds_for_nonresponse_under_every_definition(cases):
    section = cases.section("Skövde")
    goal = next(goal for goal in section.project.goals if goal.kind == "lasting")
    exhibits = goals.official(section) if goal.official else goals.comparison(section)
    (chart,), (table,) = shown(Chart, exhibits), shown(Table, exhibits)
    assert table.columns[6] == "Bortfall inräknat"
    labels = {variant.label: variant for variant in goal.variants}
    for row in table.rows:
        variant = labels[row[0]]
        keys = {"months": variant.months, "population": variant.population}
        share = section.figures.one("Skövde", "lasting.share", **keys)
        assert row[6] == swedish.interval(share.bound_low, share.bound_high)
        assert f"med bortfallet inräknat {row[6]}" in chart.alt
    assert "Ljust band" in chart.note


def test_a_goal_of_exits_has_no_nonresponse(cases):
    section = cases.section("Skövde")
    goal = next(goal for goal in section.project.goals if goal.kind == "exit")
    exhibits = goals.official(section) if goal.official else goals.comparison(section)
    for exhibit in shown(Chart, exhibits) + shown(Table, exhibits):
        assert "bortfall" not in exhibit.plain().lower()


def test_with_few_people_the_reader_is_warned(cases):
    section = cases.section("Karlsborg")
    goal = next(goal for goal in section.project.goals if goal.kind == "exit")
    figure = goals.figure_of(section, goal, goals.deciding(section, goal))
    assert figure.n is not None
    assert 0 < figure.n < wording.SMALL
    exhibits = goals.official(section) if goal.official else goals.comparison(section)
    assert wording.caution(figure.n) in exhibits.plain()


def test_nothing_is_claimed_about_cause(cases):
    said = " ".join(exhibit.plain() for exhibit in whole(cases.section("ALLA")))
    assert not re.search(r"\beffekt", said, re.IGNORECASE)


def test_of_one_or_two_people_there_is_a_table_and_no_chart(cases):
    section = cases.section("Grästorp")
    for goal in section.project.goals:
        exhibits = goals.official(section) if goal.official else goals.comparison(section)
        assert all(row[2][0] in "i012" for table in shown(Table, exhibits) for row in table.rows)
        assert shown(Chart, exhibits) == []
