"""The counts of all days that have been told, as one system: what an outsider can put together.

A count that no municipality tells on a day has parts in each of them all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array

from stegvis.disclosure.cell import Cell
from stegvis.disclosure.count import Count
from stegvis.disclosure.day import PEOPLE, Day
from stegvis.disclosure.loose import ADDED, LATE
from stegvis.disclosure.system import System, Whole
from stegvis.disclosure.tables import EXITED, STARTED
from stegvis.measure.participants import UNKNOWN
from stegvis.place import ALL

_Sparse = list[tuple[int, int]]
"""A relation: cells by their position, and their coefficients."""


def cell(place: str, count: Count, until: date) -> Cell:
    """Name a place's count on a day."""
    return Cell(place, *count, until)


def cost(one: Cell, value: int) -> float:
    """Say what hiding a cell costs: what tells most of the project costs most.

    Of two municipalities the larger is hidden: beside it a small count has more room, also when
    later publications have told more.
    """
    whole = Count(*one[1:4]) in (STARTED, EXITED)
    headline = whole or one.measure.removesuffix(".n") == "goal"
    if one.place == ALL:
        return 1000.0 if headline or one.measure in _OF_GOALS else 100.0
    dear = 10.0 if whole else 5.0 if headline else 3.0 if one.measure in _SHARED else 1.0
    return dear * (1 + _ROOM / (_ROOM + value))


_ROOM = 10
_SHARED = ("participants", "cards.moved")
"""What many shares are of."""
_OF_GOALS = ("lasting.share", "lasting.reached")


class _Linking:
    """A system under construction."""

    def __init__(self, days: Sequence[Day], new: frozenset[date]) -> None:
        self.days = days
        self.at: dict[Cell, int] = {}
        self.value: list[int] = []
        self.known: list[bool] = []
        self.shown: list[bool] = []
        self.relations: list[_Sparse] = []
        self.wholes: list[Whole] = []
        for day in self.days:
            fresh, nobody = day.until in new, _nobody_blank(day)
            for one in day.cells:
                told = one.shown is True
                known = (told and not fresh) or one.of in nobody
                name = cell(one.place, one.of, day.until)
                self.add(name, one.value, known=known, shown=told and fresh and not known)

    def add(self, name: Cell, value: int, *, known: bool = False, shown: bool = False) -> int:
        self.at[name] = len(self.value)
        self.value.append(value)
        self.known.append(known)
        self.shown.append(shown)
        return self.at[name]

    def sums(self, day: Day) -> None:
        """Relate totals and parts, in every place, and every place's counts to the project's."""
        for place in (*day.scopes, ALL):
            for one in day.sums:
                counts = (one.total, *one.parts)
                found = [self.at.get(cell(place, count, day.until)) for count in counts]
                if None in found or not day.holds(one, place):
                    continue
                total, *parts = (at for at in found if at is not None)
                self.relations.append([(total, 1), *((part, -1) for part in parts)])
                if one.outcome:
                    self.wholes.append(Whole(total, tuple(parts)))
        by_count: dict[Count, _Sparse] = {}
        for kept in day.cells:
            sign = 1 if kept.place == ALL else -1
            at = self.at[cell(kept.place, kept.of, day.until)]
            by_count.setdefault(kept.of, []).append((at, sign))
        self.relations += (cells for cells in by_count.values() if len(cells) > 1)

    def lags(self, day: Day) -> None:
        """Relate the people who are due to those who had left so many months before.

        In the whole project those who are delivered as counts are also taken from both sides.
        Where more are due than had left, as was known then, those are a count of their own.
        """
        by_counts = [place for place, scope in day.scopes.items() if scope != PEOPLE]
        for one in day.lags:
            before = _months_before(day.until, one.months)
            late = Count(f"{one.later.measure}{LATE}", *one.later[1:])
            for place in (ALL, *day.scopes):
                self.same(
                    [self.at.get(cell(place, one.later, day.until))],
                    [self.at.get(cell(place, one.earlier, before))],
                    cell(place, late, day.until),
                )
            if by_counts:
                some = [ALL, *by_counts]
                self.same(
                    [self.at.get(cell(place, one.later, day.until)) for place in some],
                    [self.at.get(cell(place, one.earlier, before)) for place in some],
                    cell(ALL, late._replace(definition=f"{late.definition}{PEOPLE}"), day.until),
                )

    def same(self, later: Sequence[int | None], earlier: Sequence[int | None], late: Cell) -> None:
        """Relate two cells, each less some others; ``late`` is what has been corrected since."""
        relation: _Sparse = []
        for side, cells in ((1, later), (-1, earlier)):
            for number, at in enumerate(cells):
                if at is None and number == 0:
                    return
                if at is not None:
                    relation.append((at, side if number == 0 else -side))
        corrected = sum(sign * self.value[at] for at, sign in relation)
        if corrected:
            relation.append((self.add(late, corrected), -1))
        self.relations.append(relation)

    def added(self) -> None:
        """Relate each count that grows to the day before that it was counted at."""
        days: dict[tuple[str, Count], list[date]] = {}
        for day in self.days:
            for one in day.cells:
                if one.of in day.grows:
                    days.setdefault((one.place, one.of), []).append(day.until)
        for (place, count), until in days.items():
            for before, after in pairwise(until):
                then, now = (self.at[cell(place, count, day)] for day in (before, after))
                name = Cell(place, count.measure + ADDED, *count[1:], after)
                more = self.add(name, self.value[now] - self.value[then])
                self.relations.append([(now, 1), (then, -1), (more, -1)])

    def added_wholes(self, day: Day) -> None:
        """Part those who were added by what came of them."""
        for place in (*day.scopes, ALL):
            for one in day.sums:
                if not one.outcome:
                    continue
                found = [
                    self.at.get(Cell(place, count.measure + ADDED, *count[1:], day.until))
                    for count in (one.total, *one.parts)
                ]
                if None not in found:
                    total, *parts = (at for at in found if at is not None)
                    self.wholes.append(Whole(total, tuple(parts)))

    def system(self) -> System:
        for day in self.days:
            self.sums(day)
            self.lags(day)
        self.added()
        for day in self.days:
            self.added_wholes(day)
        names = tuple(self.at)
        value = np.array(self.value, dtype=np.int64)
        return System(
            names=names,
            value=value,
            relations=_matrix(self.relations, len(names)),
            signed=value < 0,
            known=np.array(self.known, dtype=bool),
            shown=np.array(self.shown, dtype=bool),
            cost=np.array([cost(*one) for one in zip(names, self.value, strict=True)]),
            wholes=tuple(dict.fromkeys(self.wholes)),
        )


def _nobody_blank(day: Day) -> set[Count]:
    """List the counts of blank cells where there are none: that they are all filled is known."""
    blank = (one for one in day.cells if one.place == ALL and one.of.group.endswith(f"={UNKNOWN}"))
    return {one.of for one in blank if one.value == 0}


def _matrix(relations: list[_Sparse], size: int) -> csr_array:
    rows = [number for number, one in enumerate(relations) for _ in one]
    columns = [at for one in relations for at, _ in one]
    signs = [sign for one in relations for _, sign in one]
    shape = (len(relations), size)
    return csr_array((np.array(signs, dtype=np.int64), (rows, columns)), shape=shape)


def _months_before(day: date, months: int) -> date:
    """Give the last day of the month so many months before a month's last day."""
    month = day.year * 12 + day.month - months
    return date(month // 12, month % 12 + 1, 1) - timedelta(days=1)


def linked(days: Sequence[Day], new: frozenset[date] = frozenset()) -> System:
    """Put the counts of all days together, with what was added between them.

    Parameters
    ----------
    days
        One for each day that has been told, or is to be.
    new
        The days whose counts are to be told now, and may be hidden.
    """
    return _Linking(sorted(days, key=lambda day: day.until), new).system()
