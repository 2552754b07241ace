"""Runs in parallel processes on this machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from stegvis.report.plan import Run
from stegvis.report.work import Outcome, Status, execute


def in_processes(runs: Sequence[Run], root: Path, scratch: Path, jobs: int) -> Iterator[Outcome]:
    """Execute runs in at most ``jobs`` processes at a time, giving each outcome as it comes.

    When a process dies (not the kernel it started, which is an ordinary failure), the runs that
    had not ended are tried once more, each in a process of its own, so that only the guilty fails.
    """
    ended: set[Run] = set()
    with _pool(min(jobs, len(runs))) as pool:
        pending = {pool.submit(execute, run, root, scratch): run for run in runs}
        try:
            for future in as_completed(pending):
                run, error = pending[future], future.exception()
                if not isinstance(error, BrokenProcessPool):
                    ended.add(run)
                    yield _failure(run, error) if error else future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    for run in runs:
        if run not in ended:
            yield _alone(run, root, scratch)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))


def _alone(run: Run, root: Path, scratch: Path) -> Outcome:
    with _pool(1) as pool:
        future = pool.submit(execute, run, root, scratch)
        error = future.exception()
        return _failure(run, error) if error else future.result()


def _failure(run: Run, error: BaseException) -> Outcome:
    if isinstance(error, BrokenProcessPool):
        return Outcome(run, Status.FAILED, 0.0, "processen som körde avsnittet dog")
    return Outcome(run, Status.FAILED, 0.0, f"{type(error).__name__}: {error}")
