"""`stegvis template`: from a store to files that the same command line takes back."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from once import once
from stegvis.cli import app
from stegvis.definitions import read_projects
from stegvis.delivery.check import examine
from stegvis.delivery.store import Store
from typer.testing import CliRunner, Result

from .parts import handed_in

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "data" / "example" / "cresco-plus"
ONE, NOBODY, COUNTS = "1444", "1445", "1446"
"""Grästorp has a participant, Essunga none, and Karlsborg delivers counts only."""

Run = Callable[..., Result]


def _make(folder: Path) -> None:
    shutil.copytree(ROOT / "data" / "projects", folder / "data" / "projects")
    (folder / "notebooks").mkdir()
    projects, store = read_projects(ROOT / "data" / "projects"), Store(folder / "data" / "store")
    for code in (ONE, NOBODY, COUNTS):
        examined = examine(EXAMPLE / f"cresco-plus_{code}_2024Q3.xlsx", projects)
        assert examined.delivery is not None
        store.add(examined.delivery, examined.findings)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    return once(tmp_path_factory, worker_id, "form-house", _make)


@pytest.fixture
def template(house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, project: str = "cresco-plus", period: str = "2024Q4") -> Result:
        options = ["--root", str(house), "--project", project, "--period", period]
        return CliRunner().invoke(app, ["template", *options, *arguments])

    return run


@pytest.mark.parametrize("code", [ONE, NOBODY, COUNTS])
def test_what_was_delivered_last_can_be_delivered_again_as_it_is(
    template: Run, tmp_path: Path, projects: Mapping[str, Any], house: Path, code: str
) -> None:
    done = template("--municipality", code)
    assert done.exit_code == 0, done.output
    assert "raderna är från 2024Q3" in done.stdout
    path = tmp_path / f"cresco-plus_{code}_2024Q4.xlsx"
    assert examine(path, projects).delivery is None, "nobody has said when it was handed in"
    path.write_bytes(handed_in(path.read_bytes(), date(2025, 1, 20)))
    examined = examine(path, projects)
    assert [one for one in examined.findings if one.is_error] == []
    assert examined.delivery is not None
    assert examined.delivery.synthetic
    (kept,) = Store(house / "data" / "store").deliveries("cresco-plus", code)
    assert examined.delivery.scope == kept.scope
    counts = {c: len(table) for c, table in examined.delivery.tables.items() if c != "counts"}
    assert {c: n for c, n in counts.items() if n} == {
        c: n for c, n in kept.counts.items() if c != "counts"
    }


@pytest.mark.long  # fourteen workbooks; one is written each time
def test_all_municipalities_at_once_and_a_document_of_them(template: Run, tmp_path: Path) -> None:
    (tmp_path / "mallar").mkdir()
    done = template("--out", "mallar", "--json", period="2023Q1")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)["templates"]
    assert len(told) == len(list((tmp_path / "mallar").iterdir())) == 14
    assert {one["since"] for one in told} == {None}  # what is delivered later was not known then


def test_a_file_is_never_written_over_unasked(template: Run, tmp_path: Path) -> None:
    there = tmp_path / "cresco-plus_1497_2024Q4.xlsx"
    there.write_text("mitt")
    refused = template("--municipality", "Hjo", "--municipality", "Skara")
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert there.read_text() == "mitt"
    assert [path.name for path in tmp_path.iterdir()] == [there.name]  # nor is half of it done
    assert template("--municipality", "Hjo", "--force").exit_code == 0
    assert there.read_bytes()[:2] == b"PK"


def test_the_file_may_be_called_anything_and_is_its_owner_s(template: Run, tmp_path: Path) -> None:
    done = template("--municipality", "hjo", "--scope", "antal", "--out", "min mall.xlsx")
    assert done.exit_code == 0, done.output
    (path,) = tmp_path.iterdir()
    assert path.name == "min mall.xlsx"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("arguments", "period", "said"),
    [
        (("--municipality", "Hoj"), "2024Q4", "Menade du Hjo"),
        (("--municipality", "Hjo"), "2024H1", "kvartal"),
        (("--municipality", "Hjo"), "2030Q1", "projekt"),
        (("--municipality", "Hjo", "--scope", "alla"), "2024Q4", "individ eller antal"),
        (("--municipality", "Hjo", "--out", "finns/inte.xlsx"), "2024Q4", "Mappen finns inte"),
        (("--municipality", "Hjo", "--out", "mall.csv"), "2024Q4", ".xlsx"),
        (("--out", "mall.xlsx"), "2024Q4", "Mappen finns inte"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    template: Run, tmp_path: Path, arguments: tuple[str, ...], period: str, said: str
) -> None:
    wrong = template(*arguments, period=period)
    assert wrong.exit_code == 2
    assert said in wrong.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_project_that_is_not_there(template: Run) -> None:
    wrong = template(project="cresco-minus")
    assert wrong.exit_code == 2
    assert "cresco-plus" in wrong.stderr
