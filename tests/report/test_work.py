"""One run that goes wrong after its notebook has been executed, or while it hangs."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook
from stegvis.export.document import Document, read_section
from stegvis.export.html import render_html
from stegvis.export.pdf import render_pdf
from stegvis.report import publish as publishing
from stegvis.report import work
from stegvis.report.fingerprint import Fingerprint
from stegvis.report.outcome import Outcome, Status
from stegvis.report.plan import Notebook, Run
from stegvis.report.publish import publish
from stegvis.report.work import make
from traitlets.config import Config


@pytest.fixture
def run(tmp_path: Path) -> Run:
    folder = tmp_path / "reports" / "cresco-plus" / "2023Q3" / "intern" / "hjo"
    notebook = Notebook(tmp_path / "01_mal.ipynb", "mal", of_project=False)
    return Run(notebook, "cresco-plus", "Hjo", "2023Q3", "intern", "data/store", folder)


@pytest.fixture(autouse=True)
def _no_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    def executed(source: str, target: None, **settings: object) -> NotebookNode:
        traces = {"papermill": {"duration": 1.5}, "execution": {"iopub.status.busy": "12:00"}}
        cell = new_markdown_cell("# Mål", id="mal", metadata=traces)
        return new_notebook(cells=[cell], metadata={"papermill": {"duration": 2.0}})

    monkeypatch.setattr(work.papermill, "execute_notebook", executed)


def execute(run: Run, root: Path, scratch: Path) -> Outcome:
    figures = scratch / "figures.csv"
    figures.write_bytes(b"siffror")
    return publish(make(run, root), figures, Fingerprint("", "", {}, {}, {}, {}, {}), first=True)


def test_what_is_published_says_nothing_of_when_and_where_it_was_run(
    run: Run, tmp_path: Path
) -> None:
    made = make(run, tmp_path)
    assert made.notebook.endswith(b"}\n")
    published = nbformat.reads(made.notebook.decode(), as_version=4)
    nbformat.validate(published)
    assert published.metadata == {}
    assert [(cell.id, cell.metadata) for cell in published.cells] == [("mal", {})]


def test_the_same_run_gives_the_same_bytes_and_nbconvert_the_same_pages(
    run: Run, tmp_path: Path
) -> None:
    made, again = make(run, tmp_path), make(run, tmp_path)
    assert (made.notebook, made.html, made.pdf) == (again.notebook, again.html, again.pdf)
    published = nbformat.reads(made.notebook.decode(), as_version=4)
    assert made.html.decode() == render_html(published, "mal")
    assert made.pdf == render_pdf(published, "mal")


def test_both_pages_are_written_from_one_reading(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []

    def reading(notebook: NotebookNode, name: str) -> Document:
        read.append(name)
        return read_section(notebook, name)

    monkeypatch.setattr(work, "read_section", reading)
    made = make(run, tmp_path)
    assert made.html
    assert made.pdf
    assert read == ["mal"]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no sockets among its files")
@pytest.mark.parametrize("deep", [False, True])
def test_a_kernel_is_talked_to_over_the_network_where_a_file_s_path_would_be_too_long(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, deep: bool
) -> None:
    asked = []

    def executed(*_: object, config: Config, **__: object) -> NotebookNode:
        asked.append(config.KernelManager)
        return new_notebook(cells=[new_markdown_cell("# Mål")])

    monkeypatch.setattr(work.papermill, "execute_notebook", executed)
    with TemporaryDirectory(dir="/tmp", prefix="stegvis-") as short:
        here = Path(short, "d" * 90) if deep else Path(short)
        here.mkdir(exist_ok=True)
        monkeypatch.setattr(tempfile, "tempdir", str(here))
        assert not make(run, tmp_path).failure
    assert asked[0].get("transport", "tcp") == ("tcp" if deep else "ipc")


def _full(*_: object, **__: object) -> bytes:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("where", "name"),
    [(work, "write_pdf"), (publishing, "_put_in_place")],
    ids=["work", "reports"],
)
def test_a_full_disk_is_said_and_the_previous_report_stays(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: ModuleType, name: str
) -> None:
    assert execute(run, tmp_path, tmp_path).status is Status.DONE
    before = {path.name: path.read_bytes() for path in run.folder.iterdir()}
    assert set(before) == {"mal.html", "mal.pdf", "mal.ipynb", "figures.csv", "provenance.json"}

    monkeypatch.setattr(where, name, _full)
    failed = execute(run, tmp_path, tmp_path)
    assert failed.status is Status.FAILED
    assert failed.message == "det gick inte att skriva: No space left on device"
    assert {path.name: path.read_bytes() for path in run.folder.iterdir()} == before
    assert failed.where is not None
    assert failed.where.parts[-6:-4] == ("misslyckade", "cresco-plus")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("tmp")]
