"""One run: a notebook executed, rendered, and put in its place whole or not at all."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config
from typst import TypstError

from stegvis.commentary.error import CommentaryError
from stegvis.export import render_html, render_pdf
from stegvis.report.plan import Run
from stegvis.report.reports import FAILED_FOLDER, publishing
from stegvis.show.reference import MissingReferenceError

CELL_SECONDS = 600
"""How long one cell may take before its run is given up."""


class Status(StrEnum):
    """How a run ended."""

    DONE = "klar"
    SKIPPED = "oförändrad"
    FAILED = "misslyckad"


@dataclass(frozen=True)
class Outcome:
    """How a run ended, what to say about it, and where to look.

    ``remarks`` are what the person who runs it should know of even when all went well.
    """

    run: Run
    status: Status
    seconds: float
    message: str = ""
    where: Path | None = None
    remarks: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the run did not end well."""
        return self.status is Status.FAILED


def failed_folder(run: Run) -> Path:
    """Give the folder where a run's notebook is kept for a look when it has failed."""
    reports = run.folder.parents[3]
    return reports / FAILED_FOLDER / run.folder.relative_to(reports)


def _why(error: Exception) -> str:
    if isinstance(error, PapermillExecutionError) and error.ename == CommentaryError.__name__:
        return str(error.evalue)
    if isinstance(error, PapermillExecutionError):
        return f"cell {error.cell_index + 1}: {error.ename}: {error.evalue}"
    if isinstance(error, CellTimeoutError):
        return f"en cell tog mer än {CELL_SECONDS} sekunder"
    if isinstance(error, DeadKernelError):
        return "kärnan dog, kanske för att minnet tog slut"
    if isinstance(error, TypstError):
        return f"PDF:en gick inte att göra: {error}"
    if isinstance(error, MissingReferenceError):
        return str(error)
    if isinstance(error, OSError):
        return f"det gick inte att skriva: {error.strerror or error}"
    return f"kärnan kom inte i gång: {error}"


def _kernel_settings(sockets: Path) -> Config:
    """Talk to the kernel through files that only their owner can open, where there are such."""
    settings = Config()
    settings.NotebookClient.extra_arguments = ["--Application.log_level=CRITICAL"]
    if os.name == "posix":
        settings.KernelManager.transport = "ipc"
        settings.KernelManager.ip = str(sockets / "kernel")
    return settings


def execute(run: Run, root: Path, scratch: Path) -> Outcome:
    """Execute one run and publish its section.

    The notebook, its HTML and its PDF are written in ``scratch``, on the same disk as the
    reports, and moved into place when all three are whole. When the notebook fails, what was
    published before stays, and the notebook is saved under ``misslyckade/``.
    """
    begun = time.monotonic()
    section = run.notebook.section
    with TemporaryDirectory(dir=scratch) as name, TemporaryDirectory(prefix="stegvis-") as sockets:
        folder = Path(name)
        executed = folder / f"{section}.ipynb"
        try:
            papermill.execute_notebook(
                str(run.notebook.path),
                str(executed),
                parameters=run.parameters,
                cwd=str(root),
                progress_bar=False,
                request_save_on_cell_execute=False,
                execution_timeout=CELL_SECONDS,
                config=_kernel_settings(Path(sockets)),
            )
            notebook = _as_published(executed)
            (folder / f"{section}.html").write_text(
                render_html(notebook, section), encoding="utf-8", newline="\n"
            )
            (folder / f"{section}.pdf").write_bytes(render_pdf(notebook, section))
            _publish(run, folder)
        except (
            PapermillExecutionError,
            CellTimeoutError,
            RuntimeError,
            OSError,
            MissingReferenceError,
        ) as error:
            where = _keep_for_a_look(executed, run)
            return Outcome(run, Status.FAILED, time.monotonic() - begun, _why(error), where)
    (failed_folder(run) / executed.name).unlink(missing_ok=True)
    published = run.folder / f"{section}.html"
    return Outcome(run, Status.DONE, time.monotonic() - begun, where=published)


def _as_published(executed: Path) -> NotebookNode:
    """Read the executed notebook and take away when and where it was run; save it so."""
    notebook: NotebookNode = nbformat.read(executed, as_version=4)  # type: ignore[no-untyped-call]  # nbformat ships no types for these
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
    nbformat.write(notebook, executed)  # type: ignore[no-untyped-call]  # as above
    return notebook


def _keep_for_a_look(executed: Path, run: Run) -> Path | None:
    kept = failed_folder(run) / executed.name
    with suppress(OSError):  # the failure that is told of is the first one
        kept.parent.mkdir(parents=True, exist_ok=True)
        executed.replace(kept)
    return kept if kept.exists() else None


def _publish(run: Run, folder: Path) -> None:
    run.folder.mkdir(parents=True, exist_ok=True)
    suffixes = ("ipynb", "pdf", "html") if run.audience == "intern" else ("pdf", "html")
    with publishing(run.folder.parents[3]):
        for suffix in suffixes:
            name = f"{run.notebook.section}.{suffix}"
            (folder / name).replace(run.folder / name)
