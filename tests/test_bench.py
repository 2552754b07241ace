"""What the benchmarks compare is the same thing done twice; times are for ``make bench`` alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.in_sql import by_duckdb, by_stegvis, differences, in_duckdb
from bench.large import FEWEST, PROJECT, QUARTERS, large
from bench.many_people import CARDS, many_people, nationwide
from pandas import DateOffset, Timestamp
from pandas.testing import assert_frame_equal
from stegvis.definitions import read_project, read_projects
from stegvis.delivery.store import Store
from stegvis.records import Records
from whole.conftest import ROOT

PROJECTS = read_projects(ROOT / "data" / "projects")


@pytest.mark.parametrize("period", ["2024H1", "all"])
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


def test_a_root_of_any_size_holds_deliveries_that_the_store_reads(tmp_path: Path) -> None:
    root = large(16, 3, tmp_path)
    project = read_project(root / "data" / "projects" / f"{PROJECT}.yaml")
    store = Store(root / "data" / "store")
    kept = store.deliveries(project.id)
    assert len(kept) == 16 * 3
    assert len({one.hash for one in kept}) == len(kept)
    places = project.municipalities
    first, again = (
        store.records(project, QUARTERS[-1], place) for place in (places[1], places[12])
    )
    assert len(first.participants) >= FEWEST
    assert first.participants["start"].min() < Timestamp(project.start) + DateOffset(months=6)
    unnamed = [one.participants.drop(columns="municipality") for one in (first, again)]
    assert_frame_equal(*unnamed)
    earlier = store.records(project, QUARTERS[-1], places[1], as_known=QUARTERS[-3])
    assert earlier.participants["start"].max() <= Timestamp(QUARTERS[-3].end)


def test_the_newest_deliveries_are_the_same_in_a_large_root_and_a_small(tmp_path: Path) -> None:
    def records(root: Path) -> Records:
        project = read_project(root / "data" / "projects" / f"{PROJECT}.yaml")
        store = Store(root / "data" / "store")
        return store.records(project, QUARTERS[-1], project.municipalities[1])

    small, larger = records(large(2, 1, tmp_path)), records(large(2, 2, tmp_path))
    assert_frame_equal(small.cards, larger.cards)
    assert_frame_equal(small.participants, larger.participants)
