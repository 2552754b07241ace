"""Beside reports it is told what they were made of, the same on every machine."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from report.conftest import ROOT, House, delivery
from stegvis.delivery.store import Store
from stegvis.export.page import NAVIGATION
from stegvis.report import carry_out as carrying
from stegvis.report import provide as providing
from stegvis.report.batch import Request
from stegvis.report.handed import figures_path
from stegvis.report.made import Made
from stegvis.report.plan import Run
from stegvis.report.provenance import FILE, output_hash, read_provenance

PAGE, PDF, NOTEBOOK, FIGURES = b"<p>Hej</p>", b"%PDF", b"{}", b"siffror"


class Workers:
    """Makes every section at once."""

    def make_all(self, runs: Sequence[Run], root: Path) -> Iterator[Made]:
        for run in runs:
            yield Made(run, 0.0, NOTEBOOK, PAGE, PDF, "")


@contextmanager
def _workers(jobs: int, scheduler: str | None) -> Iterator[Workers]:
    yield Workers()


def _provide(planned: object, runs: Sequence[Run], folder: Path, jobs: int) -> None:
    for run in runs:
        path = figures_path(folder, run.project, run.period, run.folder.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(FIGURES)


@pytest.fixture(autouse=True)
def _no_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying, "executor", _workers)
    monkeypatch.setattr(providing, "provide", _provide)


def made(folder: Path, when: datetime, sections: Sequence[str] = ("mal", "underlag")) -> Path:
    """Make a root where Grästorp's sections are made of two deliveries, and give their folder."""
    house = House.build(folder)
    house.store = Store(house.root.store, clock=lambda: when)
    house.add(delivery("cresco-plus_1444_2023Q2"))
    house.add(delivery("cresco-plus_1444_2023Q4"))
    asked = {"project": "cresco-plus", "municipalities": ("Grästorp",)}
    batch = house.prepare(**asked, sections=tuple(sections))
    request = Request(house.root.store, house.root.reports)
    carrying.carry_out(house.root, request, batch, lambda outcome: None)
    return house.root.reports / "cresco-plus" / "2023Q4" / "intern" / "grastorp"


WHEN = datetime(2024, 1, 11, tzinfo=UTC)


@pytest.fixture(scope="module")
def grastorp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(carrying, "executor", _workers)
        patched.setattr(providing, "provide", _provide)
        return made(tmp_path_factory.mktemp("grastorp") / "rot", WHEN)


def _sha(content: bytes) -> str:
    return sha256(content).hexdigest()


def test_it_tells_what_was_made_and_of_what(grastorp: Path) -> None:
    said = json.loads((grastorp / FILE).read_bytes())["reports"]
    assert set(said) == {"mal", "underlag"}
    assert said["mal"]["outputs"] == {
        "mal.html": _sha(PAGE),
        "mal.pdf": _sha(PDF),
        "mal.ipynb": _sha(NOTEBOOK),
        "figures.csv": _sha(FIGURES),
    }
    of = said["mal"]["made_of"]
    assert of["notebook"] == _sha(
        next((ROOT / "notebooks" / "kommun").glob("*_mal.ipynb")).read_bytes()
    )
    assert of["deliveries"] == {
        "1444": {
            quarter: _sha(delivery(f"cresco-plus_1444_{quarter}").read_bytes())
            for quarter in ("2023Q2", "2023Q4")
        }
    }
    assert of["parameters"] == {
        "projekt": "cresco-plus",
        "kommun": "Grästorp",
        "period": "2023Q4",
        "mottagare": "intern",
    }
    assert {"Python", "pandas", "typst"} <= set(of["packages"])


def test_made_elsewhere_and_at_another_time_it_is_the_same(grastorp: Path, tmp_path: Path) -> None:
    later = datetime(2031, 5, 6, 7, 8, tzinfo=UTC)
    there = made(tmp_path / "en annan plats", later, ("underlag", "mal"))
    assert (there / FILE).read_bytes() == (grastorp / FILE).read_bytes()
    assert str(grastorp.parents[4]).encode() not in (grastorp / FILE).read_bytes()


def test_the_ways_to_other_pages_are_no_part_of_a_page(grastorp: Path) -> None:
    begin, end = (mark.encode() for mark in NAVIGATION)
    bare = b"<body>" + begin + end + b"<p>Hej</p>"
    filled = b"<body>" + begin + b"<nav>Till alla</nav>" + end + b"<p>Hej</p>"
    assert output_hash("mal.html", filled) == output_hash("mal.html", bare) == _sha(bare)
    assert output_hash("mal.html", filled + b" ") != _sha(bare)
    assert output_hash("mal.pdf", filled) == _sha(filled)


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b'{"version": 1}', b'{"version": 9}'])
def test_what_cannot_be_read_tells_nothing(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / FILE).write_bytes(content)
    assert read_provenance(tmp_path).reports == {}
