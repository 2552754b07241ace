"""Which counts tell too much, and what an outsider must be left to believe about each of them.

A count is small when it is not zero and below the threshold (Hundepool et al., *Statistical
Disclosure Control*, 2012, ch. 4: the minimum frequency rule). Protecting it is not to hide it, but
to leave the outsider in doubt. Each doubt is a `Demand`: some table that fits all that is published
must have the count at one or less, and some other must have it at the threshold or more, so that
it cannot be told to be small, nor which of the small numbers it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from stegvis.disclosure.system import System, Whole


def small(system: System, threshold: int) -> NDArray[np.bool_]:
    """Tell which cells are small, whoever may see them: ``1 <= |value| < threshold``, shape (N,).

    A signed cell is small on either side of zero: three who were taken away are three people.
    """
    size = np.abs(system.value)
    return (size >= 1) & (size < threshold)


def whole(system: System) -> tuple[Whole, ...]:
    """Tell which groups are wholly in one part, that part alone beside its total.

    A group of nobody tells nothing about anybody.
    """
    return tuple(
        Whole(group.total, (part,))
        for group in system.wholes
        for part in group.parts
        if system.value[group.total] >= 1 and system.value[part] == system.value[group.total]
    )


@dataclass(frozen=True)
class Demands:
    """What must be possible, each demand by itself, in some table that fits the publications.

    ``rows @ table >= least``, for one row at a time; shapes (D, N) and (D,). ``cell`` is the cell
    that a demand protects, shape (D,); of a whole it is the part. ``down`` marks the demands that a
    small count can be as near zero as one, shape (D,).
    """

    rows: csr_array
    least: NDArray[np.int64]
    cell: NDArray[np.int64]
    down: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.least)


def demands(system: System, threshold: int) -> Demands:
    """List the demands that the true table does not meet itself.

    A small cell may reach the threshold, away from zero, and may be as near zero as one. Of a
    group that is wholly in one part, somebody may be elsewhere.
    """
    at = np.flatnonzero(small(system, threshold))
    sign = np.sign(system.value[at])
    wholes = whole(system)
    parts = np.array([group.parts[0] for group in wholes], dtype=np.int64)
    totals = np.array([group.total for group in wholes], dtype=np.int64)

    count = np.arange(2 * len(at))
    beyond = 2 * len(at) + np.arange(len(wholes))
    entries = np.concatenate([sign, -sign, np.ones_like(totals), -np.ones_like(parts)])
    rows = csr_array(
        (
            entries.astype(np.int64),
            (np.concatenate([count, beyond, beyond]), np.concatenate([at, at, totals, parts])),
        ),
        shape=(2 * len(at) + len(wholes), len(system.value)),
    )
    least = np.concatenate(
        [np.full(len(at), threshold), np.full(len(at), -1), np.ones(len(wholes))]
    ).astype(np.int64)
    cell = np.concatenate([at, at, parts])
    down = np.arange(len(least)) // max(len(at), 1) == 1
    unmet = np.flatnonzero(rows @ system.value < least)
    return Demands(csr_array(rows[unmet]), least[unmet], cell[unmet], down[unmet])
