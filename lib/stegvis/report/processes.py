"""Runs in parallel processes on this machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path

from stegvis.report.made import Made
from stegvis.report.plan import Run
from stegvis.report.work import make


@dataclass(frozen=True)
class Processes:
    """Executes runs in at most ``jobs`` processes at a time.

    When a process dies (not the kernel it started, which is an ordinary failure), the runs that
    had not ended are tried once more, each in a process of its own, so that only the guilty fails.
    When the caller gives up, runs that a process has been handed but not begun are not begun.
    """

    jobs: int

    def make_all(self, runs: Sequence[Run], root: Path) -> Iterator[Made]:
        """Execute every run, and give what comes of each as it ends."""
        ended: set[Run] = set()
        given_up = _SPAWNED.Event()
        with _pool(min(self.jobs, len(runs)), given_up) as pool:
            pending = {pool.submit(_make, run, root): run for run in runs}
            try:
                for future in as_completed(pending):
                    run, error = pending.pop(future), future.exception()
                    if not isinstance(error, BrokenProcessPool):
                        ended.add(run)
                        yield _failure(run, error) if error else future.result()
            finally:
                given_up.set()
                pool.shutdown(wait=False, cancel_futures=True)
        for run in runs:
            if run not in ended:
                yield _alone(run, root)


_SPAWNED = get_context("spawn")
_GIVEN_UP: list[Event] = []
"""In a process that executes runs, what its caller gives up by."""


def _pool(jobs: int, given_up: Event) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        jobs, mp_context=_SPAWNED, initializer=_listen_for, initargs=(given_up,)
    )


def _listen_for(given_up: Event) -> None:
    _GIVEN_UP.append(given_up)


def _make(run: Run, root: Path) -> Made:
    """Execute a run, unless nobody wants it: a pool hands out one run in advance."""
    if any(event.is_set() for event in _GIVEN_UP):
        raise KeyboardInterrupt
    return make(run, root)


def _alone(run: Run, root: Path) -> Made:
    with _pool(1, _SPAWNED.Event()) as pool:
        future = pool.submit(_make, run, root)
        error = future.exception()
        return _failure(run, error) if error else future.result()


def _failure(run: Run, error: BaseException) -> Made:
    if isinstance(error, BrokenProcessPool):
        return Made(run, 0.0, failure="processen som körde avsnittet dog")
    return Made(run, 0.0, failure=f"{type(error).__name__}: {error}")
