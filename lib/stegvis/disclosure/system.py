"""Counts that are linked: what an outsider knows about them, whatever table they stand in."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array


class Whole(NamedTuple):
    """A group of people and its parts: when one part is the whole, everybody's part is known."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True)
class System:
    """Whole numbers, and the sums that anybody knows to hold between them.

    Parameters
    ----------
    names
        The cells, N of them.
    value
        Their true values, int64, shape (N,).
    relations
        Sums that hold: ``relations @ value == 0``; shape (R, N), coefficients whole numbers.
    signed
        Whether a cell may be below zero (what was added between two publications, when something
        was corrected); all others are known to be zero or more. Shape (N,).
    known
        Cells that have been published before and are known for ever. Shape (N,).
    shown
        Cells that are to be published now, each of which may be hidden instead. Shape (N,).
        What is neither known nor shown is never told, but may be derived.
    cost
        What hiding a shown cell costs the reader, above zero. Shape (N,).
    wholes
        The groups whose parts tell something about a person.
    """

    names: tuple[Hashable, ...]
    value: NDArray[np.int64]
    relations: csr_array
    signed: NDArray[np.bool_]
    known: NDArray[np.bool_]
    shown: NDArray[np.bool_]
    cost: NDArray[np.float64]
    wholes: tuple[Whole, ...] = ()
