"""What an outsider can derive about what is hidden, from all that is told, in whole numbers.

This is the outsider's own program (Fischetti and Salazar González, 2001, call it the attacker's):
the least and the greatest that each hidden count, and each sum of hidden counts, can be when every
told count and every relation holds. It knows nothing of how the hidden cells were chosen, so that
it finds what the choice has missed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import block_array, csr_array, eye_array, vstack

from stegvis.disclosure.outsider import Outsider
from stegvis.disclosure.sensitive import small, whole
from stegvis.disclosure.system import System

Why = Literal["small", "whole", "protects", "sum"]


@dataclass(frozen=True)
class Range:
    """What can be derived about a hidden count, or about several together.

    ``cells`` is one cell; or, of a whole, its total and its part, and the amount is what the total
    has beyond the part; or, of a sum, cells that stand hidden in a relation together. ``low`` and
    ``high`` are the least and the greatest that it can be, None without limit; ``low_known`` and
    ``high_known`` the same to one who knows a participant: any one cell known that is not zero, at
    worst; where the threshold is reached with all of them known, the greatest is with that.
    """

    cells: tuple[int, ...]
    value: int
    low: int | None
    high: int | None
    low_known: int | None
    high_known: int | None
    why: Why
    safe: bool


@dataclass(frozen=True)
class Audited:
    """The ranges of everything hidden that is asked about: small cells first."""

    ranges: tuple[Range, ...]

    @property
    def safe(self) -> bool:
        """Whether no small count and no whole group is given away."""
        return all(one.safe for one in self.ranges)


def audit(system: System, hidden: NDArray[np.bool_], threshold: int) -> Audited:
    """Derive what an outsider can about small cells, whole groups, hidden cells and their sums.

    Parameters
    ----------
    system
        The counts, those of earlier publications among them.
    hidden
        Which of the ``shown`` cells are hidden after all, shape (N,).
    threshold
        The least number of people that a told count may be of.
    """
    told = system.known | (system.shown & ~hidden)
    few = small(system, threshold)
    asked: list[tuple[tuple[int, ...], Why]] = [((int(at),), "small") for at in np.flatnonzero(few)]
    asked += [((group.total, group.parts[0]), "whole") for group in whole(system)]
    asked += [((int(at),), "protects") for at in np.flatnonzero(hidden & ~few)]
    rest: list[csr_array] = [_difference(system, cells) for cells, why in asked if why == "whole"]
    sums, equal = _sums(system, told)
    asked += [(cells, "sum") for cells in sums]

    amounts = vstack([*rest, *(_unit(system, cells) for cells in sums)]) if rest or sums else None
    extended, values = _extended(system, amounts, equal, len(rest))
    at = np.array([cells[0] if len(cells) == 1 else -1 for cells, _ in asked], dtype=np.int64)
    at[at < 0] = len(system.value) + np.arange((at < 0).sum())

    signed = np.concatenate([system.signed, np.ones(len(values) - len(system.value), dtype=bool)])
    free = np.concatenate([~told, np.ones(len(values) - len(system.value), dtype=bool)])
    floor = np.where(signed, -np.inf, 0.0)
    counted = ~signed & (values >= 1)
    outsider = Outsider(extended, values, free, floor)
    low, high = outsider.derive(at)
    low_known, high_known = Outsider(extended, values, free, np.where(counted, 1.0, floor)).derive(
        at
    )
    for n in np.flatnonzero((low_known > np.maximum(low, 1)) & counted[at]):
        low_known[n] = outsider.least_with(int(at[n]), np.flatnonzero(counted))
    for n in np.flatnonzero((high_known < threshold) & (high > high_known) & (values[at] >= 0)):
        high_known[n] = outsider.most_with(int(at[n]), np.flatnonzero(counted), threshold)
    return Audited(
        tuple(
            Range(
                cells=cells,
                value=int(values[one]),
                low=_whole_number(low[n]),
                high=_whole_number(high[n]),
                low_known=_whole_number(low_known[n]),
                high_known=_whole_number(high_known[n]),
                why=why,
                safe=_safe(int(values[one]), low_known[n], high_known[n], why, threshold),
            )
            for n, ((cells, why), one) in enumerate(zip(asked, at, strict=True))
        )
    )


def _safe(value: int, low: np.float64, high: np.float64, why: Why, threshold: int) -> bool:
    """Tell whether a range leaves the doubt that it should.

    A sum of small cells need not look like nobody at all: it must not be told to be small.
    """
    if value < 0:
        value, low, high = -value, -high, -low
    if why == "whole":
        return bool(high >= 1)
    if why == "protects" or value >= threshold or value == 0:
        return True
    return bool(high >= threshold and (low <= 1 or why == "sum"))


def _whole_number(limit: np.float64) -> int | None:
    return int(limit) if np.isfinite(limit) else None


def _sums(system: System, told: NDArray[np.bool_]) -> tuple[list[tuple[int, ...]], list[csr_array]]:
    """List the cells that stand hidden on one side of a relation, and what they equal there."""
    relations = csr_array(system.relations)
    found: dict[tuple[int, ...], csr_array] = {}
    for number in range(relations.shape[0]):
        row = csr_array(relations[[number]])
        for side in (1, -1):
            cells = tuple(sorted(row.indices[(row.data * side > 0) & ~told[row.indices]].tolist()))
            if len(cells) >= 2 and (np.abs(row.data[np.isin(row.indices, cells)]) == 1).all():
                found[cells] = csr_array(_unit(system, cells) - side * row)
                found[cells].eliminate_zeros()
    return list(found), list(found.values())


def _unit(system: System, cells: tuple[int, ...]) -> csr_array:
    return csr_array(
        (np.ones(len(cells), dtype=np.int64), (np.zeros(len(cells), dtype=np.int64), cells)),
        shape=(1, len(system.value)),
    )


def _difference(system: System, cells: tuple[int, ...]) -> csr_array:
    return csr_array(_unit(system, cells[:1]) - _unit(system, cells[1:]))


def _extended(
    system: System, amounts: csr_array | None, equal: list[csr_array], wholes: int
) -> tuple[csr_array, NDArray[np.int64]]:
    """Give each amount a cell of its own, that equals it by its cells and by the other side."""
    if amounts is None:
        return system.relations, system.value
    count = amounts.shape[0]
    own = -eye_array(count, dtype=np.int64, format="csr")
    blocks = [[system.relations, None], [amounts, own]]
    if equal:
        blocks.append([vstack(equal), own[wholes:]])
    relations = csr_array(block_array(blocks))
    return relations, np.concatenate([system.value, amounts @ system.value])
