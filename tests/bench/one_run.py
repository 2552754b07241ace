"""(c) One run: what it costs beyond the cells' own code in a plain Python process.

A run is one call of what every process of a batch calls, in a process that has made a run before:
kernel, cells, notebook, HTML and PDF. Beside it the cells' code, as one program, is executed by
``python``, its start and imports included, since a plain process has those to pay for. The
overhead is what the run takes beyond that, as a share of it; below zero, the run is the faster.

The stricter number, told without a target, holds the run against the same code in a process
that has executed it before, where nothing is imported and every cache is filled.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from stegvis.place import ALL
from stegvis.report.plan import Run
from stegvis.report.work import make

from bench.cells import program, warm
from bench.handed import handed
from bench.in_turn import ROUNDS, Row, Target, in_turn, seconds
from bench.large import ROOT

RUNS = (("deltagare", "Hjo"), ("progression", "Skövde"), ("jamforelse", ALL))
"""A small section, a middle one, and a large one."""


def one_run(runs: Sequence[tuple[str, str]] = RUNS, rounds: int = ROUNDS) -> Iterator[Row]:
    """Time each, and all of them together."""
    timed: dict[str, list[list[float]]] = {"run": [], "plain": [], "warm": []}
    for section, place in runs:
        with handed([place], [section]) as (run,):
            given = _timed(run, rounds)
        for side, taken in given.items():
            timed[side].append(taken)
        yield from _rows(f"{section} of {place}", given)
    together = {side: [sum(each) for each in zip(*of, strict=True)] for side, of in timed.items()}
    yield from _rows("these together", together, Target("≤", 0.35))


def _timed(run: Run, rounds: int) -> dict[str, list[float]]:
    with TemporaryDirectory() as name:
        path = Path(name) / "cells.py"
        path.write_text(program(run.notebook.path, run.parameters), encoding="utf-8")

        def plain() -> None:
            command = [sys.executable, path]
            subprocess.run(command, cwd=ROOT, capture_output=True, check=True)

        def whole() -> None:
            made = make(run, ROOT)
            assert not made.failure, made.failure

        with warm(path, ROOT) as again:
            whole()
            sides = {
                "run": lambda: seconds(whole),
                "plain": lambda: seconds(plain),
                "warm": again.again,
            }
            return in_turn(sides, rounds)


def _rows(what: str, given: dict[str, list[float]], target: Target | None = None) -> Iterator[Row]:
    for side, where in (("plain", "plain Python"), ("warm", "Python that has run them before")):
        own = given[side]
        over = [(run - cells) / cells for run, cells in zip(given["run"], own, strict=True)]
        yield Row(
            "c",
            f"overhead of {what} beyond its cells in {where}",
            given["run"],
            own,
            over,
            target if side == "plain" else None,
            of_held="",
        )
