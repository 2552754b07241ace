"""Statistics Norway's table z1."""

from __future__ import annotations

import numpy as np
from disclosure.linked_tables import table
from stegvis.disclosure.audit import audit
from stegvis.disclosure.sensitive import small
from stegvis.disclosure.suppress import suppress

Z1 = [
    [11, 11, 55, 36],
    [7, 1, 29, 18],
    [5, 8, 35, 25],
    [13, 2, 17, 13],
    [9, 14, 63, 52],
    [12, 9, 24, 22],
    [6, 4, 22, 8],
    [9, 3, 38, 15],
]
"""Rows A to H; columns annet, arbeid, soshjelp, trygd. Three or fewer are few."""

B_WORK, D_WORK, H_WORK = (1, 1), (3, 1), (7, 1)


def test_six_cells_are_hidden_in_all() -> None:
    system = table(Z1)
    found = suppress(system, 4)
    assert found.method == "optimal"
    assert found.hidden.sum() == found.cost == 6
    hidden = {system.names[at] for at in np.flatnonzero(found.hidden)}
    assert {B_WORK, D_WORK, H_WORK} < hidden
    assert audit(system, found.hidden, 4).safe


def test_the_reference_solution_is_safe() -> None:
    system = table(Z1)
    rows = {B_WORK[0], D_WORK[0], H_WORK[0]}
    hidden = np.array([name[0] in rows and name[1] in (0, 1) for name in system.names])
    assert hidden.sum() == 6
    assert audit(system, hidden, 4).safe


def test_with_the_small_cells_alone_hidden_the_totals_give_them_back() -> None:
    system = table(Z1)
    audited = audit(system, small(system, 4), 4)
    assert not audited.safe
    derived = {
        system.names[one.cells[0]]: (one.low, one.high)
        for one in audited.ranges
        if one.why == "small"
    }
    assert derived == {B_WORK: (1, 1), D_WORK: (2, 2), H_WORK: (3, 3)}
