"""What it costs the least to hide, so that some demands are met: a fixed charge for each cell.

This is the model of Fischetti and Salazar González ("Solving the Cell Suppression Problem on
Tabular Data with Linear Constraints", Management Science 47, 2001), with one copy of the table for
each thing asked, and with whole numbers in the copies: a copy is then a witness itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import block_diag, csc_array, csr_array, diags_array, hstack, vstack

from stegvis.disclosure.integer import Constraints, least
from stegvis.disclosure.sensitive import Demands
from stegvis.disclosure.system import System
from stegvis.disclosure.witness import Ask, Clock, GaveUpError, lowest, steady

FURTHEST = 2
"""How many times the largest need a cell may move: in a table of two ways, once is enough."""


@dataclass(frozen=True)
class Choice:
    """Cells to hide besides those that were hidden; ``best`` when nothing cheaper would do."""

    more: NDArray[np.int64]
    best: bool


def cheapest(
    system: System,
    demanded: Demands,
    asked: list[Ask],
    among: NDArray[np.int64],
    hidden: NDArray[np.bool_],
    clock: Clock,
) -> Choice | None:
    """Choose among some cells what to hide besides, so that all that is asked has a witness.

    Cells that are not ``among`` these stay where they are. None when nothing will do.
    """
    which = [ask.demand for ask in asked]
    copies, cells = len(asked), len(among)
    need = (demanded.least - demanded.rows @ system.value)[which].astype(np.float64)
    furthest = FURTHEST * float(need.max())
    may_hide = (system.shown & ~hidden)[among]
    charged = np.flatnonzero(may_hide)
    low = np.array([lowest(system, ask.keep)[among] for ask in asked])
    low = np.where(may_hide, np.maximum(low, -furthest), low)
    high = np.tile(np.where(may_hide, furthest, np.inf), copies)

    sums = steady(csc_array(system.relations), among)
    rows = csr_array(demanded.rows[which][:, among])
    pick = csr_array(
        (np.ones(len(charged)), (np.arange(len(charged)), charged)), (len(charged), cells)
    )
    every = block_diag([pick] * copies)
    up = vstack([-furthest * diags_array(np.ones(len(charged)))] * copies)
    down = vstack([-diags_array(bound) for bound in low[:, charged]])
    still, none = np.zeros(copies * sums.shape[0]), np.zeros(every.shape[0])
    solved = least(
        np.concatenate([np.zeros(copies * cells), system.cost[among][charged]]),
        np.concatenate([low.ravel(), np.zeros(len(charged))]),
        np.concatenate([high, np.ones(len(charged))]),
        Constraints.all_of(
            Constraints(block_diag([sums] * copies), still, still),
            Constraints(
                block_diag([rows[[one]] for one in range(copies)]), need, np.full(copies, np.inf)
            ),
            Constraints(hstack([every, up]), np.full(len(none), -np.inf), none),
            Constraints(hstack([every, down]), none, np.full(len(none), np.inf)),
        ),
        seconds=clock.left(),
        fixed_charge=True,
    )
    if solved.x is None:
        if solved.state == "none":
            return None
        raise GaveUpError
    return Choice(among[charged[solved.x[copies * cells :] == 1]], solved.state == "best")
