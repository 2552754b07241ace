"""The least of a sum in whole numbers, by HiGHS, and believed only when it is checked exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array, csr_array, vstack

OPTIMAL, INFEASIBLE, UNBOUNDED = 0, 2, 3
WHOLE = 1e-4
"""How far from a whole number what the solver answers may be."""


@dataclass(frozen=True)
class Found:
    """What the solver says.

    ``x`` is whole numbers that hold all constraints exactly, or None; ``state`` is what they are:
    the best, or just some when the time was out.
    """

    x: NDArray[np.int64] | None
    state: Literal["best", "some", "none", "unbounded", "unknown"]


@dataclass(frozen=True)
class Constraints:
    """``matrix @ x`` from ``low`` to ``high``, with whole numbers in the matrix."""

    matrix: csr_array
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @classmethod
    def all_of(cls, *these: Constraints) -> Constraints:
        """Require all of several; a matrix may lack the last columns, which are then zero."""
        wide = max(one.matrix.shape[1] for one in these)
        rows = []
        for one in these:
            matrix = csr_array(one.matrix)
            matrix.resize(matrix.shape[0], wide)
            rows.append(matrix)
        return cls(
            csr_array(vstack(rows)),
            np.concatenate([one.low for one in these]),
            np.concatenate([one.high for one in these]),
        )

    def hold(self, x: NDArray[np.int64]) -> bool:
        """Tell whether whole numbers hold the constraints, exactly."""
        sums = self.matrix @ x
        return bool(((sums >= self.low) & (sums <= self.high)).all())


def least(
    cost: NDArray[np.float64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    constraints: Constraints,
    *,
    seconds: float | None = None,
    fixed_charge: bool = False,
) -> Found:
    """Find whole numbers from ``low`` to ``high`` that hold all constraints at the least cost.

    The linear program is solved first: in tables it mostly answers in whole numbers, and when it
    has no answer there is none. Not so with a ``fixed_charge``. The solver computes in floating
    point: what it answers is rounded, and is an answer only when the constraints hold exactly.
    """
    if not fixed_charge:
        found = _solved(cost, low, high, constraints, 0, seconds)
        if found.state in ("best", "none", "unbounded"):
            return found
    return _solved(cost, low, high, constraints, 1, seconds)


def _solved(
    cost: NDArray[np.float64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    constraints: Constraints,
    integrality: int,
    seconds: float | None,
) -> Found:
    limits = {} if seconds is None else {"time_limit": max(seconds, 0.001)}
    solved = milp(
        cost,
        integrality=np.full(len(cost), integrality),
        bounds=Bounds(low, high),
        constraints=LinearConstraint(
            csc_array(constraints.matrix, dtype=np.float64), constraints.low, constraints.high
        ),
        options=limits | {"mip_rel_gap": 0.0},
    )
    if solved.status == UNBOUNDED:
        return Found(None, "unbounded")
    if solved.x is None:
        return Found(None, "none" if solved.status == INFEASIBLE else "unknown")
    x = np.rint(solved.x).astype(np.int64)
    if (
        np.abs(solved.x - x).max() > WHOLE
        or not constraints.hold(x)
        or (x < low).any()
        or (x > high).any()
    ):
        return Found(None, "unknown")
    return Found(x, "best" if solved.status == OPTIMAL else "some")
