"""A worker's seat: the run that it executes, since when, and what it has been sent."""

from __future__ import annotations

import time
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import distributed
from distributed import KilledWorker
from distributed.scheduler import NoValidWorkerError, NoWorkerError

from stegvis.cluster.connection import Connection
from stegvis.cluster.sent import packed, read
from stegvis.cluster.worker import Missing, warm_up, work
from stegvis.report.made import Made
from stegvis.report.plan import Run

_NO_WORKER = (KilledWorker, NoValidWorkerError, NoWorkerError)
"""What the scheduler says of work whose worker is gone."""


class DiedError(Exception):
    """The worker is gone."""


@dataclass
class Seat:
    """A worker that runs are sent to, one at a time.

    Parameters
    ----------
    run
        What the worker does; nothing when it is free.
    since
        When it was given the run, by the monotonic clock.
    answer
        What comes of the run.
    """

    connection: Connection
    worker: str
    run: Run | None = None
    since: float = 0.0
    answer: Future[Made | Missing] | None = None
    _sent: distributed.Future[Any] | None = None
    _warming: distributed.Future[Any] | None = None
    _has: set[str] = field(default_factory=set)

    def warm(self) -> None:
        """Let the worker warm up before its first run.

        Raises
        ------
        LostError
            When the scheduler is gone.
        """
        self._warming = self.connection.submit(warm_up, worker=self.worker)

    def give(self, run: Run, root: Path, waiters: Executor) -> None:
        """Send the worker a run, and what it reads that it has not been sent before.

        Raises
        ------
        OSError
            When what the run reads cannot be read here.
        LostError
            When the scheduler is gone.
        """
        sent, contents = read(run, root)
        new = {name: content for name, content in contents.items() if name not in self._has}
        self._sent = self.connection.submit(work, sent, packed(new), worker=self.worker)
        self._has |= contents.keys()
        self.run, self.since = run, time.monotonic()
        self.answer = waiters.submit(self._sent.result)

    def forget(self, missing: Missing) -> None:
        """Know that the worker has not got what was sent, or has it no more."""
        self._has -= missing.digests

    def take(self) -> Made | Missing:
        """Take what came of the run that has ended; the seat is then free.

        Raises
        ------
        DiedError
            When the worker died of it, or died before what came of it was fetched.
        """
        assert self.run is not None
        assert self.answer is not None
        assert self._sent is not None
        run, answer, failed = self.run, self.answer, self._sent.status == "error"
        error = answer.exception()
        if error is not None and (not failed or isinstance(error, _NO_WORKER)):
            raise DiedError
        self.run = self.answer = self._sent = None
        if error is not None:
            return Made(run, 0.0, failure=f"{type(error).__name__}: {error}")
        return answer.result()

    def leave(self) -> Run | None:
        """Take back what the worker has not ended; the seat is then free."""
        run = self.run
        if self._sent is not None:
            self.connection.cancel(self._sent)
        self.run = self.answer = self._sent = None
        return run
