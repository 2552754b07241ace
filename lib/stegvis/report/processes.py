"""Runs in parallel processes on this machine."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path

from stegvis.report.limits import MEGABYTES, kernel_megabytes
from stegvis.report.made import Made
from stegvis.report.plan import Run
from stegvis.report.pool import AT_END, SPAWNED, pool
from stegvis.warm.notice import NOTICE, Once
from stegvis.warm.parents import PARENTS


@dataclass(frozen=True)
class Processes:
    """Executes runs in at most ``jobs`` processes at a time.

    When a process dies (not the kernel it started, which is an ordinary failure), the runs that
    were under way are tried once more, each in a process of its own, so that only the guilty fails.
    When the caller gives up, or dies, they end at once, with the runs that they have begun.
    """

    jobs: int

    def make_all(self, runs: Sequence[Run], root: Path) -> Iterator[Made]:
        """Execute every run, and give what comes of each as it ends.

        A few more are handed out than there are processes, so that what is held here does not
        grow with the number of runs.
        """
        waiting = deque(runs)
        while waiting:
            suspects: list[Run] = []
            yield from self._together(waiting, root, suspects)
            for run in suspects:
                yield _alone(run, root)

    def _together(self, waiting: deque[Run], root: Path, suspects: list[Run]) -> Iterator[Made]:
        """Execute runs until none waits or a process dies: what is then under way is suspect."""
        jobs = min(self.jobs, len(waiting))
        pending: dict[Future[Made], Run] = {}
        with _pool(jobs) as pool:
            while not suspects:
                with suppress(BrokenProcessPool):  # what is pending tells of it as well
                    while waiting and len(pending) < _AHEAD * jobs:
                        pending[pool.submit(_make, waiting[0], root)] = waiting[0]
                        waiting.popleft()
                if not pending:
                    return
                for future in wait(pending, return_when=FIRST_COMPLETED).done:
                    run, error = pending.pop(future), future.exception()
                    if isinstance(error, BrokenProcessPool):
                        suspects.append(run)
                    else:
                        yield _failure(run, error) if error else future.result()
            suspects += pending.values()


_AHEAD = 2
"""How many runs are handed out for each process: one to execute, one to begin at once after it."""


def _pool(jobs: int) -> AbstractContextManager[ProcessPoolExecutor]:
    return pool(jobs, _begin, SPAWNED.Lock(), kernel_megabytes(jobs))


def _begin(once: Once, megabytes: int) -> None:
    """Begin a process: with what one of them all says once, and how much a kernel may take.

    What kernels are forked from warms up while the process imports what a run needs.
    """
    NOTICE.once = once
    os.environ[MEGABYTES] = str(megabytes)
    AT_END.append(PARENTS.end_at_once)
    PARENTS.warm_up()


def _make(run: Run, root: Path) -> Made:
    from stegvis.report.work import end_at_once, make  # who asks executes nothing, and needs none

    if end_at_once not in AT_END:
        AT_END.insert(0, end_at_once)
    return make(run, root)


def _alone(run: Run, root: Path) -> Made:
    with _pool(1) as pool:
        future = pool.submit(_make, run, root)
        error = future.exception()
        return _failure(run, error) if error else future.result()


def _failure(run: Run, error: BaseException) -> Made:
    if isinstance(error, BrokenProcessPool):
        return Made(run, 0.0, failure="processen som körde avsnittet dog")
    return Made(run, 0.0, failure=f"{type(error).__name__}: {error}")
