"""A system falls apart where cells are known for good: what is known ties nothing together."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack
from scipy.sparse.csgraph import connected_components

from stegvis.disclosure.system import System, Whole


def groups(relations: csr_array, free: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Give each cell that can move the number of its group, shape (N,); -1 to one that cannot.

    A cell that is alone in a relation, beside cells that cannot move, cannot move either. Cells
    that stand in a relation together may move together.
    """
    ones = abs(relations).astype(bool).astype(np.int64)
    while (alone := ones @ free == 1).any():
        free = free & (ones.T @ alone == 0)
    return _labelled(ones, free)


def _labelled(ones: csr_array, free: NDArray[np.bool_]) -> NDArray[np.int64]:
    at = np.flatnonzero(free)
    tied = csr_array(ones[:, at])
    _, label = connected_components(tied.T @ tied, directed=False)
    group = np.full(len(free), -1, dtype=np.int64)
    group[at] = label
    return group


def parts(system: System) -> Iterator[tuple[NDArray[np.int64], System]]:
    """List the parts of a system: their cells in it, and each as a system of its own.

    A part has the known cells too that stand in its relations.
    """
    wholes = [(group.total, part) for group in system.wholes for part in group.parts]
    pairs = csr_array(
        (np.ones(2 * len(wholes)), (np.repeat(np.arange(len(wholes)), 2), np.ravel(wholes))),
        shape=(len(wholes), len(system.value)),
    )
    tied = csr_array(vstack([system.relations, pairs]))
    group = _labelled(abs(tied), ~system.known)
    for number in range(group.max(initial=-1) + 1):
        rows = np.flatnonzero(abs(tied) @ (group == number) > 0)
        cells = np.unique(tied[rows].indices) if len(rows) else np.flatnonzero(group == number)
        yield cells, _of(system, cells, rows[rows < system.relations.shape[0]])


def _of(system: System, cells: NDArray[np.int64], rows: NDArray[np.int64]) -> System:
    at = {int(cell): number for number, cell in enumerate(cells)}
    return System(
        names=tuple(system.names[cell] for cell in cells),
        value=system.value[cells],
        relations=csr_array(system.relations[rows][:, cells]),
        signed=system.signed[cells],
        known=system.known[cells],
        shown=system.shown[cells],
        cost=system.cost[cells],
        wholes=tuple(
            Whole(at[group.total], (at[part],))
            for group in system.wholes
            for part in group.parts
            if group.total in at and part in at
        ),
    )
