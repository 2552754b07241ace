from __future__ import annotations

from collections.abc import Callable

import pytest
from stegvis.measure.everything import measure
from stegvis.project import Project


def test_mean_level_over_the_required_components(draft: Callable, cresco_plus: Project) -> None:
    two = draft(scopes={"Hjo": "individ", "Vara": "individ", "Skara": "individ"})
    first, second, third, *_ = cresco_plus.required_components
    for place, levels in {"Hjo": (2, 1, 0), "Vara": (2, 2, 2)}.items():
        for component, level in zip((first, second, third), levels, strict=True):
            two.add("method", place, component=component, level=level, period="2025Q2")
    figures = measure(
        two.records(), cresco_plus, cresco_plus.span, ["Hjo", "Vara", "Skara"], total=True
    )
    assert figures.one("Hjo", "fidelity").value == pytest.approx(0.5)
    assert figures.one("Hjo", "fidelity").n == 3
    assert figures.one("Vara", "fidelity").value == 1.0
    assert figures.one("ALLA", "fidelity").value == pytest.approx(0.75)
    assert figures.one("ALLA", "fidelity").n == 6
    assert figures.table("Skara", "fidelity").empty
