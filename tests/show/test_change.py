"""Tests of change, reliable change, regression to the mean and the panel, as readers meet them."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest
from show.conftest import as_known
from show.numbers_shown import drawn_texts, flat
from stegvis.card import RATERS
from stegvis.project import LEAST_MOVED, MOST_COUNTED
from stegvis.show import (
    change_symmetry,
    change_tests,
    panel,
    regression_to_mean,
    reliable,
    steps_items,
    swedish,
)
from stegvis.show.exhibit import Chart, Table


def shown(kind, exhibit):
    return [one for one in flat(exhibit) if isinstance(one, kind)]


def plain(exhibit):
    return exhibit.plain().replace(swedish.NBSP, " ")


@pytest.fixture(scope="module")
def section(cases):
    return cases.section("Skövde")


def test_six_of_six_are_tested_and_five_of_five_are_not(moving):
    six, five = moving(1, 1, 1, 1, 1, 1, 0), moving(1, 1, 1, 1, 1, 0)
    said = plain(change_tests.by_person(six))
    assert "har 6 av 6 som har flyttat sig i Hjo gått framåt (teckentest, p = 0,031)" in said
    said = plain(change_tests.by_person(five))
    assert "har 5 av 5 som har flyttat sig i Hjo gått framåt (för få för en prövning)" in said
    assert f"förrän minst {LEAST_MOVED} personer har flyttat sig" in said
    assert not shown(Table, change_tests.by_person(five))
    assert not shown(Table, change_tests.by_item(five))
    assert not shown(Table, change_symmetry.by_item(five))


def test_very_many_are_not_said_to_be_counted(moving):
    most, more = (moving(*[1] * number) for number in (MOST_COUNTED, MOST_COUNTED + 1))
    assert "Båda är exakta" in plain(change_tests.by_person(most))
    said = plain(change_tests.by_person(more))
    assert "exakta" not in said
    assert f"bara så länge högst {MOST_COUNTED} har flyttat sig" in said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ((0, 0), "har ingen i Hjo flyttat sig, så inget prövas"),
        ((1, 0), "har en enda person i Hjo flyttat sig, framåt: för få"),
        ((-1, 0), "har en enda person i Hjo flyttat sig, bakåt: för få"),
        ((1, -1), "har 1 av 2 som har flyttat sig i Hjo gått framåt (för få"),
    ],
)
def test_of_none_one_and_two_who_moved(moving, changes, said):
    assert said in plain(change_tests.by_person(moving(*changes)))


def test_all_items_alike_are_counted_before_and_after_holm(moving):
    """Eleven items of one card with p 0.031 each: times eleven, none is below 0.05."""
    said = plain(change_tests.by_item(moving(1, 1, 1, 1, 1, 1)))
    assert "Av 11 prövade frågor i Hjo har 11 ett p under 0,05 i teckentestet" in said
    assert "och ingen efter Holms justering" in said
    assert "upp till en fråga av tjugo" in said


@pytest.mark.parametrize("rater", RATERS)
def test_the_tests_counts_are_those_of_the_items_table(section, rater):
    moves = shown(Table, steps_items.by_item(section, rater))[0]
    both = shown(Table, change_tests.by_item(section))
    [tests] = [table for table in both if len(table.rows) == len(moves.rows)]
    for (name, forward, _, backward, _), (tested, counted, *_) in zip(
        moves.rows, tests.rows, strict=True
    ):
        up, down = (int(cell.split(" ")[0]) for cell in (forward, backward))
        assert (tested, counted) == (name, f"{up} av {up + down}")


def test_every_p_stands_with_what_it_is_of(section):
    tables = [
        *shown(Table, change_tests.by_person(section)),
        *shown(Table, change_tests.by_item(section)),
        *shown(Table, change_symmetry.by_item(section)),
    ]
    assert len(tables) == 5
    for table in tables:
        assert table.note.startswith("n = ")
        for row in table.rows:
            assert any(" av " in cell or cell == "ingen" for cell in row)


def test_the_whole_project_says_that_people_of_one_place_are_alike(cases):
    whole = cases.section("ALLA")
    for call in (change_tests.by_person, change_tests.by_item, change_symmetry.by_item):
        assert change_tests.TOGETHER in call(whole).plain()


def test_the_reliable_limit_has_its_source_and_what_it_is_made_of(moving):
    said = plain(reliable.change(moving(1, 1, 0, -1)))
    assert "ändras mer än 0,87 skalsteg" in said
    assert "enligt Jacobson och Truax (1991)" in said
    assert "reliabiliteten 0,8 och spridningen 0,7" in said
    assert "Av 4 personer i Hjo med två kort från samordnaren har 2 gått mer än så framåt" in said
    assert "och 1 mer än så bakåt; 1 är inom gränsen" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [(1, "gått framåt mer än så"), (0, "inte flyttat sig så långt"), (-1, "gått bakåt mer än så")],
)
def test_of_one_person_it_is_said_what_the_one_did(moving, change, said):
    assert f"har den enda person i Hjo som har två sådana kort {said}" in plain(
        reliable.change(moving(change))
    )


def test_without_a_reliable_rule_it_is_said_that_there_is_none(cases):
    section = cases.section("Skövde")
    kept = tuple(rule for rule in section.project.movement.rules if rule.kind != "reliable")
    movement = section.project.movement.model_copy(update={"rules": kept})
    project = section.project.model_copy(update={"movement": movement})
    without = dataclasses.replace(section, project=project)
    assert reliable.change(without).plain() == reliable.NO_RULE


def test_regression_to_the_mean_is_said_in_words_with_figures(plus):
    """Of two who change places, as many rise from low as sink to low."""
    start = pd.Timestamp(plus.project.start)
    rows = [("A", 2, 4), ("B", 4, 2), ("C", 3, 3)]
    people = [
        {"participant": who, "start": start, "municipality": "Hjo", "gender": "man"}
        for who, *_ in rows
    ]
    cards = [
        {
            **{"municipality": "Hjo", "participant": who, "rater": "coordinator", "f1": score},
            "date": start + pd.Timedelta(days=10 + 91 * turn),
        }
        for who, *scores in rows
        for turn, score in enumerate(scores)
    ]
    known = plus.records
    section = plus.having(
        participants=as_known(pd.DataFrame(people), known.participants),
        cards=as_known(pd.DataFrame(cards), known.cards),
    ).section("Hjo")
    said = plain(regression_to_mean.by_start(section))
    assert "kallas återgång mot medelvärdet" in said
    assert "av de låga första svaren (1–2) har 1 av 1 (100 %) gått framåt" in said
    assert "av de låga senaste svaren har 1 av 1 (100 %) sjunkit dit" in said
    assert "av de höga första svaren (4–5) har 1 av 1 (100 %) gått bakåt" in said
    assert "av de höga senaste svaren har 1 av 1 (100 %) stigit dit" in said
    [table] = shown(Table, regression_to_mean.by_start(section))
    assert [row[0] for row in table.rows] == [
        "började lågt (1–2)",
        "började i mitten (3)",
        "började högt (4–5)",
    ]


def test_the_panel_has_two_lines_for_each_rater_and_n_under_each_point(section):
    exhibit = panel.over_time(section)
    [chart], tables = shown(Chart, exhibit), shown(Table, exhibit)
    assert len(tables) == len(RATERS)
    texts = drawn_texts(chart)
    assert {"alla med kort då", "samma personer"} <= set(texts)
    for table in tables:
        for months, _, _, n, _, _, same in table.rows:
            assert {f"{months} mån", f"alla {n}", f"samma {same}"} <= set(texts)
        assert len({row[-1] for row in table.rows}) == 1, "the same people at every occasion"


def test_the_panel_says_why_its_lines_can_differ(section):
    said = panel.over_time(section).plain()
    assert "kan stiga eller sjunka fast ingen har ändrats" in said


def test_with_first_cards_only_there_is_nothing_to_follow(plus):
    first = plus.records.cards.drop_duplicates(["municipality", "participant", "rater"])
    exhibit = panel.over_time(plus.having(cards=first).section("Skövde"))
    assert "ingen har ännu ett senare att jämföra med" in exhibit.plain()
    assert not shown(Table, exhibit)


def test_two_cards_each_give_means_of_everyone_and_of_none_throughout(moving):
    said = plain(panel.over_time(moving(1, 1, -1)))
    assert "medelvärdet för alla med kort är 3,00 vid första kortet (3 personer)" in said
    assert "och 3,33 efter 3 månader (3 personer). Ingen har kort vid alla tillfällen." in said
