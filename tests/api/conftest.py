"""An extract of the contract's worked example, and one of the example's store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
import stegvis
from once import once
from stegvis.api.extract import Extract
from stegvis.definitions import read_projects
from stegvis.delivery.check import examine
from stegvis.delivery.store import Store

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = "data/example/store"


def _set_up(folder: Path) -> None:
    copytree(ROOT / "data" / "projects", folder / "data" / "projects")
    (folder / "notebooks").mkdir()


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Give a root with the projects and nothing delivered."""
    _set_up(tmp_path / "house")
    return tmp_path / "house"


@pytest.fixture
def delivered(
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
    worked_example: dict[str, list[list[object]]],
    write_workbook: Callable[..., Path],
) -> Path:
    """Give a root whose store has the contract's three people in Hjo; the workbook lies in it."""

    def make(folder: Path) -> None:
        _set_up(folder)
        path = write_workbook(folder / "cresco-plus_1497_2023Q4.xlsx", worked_example)
        examination = examine(path, read_projects(folder / "data" / "projects"))
        assert examination.delivery is not None
        Store(folder / "data" / "store").add(examination.delivery)

    return once(tmp_path_factory, worker_id, "worked-example-in-a-root", make)


@pytest.fixture
def worked(delivered: Path) -> Extract:
    return stegvis.load("cresco-plus", "2023Q3", "Hjo", root=delivered)
