"""One run that goes wrong after its notebook has been executed, or while it hangs."""

from __future__ import annotations

import errno
from pathlib import Path
from types import ModuleType

import nbformat
import pytest
from nbclient.exceptions import CellTimeoutError
from nbformat.v4 import new_markdown_cell, new_notebook
from stegvis.report import publish as publishing
from stegvis.report import work
from stegvis.report.outcome import Outcome, Status
from stegvis.report.plan import Notebook, Run
from stegvis.report.publish import publish
from stegvis.report.work import make


@pytest.fixture
def run(tmp_path: Path) -> Run:
    folder = tmp_path / "reports" / "cresco-plus" / "2023Q3" / "intern" / "hjo"
    notebook = Notebook(tmp_path / "01_mal.ipynb", "mal", of_project=False)
    return Run(notebook, "cresco-plus", "Hjo", "2023Q3", "intern", "data/store", folder)


@pytest.fixture(autouse=True)
def _no_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    def executed(source: str, target: str, **settings: object) -> None:
        nbformat.write(new_notebook(cells=[new_markdown_cell("# Mål")]), target)

    monkeypatch.setattr(work.papermill, "execute_notebook", executed)


def execute(run: Run, root: Path, scratch: Path) -> Outcome:
    return publish(make(run, root), scratch)


def _full(*_: object) -> bytes:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("where", "name"),
    [(work, "render_pdf"), (publishing, "_put_in_place")],
    ids=["work", "reports"],
)
def test_a_full_disk_is_said_and_the_previous_report_stays(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: ModuleType, name: str
) -> None:
    assert execute(run, tmp_path, tmp_path).status is Status.DONE
    before = {path.name: path.read_bytes() for path in run.folder.iterdir()}
    assert set(before) == {"mal.html", "mal.pdf", "mal.ipynb"}

    monkeypatch.setattr(where, name, _full)
    failed = execute(run, tmp_path, tmp_path)
    assert failed.status is Status.FAILED
    assert failed.message == "det gick inte att skriva: No space left on device"
    assert {path.name: path.read_bytes() for path in run.folder.iterdir()} == before
    assert failed.where is not None
    assert failed.where.parts[-6:-4] == ("misslyckade", "cresco-plus")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("tmp")]


def test_a_cell_that_takes_too_long_is_said(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hangs(*_: object, **__: object) -> None:
        raise CellTimeoutError("a cell timed out")

    monkeypatch.setattr(work.papermill, "execute_notebook", hangs)
    failed = execute(run, tmp_path, tmp_path)
    assert (failed.status, failed.where) == (Status.FAILED, None)
    assert failed.message == "en cell tog mer än 600 sekunder"
    assert not run.folder.exists()
