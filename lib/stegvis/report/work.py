"""One run: a notebook executed and rendered, in memory.

The notebook is read as a document once, from which both pages are written.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

import nbformat
import papermill
import zmq
from jupyter_client.kernelspec import KernelSpecManager
from nbformat import NotebookNode
from traitlets.config import Config
from typst import TypstError

from stegvis.export.document import read_section
from stegvis.export.html import write_html
from stegvis.export.pdf import write_pdf
from stegvis.report.cells import ENGINE, RUNNING, StoppedError
from stegvis.report.kernel_bounds import EXTENSION
from stegvis.report.limits import LimitError, cell_seconds
from stegvis.report.made import Made
from stegvis.report.plan import Run
from stegvis.show.reference import MissingReferenceError

WARM = "stegvis"
"""The kernelspec of kernels that start warm."""
SCRATCH: list[Path] = []
"""The folders where this process is executing runs."""
INJECTED = "injected-parameters"
"""How papermill tags the cell that gives a run its parameters."""


def _why(error: Exception) -> str:
    if isinstance(error, LimitError | MissingReferenceError):
        return str(error)
    if isinstance(error, TypstError):
        return f"PDF:en gick inte att göra: {error}"
    if isinstance(error, UnicodeError):
        return "texten innehåller ett tecken som inte går att skriva"
    if isinstance(error, OSError):
        return f"det gick inte att skriva: {error.strerror or error}"
    return f"kärnan kom inte i gång: {error}"


@cache
def _kernel() -> str | None:
    """Name the kernel that starts warm; None, for the notebook's own, where it is not installed."""
    return WARM if WARM in KernelSpecManager().find_kernel_specs() else None


def _kernel_settings(sockets: Path) -> Config:
    """Talk to the kernel through files that only their owner can open, where there are such.

    A folder for temporary files can be too deep for them; then over the machine's own network.
    """
    settings = Config()
    settings.NotebookClient.extra_arguments = [
        "--Application.log_level=CRITICAL",
        f"--InteractiveShellApp.extra_extensions={EXTENSION}",
    ]
    settings.AsyncKernelManager.client_class = "stegvis.warm.prompt.PromptClient"
    socket = str(sockets / "kernel")
    if os.name == "posix" and len(os.fsencode(f"{socket}-0")) <= zmq.IPC_PATH_MAX_LEN:
        settings.KernelManager.transport = "ipc"
        settings.KernelManager.ip = socket
    return settings


def make(run: Run, root: Path) -> Made:
    """Execute one run and render its section; nothing is written among the reports.

    What goes wrong with the notebook, its kernel or its pages is told in what is given back.
    """
    begun = time.monotonic()
    published = b""
    try:
        with _scratch() as sockets:
            notebook = papermill.execute_notebook(
                str(run.notebook.path),
                None,
                engine_name=ENGINE,
                parameters=run.parameters,
                kernel_name=_kernel(),
                cwd=str(root),
                progress_bar=False,
                execution_timeout=cell_seconds(),
                config=_kernel_settings(sockets),
            )
        published = _as_published(notebook)
        document = read_section(notebook, run.notebook.section)
        html = write_html(document).encode("utf-8")
        pdf = write_pdf(document)
    except StoppedError as error:
        kept = _as_published(error.notebook)
        return Made(run, time.monotonic() - begun, kept, failure=str(error))
    except (RuntimeError, OSError, LimitError, UnicodeError, MissingReferenceError) as error:
        return Made(run, time.monotonic() - begun, published, failure=_why(error))
    return Made(run, time.monotonic() - begun, published, html, pdf)


@contextmanager
def _scratch() -> Iterator[Path]:
    """Give a folder for what is needed while a notebook runs, and is gone afterwards."""
    with TemporaryDirectory(prefix="stegvis-", ignore_cleanup_errors=True) as name:
        SCRATCH.append(Path(name))
        try:
            yield SCRATCH[-1]
        finally:
            SCRATCH.pop()


def end_at_once() -> None:
    """End the kernel of what this process executes, and leave no folder behind."""
    for cells in [*RUNNING]:
        cells.end_at_once()
    for folder in [*SCRATCH]:
        until = time.monotonic() + 0.5  # the thread that executes may be putting something there
        while folder.exists() and time.monotonic() < until:
            rmtree(folder, ignore_errors=True)


def _as_published(notebook: NotebookNode) -> bytes:
    """Take away when and where a notebook was run, and give it as a file.

    The cell that papermill puts in is called the same each time, not by a random name.
    """
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if INJECTED in cell.metadata.get("tags", ()):
            cell.id = INJECTED
    return f"{nbformat.writes(notebook)}\n".encode(errors="backslashreplace")  # type: ignore[no-untyped-call]  # nbformat ships no types for it
