"""Things timed in turn, A B A B …, and set against each other round by round.

A machine's speed drifts, so two times are compared only when they were taken one after the other:
each round gives one ratio, and what is told is the median of the ratios, with the least and the
greatest. Nothing is asserted: a target is printed beside what was measured.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Literal

ROUNDS = 5
"""As few as a median is taken of."""


def seconds(work: Callable[[], object]) -> float:
    """Time one piece of work."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def in_turn(
    sides: Mapping[str, Callable[[], float]], rounds: int = ROUNDS
) -> dict[str, list[float]]:
    """Let each side take its turn, round by round, and collect what each gives.

    A side is called with nothing and gives a number, such as the seconds of what it has to do; so
    it can prepare and clear away outside them.
    """
    given: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(rounds):
        for name, side in sides.items():
            given[name].append(side())
            tell(f"  round {turn + 1}: {name} {given[name][-1]:.3g}")
    return given


def ratios(above: Sequence[float], below: Sequence[float]) -> list[float]:
    """Divide round by round."""
    return [one / other for one, other in zip(above, below, strict=True)]


def tell(line: str) -> None:
    """Say how far it has come, at once."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


@dataclass(frozen=True)
class Target:
    """What a ratio, or a time in seconds, should be: at least, or at most."""

    side: Literal["≥", "≤"]
    bound: float

    def is_reached(self, value: float) -> bool:
        """Whether a value is as it should be."""
        return value >= self.bound if self.side == "≥" else value <= self.bound

    def __str__(self) -> str:
        return f"{self.side} {self.bound:g}"


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Parameters
    ----------
    letter, what
        Which benchmark, and what is compared.
    ours, theirs
        What was measured of each, round by round.
    held
        What is held against the target, round by round: a ratio of the two, mostly.
    target
        None where a line is only told.
    unit, of_held
        The unit of the two sides, and of what is held against the target.
    """

    letter: str
    what: str
    ours: Sequence[float]
    theirs: Sequence[float]
    held: Sequence[float]
    target: Target | None = None
    unit: str = " s"
    of_held: str = "×"

    def cells(self) -> tuple[str, ...]:
        """Write the line's cells."""
        middle = median(self.held)
        spread = f"{middle:.3g}{self.of_held} ({min(self.held):.3g} to {max(self.held):.3g})"
        sides = (
            f"{median(side):.3g}{self.unit}" if side else "" for side in (self.ours, self.theirs)
        )
        target, reached = "", ""
        if self.target:
            target = f"{self.target}{self.of_held}"
            reached = "yes" if self.target.is_reached(middle) else "NO"
        return (self.letter, self.what, *sides, spread, target, reached)


HEAD = ("", "what", "ours", "theirs", "median (least to greatest)", "target", "reached")


def table(rows: Sequence[Row]) -> str:
    """Write rows under each other, as wide as they need."""
    lines = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
