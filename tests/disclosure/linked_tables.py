"""Tables with all their totals, as systems."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from stegvis.disclosure.system import System, Whole


def table(
    inner: NDArray[np.int64] | Sequence[object],
    cost: NDArray[np.float64] | None = None,
    wholes: tuple[Whole, ...] = (),
) -> System:
    """A table of any ways with the totals of each, all to be shown; in order, totals last."""
    full = np.asarray(inner, dtype=np.int64)
    for way in range(full.ndim):
        full = np.concatenate([full, full.sum(axis=way, keepdims=True)], axis=way)
    number = np.arange(full.size).reshape(full.shape)
    rows = []
    for way in range(full.ndim):
        for line in np.moveaxis(number, way, -1).reshape(-1, full.shape[way]):
            row = np.zeros(full.size, dtype=np.int64)
            row[line] = 1
            row[line[-1]] = -1
            rows.append(row)
    names = tuple(product(*(range(size) for size in full.shape)))
    return system(names, full.ravel(), np.array(rows), cost=cost, wholes=wholes)


def system(
    names: tuple[object, ...],
    value: NDArray[np.int64],
    relations: NDArray[np.int64],
    *,
    known: NDArray[np.bool_] | None = None,
    shown: NDArray[np.bool_] | None = None,
    cost: NDArray[np.float64] | None = None,
    wholes: tuple[Whole, ...] = (),
) -> System:
    """A system without signed cells; all that is not known is to be shown, unless said."""
    known = np.zeros(len(value), dtype=bool) if known is None else known
    return System(
        names=names,
        value=value,
        relations=csr_array(relations),
        signed=np.zeros(len(value), dtype=bool),
        known=known,
        shown=~known if shown is None else shown,
        cost=np.ones(len(value)) if cost is None else cost,
        wholes=wholes,
    )
