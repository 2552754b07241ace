"""The cells of a notebook, run one after another; what stops them is told by the cell's number.

The number is the one in brackets before the cell, as the notebook that is saved shows it.
papermill alone would take a cell that leaves with ``exit()`` for one that went well, would not say
in which cell a kernel died, and would save nothing of a notebook that hangs.
"""

from __future__ import annotations

import logging
import re
import signal
from contextlib import suppress
from typing import Any

from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines

from stegvis.commentary.error import CommentaryError
from stegvis.report.kernel_bounds import MOST_BYTES, TOO_LARGE

ENGINE = "stegvis"
"""What papermill calls this way to run notebooks."""
RUNNING: list[PapermillNotebookClient] = []
"""What this process runs just now: one notebook at the most."""

_SILENT = logging.getLogger(f"{__name__}.nbclient")
_SILENT.setLevel(logging.CRITICAL + 1)  # what it says in English is told in Swedish by who asked

_LONGEST = 500
"""How many characters of an error's message are told; the saved notebook has more."""
_COLOUR = re.compile("\x1b\\[[0-9;:?]*[ -/]*[@-~]|\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?")
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


class StoppedError(Exception):
    """A notebook that did not reach its end; the message, in Swedish, says where and why."""

    def __init__(self, why: str, notebook: NotebookNode) -> None:
        super().__init__(why)
        self.notebook = notebook


class _ExitError(Exception):
    """A cell has asked its kernel to end."""


class Cells(PapermillNotebookClient):  # type: ignore[misc]  # papermill ships no types
    """Runs the cells of one notebook."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options, force_raise_errors=True)
        self.on_cell_executed = self._executed
        self._at = 0
        self._too_large = False

    def execute(self, **options: Any) -> NotebookNode:
        """Run them all in a kernel of their own, which has ended when this returns."""
        RUNNING.append(self)
        try:
            executed: NotebookNode = super().execute(**options)
        finally:
            RUNNING.remove(self)
        return executed

    def papermill_execute_cells(self) -> None:
        """Run each cell.

        Raises
        ------
        StoppedError
            At the first one that goes wrong; the kernel is then ended at once.
        """
        try:
            for index, cell in enumerate(self.nb.cells):
                self._at = index
                self.execute_cell(cell, index)
        except (CellExecutionError, CellTimeoutError, DeadKernelError, _ExitError) as error:
            self.shutdown_kernel = "immediate"
            raise StoppedError(self._why(error), self.nb) from error

    def end_at_once(self) -> None:
        """End the kernel, whatever it does; for another thread than the one that runs the cells."""
        provisioner = self.km.provisioner if self.km else None
        if provisioner is not None and provisioner.process is not None:
            with suppress(OSError):
                provisioner.process.kill()

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> Any:
        """Take in what the kernel says; stop when it says that an output was too large to send."""
        if msg["content"].get(TOO_LARGE):
            self._too_large = True
            self.task_poll_for_reply.cancel()
            return None
        return super().process_message(msg, cell, cell_index)

    def _executed(self, execute_reply: dict[str, Any], **_: object) -> None:
        asked = execute_reply["content"].get("payload") or ()
        if any(one.get("source") == "ask_exit" for one in asked):
            raise _ExitError

    def _why(self, error: Exception) -> str:
        at = self._number()
        if self._too_large:
            return (
                f"cell [{at}] skriver mer än {MOST_BYTES // 1_000_000} MB, vilket ingen rapport får"
            )
        if isinstance(error, CellTimeoutError):
            return f"cell [{at}] var inte klar på {self.timeout} sekunder"
        if isinstance(error, DeadKernelError):
            return f"cell [{at}] fick kärnan att {self._death()}"
        if isinstance(error, CellExecutionError):
            if error.ename == CommentaryError.__name__:
                return str(error.evalue)
            if error.ename.endswith("MemoryError"):
                return f"cell [{at}] stannade: minnet tog slut ({told(error.ename, error.evalue)})"
            if error.ename != SystemExit.__name__:
                return f"cell [{at}] stannade: {told(error.ename, error.evalue)}"
        return f"cell [{at}] avslutade kärnan"

    def _number(self) -> int:
        """Give the number in brackets, and write it where a kernel died before it could tell."""
        *_, cell = before = self.nb.cells[: self._at + 1]
        run = [one for one in before if one.cell_type == "code" and one.source.strip()]
        cell.execution_count = int(cell.get("execution_count") or len(run))
        return int(cell.execution_count)

    def _death(self) -> str:
        code = self.km.provisioner.process.poll() if self.km.provisioner.process else None
        if code is None or code == -getattr(signal, "SIGKILL", 9):
            return "dö, kanske för att minnet tog slut"
        if code < 0:
            return f"dö (signal {-code}, {signal.strsignal(-code)})"
        return f"sluta (slutkod {code})"


def told(kind: str, message: str) -> str:
    r"""Tell an error on one line that no terminal obeys.

    >>> told("ValueError", "\x1b[31mröd\x1b[0m\n och\x07 ful")
    'ValueError: röd och ful'
    >>> told("KeyError", "")
    'KeyError'
    """
    plain = _OBEYED.sub(" ", _COLOUR.sub("", message[: 4 * _LONGEST]))
    line = " ".join(plain.split())
    cut = f"{line[:_LONGEST]}…" if len(line) > _LONGEST else line
    return f"{kind}: {cut}" if cut else kind


class _Engine(NBClientEngine):  # type: ignore[misc]  # papermill ships no types
    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        *_: object,
        config: Any,
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        **__: object,
    ) -> None:
        Cells(
            nb_man,
            timeout=execution_timeout,
            startup_timeout=start_timeout,
            kernel_name=kernel_name,
            log=_SILENT,
            config=config,
        ).execute()


papermill_engines.register(ENGINE, _Engine)
