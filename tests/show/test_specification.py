"""Every way to count a goal, laid side by side in a chart, a table and words."""

from __future__ import annotations

import dataclasses
import re

import pytest
from show.conftest import PLACES
from show.numbers_shown import drawn_texts, flat, unexplained_numbers
from stegvis.figures import Figure
from stegvis.place import ALL
from stegvis.show import goals, specification, swedish, wording
from stegvis.show.exhibit import Chart, Prose, Table
from stegvis.show.specification_chart import Column, specification_chart
from stegvis.show.specification_words import changed, in_force
from stegvis.specification import NO_RULE, Specification

BEFORE_ALL = "2019Q4"
WORK, WIDER = "arbete+studier", "arbete+studier+arbetssökande"


def shown(kind, exhibit):
    return [one for one in flat(exhibit) if isinstance(one, kind)]


def plain(text):
    return text.replace(swedish.NBSP, " ")


def panel(section, goal):
    """Give the exhibits of one goal."""
    alone = section.project.model_copy(update={"goals": (goal,)})
    return specification.panels(dataclasses.replace(section, project=alone))


@pytest.mark.parametrize(
    ("place", "period"),
    [*((place, "all") for place in PLACES), ("ALLA", "2023Q4"), ("ALLA", BEFORE_ALL)],
)
def test_every_number_shown_is_a_figure(cases, place, period):
    section = cases.section(place, period)
    exhibit = specification.panels(section)
    assert unexplained_numbers(section, exhibit) == []
    said = exhibit.plain()
    assert said.strip()
    assert not re.search(r"None|\bnan\b|<NA>|\.\.|  |\d\.\d|\beffekt|p = ", said)


@pytest.mark.parametrize("place", ["Skövde", "Karlsborg", "Mariestad", "Skara", "ALLA"])
def test_each_chart_is_followed_by_all_its_ways_in_a_table_largest_first(cases, place):
    section = cases.section(place)
    for goal in section.project.goals:
        exhibits = list(flat(panel(section, goal)))
        (chart,), (table,) = (
            [e for e in exhibits if isinstance(e, kind)] for kind in (Chart, Table)
        )
        assert exhibits[exhibits.index(chart) + 1] is table
        assert chart.note.startswith("n = ")
        assert table.note.startswith("n = ")
        assert chart.alt.endswith(".")
        rows = section.figures.table(place, "goal.specification", goal.id)
        counted = rows[rows["n"] > 0]
        assert len(table.rows) == len(counted)
        assert len({row[0] for row in table.rows}) == len(counted)
        shares = [
            int(k) / int(n)
            for k, n in (re.match(r"(\d+) av (\d+) ", row[1]).groups() for row in table.rows)
        ]
        assert shares == sorted(counted["value"], reverse=True)
        assert f"mål {swedish.percent(goal.target)}" in drawn_texts(chart)


def test_the_definition_in_force_is_marked_in_chart_and_table(cases):
    section = cases.section("Skövde")
    for goal in section.project.goals:
        own = goals.figure_of(section, goal, goals.deciding(section, goal))
        exhibits = panel(section, goal)
        (chart,), (table,) = shown(Chart, exhibits), shown(Table, exhibits)
        (marked,) = [row for row in table.rows if "(den definition som gäller)" in row[0]]
        assert marked[1].startswith(f"{own.k} av {own.n} (")
        assert f"gäller: {marked[1]}" in drawn_texts(chart)
        assert marked[1] in chart.alt
        assert f"Den definition som gäller ger {marked[1]}." in exhibits.plain()


@pytest.mark.parametrize("place", ["Skövde", "Mariestad", "Skara", "ALLA"])
def test_the_text_says_whether_the_conclusion_depends_on_the_definition(cases, place):
    section = cases.section(place)
    for goal in section.project.goals:
        rows = section.figures.table(place, "goal.specification", goal.id)
        verdicts = [value >= goal.target for value in rows["value"].dropna()]
        said = panel(section, goal).plain()
        assert f"målet nås i {sum(verdicts)} av {len(verdicts)} sätt att räkna" in plain(said)
        assert ("beror på hur man räknar" in said) == (len(set(verdicts)) == 2)
        assert ("är densamma med alla" in said) == (len(set(verdicts)) == 1)


def test_job_seekers_are_said_as_the_house_says_it(plus):
    """The final report's own words: 27 %, and 32 % if the job-seekers are counted."""
    section = plus.section("ALLA")
    goal = next(goal for goal in section.project.goals if goal.kind == "exit")
    wider = section.figures.one("ALLA", "goal", "arbete_studier/med_arbetssokande")
    said = plain(panel(section, goal).plain())
    assert f"{plain(swedish.percent(wider.value))} om även arbetssökande räknas" in said


AT_EXIT = Specification(WORK, "0", "exited", "alla", NO_RULE)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"outcome": WIDER}, "även arbetssökande räknas"),
        ({"outcome": "arbete"}, "studier inte räknas"),
        ({"outcome": "arbete+flytt"}, "även flytt räknas och studier inte räknas"),
        ({"denominator": "started"}, "andelen är av alla som har startat"),
        (
            {"months": "6", "denominator": "reached"},
            "sysselsättningen 6 månader efter avslut räknas i stället, av dem som nåddes",
        ),
        ({"months": "6", "denominator": "eligible"}, ""),  # two choices changed
        ({"outcome": WIDER, "denominator": "started"}, ""),
        ({"population": "positiv", "rule": "net"}, ""),  # told apart
        ({}, ""),
    ],
)
def test_what_changing_one_choice_is_called(plus, change, words):
    goal = next(goal for goal in plus.project.goals if goal.kind == "exit")
    other = dataclasses.replace(AT_EXIT, **change)
    assert plain(changed(plus.project, goal, AT_EXIT, other)) == words


def test_the_reached_have_bounds_where_anyone_was_not_reached(cases):
    everybody, most = cases.section("Mariestad"), cases.section("Skövde")
    for goal in everybody.project.goals:
        for section in (everybody, most):
            (table,) = shown(Table, panel(section, goal))
            for row in table.rows:
                assert ("de nådda" in row[0]) == (row[3] != swedish.MISSING)
                if section is everybody and "de nådda" in row[0]:
                    assert row[3] == "inget bortfall"
        rows = most.figures.table("Skövde", "goal.specification", goal.id)
        wide = rows[(rows["n"] > 0) & (rows["bound_low"] < rows["bound_high"])]
        assert len(wide)
        bounds = {row[3] for row in table.rows}
        assert bounds >= {
            swedish.interval(low, high)
            for low, high in zip(wide["bound_low"], wide["bound_high"], strict=True)
        }


def test_where_nobody_is_counted_there_is_a_sentence_and_no_chart(cases):
    for section in (cases.section("Essunga"), cases.section("Skövde", BEFORE_ALL)):
        exhibit = specification.panels(section)
        assert shown(Chart, exhibit) == shown(Table, exhibit) == []
        assert "inget sätt att räkna omfattar någon än" in exhibit.plain()


def test_of_one_or_two_people_there_is_a_table_and_no_chart(cases):
    for place in ("Grästorp", "Hjo"):
        exhibit = specification.panels(cases.section(place))
        assert shown(Chart, exhibit) == []
        assert shown(Table, exhibit)


def test_without_a_delivery_there_is_a_sentence_and_nothing_more(cases):
    assert specification.panels(cases.section("Vara")) == Prose(wording.NOTHING_DELIVERED)


def test_the_whole_project_says_where_municipalities_of_counts_are_left_out(cases):
    section = cases.section(ALL)
    for exhibit in shown(Chart, specification.panels(section)):
        assert f"{wording.left_out(section)}, utom där alla räknas" in exhibit.note


def test_the_panel_has_a_row_for_each_choice_that_is_taken(cases):
    section = cases.section("Skövde")
    for goal in section.project.goals:
        (chart,) = shown(Chart, panel(section, goal))
        drawn = " ".join(drawn_texts(chart))
        for head in ("Utfall", "När", "Andel av", "Vilka"):
            assert head in drawn
        own = in_force(section, goal)
        assert ("vid avslut" in drawn) == (own.months == "0")


def test_a_way_in_which_nobody_is_counted_is_not_drawn():
    nobody = Figure(0, 0, None, None, None, None, None)
    with pytest.raises(ValueError, match="someone is counted"):
        specification_chart([Column(nobody, ("a",))], {"A": ["a"]}, 0.3)
