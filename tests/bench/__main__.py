"""Time everything, or the letters asked for, and print the table: ``make bench ONLY=a,c``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator

from bench.commands import commands
from bench.in_turn import Row, table, tell
from bench.machine import machine
from bench.measures import measures

LETTERS: dict[str, Callable[[], Iterator[Row]]] = {
    "f": measures,
    "h": commands,
}


def main() -> int:
    """Take the letters from the command line."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--only", default="", help="letters, such as a,c; otherwise all")
    asked = [letter for letter in parser.parse_args().only.replace(",", " ").split() if letter]
    if unknown := set(asked) - set(LETTERS):
        parser.error(f"no such letter: {', '.join(sorted(unknown))}")
    told = machine()
    tell(told)
    rows: list[Row] = []
    for letter, bench in LETTERS.items():
        if letter in (asked or LETTERS):
            tell(f"({letter}) {(bench.__module__)}")
            rows += bench()
    print(f"\n{told}\n\n{table(sorted(rows, key=lambda row: row.letter))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
