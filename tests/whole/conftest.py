"""The whole way, from the command line: deliveries added, reports built, once for all tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from once import once
from stegvis.definitions import read_projects
from stegvis.delivery.store import Store
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.report.measured import measured

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "data" / "example"

FEW = {"Grästorp": "1444", "Essunga": "1445", "Karlsborg": "1446", "Töreboda": "1473"}
"""One participant, none, counts only, and two."""

Command = Callable[..., subprocess.CompletedProcess[str]]


def stegvis(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command line as a person would."""
    return subprocess.run(
        [sys.executable, "-m", "stegvis", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def make_root(folder: Path, notebooks: Sequence[str] = ("kommun", "projekt")) -> Path:
    """Make a root with the projects and the report notebooks, and nothing delivered."""
    shutil.copytree(ROOT / "data" / "projects", folder / "data" / "projects")
    for kind in notebooks:
        shutil.copytree(ROOT / "notebooks" / kind, folder / "notebooks" / kind)
    (folder / "notebooks").mkdir(exist_ok=True)
    return folder


def newest(code: str, project: str = "cresco-plus") -> Path:
    """Give a municipality's newest delivery in the example."""
    return max((EXAMPLE / project).glob(f"{project}_{code}_*"), key=lambda path: path.stem)


def _build(root: Path) -> None:
    make_root(root)
    paths = [newest(code) for code in (*FEW.values(), "1496")]
    added = stegvis("add", "--root", root, *paths)
    assert added.returncode == 0, added.stdout + added.stderr
    ran = stegvis("book", "--root", root, "--project", "cresco-plus")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    early = stegvis(
        *("run", "--root", root, "--project", "cresco-plus", "--period", "2022Q4"),
        *("--municipality", "Skövde"),
    )
    assert early.returncode == 0, early.stdout + early.stderr


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A root in which every section is built for the largest and the smallest municipalities."""
    return once(tmp_path_factory, worker_id, "whole", _build)


def _deliver_one_and_two(root: Path) -> None:
    make_root(root, notebooks=())
    added = stegvis("add", "--root", root, newest("1444"), newest("1473"))
    assert added.returncode == 0, added.stdout + added.stderr
    project = read_projects(root / "data" / "projects")["cresco-plus"]
    measured(Store(root / "data" / "store"), project, Period.parse("2025Q2"), ALL)


@pytest.fixture(scope="session")
def _delivered(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    return once(tmp_path_factory, worker_id, "delivered", _deliver_one_and_two)


@pytest.fixture
def delivered(_delivered: Path, tmp_path: Path) -> Path:
    """A root of the test's own, delivered to by Grästorp (one) and Töreboda (two), no notebooks.

    What they delivered has been measured: it is kept, and known again in the copy.
    """
    return Path(shutil.copytree(_delivered, tmp_path / "root"))
