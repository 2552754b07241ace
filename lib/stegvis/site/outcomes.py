"""What a folder's figures say: who has delivered, and how the goals turned out.

A ``figures.csv`` of a whole project has some 14 000 rows, of which the index tells a few, and there
is one such file per edition. So the lines are picked out before they are parsed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from stegvis.figures import Figure, group_text
from stegvis.goal import Goal, Variant
from stegvis.show import goal_words, swedish, wording
from stegvis.show.followup import FollowUp

FIGURES = "figures.csv"
_DELIVERED = ("caseload.started", "", "cumulative")
_GOAL = "goal"
_LASTING = "lasting.share"
_TOLD = re.compile(b",(?:goal,|caseload[.]started,|lasting[.]share,)")
"""What the lines that the index tells have in them."""


@dataclass(frozen=True)
class Known:
    """The figures of a folder that the index tells: by place, measure, group and definition."""

    figures: Mapping[tuple[str, str, str, str], Figure]

    def delivered(self, place: str) -> bool:
        """Whether a place has a delivery in use; without one it has no figures."""
        return (place, *_DELIVERED) in self.figures

    def outcome(self, place: str, goal: Goal, variant: Variant) -> Figure | None:
        """Give a goal's outcome by a definition, with its bounds for non-response, if measured."""
        figure = self.figures.get((place, _GOAL, "", f"{goal.id}/{variant.id}"))
        if figure is None or variant.months is None:
            return figure
        keys = group_text(**FollowUp("lasting", variant.months, variant.population).keys)
        share = self.figures.get((place, _LASTING, keys, ""))
        if share is None:
            return figure
        return replace(figure, bound_low=share.bound_low, bound_high=share.bound_high)


NOTHING = Known({})


def read_known(path: Path) -> Known | None:
    """Read what the index tells from a ``figures.csv``, if there is one."""
    if not path.exists():
        return None
    content = path.read_bytes()
    lines = [content[: content.find(b"\n")], *_told_lines(content)]
    rows = csv.DictReader(line.decode("utf-8") for line in lines)
    return Known({_name(row): _figure(row) for row in rows})


def _name(row: Mapping[str, str]) -> tuple[str, str, str, str]:
    return row["municipality"], row["measure"], row["group"], row["definition"]


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
    """A goal's outcome in words: ”81 av 300 (27 %)”, ”95 % intervall 22–32 %”, and its bounds.

    ``bounds`` is said of a follow-up: where the share can lie for those who were not reached.
    ``few`` tells that it is a share of so few people that it says little.
    """

    share: str
    interval: str = ""
    bounds: str = ""
    few: bool = False

    @property
    def told(self) -> list[str]:
        """List what there is to say."""
        return [said for said in (self.share, self.interval, self.bounds) if said]


def tell(goal: Goal, figure: Figure | None) -> Outcome:
    """Put an outcome in words; a dash where there is no figure."""
    if figure is None or figure.n is None:
        return Outcome(swedish.MISSING)
    if figure.n == 0:
        return Outcome("Inget utfall än")
    return Outcome(
        goal_words.outcome(goal, figure),
        goal_words.confidence(goal, figure),
        _bounds(figure),
        few=figure.n < wording.SMALL,
    )


def _bounds(figure: Figure) -> str:
    if figure.bound_low is None or figure.bound_high is None:
        return ""
    if figure.bound_low == figure.bound_high:
        return "inget bortfall"
    return f"med bortfallet inräknat {swedish.interval(figure.bound_low, figure.bound_high)}"
