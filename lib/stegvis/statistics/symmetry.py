"""Tests of a square table, first answer down and latest across: whether the answers shifted.

Bowker's test asks whether each move is as common as its opposite; Stuart and Maxwell's whether
the answers as a whole are spread alike both times. On two categories both are McNemar's.
statsmodels' ``SquareTable`` has both, but gives a missing or wrong value, with a warning, where a
category is empty or everyone in it stayed. Here the covariance has a generalised inverse, to which
such categories make no difference.

The χ² distribution holds for large tables. Ours have at most some tens of people who changed, in
up to ten pairs of cells, so p comes from swapping first and latest, person by person: were there
no direction in the changes, each way to swap would have been as likely as the one seen. All of
them are counted where they make few tables, and as many as are drawn at random otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import binom

Matrix = NDArray[np.float64]

DRAWS, MOST = 999, 4096
"""Swapped tables drawn at random, where there are more different ones than ``MOST``."""
_SEED = 1948
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Shift:
    """A test of a square table.

    ``statistic`` is χ² distributed with ``freedom`` degrees of freedom for large tables; ``p`` is
    from swapped tables. Both are missing when nobody changed, for then nothing was tested.
    """

    statistic: float
    freedom: int
    p: float


_UNTESTED = Shift(float("nan"), 0, float("nan"))


@dataclass(frozen=True)
class Shifts:
    """The two tests of one table."""

    bowker: Shift
    stuart_maxwell: Shift


def shifts(table: ArrayLike, draws: int = DRAWS) -> Shifts:
    """Test whether every move is as common as its opposite, and whether the answers shifted.

    Bowker (1948), Journal of the American Statistical Association 43:572-574: the sum of
    (n_ij − n_ji)² / (n_ij + n_ji) over the pairs of cells that anyone is in. Stuart (1955),
    Biometrika 42:412-416, and Maxwell (1970), British Journal of Psychiatry 116:651-655: d′V⁻d,
    where d is what each category has gained and V its covariance when nothing has shifted.

    Swapping makes both exact tests of there being no direction. Where moves do have directions
    that cancel out, as in a ring, the second is only near its level (``docs/simuleringar.md``).

    Parameters
    ----------
    table
        Square, of counts.
    draws
        Swapped tables; always the same ones for the same table, and the same for both tests.
    """
    pairs = _Pairs.of(table)
    if not len(pairs.both):
        return Shifts(_UNTESTED, _UNTESTED)
    swapped, chances = _swapped(pairs, draws)
    covariance = pairs.gain.T @ np.diag(pairs.both) @ pairs.gain
    inverse = pairs.gain @ np.linalg.pinv(covariance, hermitian=True) @ pairs.gain.T
    rank = int(np.linalg.matrix_rank(covariance, hermitian=True))
    return Shifts(
        _shift(pairs, swapped, chances, np.diag(1 / pairs.both), len(pairs.both)),
        _shift(pairs, swapped, chances, inverse, rank),
    )


@dataclass(frozen=True)
class _Pairs:
    """Pairs of opposite cells that anyone is in: the people in both, and how many more in one.

    ``gain`` has a row for each pair and says which category gains and which loses.
    """

    both: Matrix
    excess: Matrix
    gain: Matrix

    @classmethod
    def of(cls, table: ArrayLike) -> _Pairs:
        counts = np.asarray(table, dtype=float)
        first, latest = np.triu_indices(len(counts), 1)
        there, back = counts[first, latest], counts[latest, first]
        used = there + back > 0
        unit = np.eye(len(counts))
        gain = unit[latest[used]] - unit[first[used]]
        return cls((there + back)[used], (there - back)[used], gain)


def _swapped(pairs: _Pairs, draws: int) -> tuple[Matrix, Matrix]:
    """Give the excess in swapped tables, a row for each, and how likely each is.

    Where they are drawn, the table that was seen is one of them, so that p is never 0.
    """
    people = pairs.both.astype(int)
    if np.prod(pairs.both + 1) <= MOST:
        there = np.indices(tuple(people + 1)).reshape(len(people), -1).T
        chances = binom.pmf(there, people, 0.5).prod(axis=1)
        return 2.0 * there - people, chances
    random = np.random.default_rng([_SEED, *people])  # other tables, other draws
    drawn = 2.0 * random.binomial(people, 0.5, (draws, len(people))) - people
    return np.vstack([pairs.excess, drawn]), np.full(draws + 1, 1 / (draws + 1))


def _shift(pairs: _Pairs, swapped: Matrix, chances: Matrix, form: Matrix, freedom: int) -> Shift:
    """Hold the quadratic form of what was seen against that of the swapped tables."""
    statistic = float(pairs.excess @ form @ pairs.excess)
    as_far = ((swapped @ form) * swapped).sum(axis=1) >= statistic - _ROUNDING
    return Shift(statistic, freedom, float(min(chances[as_far].sum(), 1.0)))
