"""The least of a sum in whole numbers, by HiGHS, and believed only when it is checked exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

OPTIMAL, INFEASIBLE, UNBOUNDED = 0, 2, 3


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

    def hold(self, x: NDArray[np.int64]) -> bool:
        """Tell whether whole numbers hold the constraints, exactly."""
        sums = self.matrix @ x
        return bool(((sums >= self.low) & (sums <= self.high)).all())


def least(
    cost: NDArray[np.float64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    constraints: list[Constraints],
    *,
    seconds: float | None = None,
) -> Found:
    """Find whole numbers from ``low`` to ``high`` that hold all constraints at the least cost.

    The solver computes in floating point: what it answers is rounded, and is an answer only when
    the constraints hold exactly.
    """
    limits = {} if seconds is None else {"time_limit": max(seconds, 0.001)}
    solved = milp(
        cost,
        integrality=np.ones(len(cost)),
        bounds=Bounds(low, high),
        constraints=[
            LinearConstraint(one.matrix.astype(np.float64), one.low, one.high)
            for one in constraints
            if one.matrix.shape[0]
        ],
        options=limits | {"mip_rel_gap": 0.0},
    )
    if solved.status == UNBOUNDED:
        return Found(None, "unbounded")
    if solved.x is None:
        return Found(None, "none" if solved.status == INFEASIBLE else "unknown")
    x = np.rint(solved.x).astype(np.int64)
    if not all(one.hold(x) for one in constraints) or (x < low).any() or (x > high).any():
        return Found(None, "unknown")
    return Found(x, "best" if solved.status == OPTIMAL else "some")
