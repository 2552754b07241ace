"""The caseload, over time, and who the participants are."""

from __future__ import annotations

import pandas as pd
import pytest
from show.numbers_shown import drawn_texts, flat
from stegvis.show import caseload, caseload_time, participants, swedish
from stegvis.show.exhibit import Chart, Prose, Table


def only(kind, exhibit):
    [shown] = [shown for shown in flat(exhibit) if isinstance(shown, kind)]
    return shown


@pytest.fixture(scope="module")
def section(cases):
    return cases.section("Skövde")


@pytest.fixture(scope="module")
def people(cases):
    everyone = cases.records.participants.query("municipality == 'Skövde'")
    return everyone[everyone["exit_reason"].fillna("") != "felregistrering"]


def test_the_headline_counts_the_people_of_the_delivery(section, people):
    exited = int((people["exit"] <= pd.Timestamp(section.period.end)).sum())
    said = caseload.headline(section).plain()
    assert said.startswith(f"{len(people)}\N{NO-BREAK SPACE}deltagare har startat i Skövde")
    assert f"{exited} har avslutats och {len(people) - exited} är aktiva" in said


def test_the_totals_give_both_the_whole_time_and_the_period(cases, people):
    period = "2024" if cases.project.id == "cresco-plus" else "2021"
    section = cases.section("Skövde", period)
    within = people["start"].dt.year == int(period)
    table = only(Table, caseload.totals(section))
    assert table.rows[0] == (
        "Startade",
        str(int((people["start"].dt.year <= int(period)).sum())),
        str(int(within.sum())),
    )


def test_counts_give_nothing_within_the_period_and_the_note_says_why(cases):
    table = only(Table, caseload.totals(cases.section("Karlsborg")))
    assert table.rows[0] == ("Startade", "12", swedish.MISSING)
    assert "utan datum" in table.note


def test_the_whole_project_is_also_shown_by_municipality(cases):
    group = caseload.totals(cases.section("ALLA"))
    _, by_municipality = [shown for shown in flat(group) if isinstance(shown, Table)]
    assert ("Skövde", *[row[1] for row in caseload.totals(cases.section("Skövde")).rows]) in (
        by_municipality.rows
    )
    assert "Vara" not in [row[0] for row in by_municipality.rows]


def test_the_bars_over_time_say_the_tables_numbers(section):
    group = caseload_time.over_time(section)
    chart, table = only(Chart, group), only(Table, group)
    drawn = drawn_texts(chart)
    for name, started, exited, active in table.rows:
        assert started in drawn
        assert f"{name}: {started} startade, {exited} avslutade, {active} aktiva" in chart.alt
    assert len(table.rows) == len(section.project.span.quarters())


def test_the_last_quarter_over_time_is_the_headlines(section):
    table = only(Table, caseload_time.over_time(section))
    totals = only(Table, caseload.totals(section))
    assert list(table.rows[-1][1:]) == [row[1] for row in totals.rows]


@pytest.mark.parametrize("trait", ["exits", "gender", "age_group", "referrer"])
def test_a_table_of_shares_says_its_charts_numbers(section, people, trait):
    group = caseload.exits(section) if trait == "exits" else participants.who(section)
    chart, table = only(Chart, group), only(Table, group)
    column = "exit_reason" if trait == "exits" else trait
    known = people[people["exit"].notna()] if trait == "exits" else people
    known = (
        known[~(known["exit"] > pd.Timestamp(section.period.end))] if trait == "exits" else known
    )
    for level, number in known[column].value_counts().items():
        name = section.project.reason_label(level) if trait == "exits" else level
        [cell] = [row[1] for row in table.rows if name in row[0]]
        assert cell.startswith(f"{number} av {len(known)} (")
        assert cell in drawn_texts(chart)
        assert cell in chart.alt


def test_a_blank_referrer_is_counted_as_missing(section, people):
    table = only(Table, participants.who(section))
    rows = dict(table.rows)
    number = int(people["referrer"].isna().sum())
    assert number
    assert rows["Remittent: uppgift saknas"].startswith(f"{number} av {len(people)}")


def test_before_anyone_has_left_there_is_a_sentence_instead_of_reasons(plus):
    staying = plus.records.participants.assign(exit=pd.NaT, exit_reason=None)
    staying = staying.astype(plus.records.participants.dtypes.to_dict())
    section = plus.having(participants=staying).section("Skövde")
    exits = caseload.exits(section)
    assert isinstance(exits, Prose)
    assert exits.plain().startswith("Ingen deltagare har avslutats i Skövde")
    drawn = drawn_texts(only(Chart, caseload_time.over_time(section)))
    assert "Avslutade" not in drawn
    assert "Aktiva" in drawn


def test_when_nobody_remains_the_chart_says_so(plus):
    left = plus.records.participants.copy()
    left["exit"] = left["exit"].fillna(pd.Timestamp(plus.project.end))
    left["exit_reason"] = left["exit_reason"].fillna("annat")
    section = plus.having(participants=left).section("Skövde", "2030")
    assert "0 är aktiva" in caseload.headline(section).plain()
    assert "Aktiva (inga kvar)" in drawn_texts(only(Chart, caseload_time.over_time(section)))
