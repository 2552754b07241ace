"""Time everything, or the letters asked for, and print the table: ``make bench ONLY=a,c``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from itertools import chain

from bench.commands import commands
from bench.growth import growth
from bench.in_turn import Row, table, tell
from bench.index import index
from bench.loops import loops
from bench.machine import machine
from bench.measures import measures
from bench.one_run import one_run
from bench.rerun import rerun
from bench.unchanged import unchanged

Bench = Callable[[str, bool], Iterator[Row]]
"""Is given those of its letters that are asked for, and whether all is to be done in full."""

BENCHES: dict[str, Bench] = {
    "h": lambda _letters, _full: commands(),
    "i": lambda _letters, _full: index(),
    "l": lambda _letters, _full: loops(),
    "f": lambda _letters, _full: measures(),
    "c": lambda _letters, _full: one_run(),
    "g": lambda _letters, _full: _workers(),
    "e": lambda _letters, _full: growth(),
    "d": lambda _letters, full: unchanged(full=full),
    "ab": lambda letters, full: rerun(letters, full=full),
}
"""Letters that are timed together, and what times them; the briefest first."""


def _workers() -> Iterator[Row]:
    from bench.workers import workers  # brings distributed, which the others do without

    return workers()


def main() -> int:
    """Take the letters from the command line."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--only", default="", help="letters, such as a,c; otherwise all")
    parser.add_argument("--full", action="store_true", help="every section, not a sample")
    given = parser.parse_args()
    asked = set(given.only) - set(", ")
    known = set(chain(*BENCHES))
    if unknown := asked - known:
        parser.error(f"no such letter: {', '.join(sorted(unknown))}")
    told = machine()
    tell(told)
    rows: list[Row] = []
    for letters, bench in BENCHES.items():
        if chosen := "".join(letter for letter in letters if letter in (asked or known)):
            tell(f"({', '.join(chosen)})")
            rows += bench(chosen, given.full)
    print(f"\n{told}\n\n{table(sorted(rows, key=lambda row: row.letter))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
