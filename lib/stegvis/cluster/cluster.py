"""Runs executed by the workers of a Dask cluster."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from stegvis.cluster.alike import check_alike, compare
from stegvis.cluster.connection import Connection, LostError, connected
from stegvis.cluster.error import ClusterError
from stegvis.cluster.seat import DiedError, Seat
from stegvis.cluster.worker import Missing
from stegvis.report.made import Made
from stegvis.report.plan import Run

LIMIT_SECONDS = 3600.0
"""How long a whole run may take; its cells have a limit of their own."""
PATIENCE_SECONDS = 60.0
"""How long to wait for a worker when there is none."""
LOOK_SECONDS = 1.0
"""How often to look which workers there are."""
TRIES = 2
"""How many workers may die of a run before it is given up."""
MOST_WORKERS = 1000

_DIED = "arbetaren som körde avsnittet dog"
_LOST = "klustrets schemaläggare försvann; kör igen, så görs det som är kvar"
_NO_WORKERS = "klustret har inga arbetare kvar; kör igen, så görs det som är kvar"


@dataclass(frozen=True)
class Cluster:
    """Executes runs on the workers behind a connection.

    When a worker dies, its run is tried once more, on any worker: so that a worker that was taken
    away costs nothing, and a run that kills its worker fails alone. A run that goes on for more
    than ``limit`` seconds is given up, and its worker restarted. A run whose notebook raises is
    not tried again. When the scheduler is gone, or there has been no worker for ``patience``
    seconds, the runs that had not ended fail.
    """

    connection: Connection
    limit: float = LIMIT_SECONDS
    patience: float = PATIENCE_SECONDS

    def make_all(self, runs: Sequence[Run], root: Path) -> Iterator[Made]:
        """Execute every run, and give what comes of each as it ends.

        As many are under way as there are workers; so what is held here does not grow with
        the number of runs.
        """
        waiters = ThreadPoolExecutor(MOST_WORKERS, thread_name_prefix="stegvis-cluster")
        work = _Work(self, root, waiters, runs)
        try:
            while not work.is_done:
                yield from work.step()
        except LostError:
            yield from work.given_up(_LOST)
        finally:
            work.take_back()
            waiters.shutdown(wait=False)


@contextmanager
def connect(address: str) -> Iterator[Cluster]:
    """Connect to a cluster whose workers would make the same pages as this machine.

    Raises
    ------
    ClusterError
        When there is no scheduler at the address, when it has no worker, or when a worker has
        other versions than this machine.
    """
    with connected(address) as connection:
        try:
            until = time.monotonic() + PATIENCE_SECONDS
            while not (workers := connection.workers()):
                if time.monotonic() > until:
                    raise ClusterError(f"Klustret på {address} har inga arbetare. Starta några.")
                time.sleep(LOOK_SECONDS)
            check_alike(connection, workers)
        except LostError as error:
            raise ClusterError(f"Schemaläggaren på {address} svarar inte längre.") from error
        yield Cluster(connection)


class _Work:
    """What is to be done, who does it, and which runs a worker has died of."""

    def __init__(
        self, cluster: Cluster, root: Path, waiters: ThreadPoolExecutor, runs: Sequence[Run]
    ) -> None:
        self._cluster, self._root, self._waiters = cluster, root, waiters
        self._waiting = deque(runs)
        self._seats: dict[str, Seat] = {}
        self._unusable: set[str] = set()
        self._died: Counter[Run] = Counter()
        self._looked = -LOOK_SECONDS
        self._had_workers = time.monotonic()

    @property
    def is_done(self) -> bool:
        """Whether every run has ended."""
        return not self._waiting and not any(seat.run for seat in self._seats.values())

    def step(self) -> Iterator[Made]:
        """Hand out what there are seats for, wait a moment, and give what has ended.

        Raises
        ------
        LostError
            When the scheduler is gone.
        """
        now = time.monotonic()
        if now - self._looked >= LOOK_SECONDS:
            self._looked = now
            yield from self._look(now)
        yield from self._hand_out()
        answers = {seat.answer: seat for seat in self._seats.values() if seat.answer}
        ended, _ = wait(answers, LOOK_SECONDS, FIRST_COMPLETED)
        for answer in ended:
            yield from self._take(answers[answer])

    def given_up(self, why: str) -> Iterator[Made]:
        """Fail what has not ended."""
        left = [seat.run for seat in self._seats.values() if seat.run] + [*self._waiting]
        self._waiting.clear()
        for run in left:
            yield Made(run, 0.0, failure=why)

    def take_back(self) -> None:
        """Cancel what has not ended."""
        for seat in self._seats.values():
            seat.leave()

    def _look(self, now: float) -> Iterator[Made]:
        """See which workers have come and gone, and which runs have gone on for too long."""
        connection = self._cluster.connection
        there = connection.workers()
        for worker in self._seats.keys() - there:
            yield from self._has_died(self._seats.pop(worker))
        if come := there - self._seats.keys() - self._unusable:
            alike, unlike = compare(connection, come)
            self._unusable |= unlike.keys()
            for worker in alike:
                self._seats[worker] = Seat(connection, worker)
                self._seats[worker].warm()
        if self._seats:
            self._had_workers = now
        elif now - self._had_workers > self._cluster.patience:
            yield from self.given_up(_NO_WORKERS)
        for seat in [*self._seats.values()]:
            if seat.run and now - seat.since > self._cluster.limit:
                yield self._give_up(seat)

    def _hand_out(self) -> Iterator[Made]:
        for seat in self._seats.values():
            while not seat.run and self._waiting:
                run = self._waiting.popleft()
                try:
                    seat.give(run, self._root, self._waiters)
                except OSError as error:
                    why = f"det gick inte att läsa: {error.strerror or error}"
                    yield Made(run, 0.0, failure=why)

    def _take(self, seat: Seat) -> Iterator[Made]:
        run = seat.run
        assert run is not None
        try:
            came = seat.take()
        except DiedError:
            if self._cluster.connection.is_lost:
                raise LostError from None
            yield from self._has_died(seat)
            return
        if isinstance(came, Missing):
            seat.forget(came)
            self._waiting.appendleft(run)
        else:
            yield came

    def _has_died(self, seat: Seat) -> Iterator[Made]:
        """Try the run of a worker that died once more, when all others have been tried."""
        run = seat.leave()
        if run is None:
            return
        self._died[run] += 1
        if self._died[run] < TRIES:
            self._waiting.append(run)
        else:
            yield Made(run, 0.0, failure=_DIED)

    def _give_up(self, seat: Seat) -> Made:
        """Fail a run that has gone on for too long, and free its worker of it."""
        run = seat.leave()
        assert run is not None
        del self._seats[seat.worker]
        if not self._cluster.connection.restart(seat.worker):
            self._unusable.add(seat.worker)
        why = f"avsnittet tog mer än {self._cluster.limit:.0f} sekunder"
        return Made(run, self._cluster.limit, failure=why)
