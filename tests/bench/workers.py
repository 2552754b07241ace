"""(g) A Dask cluster of two workers beside one of one worker, on this machine.

Both clusters are there all the time, with a scheduler each and their workers' kernels warm; in turn
they are given the same runs, with their figures, and give back the pages. Where there are fewer
than two cores, two workers can be no faster than one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from dask_cluster import dask_cluster
from stegvis.cluster import reach
from stegvis.report.executor import Executor
from stegvis.report.plan import Run

from bench.handed import handed
from bench.in_turn import ROUNDS, Row, Target, in_turn, ratios, seconds, tell
from bench.large import ROOT

PLACES = ("Hjo", "Skara", "Skövde")


def workers(places: Sequence[str] = PLACES, rounds: int = ROUNDS) -> Iterator[Row]:
    """Time both."""
    with ExitStack() as stack:
        runs = stack.enter_context(handed(places))
        reached: dict[int, Executor] = {}
        for count in (1, 2):
            folder = Path(stack.enter_context(TemporaryDirectory()))
            cluster = stack.enter_context(dask_cluster(folder, workers=count))
            reached[count] = stack.enter_context(reach(cluster.address))
        names = {1: "one worker", 2: "two workers"}
        sides = {names[count]: partial(_made, one, runs) for count, one in reached.items()}
        tell(f"  {len(runs)} runs; a first round, that is not counted, warms the workers")
        in_turn(sides, 1)
        given = in_turn(sides, rounds)
    one, two = given[names[1]], given[names[2]]
    yield Row(
        "g",
        f"{len(runs)} runs by two Dask workers; by one",
        two,
        one,
        ratios(one, two),
        Target("≥", 1.8),
    )


def _made(executor: Executor, runs: Sequence[Run]) -> float:
    def make_all() -> None:
        for made in executor.make_all(runs, ROOT):
            assert not made.failure, made.failure

    return seconds(make_all)
