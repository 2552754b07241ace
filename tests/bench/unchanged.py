"""(d) An unchanged rerun, as a share of a full one.

Every section of the example is made anew, once, and then ``stegvis run`` is typed again with
nothing changed: five times, each held against that full rerun, which is the mean of its 198
sections already. With ``FULL=1`` the full rerun too is made five times.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator

from bench.handed import EXAMPLE_STORE
from bench.in_turn import ROUNDS, Row, Target, in_turn, ratios, seconds
from bench.large import CACHE, ROOT
from bench.machine import CORES


def unchanged(*options: str, full: bool = False, rounds: int = ROUNDS) -> Iterator[Row]:
    """Time both; ``options`` are more of the command's own, such as a project."""
    reports = CACHE / "unchanged"
    shutil.rmtree(reports, ignore_errors=True)
    where = ["--root", ROOT, "--store", EXAMPLE_STORE, "--reports", reports, "--jobs", CORES]
    command = [sys.executable, "-m", "stegvis", "run", *options, *map(str, where)]

    def run(*more: str) -> None:
        subprocess.run([*command, *more], cwd=ROOT, capture_output=True, check=True)

    def anew() -> float:
        return seconds(lambda: run("--force"))

    def again() -> float:
        return seconds(run)

    if full:
        given = in_turn({"full": anew, "unchanged": again}, rounds)
    else:
        once = in_turn({"full": anew}, 1)["full"]
        given = {"full": once * rounds, **in_turn({"unchanged": again}, rounds)}
    pages = sum(1 for _ in reports.glob("*/*/*/*/*.pdf"))
    yield Row(
        "d",
        f"unchanged rerun; a full one of {pages} sections",
        given["unchanged"],
        given["full"],
        [100 * share for share in ratios(given["unchanged"], given["full"])],
        Target("≤", 2),
        of_held=" %",
    )
