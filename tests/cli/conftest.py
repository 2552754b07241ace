"""The command line in process: what it prints where, and a root to try it on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from once import once
from stegvis.cli import app
from typer.testing import CliRunner, Result

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "data" / "example"
GRASTORP = EXAMPLE / "cresco-plus" / "cresco-plus_1444_2025Q1.xlsx"

Asked = Callable[..., Result]


def planted(rule: str) -> Path:
    """Give the example's delivery with one planted error."""
    [path] = (EXAMPLE / "planterade-fel" / rule).iterdir()
    return path


@pytest.fixture
def asked() -> Asked:
    """Run a command as if it had been typed."""

    def ask(*arguments: str | Path, env: dict[str, str] | None = None, typed: str = "") -> Result:
        line = [str(argument) for argument in arguments]
        return CliRunner().invoke(app, line, input=typed, env=env, prog_name="stegvis")

    return ask


def _make(root: Path) -> None:
    shutil.copytree(ROOT / "data" / "projects", root / "data" / "projects")
    for kind in ("kommun", "projekt"):
        shutil.copytree(ROOT / "notebooks" / kind, root / "notebooks" / kind)
    (root / "notebooks" / "extern" / "kommun").mkdir(parents=True)
    (root / "notebooks" / "extern" / "kommun" / "01_ut.ipynb").touch()
    added = CliRunner().invoke(app, ["add", "--root", str(root), str(GRASTORP)])
    assert added.exit_code == 0, added.output


@pytest.fixture(scope="session")
def delivered(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A root that Grästorp has delivered to, for 2025Q1; whoever asks for it leaves it as it is."""
    return once(tmp_path_factory, worker_id, "cli", _make)


@pytest.fixture
def own(delivered: Path, tmp_path: Path) -> Path:
    """A copy of it, to change."""
    return Path(shutil.copytree(delivered, tmp_path / "root"))
