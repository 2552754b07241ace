"""The share forward and those who have no movement to count."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from stegvis.measure.everything import measure
from stegvis.project import Project


def test_bounds_are_of_everyone_who_has_started(draft: Callable, cresco_plus: Project) -> None:
    """Of ten who have started five have two cards: three forward, one unchanged, one backward."""
    ten = draft()
    for number, latest in enumerate((4, 4, 5, 3, 2, None, None, None, None, None)):
        who = f"HJO-{number:03}"
        ten.person(who, "2023-03-01").card(who, "2023-03-10", 3)
        if latest:
            ten.card(who, "2023-06-10", latest)
    figures = measure(ten.records(), cresco_plus, cresco_plus.span, ["Hjo"], total=False)
    figure = figures.one("Hjo", "steps.forward", "net", rater="coordinator")
    assert (figure.k, figure.n, figure.value) == (3, 5, 0.6)
    assert (figure.bound_low, figure.bound_high) == (pytest.approx(0.3), pytest.approx(0.8))
    nobody = figures.one("Hjo", "steps.forward", "net", rater="participant")
    assert (nobody.n, nobody.value, nobody.bound_low, nobody.bound_high) == (0, None, 0.0, 1.0)
