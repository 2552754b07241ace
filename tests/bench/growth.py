"""(e) Growth: a run in a root of 290 municipalities and 20 quarters, beside one of 14 and one.

:mod:`bench.large` makes both roots; their first municipalities have handed in the same. In each
round each root's reports and kept figures are taken away, and a rerun of five municipalities is
timed, which measures the whole project; then, with its figures kept, one of the same five and one
of a single municipality. What the four others' sections add to that is what a run costs by itself.
What is then left of the first rerun is what a rerun of everything costs besides: starting,
planning, and measuring the whole project, which all the runs that the root has share.

Memory is what the largest process of each kind has had at most in a rerun of everything, which is
interrupted when the project's own pages and two dozen of municipalities' are there; that is also
how long those pages took, which grow by what they show and are only told.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from interrupts import heeds_interrupts
from stegvis.place import ALL_SLUG

from bench.in_turn import ROUNDS, Row, Target, in_turn, ratios, seconds, tell
from bench.large import large
from bench.machine import CORES
from bench.memory import ROLES, watched

SIZES = ((14, 1), (290, 20))
SOME, MORE = 1, 5
"""So many municipalities are done again; the first has counts only, and is not among them.

The larger number is enough for the whole project to be measured at once.
"""
ENOUGH = 24
_OF_EACH, _OF_ALL = 6, 12


@dataclass
class Grown:
    """A root of some size, and what it takes to work in it."""

    municipalities: int
    quarters: int
    root: Path = field(init=False)

    def __post_init__(self) -> None:
        self.root = large(self.municipalities, self.quarters)

    @property
    def runs(self) -> int:
        """Count the runs of a rerun of everything."""
        return self.municipalities * _OF_EACH + _OF_ALL

    def _start(self, count: int | None) -> subprocess.Popen[bytes]:
        names = [f"Kommun {number + 2:03}" for number in range(count or 0)]
        chosen = [part for name in names for part in ("--municipality", name)]
        where = ["--root", str(self.root), "--jobs", str(CORES)]
        return subprocess.Popen(
            [sys.executable, "-m", "stegvis", "run", *where, *chosen],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=heeds_interrupts,
        )

    def _cleared(self, *, figures: bool) -> None:
        shutil.rmtree(self.root / "reports", ignore_errors=True)
        if figures:
            shutil.rmtree(self.root / "data" / "store" / ".figures", ignore_errors=True)

    def _rerun(self, count: int, *, measured: bool) -> float:
        self._cleared(figures=not measured)
        taken = seconds(lambda: self._start(count).wait())
        assert self._pages() == count * _OF_EACH
        return taken

    def _pages(self, of: str = "*") -> int:
        return sum(1 for _ in self.root.glob(f"reports/*/*/*/{of}/*.html"))

    def one_run(self) -> float:
        """Give the seconds that one run of a rerun of everything takes."""
        first = self._rerun(MORE, measured=False)
        more, some = (self._rerun(count, measured=True) for count in (MORE, SOME))
        pace = (more - some) / ((MORE - SOME) * _OF_EACH)
        return pace + (first - pace * MORE * _OF_EACH) / self.runs

    def begun(self) -> tuple[dict[str, float], float]:
        """Give the peaks of memory in MB, and the seconds until the project's own pages are there.

        Raises
        ------
        EndedError
            When the command ends before it has done enough.
        """
        self._cleared(figures=True)
        begun, own = time.monotonic(), 0.0
        with self._start(None) as process, watched(process.pid) as peaks:
            while self._pages() < _OF_ALL + ENOUGH or not own:
                if not own and self._pages(ALL_SLUG) >= _OF_ALL:
                    own = time.monotonic() - begun
                if process.poll() is not None:
                    raise EndedError(f"{self.root} after {self._pages()} pages")
                time.sleep(0.5)
            process.send_signal(signal.SIGINT)
            process.wait()
        return dict(peaks), own


class EndedError(Exception):
    """A command that was to be interrupted has ended by itself."""


def growth(
    sizes: tuple[tuple[int, int], tuple[int, int]] = SIZES, rounds: int = ROUNDS
) -> Iterator[Row]:
    """Time a run in both, and tell the memory it takes."""
    tell("  making the roots, the first time")
    small, big = (Grown(*size) for size in sizes)
    told = [f"{root.municipalities} × {root.quarters}" for root in (small, big)]
    sides = {told[0]: small.one_run, told[1]: big.one_run}
    tell("  a first round, that is not counted, reads the deliveries from the disk")
    in_turn(sides, 1)
    given = in_turn(sides, rounds)
    yield Row(
        "e",
        f"time of one run, {told[1]} beside {told[0]}",
        given[told[1]],
        given[told[0]],
        ratios(given[told[1]], given[told[0]]),
        Target("≤", 1.1),
    )
    if sys.platform != "linux":
        return
    (few, own), (many, own_of_many) = small.begun(), big.begun()
    for role in ROLES:
        yield Row(
            "e",
            f"peak memory of a {role}, once",
            [many[role]],
            [few[role]],
            [many[role] / few[role]],
            Target("≤", 1.1) if role == "caller" else None,
            unit=" MB",
        )
    what = "until the project's own pages are there, once"
    yield Row("e", what, [own_of_many], [own], [own_of_many / own])
