"""What the benchmarks compare is the same thing done twice; times are for ``make bench`` alone."""

from __future__ import annotations

import pytest
from bench.in_sql import by_duckdb, by_stegvis, differences, in_duckdb
from bench.many_people import CARDS, many_people, nationwide
from stegvis.definitions import read_projects
from whole.conftest import ROOT

PROJECTS = read_projects(ROOT / "data" / "projects")


@pytest.mark.parametrize("period", ["2024H1", "2025Q2", "all"])
@pytest.mark.parametrize("project", PROJECTS)
def test_the_measures_in_sql_are_those_of_the_reports(project: str, period: str) -> None:
    asked = nationwide(PROJECTS[project], 30)
    records = many_people(asked, 300)
    ours = by_stegvis(records, asked, asked.period(period))
    theirs = by_duckdb(in_duckdb(records, asked, asked.period(period)))
    assert ours.loc[ours["measure"] == "steps.person", "k"].sum() > 0
    assert differences(ours, theirs) == []


def test_a_difference_between_the_two_is_told() -> None:
    asked = nationwide(PROJECTS["cresco-plus"], 2)
    ours = by_stegvis(many_people(asked, 20), asked, asked.period("2025Q2"))
    other = ours.assign(k=ours["k"] + (ours.index == 3))
    assert len(differences(ours, other)) == 1
    assert len(differences(ours, ours.iloc[1:])) == 1


def test_each_of_the_many_people_has_as_many_cards() -> None:
    cards = many_people(nationwide(PROJECTS["cresco-plus"], 3), 40).cards
    assert cards.groupby(["municipality", "participant"]).size().tolist() == [CARDS] * 40
    assert not cards.duplicated(["municipality", "participant", "rater", "date"]).any()
