"""The checker itself: it has to find a number that nobody counted."""

from __future__ import annotations

import pytest
from show.numbers_shown import unexplained_numbers
from stegvis.show import wording
from stegvis.show.exhibit import Group, Prose, Table
from stegvis.show.goals import figure_of


@pytest.fixture(scope="module")
def section(cases):
    return cases.section("Skövde")


@pytest.fixture(scope="module")
def outcome(section):
    goal = section.project.goals[0]
    figure = figure_of(section, goal, goal.variants[-1])
    assert figure.n
    return figure


def test_a_figure_in_its_own_words_is_explained(section, outcome):
    said = f"{wording.share(outcome)}, {wording.confidence(outcome)}, {section.until}."
    assert unexplained_numbers(section, Prose(said)) == []


def test_a_count_that_nobody_counted_is_found(section):
    assert unexplained_numbers(section, Group(Prose("Det är 4711 personer."))) == [
        "4711 in ”Det är 4711 personer.”"
    ]


def test_parts_of_different_figures_do_not_explain_each_other(section, outcome):
    other = f"{outcome.k} av {outcome.n + 1}"
    assert unexplained_numbers(section, Prose(other)) or outcome.n == 1


def test_an_interval_has_to_be_one_figures_own(section):
    table = Table(("Vad", "Intervall"), (("a", "1–99 %"),), caption="Prov")
    assert unexplained_numbers(section, table) == ["1–99 % in ”1–99 %”"]


def test_a_date_that_no_setting_holds_is_found(section):
    assert unexplained_numbers(section, Prose("Från och med 1999-12-31."))
