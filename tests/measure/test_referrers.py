from __future__ import annotations

from collections.abc import Callable

import pytest
from stegvis.measure.everything import measure
from stegvis.project import Project


def test_good_knowledge_by_referrer_and_together(draft: Callable, cresco_plus: Project) -> None:
    two = draft(scopes={"Hjo": "individ", "Vara": "antal", "Skara": "individ"})
    for place, referrer, answers, good in (
        ("Hjo", "Arbetsförmedlingen", 20, 0),
        ("Hjo", "kommunen", 9, 1),
        ("Vara", "kommunen", 3, 3),
        ("Vara", "vården", 0, 0),
    ):
        two.add(
            "referrer_surveys",
            place,
            referrer=referrer,
            answers=answers,
            good_knowledge=good,
            period="2025Q2",
        )
    figures = measure(
        two.records(), cresco_plus, cresco_plus.span, ["Hjo", "Vara", "Skara"], total=True
    )

    def counted(place: str, measure_: str = "referrer.knowledge", **group: str) -> tuple:
        figure = figures.one(place, measure_, **group)
        return figure.k, figure.n, figure.value

    assert counted("Hjo", referrer="Arbetsförmedlingen") == (0, 20, 0.0)
    assert counted("ALLA", referrer="kommunen") == (4, 12, pytest.approx(1 / 3))
    assert counted("Vara", referrer="vården") == (0, 0, None)
    assert counted("Hjo", "referrer.all") == (1, 29, pytest.approx(1 / 29))
    assert counted("ALLA", "referrer.all") == (4, 32, 0.125)
    # Newcombe (1998), method 3: 0/20 gives 0-0.1611 and 1/29 gives 0.0061-0.1718
    nobody = figures.one("Hjo", "referrer.knowledge", referrer="Arbetsförmedlingen")
    one = figures.one("Hjo", "referrer.all")
    assert (nobody.low, nobody.high) == (0.0, pytest.approx(0.1611, abs=5e-5))
    assert (one.low, one.high) == (
        pytest.approx(0.0061, abs=5e-5),
        pytest.approx(0.1718, abs=5e-5),
    )
    assert figures.table("Skara", "referrer.knowledge").empty
    assert list(figures.table("Vara", "referrer.knowledge")["referrer"]) == ["kommunen", "vården"]
