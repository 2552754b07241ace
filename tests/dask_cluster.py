"""A Dask cluster of real processes on this machine, to be used, and to be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import stegvis
from distributed import Client, Scheduler

PATIENCE_SECONDS = 120.0
_LIB = Path(stegvis.__file__).parents[1]
_TESTS = Path(__file__).parent


def wait_until(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


@dataclass
class DaskCluster:
    """A scheduler, and nannies with a worker each, on the loopback only, each a process.

    ``lib`` is where workers find stegvis; ``folder`` is for what Dask keeps.
    """

    folder: Path
    scheduler: subprocess.Popen[bytes]
    address: str
    nannies: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def add(self, count: int = 1, *, lib: Path = _LIB, nanny: bool = True) -> None:
        """Start workers, and wait until the scheduler knows them."""
        for _ in range(count):
            command = ["worker", self.address, "--host", "127.0.0.1", "--nthreads", "1"]
            command += ["--no-dashboard", "--local-directory", str(self.folder)]
            command += ["--preload", "stegvis.cluster.preload"] if lib == _LIB else []
            self.nannies.append(_start(*command, "--nanny" if nanny else "--no-nanny", lib=lib))

        self.wait_for(sum(nanny.poll() is None for nanny in self.nannies))

    def wait_for(self, count: int) -> None:
        """Wait until the scheduler knows so many workers."""
        wait_until(lambda: len(self.workers()) == count)

    def workers(self) -> list[int]:
        """List the processes that execute runs, by their ids."""
        with Client(self.address, set_as_default=False) as client:
            return [*client.run(os.getpid).values()]

    def tasks(self) -> list[str]:
        """List what the scheduler has been sent and not been told to forget."""
        with Client(self.address, set_as_default=False) as client:
            return client.run_on_scheduler(_tasks)

    def close(self) -> None:
        """End every process, and what it has started."""
        for process in [*self.nannies, self.scheduler]:
            kill(process)


def _tasks(dask_scheduler: Scheduler) -> list[str]:
    return [str(key) for key in dask_scheduler.tasks]


def forget_all() -> None:
    """Forget, on a worker, all that it has been sent."""
    from stegvis.cluster import worker

    worker._KEPT.clear()


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and its children at once, as when a machine is lost."""
    if process.poll() is None:
        family = psutil.Process(process.pid).children(recursive=True)
        for one in [psutil.Process(process.pid), *family]:
            with suppress(psutil.NoSuchProcess):
                one.kill()
    process.wait()


def _start(*arguments: str, lib: Path = _LIB) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(map(str, (lib, _TESTS))),
            "DASK_LOGGING__DISTRIBUTED": "critical",
        },
        stdin=subprocess.DEVNULL,
    )


@contextmanager
def dask_cluster(folder: Path, workers: int = 1) -> Iterator[DaskCluster]:
    """Start a scheduler and workers, and end them with all that they have started."""
    where = folder / "scheduler.json"
    scheduler = _start(
        *("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"),
        *("--scheduler-file", str(where)),
    )
    wait_until(lambda: where.exists() and where.stat().st_size > 0)
    cluster = DaskCluster(folder, scheduler, json.loads(where.read_text("utf-8"))["address"])
    try:
        cluster.add(workers)
        yield cluster
    finally:
        cluster.close()
