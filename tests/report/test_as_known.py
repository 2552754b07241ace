"""A report as it was is made of the deliveries that there were, and is never taken for today's."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
from report.conftest import House, delivery
from report.test_provenance import _workers
from stegvis.cli.reporting import requested
from stegvis.definitions import read_projects
from stegvis.delivery.known import FOLDER, KnownError, read_known
from stegvis.delivery.store import Store
from stegvis.errors import WrongError
from stegvis.figures import Figures
from stegvis.period import Period
from stegvis.report import carry_out as carrying
from stegvis.report.batch import Request, prepare
from stegvis.report.measured import measured
from stegvis.report.verify import Verifier

EARLY, LATE = "cresco-plus_1444_2023Q4", "cresco-plus_1444_2025Q2"
WHEN = datetime(2026, 1, 1, tzinfo=UTC)


def _house(folder: Path, *names: str) -> House:
    house = House.build(folder)
    house.store = Store(house.root.store, clock=lambda: WHEN)
    for name in names:
        house.add(delivery(name))
    return house


def _ran(house: House, reports: Path, known: str | None) -> Path:
    """Make Grästorp's goals, with the kernel's work left out; give their folder."""
    request = Request(
        house.root.store,
        reports,
        project="cresco-plus",
        municipalities=("Grästorp",),
        sections=("mal",),
        known=read_known(known) if known else None,
    )
    batch = prepare(house.root, request)
    (planned,) = batch.planned
    measured(planned.store, planned.project, planned.period, "Grästorp")  # in this process
    carrying.carry_out(house.root, request, batch, lambda outcome: None)
    return next(reports.glob("cresco-plus/*/intern/grastorp"))


@pytest.fixture(autouse=True)
def _no_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying, "executor", _workers)


@pytest.mark.parametrize("known", ["2023Q4", "2024-02-01"])
def test_the_figures_are_those_of_the_time(tmp_path: Path, known: str) -> None:
    then = _house(tmp_path / "då", EARLY)
    now = _house(tmp_path / "nu", EARLY, LATE)
    made_then = _ran(then, then.root.reports, None)
    made_now = _ran(now, now.root.reports / FOLDER / known, known)
    assert made_now.parts[-4:] == made_then.parts[-4:]
    assert made_now.parts[-3] == "2023Q4"
    figures = [(folder / "figures.csv").read_bytes() for folder in (made_then, made_now)]
    assert figures[0] == figures[1]
    with (made_now / "figures.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) > 100

    verifier = Verifier(now.root, now.root.store, now.root.reports)
    assert [one.holds for one in verifier.verify(made_now)] == [True]


def test_only_what_was_known_is_seen(tmp_path: Path) -> None:
    house = _house(tmp_path, EARLY, LATE)
    project = read_projects(house.root.projects)["cresco-plus"]
    by_quarter = Store.at(house.root.store, house.root, read_known("2024Q4"))
    assert [one.period.label for one in by_quarter.deliveries(project.id)] == ["2023Q4"]
    assert by_quarter.newest_period(project) == Period.parse("2023Q4")
    (late,) = (one for one in house.store.deliveries(project.id) if one.period.label == "2025Q2")
    for day, number in ((late.submitted, 2), (date(2024, 12, 31), 1), (date(2020, 1, 1), 0)):
        known = Store.at(house.root.store, house.root, read_known(day.isoformat()))
        assert len(known.deliveries(project.id)) == number


def test_every_page_says_so(tmp_path: Path) -> None:
    house = _house(tmp_path, EARLY)
    batch = prepare(
        house.root, Request(house.root.store, house.root.reports, known=read_known("2024q1"))
    )
    section = batch.planned[0].section(batch.runs[0], Figures(pd.DataFrame()))
    assert section.header.marks[-1] == "Som det var känt till och med första kvartalet 2024"


def test_it_has_a_folder_of_its_own_and_is_never_published(tmp_path: Path) -> None:
    house = _house(tmp_path)
    asked = {"store": None, "reports": None, "project": None, "period": None, "scheduler": None}
    request = requested(house.root, **asked, audience="intern", jobs=1, as_known="2023q3")
    assert request.reports == house.root.reports / FOLDER / "2023Q3"
    with pytest.raises(WrongError, match="det som är känt nu"):
        requested(house.root, **asked, audience="extern", jobs=1, as_known="2023Q3")


@pytest.mark.parametrize("text", ["", "2023Q5", "2023-13-01", "i går", "../2023Q3"])
def test_what_is_no_time_is_said(text: str) -> None:
    with pytest.raises(KnownError, match="Skriv ett kvartal"):
        read_known(text)
