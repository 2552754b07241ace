"""What a folder's figures say: who has delivered, and how the goals turned out.

A ``figures.csv`` of a whole project has some 14 000 rows, of which the index tells a few, and there
is one such file per edition. So the lines are picked out before they are parsed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from stegvis.figures import Figure
from stegvis.goal import Goal, Variant
from stegvis.show import goal_words, swedish, wording

FIGURES = "figures.csv"
_DELIVERED = ("caseload.started", "cumulative")
_GOAL = "goal"
_TOLD = re.compile(b",(?:goal|caseload[.]started),,")
"""What the lines of both have in them: the measure, and no group."""


@dataclass(frozen=True)
class Known:
    """The figures of a folder that the index tells, by municipality, measure and definition."""

    figures: Mapping[tuple[str, str, str], Figure]

    def delivered(self, place: str) -> bool:
        """Whether a place has a delivery in use; without one it has no figures."""
        return (place, *_DELIVERED) in self.figures

    def outcome(self, place: str, goal: Goal, variant: Variant) -> Figure | None:
        """Give a goal's outcome by a definition, if it was measured."""
        return self.figures.get((place, _GOAL, f"{goal.id}/{variant.id}"))


NOTHING = Known({})


def read_known(path: Path) -> Known | None:
    """Read what the index tells from a ``figures.csv``, if there is one."""
    if not path.exists():
        return None
    content = path.read_bytes()
    lines = [content[: content.find(b"\n")], *_told_lines(content)]
    rows = csv.DictReader(line.decode("utf-8") for line in lines)
    return Known(
        {
            (row["municipality"], row["measure"], row["definition"]): _figure(row)
            for row in rows
            if row["measure"] in (_DELIVERED[0], _GOAL) and not row["group"]
        }
    )


def _told_lines(content: bytes) -> Iterator[bytes]:
    for found in _TOLD.finditer(content):
        begin = content.rfind(b"\n", 0, found.start()) + 1
        yield content[begin : content.find(b"\n", begin)]


def _figure(row: Mapping[str, str]) -> Figure:
    k, n = (int(row[name]) if row[name] else None for name in ("k", "n"))
    names = ("value", "low", "high", "bound_low", "bound_high")
    return Figure(k, n, *(float(row[name]) if row[name] else None for name in names))


@dataclass(frozen=True)
class Outcome:
    """A goal's outcome in words: ”81 av 300 (27 %)” and ”95 % intervall 22–32 %”.

    ``few`` tells that it is a share of so few people that it says little.
    """

    share: str
    interval: str = ""
    few: bool = False


def tell(goal: Goal, figure: Figure | None) -> Outcome:
    """Put an outcome in words; a dash where there is no figure."""
    if figure is None or figure.n is None:
        return Outcome(swedish.MISSING)
    if figure.n == 0:
        return Outcome("Inget utfall än")
    share, interval = goal_words.outcome(goal, figure), goal_words.confidence(goal, figure)
    return Outcome(share, interval, few=figure.n < wording.SMALL)
