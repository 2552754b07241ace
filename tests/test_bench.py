"""What the benchmarks compare is the same thing done twice; times are for ``make bench`` alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from time import sleep

import nbformat
import pytest
from bench.cells import program, warm
from bench.growth import Grown
from bench.in_sql import by_duckdb, by_stegvis, differences, in_duckdb
from bench.in_turn import Row, Target, in_turn, ratios, table
from bench.index import index
from bench.large import FEWEST, PROJECT, QUARTERS, large
from bench.many_people import CARDS, many_people, nationwide
from bench.measures import measures
from bench.memory import watched
from bench.peers import Job, make
from bench.rerun import Rerun
from nbformat.v4 import new_code_cell, new_notebook
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


def test_sides_take_turns_and_a_ratio_is_of_one_round() -> None:
    order: list[str] = []
    clock = {"ours": iter([2.0, 4.0, 3.0]), "theirs": iter([6.0, 4.0, 12.0])}

    def side(name: str) -> float:
        order.append(name)
        return next(clock[name])

    sides = {name: (lambda name=name: side(name)) for name in clock}
    given = in_turn(sides, rounds=3)
    assert order == ["ours", "theirs"] * 3
    assert ratios(given["theirs"], given["ours"]) == [3.0, 1.0, 4.0]


def test_a_line_tells_medians_the_spread_and_whether_the_target_is_reached() -> None:
    row = Row("a", "a rerun", [2, 4, 3], [6, 4, 12], [3, 1, 4], Target("≥", 2.5))
    head, line = table([row]).splitlines()
    assert head.split()[:3] == ["what", "ours", "theirs"]
    told = ["a", "a rerun", "3 s", "6 s", "3× (1 to 4)", "≥ 2.5×", "yes"]
    assert [cell for cell in map(str.strip, line.split("  ")) if cell] == told
    most = Row("d", "", [], [], [2.1], Target("≤", 2), of_held=" %")
    assert table([most]).endswith("≤ 2 %   NO")


def _notebook(folder: Path) -> Path:
    parameters = new_code_cell('kommun = "Hjo"', metadata={"tags": ["parameters"]})
    cells = [parameters, new_code_cell("places = [kommun]\nplaces * 2")]
    path = folder / "01_avsnitt.ipynb"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
    return path


def test_a_peer_executes_a_notebook_and_writes_its_page(tmp_path: Path) -> None:
    notebook, folder = str(_notebook(tmp_path)), tmp_path / "page"
    make(Job(notebook, {"kommun": "Vara"}, str(tmp_path), str(folder), "avsnitt"), pdf=False)
    page = (folder / "avsnitt.html").read_text(encoding="utf-8")
    assert "['Vara', 'Vara']" in page


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows does not fork")
def test_the_cells_as_a_program_have_the_parameters_and_show_what_cells_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = program(_notebook(tmp_path), {"kommun": "Vara"})
    shown: list[object] = []
    exec(code.replace("def _show(", "def _not("), {"_show": shown.append})  # noqa: S102  # as bench does
    assert shown == [["Vara", "Vara"]]
    path = tmp_path / "cells.py"
    path.write_text(code, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "tests"), prepend=os.pathsep)
    with warm(path, tmp_path) as again:
        assert 0 < again.again() < 1


class _Paced(Rerun):
    def __post_init__(self) -> None: ...

    def few(self) -> list[int]:  # type: ignore[override]  # as many as runs would be
        return [0, 1]

    def sample(self, turn: int) -> list[int]:  # type: ignore[override]  # as above
        return list(range(turn))


def test_a_whole_rerun_is_reckoned_from_its_start_and_its_pace() -> None:
    def making(runs: Sequence[object]) -> float:
        return 6.0 + 0.5 * len(runs)

    assert _Paced(["Hjo"], total=198).whole(making, turn=20) == pytest.approx(6.0 + 0.5 * 198)


class _GrownInTheory(Grown):
    def __post_init__(self) -> None: ...

    def _rerun(self, count: int, *, measured: bool) -> float:
        starting, measuring = 4.0, 0.0 if measured else 26.0
        return starting + measuring + 6 * 0.5 * count


def test_what_a_rerun_costs_anyway_is_shared_by_all_runs() -> None:
    assert _GrownInTheory(290, 20).one_run() == pytest.approx(0.5 + 30 / (290 * 6 + 12))


def test_an_index_is_written_twice() -> None:
    (row,) = index(places=2, quarters=1, rounds=1)
    assert len(row.ours) == len(row.theirs) == 1


def test_measures_are_held_against_each_other_before_they_are_timed() -> None:
    (row,) = measures(people=60, municipalities=3, rounds=1)
    assert row.ours[0] > 0
    assert row.cells()[-1] in ("yes", "NO")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
def test_memory_is_that_of_the_process_itself() -> None:
    with watched(os.getpid()) as peaks:
        for _ in range(100):
            if peaks["caller"]:
                break
            sleep(0.1)
    assert 20 < peaks["caller"] < 20_000
