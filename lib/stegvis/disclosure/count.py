"""A table's counts, of any place and day, and the sums between them.

A count is named as its row in the figures is, and is the row's ``k``. With ``.n`` after the
measure it is the row's ``n``. What no row has (a remainder, values told as one) has a name of its
own and is known by the sum that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Count(NamedTuple):
    """A number of people, whoever and whenever it is counted for."""

    measure: str
    group: str = ""
    definition: str = ""

    @property
    def n(self) -> Count:
        """Give the ``n`` of the same row."""
        return self._replace(measure=f"{self.measure}.n")


class Sum(NamedTuple):
    """A total and its parts: ``total`` is the sum of the ``parts``.

    ``people``: it holds only where people are delivered, not of counts. ``outcome``: which part
    people are in tells something about them, so nobody may know that all of them are in one.
    """

    total: Count
    parts: tuple[Count, ...]
    people: bool = False
    outcome: bool = False


class Lag(NamedTuple):
    """``later`` is what ``earlier`` was some ``months`` before, where people are delivered."""

    later: Count
    earlier: Count
    months: int


class Row(NamedTuple):
    """A row of the external figures: its name, and the counts that its numbers come from."""

    name: Count
    k: Count
    n: Count | None = None
    eligible: Count | None = None

    @property
    def counts(self) -> tuple[Count, ...]:
        """List the counts that the row tells."""
        return tuple(count for count in self[1:] if isinstance(count, Count))


@dataclass(frozen=True)
class Contents:
    """What a table tells, and how its counts are tied.

    Parameters
    ----------
    rows
        The rows that are told.
    sums, lags
        All that ties the counts, with counts that are not told.
    people
        Counts of people with own rows: a municipality that delivers counts has none of them.
    grows
        Counts that a later day can only add to, unless something is corrected.
    """

    rows: tuple[Row, ...] = ()
    sums: tuple[Sum, ...] = ()
    lags: tuple[Lag, ...] = ()
    people: frozenset[Count] = frozenset()
    grows: frozenset[Count] = frozenset()

    @property
    def counts(self) -> list[Count]:
        """List every count, told or not, each once."""
        told = (count for row in self.rows for count in row.counts)
        tied = (count for one in self.sums for count in (one.total, *one.parts))
        return list(dict.fromkeys((*told, *tied)))


def together(parts: Iterable[Contents]) -> Contents:
    """Put the contents of several tables together; what is the same is there once."""
    all_parts = list(parts)
    return Contents(
        tuple(dict.fromkeys(row for part in all_parts for row in part.rows)),
        tuple(dict.fromkeys(one for part in all_parts for one in part.sums)),
        tuple(dict.fromkeys(lag for part in all_parts for lag in part.lags)),
        frozenset().union(*(part.people for part in all_parts)),
        frozenset().union(*(part.grows for part in all_parts)),
    )
