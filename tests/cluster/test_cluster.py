"""Runs on real workers of a real scheduler, which are killed while they work."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from cluster.conftest import Write
from dask_cluster import DaskCluster, dask_cluster, forget_all, kill, wait_until
from stegvis.cluster import reach
from stegvis.cluster.seat import Seat
from stegvis.cluster.worker import Missing
from stegvis.report.made import Made

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="finds processes to kill in /proc"),
]

FIND_THE_WORKER = """import os, signal, time
from pathlib import Path
worker = os.getppid()
while b"stegvis.warm" in Path(f"/proc/{worker}/cmdline").read_bytes():  # what forked the kernel
    worker = int(Path(f"/proc/{worker}/stat").read_text().rsplit(")", 1)[1].split()[1])"""
KILL_THE_WORKER = f"{FIND_THE_WORKER}\nos.kill(worker, signal.SIGKILL)"


def _failures(made: Iterable[Made]) -> dict[str, str]:
    return {one.run.notebook.section: one.failure for one in made}


def _tells(path: Path, seconds: float = 1.5) -> str:
    """Write code that tells, once, which worker has begun, and takes a while."""
    return f"""{FIND_THE_WORKER}
if not Path({str(path)!r}).exists():
    Path({str(path)!r}).write_text(str(worker))
    time.sleep({seconds})"""


@contextmanager
def _once(begun: Path, act: Callable[[int], object]) -> Iterator[None]:
    """Do something, meanwhile, when a run has told which worker it has begun on."""

    def wait_and_act() -> None:
        wait_until(lambda: begun.exists() and bool(begun.read_text()))
        act(int(begun.read_text()))

    thread = threading.Thread(target=wait_and_act)
    thread.start()
    yield
    thread.join()


def test_runs_are_executed_by_the_workers(cluster: DaskCluster, root: Path, write: Write) -> None:
    runs = [
        write("ett", f"{FIND_THE_WORKER}\nprint('av', worker)"),
        write("tva", "print('Hej')"),
        write("tre", "raise ValueError('nej')"),
    ]
    with reach(cluster.address) as reached:
        made = {one.run: one for one in reached.make_all(runs, root)}
    assert set(made) == set(runs)
    assert any(f"av {pid}".encode() in made[runs[0]].html for pid in cluster.workers())
    assert made[runs[1]].pdf.startswith(b"%PDF")
    assert made[runs[2]].failure == "cell [3] stannade: ValueError: nej"
    assert b"ValueError" in made[runs[2]].notebook
    assert not (root / "reports").exists(), "an executor writes no report"


def test_a_worker_killed_midway_costs_no_run(
    cluster: DaskCluster, root: Path, write: Write, tmp_path: Path
) -> None:
    begun = tmp_path / "begun"
    runs = [write("dodad", _tells(begun)), write("bra", "1"), write("ocksa", "2")]
    with reach(cluster.address) as reached, _once(begun, lambda w: os.kill(w, signal.SIGKILL)):
        made = _failures(reached.make_all(runs, root))
    assert made == {"dodad": "", "bra": "", "ocksa": ""}
    cluster.wait_for(2)


@pytest.mark.long  # a worker is killed each time, and comes back
def test_a_worker_killed_with_its_nanny_costs_no_run(
    cluster: DaskCluster, root: Path, write: Write, tmp_path: Path
) -> None:
    begun = tmp_path / "begun"
    runs = [write("dodad", _tells(begun)), write("bra", "1"), write("ocksa", "2")]

    def lose(worker: int) -> None:
        nanny = psutil.Process(worker).parent()
        assert nanny is not None
        kill(next(one for one in cluster.nannies if one.pid == nanny.pid))

    with reach(cluster.address) as reached, _once(begun, lose):
        made = _failures(reached.make_all(runs, root))
    assert made == {"dodad": "", "bra": "", "ocksa": ""}
    cluster.add()


@pytest.mark.long  # a worker killed midway is tried above, and what hangs below
def test_a_run_that_kills_its_worker_fails_alone(
    cluster: DaskCluster, root: Path, write: Write
) -> None:
    runs = [write("dor", KILL_THE_WORKER), *(write(f"bra{number}", "1") for number in range(3))]
    with reach(cluster.address) as reached:
        made = _failures(reached.make_all(runs, root))
    died = "arbetaren som körde avsnittet dog"
    assert made == {"dor": died, "bra0": "", "bra1": "", "bra2": ""}
    cluster.wait_for(2)


@pytest.mark.long  # waits; tests/report/test_wrong_notebooks.py has runs that hang here
def test_a_run_that_hangs_is_given_up_and_its_worker_replaced(
    cluster: DaskCluster, root: Path, write: Write
) -> None:
    before = set(cluster.workers())
    with reach(cluster.address) as reached:
        hanging = replace(reached, limit=3.0).make_all([write("hanger", "while True: pass")], root)
        assert _failures(hanging) == {"hanger": "avsnittet tog mer än 3 sekunder"}
        cluster.wait_for(2)
        assert len(before & set(cluster.workers())) == 1, "the run goes on"
        runs = [write(f"bra{number}", "1") for number in range(2)]
        assert _failures(reached.make_all(runs, root)) == {"bra0": "", "bra1": ""}


def test_what_a_worker_has_is_not_sent_again_unless_it_has_forgotten(
    cluster: DaskCluster, root: Path, write: Write
) -> None:
    first, second = write("bra", "1"), write("ocksa", "2")
    with reach(cluster.address) as reached, ThreadPoolExecutor(1) as waiters:
        seat = Seat(reached.connection, min(reached.connection.workers()))
        seat.give(first, root, waiters)
        assert isinstance(seat.take(), Made)
        seat.give(second, root, waiters)
        assert isinstance(seat.take(), Made)

        assert reached.connection.run(forget_all, [seat.worker]) == {seat.worker: None}
        seat.give(second, root, waiters)
        missing = seat.take()
        assert isinstance(missing, Missing)
        assert len(missing.digests) == 4, "two projects' definitions and two notebooks"
        seat.forget(missing)
        seat.give(second, root, waiters)
        made = seat.take()
    assert isinstance(made, Made)
    assert not made.failure


@pytest.mark.long  # it waits for time to pass
def test_when_the_last_worker_is_gone_it_is_not_waited_for_ever(
    root: Path, write: Write, tmp_path: Path
) -> None:
    begun = tmp_path / "begun"
    runs = [write("sen", _tells(begun, 600)), write("senare", "2")]
    with (
        dask_cluster(tmp_path) as alone,
        reach(alone.address) as reached,
        _once(begun, lambda _: kill(alone.nannies[0])),
    ):
        made = _failures(replace(reached, patience=3.0).make_all(runs, root))
    gone = "klustret har inga arbetare kvar; kör igen, så görs det som är kvar"
    assert made == {"sen": gone, "senare": gone}


def test_a_caller_who_stops_takes_back_what_was_sent(
    cluster: DaskCluster, root: Path, write: Write, tmp_path: Path
) -> None:
    runs = [
        write("bra", "1"),
        *(write(f"sen{number}", _tells(tmp_path / "begun")) for number in range(9)),
    ]
    with reach(cluster.address) as reached:
        for _ in reached.make_all(runs, root):
            break
    wait_until(lambda: not cluster.tasks())
