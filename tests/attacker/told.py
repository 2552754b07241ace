"""What is told: sums of counts, and the numbers between which they lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import NamedTuple


class People(NamedTuple):
    """How many people of one kind a place had on a day: no kind overlaps another of its family.

    ``family`` is what they are parted by, ``kind`` which part.
    """

    place: str
    day: date
    family: tuple[str, ...]
    kind: tuple[str, ...]


Sum = Counter[People]
"""How many times each is counted; below zero where it is taken away."""


def added(sums: Iterable[Sum]) -> Sum:
    """Add sums up."""
    total: Sum = Counter()
    for each in sums:
        total.update(each)
    return total


def less(one: Sum, other: Sum) -> Sum:
    """Take a sum from another."""
    left = Counter(one)
    left.subtract(other)
    return Counter({people: times for people, times in left.items() if times})


def times(factor: float, one: Sum) -> Sum:
    """Multiply a sum."""
    return Counter({people: factor * each for people, each in one.items()})  # type: ignore[misc]  # a share is no whole number


@dataclass(frozen=True)
class Fact:
    """A sum lies between two numbers, and where that is told."""

    sum: Sum
    low: float
    high: float = inf
    where: str = ""
