from __future__ import annotations

from collections.abc import Callable

import pytest
from stegvis.measure.everything import measure
from stegvis.project import Project


def test_changes_of_coordinator_among_those_whose_number_is_known(
    draft: Callable, cresco_plus: Project
) -> None:
    one = draft(scopes={"Hjo": "individ", "Vara": "antal"})
    for number, changes in enumerate((0, 0, 1, 2, 7, None)):
        one.person(f"HJO-{number:03}", "2023-05-01", coordinator_changes=changes)
    one.person("HJO-090", "2023-05-01", "2023-05-02", "felregistrering", coordinator_changes=1)
    one.person("HJO-091", "2023-08-01", coordinator_changes=1)
    figures = measure(
        one.records(), cresco_plus, cresco_plus.period("2023Q2"), ["Hjo", "Vara"], total=True
    )
    for place in ("Hjo", "ALLA"):
        rows = figures.table(place, "coordinator.changes")
        assert dict(zip(rows["changes"], rows["k"], strict=True)) == {"0": 2, "1": 1, "2+": 2}
        assert set(rows["n"]) == {5}
        changed = figures.one(place, "coordinator.changed")
        assert (changed.k, changed.n, changed.value) == (3, 5, pytest.approx(0.6))
        unknown = figures.one(place, "coordinator.unknown")
        assert (unknown.k, unknown.n) == (1, 6)
    nobody = figures.one("Vara", "coordinator.changed")
    assert (nobody.k, nobody.n, nobody.value, nobody.low) == (0, 0, None, None)
