"""Lasting progression and retention in charts, tables and words."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest
from show.conftest import typed_frame
from show.numbers_shown import drawn_texts, flat, unexplained_numbers
from stegvis.delivery.tables import sheets
from stegvis.measure.everything import measure
from stegvis.records import Records
from stegvis.show import lasting, retention, swedish, wording
from stegvis.show.exhibit import Chart, Prose, Table
from stegvis.show.followup import FollowUp, groups, only_positive_reached, why_no_share

PLACES = ["Skövde", "Hjo", "Grästorp", "Essunga", "Karlsborg", "Vara", "ALLA"]
BEFORE_ALL = "2019Q4"


def whole(section):
    return [
        lasting.headline(section),
        lasting.shares(section),
        lasting.answers(section),
        lasting.nonresponse(section),
        retention.shares(section),
        lasting.coming(section),
    ]


def shown(kind, *exhibits):
    return [exhibit for exhibit in flat(*exhibits) if isinstance(exhibit, kind)]


@pytest.mark.parametrize("period", ["all", "early", BEFORE_ALL])
@pytest.mark.parametrize("place", PLACES)
def test_every_number_shown_is_a_figure(cases, place, period):
    label = f"{cases.project.start.year}Q4" if period == "early" else period
    section = cases.section(place, label)
    exhibits = whole(section)
    assert all(exhibit.plain().strip() for exhibit in exhibits)
    assert unexplained_numbers(section, *exhibits) == []


def test_the_alt_text_and_the_table_say_what_the_charts_draw(cases):
    section = cases.section("ALLA")
    for part, measured in ((lasting, "lasting"), (retention, "retention")):
        exhibits = part.shares(section)
        (chart,), (table,) = shown(Chart, exhibits), shown(Table, exhibits)
        for row, group in zip(table.rows, groups(section, measured), strict=True):
            share = group.figure(section, "share")
            assert row[0] == group.label
            assert row[1] in drawn_texts(chart)
            assert row[1] in chart.alt
            assert row[1].startswith(f"{share.k} av {share.n} (") or not share.n
            bounds = swedish.interval(share.bound_low, share.bound_high)
            missed = group.figure(section, "nonresponse")
            assert row[4] == (bounds if missed.k else "inget bortfall")


def test_answers_and_nonresponse_make_up_those_who_are_due(cases):
    exhibits = lasting.answers(cases.section("Skövde"))
    (chart,), (table,) = shown(Chart, exhibits), shown(Table, exhibits)
    for _, *answered, due in table.rows:
        assert sum(map(int, answered)) == int(due)
    assert {"ökat", "behållit", "minskat", "nåddes inte"} <= set(drawn_texts(chart))


def test_the_bounds_are_told_with_the_nonresponse(cases):
    section = cases.section("Skövde")
    said = lasting.nonresponse(section).plain()
    for group in groups(section, "lasting"):
        missed, share = group.figure(section, "nonresponse"), group.figure(section, "share")
        assert missed.k
        assert wording.share(missed) in said
        assert swedish.percent(share.bound_low) in said
        assert swedish.percent(share.bound_high) in said


@pytest.mark.parametrize(("place", "period"), [("Essunga", "all"), ("Skövde", BEFORE_ALL)])
def test_where_nobody_is_due_there_is_a_sentence_and_no_chart(cases, place, period):
    exhibits = whole(cases.section(place, period))
    assert shown(Chart, *exhibits) == []
    assert shown(Table, *exhibits) == []
    assert "Ingen har startat" in exhibits[0].plain()


def test_without_a_delivery_the_headline_says_so_and_the_rest_is_short(cases):
    section = cases.section("Vara")
    assert "har inte lämnat någon leverans" in lasting.headline(section).plain()
    for exhibit in whole(section)[1:]:
        assert exhibit == Prose(wording.NOTHING_DELIVERED)


def test_a_municipality_of_counts_says_that_it_decides_who_is_counted(cases):
    charts = shown(Chart, lasting.shares(cases.section("Karlsborg")))
    assert "lämnar bara antal" in charts[0].note


@dataclasses.dataclass(frozen=True)
class Told:
    """A section about one person, whose days are given."""

    section: object
    group: FollowUp


def about_one_person(cases, exit_day, *, reason="arbete", period="2023Q3"):
    """Tell about a single person who left on a day, without a card or a follow-up."""
    project = cases.project
    person = {
        "municipality": "Hjo",
        "participant": "HJO-001",
        "gender": "kvinna",
        "age_group": "30–54",
        "start": pd.Timestamp(project.start),
        "exit": pd.Timestamp(exit_day),
        "exit_reason": reason,
    }
    rows = {"participants": [person]}
    frames = {code: typed_frame(project, code, rows.get(code, [])) for code in sheets(project)}
    delivery = {
        "municipality": "Hjo",
        "period": period,
        "submitted": "2023-10-05",
        "scope": "individ",
        "warnings": 0,
    }
    records = Records(deliveries=pd.DataFrame([delivery]), synthetic=True, **frames)
    span = project.period(period)
    figures = measure(records, project, span, ["Hjo"], total=False)
    section = dataclasses.replace(cases.section("Hjo"), period=span, figures=figures)
    return section


def test_the_text_says_from_when_the_first_share_can_come(cases):
    # left 2023-08-31; six months later is 2024-02-29, in the first quarter of 2024
    section = about_one_person(cases, "2023-08-31")
    said = why_no_share(section, FollowUp("lasting", 6, "alla"))
    assert "första kvartalet 2024" in said
    assert "till och med 2024-03-31" in said
    assert "tredje kvartalet 2024" in why_no_share(section, FollowUp("retention", 12))
    assert unexplained_numbers(section, *whole(section)) == []


def test_a_group_that_nobody_belongs_to_says_who_it_would_be(cases):
    section = about_one_person(cases, "2023-08-31", reason="avbrott")
    assert "positiv stegförflyttning" in why_no_share(section, FollowUp("lasting", 6, "positiv"))
    assert "till arbete" in why_no_share(section, FollowUp("retention", 6))


def test_one_who_is_due_and_was_not_reached_is_no_share(cases):
    section = about_one_person(cases, "2023-03-20", period="2023Q3")
    group = FollowUp("lasting", 6, "alla")
    assert group.figure(section, "eligible").k == 1
    assert why_no_share(section, group).startswith("En person är aktuell för uppföljning, men")
    assert "ingen av 1 nåddes" in lasting.shares(section).plain()


def test_while_nobody_has_left_the_text_says_when_follow_up_is_made(cases):
    section = about_one_person(cases, None, reason=None)
    said = lasting.coming(section).plain()
    assert said.startswith("Ingen har avslutats till och med 2023-09-30.")
    assert f"6{swedish.NBSP}månader" in said
    assert f"12{swedish.NBSP}månader" in said


def test_following_only_the_positive_is_pointed_out(cases):
    section = cases.section("ALLA")
    frame = section.figures.frame.copy()
    assert only_positive_reached(section) == []
    reached = frame["measure"].eq("lasting.reached") & frame["municipality"].eq("ALLA")
    same = reached & frame["group"].str.startswith("months=6;")
    frame.loc[same, "k"] = frame.loc[same, "k"].min()
    narrow = dataclasses.replace(section, figures=dataclasses.replace(section.figures, frame=frame))
    assert only_positive_reached(narrow) == [FollowUp("lasting", 6, "alla")]
    assert "bara personer med positiv stegförflyttning nåtts" in lasting.nonresponse(narrow).plain()


def test_of_one_or_two_people_there_is_a_table_and_no_chart(cases):
    section = about_one_person(cases, "2023-03-20", period="2023Q3")
    for part in (lasting.shares(section), lasting.answers(section), retention.shares(section)):
        assert shown(Chart, part) == []
    assert shown(Table, lasting.answers(section))[0].rows[0][-1] == "1"


def test_a_reason_that_groups_share_is_said_once(cases):
    said = retention.shares(cases.section("Essunga")).plain()
    assert said.count("Ingen har startat") == 1
