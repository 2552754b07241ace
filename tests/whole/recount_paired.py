"""The same people at 6 and at 12 months, counted again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import comb

from stegvis.period import Period
from stegvis.project import Project
from whole.recount import Line, Row, Town, _answer, _bounded, _later, _share, _with_interval
from whole.recount_response import left_by


def _sign_test(one: int, other: int) -> float:
    n = one + other
    tail = sum(comb(n, k) for k in range(min(one, other) + 1)) / 2**n
    return min(1.0, 2 * tail)


def lines(towns: list[Town], project: Project, period: Period, total: bool) -> Iterator[Line]:
    end = period.end
    due = [p for town in towns for p in left_by(town, end) if _later(p["exit"], 12) <= end]

    def twice(people: list[Row], column: str, good: set[str]) -> list[tuple[bool, bool | None]]:
        found = []
        for person in people:
            first, later = (_answer(person, months, end, column) for months in (6, 12))
            if first is not None:
                found.append((first in good, None if later is None else later in good))
        return found

    workers = [p for p in due if p["avslutsorsak"] == "arbete"]
    for outcome, words, answers in (
        ("lasting", ("held", "declined"), twice(due, "progression", {"ökat", "behållit"})),
        ("retention", ("working", "other"), twice(workers, "sysselsättning", {"arbete"})),
    ):
        both = [pair for pair in answers if pair[1] is not None]
        for first, later in product((True, False), (True, False)):
            group = f"first={words[not first]};later={words[not later]}"
            yield f"paired.{outcome}", group, "", _share(both.count((first, later)), len(both))
        for months, place in ((6, 0), (12, 1)):
            k = sum(bool(pair[place]) for pair in both)
            group = f"outcome={outcome};months={months}"
            yield "paired.share", group, "", _with_interval(k, len(both))
        slipped, gained = both.count((True, False)), both.count((False, True))
        held = sum(first for first, _ in answers)
        n = slipped + both.count((True, True))
        group = f"outcome={outcome}"
        yield "paired.slipped_back", group, "", _bounded(slipped, n, held)
        p = _sign_test(slipped, gained) if slipped + gained else None
        changed = {"k": slipped + gained, "n": len(both), "value": p}
        yield "paired.change", group, "", changed
