"""The time to work or studies in chart, table and words."""

from __future__ import annotations

import pandas as pd
import pytest
from show.conftest import EVERYBODY, NOBODY
from show.numbers_shown import drawn_texts, flat, unexplained_numbers
from stegvis.show import swedish, time_to_work, wording
from stegvis.show.exhibit import Chart, Prose, Table

PLACES = ["Skövde", "Hjo", "Grästorp", "Essunga", "Karlsborg", "Vara", EVERYBODY, NOBODY, "ALLA"]
BEFORE_ALL = "2019Q4"


def shown(kind, exhibit):
    return [part for part in flat(exhibit) if isinstance(part, kind)]


@pytest.mark.parametrize("period", ["all", "early", BEFORE_ALL])
@pytest.mark.parametrize("place", PLACES)
def test_every_number_shown_is_a_figure(cases, place, period):
    section = cases.section(place, f"{cases.project.start.year}Q4" if period == "early" else period)
    exhibit = time_to_work.over_time(section)
    assert unexplained_numbers(section, exhibit) == []
    for word in ("None", "nan", "  ", ".."):
        assert word not in exhibit.plain()


def test_the_table_the_sentence_and_the_alt_text_say_the_same(cases):
    section = cases.section("Skövde")
    exhibit = time_to_work.over_time(section)
    [chart], [table] = shown(Chart, exhibit), shown(Table, exhibit)
    assert [row[0] for row in table.rows] == ["0", "3", "6", "9", "12", "18", "24"]
    after = {row[0]: row for row in table.rows}["12"]
    said = exhibit.plain()
    assert f"har {after[1]} avslutats till arbete eller studier 12 månader efter start" in said
    assert f"95{swedish.NBSP}% intervall {after[2]}, och {after[3]} på annat sätt" in said
    assert f"efter 12 månader {after[1]} och {after[3]}" in chart.alt


def test_those_at_risk_stand_under_the_chart_in_the_order_of_the_axis(cases):
    exhibit = time_to_work.over_time(cases.section("Skövde"))
    [chart], [table] = shown(Chart, exhibit), shown(Table, exhibit)
    drawn = drawn_texts(chart)
    under = [cell for row in table.rows for cell in (row[0], row[-1])]
    assert [text for text in drawn if text.isdigit()] == under
    assert {"månader", "kvar"} <= set(drawn)


def test_where_everybody_got_work_the_curve_ends_at_all_and_the_others_at_none(plus):
    [table] = shown(Table, time_to_work.over_time(plus.section(EVERYBODY)))
    assert (table.rows[-1][1], table.rows[-1][3]) == (f"100{swedish.NBSP}%", f"0{swedish.NBSP}%")
    [table] = shown(Table, time_to_work.over_time(plus.section(NOBODY)))
    assert (table.rows[-1][1], table.rows[-1][3]) == (f"0{swedish.NBSP}%", f"100{swedish.NBSP}%")


@pytest.mark.parametrize(
    ("place", "started"), [("Grästorp", "1 deltagare"), ("Hjo", "2 deltagare")]
)
def test_of_a_few_there_is_a_table_and_no_chart(cases, place, started):
    exhibit = time_to_work.over_time(cases.section(place))
    assert not shown(Chart, exhibit)
    assert shown(Table, exhibit)
    assert f"I {place} har {started} startat".replace(" d", f"{swedish.NBSP}d") in exhibit.plain()


def test_a_small_place_brings_a_caution(plus):
    said = time_to_work.over_time(plus.section(EVERYBODY)).plain()
    assert wording.caution(8) in said


def started(plus, days_ago: int) -> str:
    """Say what is said when everyone in Skövde started so many days before the end, and stays."""
    people, deliveries = plus.records.participants, plus.records.deliveries
    start = pd.Timestamp(plus.project.end) - pd.Timedelta(days=days_ago)
    late = people.assign(start=start, exit=pd.NaT, exit_reason=None)
    section = plus.having(
        participants=late.astype(people.dtypes.to_dict()),
        deliveries=deliveries[deliveries["municipality"] == "Skövde"],
    ).section("Skövde")
    return time_to_work.over_time(section).plain()


def test_before_anyone_has_been_followed_for_a_year_the_sentence_says_so(plus):
    said = started(plus, 200)
    assert "avslutats till arbete eller studier 6 månader efter start" in said
    assert "Ingen har följts i 12 månader än." in said
    assert "inte följd så länge" in said


def test_before_three_months_there_is_nothing_to_say_yet(plus):
    assert "Ingen i Skövde har följts i 3 månader" in started(plus, 20)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("Vara", wording.NOTHING_DELIVERED),
        ("Karlsborg", "Därför saknas datum"),
        ("Essunga", "Ingen deltagare har startat"),
    ],
)
def test_without_people_with_dates_there_is_a_sentence(cases, place, words):
    exhibit = time_to_work.over_time(cases.section(place))
    assert isinstance(exhibit, Prose)
    assert words in exhibit.plain()


def test_the_whole_project_says_who_is_left_out(cases):
    section = cases.section("ALLA")
    assert wording.left_out(section) in time_to_work.over_time(section).plain()
