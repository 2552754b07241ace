"""What ``figures.csv`` tells: every number of its rows, whichever of them are there."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from math import inf
from pathlib import Path

import numpy as np

from attacker.between import Name
from attacker.scheme import Counted, Scheme
from attacker.shares import EXACT, pairs
from attacker.told import Fact, Sum, added, less, times

_SHARES = ("value", "low", "high", "bound_low", "bound_high")


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a file of figures."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def name_of(row: dict[str, str], scheme: Scheme) -> Name:
    """Name the count of a row."""
    day = min(scheme.project.period(row["period"]).end, scheme.project.end)
    return Name(row["municipality"], day, row["measure"], row["group"], row["definition"])


def _number(text: str) -> float | None:
    return float(text) if text else None


def facts_of(rows: list[dict[str, str]], scheme: Scheme, where: str) -> Iterator[Fact]:
    """Tell what rows of figures say of counts."""
    for row in rows:
        name = name_of(row, scheme)
        counted = scheme.row(*name[:-1])
        if counted is not None:
            yield from row_facts(counted, row, f"{where}: {name}")


def row_facts(
    counted: Counted, row: dict[str, str], where: str, within: float = EXACT
) -> Iterator[Fact]:
    """Tell what the numbers of one row say; ``within`` is how far its shares may be off."""
    k, n = _number(row["k"]), _number(row["n"])
    value, low, high, bound_low, bound_high = (_number(row[column]) for column in _SHARES)
    if k is not None:
        yield Fact(counted.k, k, k, where)
    if counted.n is None:
        return
    if n is not None:
        yield Fact(counted.n, n, n, where)
    if value is not None:
        yield from _share(counted.k, counted.n, value, within, where)
    if low is not None or high is not None:
        yield from _made_of(counted.k, counted.n, pairs(value, low, high, within=within), where)
    if counted.eligible is not None:
        if bound_low is not None:
            yield from _share(counted.k, counted.eligible, bound_low, within, where)
        if bound_high is not None:
            missed = less(counted.eligible, counted.n)
            yield from _share(
                added([counted.k, missed]), counted.eligible, bound_high, within, where
            )


def _share(k: Sum, n: Sum, share: float, within: float, where: str) -> Iterator[Fact]:
    """Tell that k is a share of n: of few enough, a fraction."""
    found = pairs(share, within=within)
    if within <= EXACT and len(found):
        numerator, denominator = (int(part) for part in found[0])
        yield Fact(less(times(denominator, k), times(numerator, n)), 0, 0, where)
    else:
        yield Fact(less(k, times(share - within - EXACT, n)), 0, inf, where)
        yield Fact(less(times(share + within + EXACT, n), k), 0, inf, where)
    yield Fact(n, 1, inf, where)


def _made_of(k: Sum, n: Sum, found: np.ndarray, where: str) -> Iterator[Fact]:
    if len(found):
        (k_low, n_low), (k_high, n_high) = found.min(axis=0), found.max(axis=0)
        yield Fact(k, float(k_low), float(k_high), where)
        yield Fact(n, float(n_low), float(n_high), where)
