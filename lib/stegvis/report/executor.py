"""Where runs are executed: on this machine, or on others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from stegvis.report.made import Made
from stegvis.report.plan import Run


class Executor(Protocol):
    """Executes runs. Whoever asked publishes what comes back; an executor writes no report."""

    def make_all(self, runs: Sequence[Run], root: Path) -> Iterator[Made]:
        """Execute every run, and give what comes of each as it ends, in any order.

        A run that cannot be executed is given back with its ``failure``; the others go on.
        """
        ...


@contextmanager
def executor(jobs: int, scheduler: str | None) -> Iterator[Executor]:
    """Give what executes runs: ``jobs`` processes here, or the cluster of a scheduler.

    Raises
    ------
    ClusterError
        When there is no such cluster, or it cannot be used.
    """
    if scheduler is None:
        from stegvis.report.processes import Processes

        yield Processes(jobs)
        return
    from stegvis.cluster import reach  # brings Dask, which nothing else needs

    with reach(scheduler) as chosen:
        yield chosen
