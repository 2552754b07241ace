"""Cells left out of a system, with nothing lost of what the sums say about the others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from stegvis.disclosure.system import System, Whole

_Row = dict[int, int]
"""A relation: the coefficient of each cell in it."""


def without(system: System, left_out: NDArray[np.bool_]) -> System:
    """Leave cells out of a system.

    Two sums that share a cell that is left out are put together, so that the other cells are tied
    as before: all that is lost is that those left out are not below zero.

    Parameters
    ----------
    left_out
        Which cells, shape (N,). A whole with such a part goes with it.
    """
    relations = [_row(system.relations, number) for number in range(system.relations.shape[0])]
    rows = _put_together(relations, np.flatnonzero(left_out).tolist())
    kept = np.flatnonzero(~left_out)
    at = {int(old): new for new, old in enumerate(kept)}
    return replace(
        system,
        names=tuple(system.names[old] for old in kept),
        value=system.value[kept],
        relations=_matrix(rows, at),
        signed=system.signed[kept],
        known=system.known[kept],
        shown=system.shown[kept],
        cost=system.cost[kept],
        wholes=tuple(
            Whole(at[whole.total], tuple(at[part] for part in whole.parts))
            for whole in system.wholes
            if not left_out[[whole.total, *whole.parts]].any()
        ),
    )


def _row(relations: csr_array, number: int) -> _Row:
    start, end = relations.indptr[number : number + 2]
    cells, coefficients = relations.indices[start:end], relations.data[start:end]
    return dict(zip(cells.tolist(), coefficients.tolist(), strict=True))


def _put_together(relations: list[_Row], cells: list[int]) -> list[_Row]:
    """Solve a relation for each cell, where it has one, and put what it equals in all others."""
    rows = dict(enumerate(relations))
    places: dict[int, set[int]] = {}
    for number, row in rows.items():
        for cell in row:
            places.setdefault(cell, set()).add(number)
    for cell in cells:
        numbers = places.pop(cell, set())
        if not numbers:
            continue
        solved = min(numbers, key=lambda number: (abs(rows[number][cell]), len(rows[number])))
        by = rows.pop(solved)
        for other in by.keys() - {cell}:
            places[other].discard(solved)
        for number in numbers - {solved}:
            _replace(rows[number], cell, by, places, number)
    told = {tuple(sorted(row.items())) for row in rows.values() if row}
    return [dict(row) for row in sorted(told)]


def _replace(row: _Row, cell: int, by: _Row, places: dict[int, set[int]], number: int) -> None:
    """Take a cell out of a row by adding as much of another as it takes, in whole numbers."""
    mine, its = row[cell], by[cell]
    shared = int(np.gcd(mine, its))
    for one in row:
        row[one] *= its // shared
    for one, coefficient in by.items():
        value = row.get(one, 0) - coefficient * (mine // shared)
        if value:
            row[one] = value
            places.setdefault(one, set()).add(number)
        else:
            del row[one]
            if one != cell:
                places[one].discard(number)


def _matrix(rows: list[_Row], at: dict[int, int]) -> csr_array:
    numbers = [number for number, row in enumerate(rows) for _ in row]
    cells = [at[cell] for row in rows for cell in row]
    coefficients = [value for row in rows for value in row.values()]
    return csr_array(
        (np.array(coefficients, dtype=np.int64), (numbers, cells)), shape=(len(rows), len(at))
    )
