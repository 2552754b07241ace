"""(h) The command line: ``stegvis --help``, and ``stegvis check`` of one delivery.

The whole process is timed, from its start to its end, beside a Python that does nothing.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from bench.in_turn import Row, Target, in_turn, seconds
from bench.large import ROOT

DELIVERY = ROOT / "data" / "example" / "cresco-plus" / "cresco-plus_1496_2025Q2.xlsx"
"""The largest municipality's newest: the most there is to check."""
ROUNDS = 9


def run(*arguments: object) -> None:
    """Run Python in the project's folder, and see that it went well."""
    subprocess.run(
        [sys.executable, *map(str, arguments)], cwd=ROOT, capture_output=True, check=True
    )


def commands(rounds: int = ROUNDS) -> Iterator[Row]:
    """Time both."""
    sides = {
        "python -c pass": lambda: seconds(lambda: run("-c", "pass")),
        "stegvis --help": lambda: seconds(lambda: run("-m", "stegvis", "--help")),
        "stegvis check": lambda: seconds(lambda: run("-m", "stegvis", "check", DELIVERY)),
    }
    in_turn(sides, rounds=1)  # files that are read for the first time are another matter
    given = in_turn(sides, rounds)
    nothing = given["python -c pass"]
    for name, most in (("stegvis --help", 0.3), ("stegvis check", 1.5)):
        yield Row(
            "h",
            f"{name} (beside: python -c pass)",
            given[name],
            nothing,
            given[name],
            Target("≤", most),
            of_held=" s",
        )
