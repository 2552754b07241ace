"""Whom the follow-up sought and reached, who slipped back, and the share weighted for the rest."""

from __future__ import annotations

import dataclasses

import pytest
from show.numbers_shown import drawn_texts, flat
from stegvis.measure.movements import movements
from stegvis.show import response, slipped_back, steps_forward, swedish, weighted, wording
from stegvis.show.exhibit import Chart, Prose, Table

NBSP = swedish.NBSP


def shown(kind, *exhibits):
    return [exhibit for exhibit in flat(*exhibits) if isinstance(exhibit, kind)]


def sheet_without(frame, place, people):
    """Leave only some people of a place in a frame of rows about people."""
    elsewhere = frame["municipality"] != place
    return frame[elsewhere | frame["participant"].isin(people)]


def test_everyone_due_is_reached_or_sought_or_not(cases):
    section = cases.section("Skövde")
    (table,) = shown(Table, response.sought(section))
    for row in table.rows:
        months, population = row[0].replace(NBSP, " ").split(" månader, ")
        keys = {
            "months": months,
            "population": {"övriga avslut": "övriga"}.get(population, "positiv"),
        }
        due = section.figures.one("Skövde", "response.attempted", **keys).n
        assert sum(map(int, row[1:])) == due


def test_the_whole_project_tells_of_every_municipality_with_someone_due(cases):
    *_, table = shown(Table, response.sought(cases.section("ALLA")))
    places = [row[0] for row in table.rows]
    assert {"Skövde", "Mariestad", "Skara"} <= set(places)
    assert not {"Karlsborg", "Vara", "Essunga", "ALLA"} & set(places)


def test_following_only_the_positive_is_said(plus):
    """Of Skövde's people only those with a positive movement keep their follow-ups."""
    records = plus.records
    section = plus.section("Skövde")
    assert "Bara personer med positiv" not in response.sought(section).plain()
    forward = movements(records, plus.project, section.period.end).forward["participant"]
    told = plus.having(followups=sheet_without(records.followups, "Skövde", forward))
    said = response.sought(told.section("Skövde")).plain()
    assert f"6{NBSP}månader efter avslut har" in said
    assert "Bara personer med positiv stegförflyttning har alltså sökts" in said


def test_whose_answers_stand_for_those_never_sought_is_said(plus):
    section = plus.section("ALLA")
    assert "står svaren från andra" not in weighted.shares(section).plain()
    frame = section.figures.frame.copy()
    skara = "municipality=Skara;months=6;population=alla;status="
    frame["group"] = frame["group"].replace({f"{skara}comparable": f"{skara}positive_only"})
    narrow = dataclasses.replace(section, figures=dataclasses.replace(section.figures, frame=frame))
    assert "står svaren från andra kommuner" in weighted.shares(narrow).plain()


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ([], f"6{NBSP}månader efter avslut har ingen av de"),
        (None, f"6{NBSP}månader efter avslut har 8 av 8 aktuella (100{NBSP}%) sökts. Ingen av de"),
    ],
)
def test_nobody_and_everybody_sought(plus, people, said):
    """In Skara everybody has left, and nobody has moved forward."""
    followups = plus.records.followups
    if people is not None:
        followups = sheet_without(followups, "Skara", people)
    section = plus.having(followups=followups).section("Skara")
    assert response.sought(section).plain().startswith(said)


def test_the_reached_of_each_reason_are_drawn_and_told(cases):
    section = cases.section("Skövde")
    exhibits = response.by_reason(section)
    (chart,), (table,) = shown(Chart, exhibits), shown(Table, exhibits)
    drawn = drawn_texts(chart)
    for row in table.rows:
        assert (row[1] in drawn) == (row[1] != swedish.MISSING)


def test_who_slipped_back_is_told_of_those_who_held(cases):
    section = cases.section("ALLA")
    said = slipped_back.twice(section).plain()
    back = section.figures.one("ALLA", "paired.slipped_back", outcome="lasting")
    assert f"Av de {back.n} som höll efter 6 månader hade" in said
    assert wording.confidence(back) in said
    both = section.figures.one("ALLA", "paired.share", outcome="lasting", months=12)
    assert f"Av de {both.n} personer som svarade båda gångerna hade" in said
    assert slipped_back.REASON in said


def test_where_nobody_held_nobody_could_slip_back(cases):
    said = slipped_back.twice(cases.section("Skara")).plain()
    assert "hade ingen ökat eller behållit sin progression efter 6 månader" in said
    assert "så ingen kunde backa" in said


def test_where_nobody_answered_twice_there_is_a_sentence_for_each_outcome(cases):
    shown_ = slipped_back.twice(cases.section("Essunga"))
    assert isinstance(shown_, Prose)
    assert shown_.paragraphs == (
        "Ingen har svarat både 6 och 12 månader efter avslut i Essunga.",
        "Ingen som avslutades till arbete har svarat både 6 och 12 månader efter avslut i Essunga.",
    )


@pytest.mark.parametrize(("number", "tested"), [(5, False), (6, True)])
def test_the_test_is_told_only_of_enough_who_changed(plus, number, tested):
    """So many of Mariestad's people, who all held, have slipped back after twelve months.

    With six of six the exact test gives 2 / 2⁶; with fewer it cannot tell.
    """
    followups = plus.records.followups.copy()
    names = [f"MAR-{turn:03}" for turn in range(1, number + 1)]
    turned = followups["participant"].isin(names) & followups["months"].eq(12)
    followups.loc[turned, "progression"] = "declined"
    section = plus.having(followups=followups).section("Mariestad", "2030Q4")
    change = section.figures.one("Mariestad", "paired.change", outcome="lasting")
    assert (change.k, change.n) == (number, 8)
    said = slipped_back.twice(section).plain()
    assert ("McNemars exakta test" in said) == tested
    assert (f"Progression: {number} svarade olika" in said) == tested


def test_a_weighted_share_stands_beside_the_unweighted(cases):
    section = cases.section("ALLA")
    table, *classes = shown(Table, weighted.shares(section))
    row = dict(zip(table.columns, table.rows[0], strict=True))
    share = section.figures.one("ALLA", "lasting.weighted", months=6, population="alla")
    assert row["Vägd"] == swedish.percent(share.value)
    assert row["Ovägd"].startswith(f"{share.k} av {share.n} (")
    assert [row[0] for row in table.rows if row[0].endswith("alla avslut")] == [
        shown_.caption.split(": ")[1] for shown_ in classes
    ]
    assert weighted.ASSUMPTION in weighted.shares(section).plain()


def test_a_share_that_cannot_be_weighted_says_why(cases):
    said = weighted.shares(cases.section("ALLA", "2019Q4"))
    assert isinstance(said, Prose)
    assert said.paragraphs[0] == "Ingen andel kan vägas för bortfall."
    assert said.paragraphs[1].endswith("alla avslut: ingen vägd andel, för ingen har nåtts.")
    later = weighted.shares(cases.section("ALLA")).plain()
    assert "ingen vägd andel, för bara" in later
    assert "; det krävs minst 10." in later


def test_a_municipality_is_not_weighted(cases):
    assert "bara för hela projektet" in weighted.shares(cases.section("Skövde")).plain()


def test_the_share_forward_has_the_bounds_of_everyone_who_started(cases):
    section = cases.section("Skövde")
    _, chart, table, _ = flat(steps_forward.bounds(section))
    movement = section.project.movement
    figure = section.figures.one(
        "Skövde", "steps.forward", movement.primary_rule, rater=movement.primary_rater
    )
    assert table.rows[0][-1] == swedish.interval(figure.bound_low, figure.bound_high)
    assert table.rows[0][1] in drawn_texts(chart)


def test_where_everybody_has_moved_nobody_is_missing(cases):
    *_, table = flat(steps_forward.bounds(cases.section("Mariestad")))
    assert {row[-1] for row in table.rows} == {"ingen saknas"}
