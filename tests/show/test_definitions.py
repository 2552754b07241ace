"""The definitions: all that the YAML says and nothing that it does not, with or without figures."""

from __future__ import annotations

import dataclasses
import re

import pytest
from english import english_in
from show.numbers_shown import flat, unexplained_numbers
from stegvis.indicator import Esf
from stegvis.project import Component, Expected
from stegvis.show import (
    definitions_card,
    definitions_esf,
    definitions_goals,
    definitions_movement,
    definitions_project,
    method_words,
    swedish,
)
from stegvis.show.exhibit import Prose, Table

CALLS = [
    definitions_project.headline,
    definitions_project.facts,
    definitions_goals.goals,
    definitions_goals.reasons,
    definitions_movement.rules,
    definitions_card.card,
    definitions_esf.indicators,
    definitions_esf.method,
    definitions_project.values,
    method_words.counting,
    method_words.local,
    method_words.movement,
    method_words.reliable,
    method_words.intervals,
    method_words.nonresponse,
    method_words.between,
    method_words.raters,
    method_words.sources,
]


def plain(exhibit):
    return exhibit.plain().replace(swedish.NBSP, " ")


def tables(exhibit):
    return [part for part in flat(exhibit) if isinstance(part, Table)]


def with_project(section, **changes):
    return dataclasses.replace(section, project=section.project.model_copy(update=changes))


@pytest.fixture(scope="module", params=[("ALLA", "all"), ("ALLA", "2019Q4"), ("Vara", "all")])
def section(request, cases):
    return cases.section(*request.param)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.__name__)
def test_every_part_is_whole_and_shows_the_projects_numbers_only(section, call):
    exhibit = call(section)
    assert unexplained_numbers(section, exhibit) == []
    said = exhibit.plain()
    assert said.strip()
    assert not re.search(r"None|\bnan\b|<NA>|\.\.|  |_|\d\.\d|\beffekt|True|False", said)
    assert english_in(said) == []
    for table in tables(exhibit):
        assert table.caption
        assert table.note.endswith(".")


def test_the_first_part_leads_and_no_other_does(section):
    leads = [e for call in CALLS for e in flat(call(section)) if isinstance(e, Prose) and e.lead]
    assert leads == [definitions_project.headline(section)]


def test_every_definition_of_every_goal_has_its_row(section):
    shown = tables(definitions_goals.goals(section))
    assert [[row[0] for row in table.rows] for table in shown] == [
        [variant.label for variant in goal.variants] for goal in section.project.goals
    ]
    for goal, table in zip(section.project.goals, shown, strict=True):
        [decides] = [row[0] for row in table.rows if row[-1] == "ja"]
        assert decides == goal.primary(section.period.end).label


def test_the_dates_decide_which_definition_was_in_force(plus):
    def of(period):
        [own, _] = tables(definitions_goals.goals(plus.section("ALLA", period)))
        return [(row[0], row[3], row[4]) for row in own.rows[:2]]

    twelve, six = "12 månader, positiv stegförflyttning", "6 månader, positiv stegförflyttning"
    until, since = "till och med 2023-10-23", "från och med 2023-10-24"
    assert of("2023Q3") == [(twelve, until, "ja"), (six, since, "nej")]
    assert of("2023Q4") == [(twelve, until, "nej"), (six, since, "ja")]


def test_a_registration_by_mistake_is_said_never_to_count(section):
    [table] = tables(definitions_goals.reasons(section))
    [row] = [row for row in table.rows if row[0].startswith("Felregistrering")]
    assert set(row[1:]) == {"räknas aldrig"}
    assert [row[0] for row in table.rows] == [r.label for r in section.project.exit_reasons]


def test_an_exit_to_job_search_counts_in_the_wider_definition_only(section):
    [table] = tables(definitions_goals.reasons(section))
    [row] = [row for row in table.rows if row[0] == "Arbetssökande"]
    assert row[1:] == ("även arbetssökande", "EECR01")


def test_placeholders_are_said_to_be_so_and_no_others_are(section):
    said = plain(definitions_card.card(section))
    assert definitions_card.UNWORDED in said
    assert "deltagaren på 9 frågor och samordnaren på 11 frågor" in said
    card = section.project.card
    worded = card.model_copy(
        update={
            "participant": tuple(
                item.model_copy(update={"placeholder": False, "label": "Hälsa"})
                for item in card.participant
            ),
            "coordinator": tuple(
                item.model_copy(update={"placeholder": False, "label": "Hälsa"})
                for item in card.coordinator
            ),
        }
    )
    said = plain(definitions_card.card(with_project(section, card=worded)))
    assert "latshållare" not in said


def test_indicators_of_the_card_are_told_where_the_project_has_mapped_them(section):
    said = plain(definitions_card.card(section))
    mapped = bool(section.project.indicators)
    assert (definitions_card.NO_INDICATORS in said) == (not mapped)
    assert ("Kunskap om arbetsmarknaden" in said) == mapped


def test_one_rule_decides_and_each_has_its_limit(section):
    [table] = tables(definitions_movement.rules(section))
    assert [row[2] for row in table.rows] == [
        "ingen",
        "ingen",
        "0,5 skalsteg",
        "reliabilitet 0,8, spridning 0,7",
    ]
    assert [row[3] for row in table.rows] == ["ja", "nej", "nej", "nej"]


def test_what_the_yaml_does_not_say_is_said_to_be_missing(section):
    bare = with_project(
        section, dnr=None, expected=Expected(participants=None), esf=Esf(), method=(), notes=()
    )
    facts = dict(tables(definitions_project.facts(bare))[0].rows)
    assert facts["Diarienummer"] == facts["Väntade deltagare"] == "anges inte i projektfilen"
    assert definitions_esf.indicators(bare).plain() == definitions_esf.NO_INDICATORS
    assert definitions_esf.method(bare).plain() == definitions_esf.NO_METHOD
    assert "förbehåll" not in definitions_project.facts(bare).plain()


def test_a_part_of_the_method_that_is_not_required_is_said_not_to_be(section):
    parts = (Component(id="kort", label="Kort"), Component(id="extra", label="X", required=False))
    [table] = tables(definitions_esf.method(with_project(section, method=parts)))
    assert table.rows == (("Kort", "ja"), ("X", "nej"))


def test_the_projects_reservations_stand_word_for_word(section):
    said = definitions_project.facts(section).plain()
    assert all(note in said for note in section.project.notes)
