"""One run: a notebook executed and rendered, in memory but for the file papermill writes.

papermill gives back the notebook that it has executed, so what it wrote is read only when a cell
failed. The notebook is read as a document once, from which both pages are written.
"""

from __future__ import annotations

import os
import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import papermill
import zmq
from jupyter_client.kernelspec import KernelSpecManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config
from typst import TypstError

from stegvis.commentary.error import CommentaryError
from stegvis.export.document import read_section
from stegvis.export.html import write_html
from stegvis.export.pdf import write_pdf
from stegvis.report.made import Made
from stegvis.report.plan import Run
from stegvis.show.reference import MissingReferenceError

WARM = "stegvis"
"""The kernelspec of kernels that start warm."""
CELL_SECONDS = 600
"""How long one cell may take before its run is given up."""
INJECTED = "injected-parameters"
"""How papermill tags the cell that gives a run its parameters."""


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


@cache
def _kernel() -> str | None:
    """Name the kernel that starts warm; None, for the notebook's own, where it is not installed."""
    return WARM if WARM in KernelSpecManager().find_kernel_specs() else None


def _kernel_settings(sockets: Path) -> Config:
    """Talk to the kernel through files that only their owner can open, where there are such.

    A folder for temporary files can be too deep for them; then over the machine's own network.
    """
    settings = Config()
    settings.NotebookClient.extra_arguments = ["--Application.log_level=CRITICAL"]
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
    section = run.notebook.section
    with TemporaryDirectory(prefix="stegvis-") as name:
        executed, published = Path(name) / f"{section}.ipynb", b""
        try:
            notebook = papermill.execute_notebook(
                str(run.notebook.path),
                str(executed),
                parameters=run.parameters,
                kernel_name=_kernel(),
                cwd=str(root),
                progress_bar=False,
                request_save_on_cell_execute=False,
                execution_timeout=CELL_SECONDS,
                config=_kernel_settings(Path(name)),
            )
            published = _as_published(notebook)
            document = read_section(notebook, section)
            html = write_html(document).encode("utf-8")
            pdf = write_pdf(document)
        except (
            PapermillExecutionError,
            CellTimeoutError,
            RuntimeError,
            OSError,
            MissingReferenceError,
        ) as error:
            kept = published or (executed.read_bytes() if executed.exists() else b"")
            return Made(run, time.monotonic() - begun, kept, failure=_why(error))
        return Made(run, time.monotonic() - begun, published, html, pdf)


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
    return f"{nbformat.writes(notebook)}\n".encode()  # type: ignore[no-untyped-call]  # nbformat ships no types for it
