"""The contract's worked example: three people in Hjo, items f1-f3, period 2023Q3."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from stegvis.figures import Figures
from stegvis.measure.everything import measure
from stegvis.project import Project


@pytest.fixture(scope="module")
def figures(draft: Callable, cresco_plus: Project) -> Figures:
    hjo = (
        draft(period="2023Q4")
        .person("HJO-001", "2023-03-06", "2023-08-31", "arbete")
        .person("HJO-002", "2023-03-20")
        .person("HJO-003", "2023-04-11", "2023-09-12", "arbetssökande")
        .card("HJO-001", "2023-03-10", 2, 3, 1)
        .card("HJO-001", "2023-06-09", 3, 3, None)
        .card("HJO-001", "2023-09-15", 4, 2, None)
        .card("HJO-002", "2023-04-03", 1, 1, 2)
        .card("HJO-002", "2023-10-02", 4, 4, 4)
        .card("HJO-003", "2023-04-12", 3, 3, 3)
        .card("HJO-003", "2023-07-12", 3, 2, 3)
    )
    period = cresco_plus.period("2023Q3")
    return measure(hjo.records(), cresco_plus, period, ["Hjo"], total=True)


@pytest.fixture(params=["Hjo", "ALLA"])
def place(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_caseload(figures: Figures, place: str) -> None:
    counts = [
        figures.one(place, f"caseload.{status}", "cumulative").k
        for status in ("started", "exited", "active")
    ]
    assert counts == [3, 2, 1]


@pytest.mark.parametrize(
    ("item", "forward", "unchanged", "backward", "n"),
    [("f1", 1, 1, 0, 2), ("f2", 0, 0, 2, 2), ("f3", 0, 1, 0, 1), ("f4", 0, 0, 0, 0)],
)
def test_item_movements(
    figures: Figures, place: str, item: str, forward: int, unchanged: int, backward: int, n: int
) -> None:
    moves = {"forward": forward, "unchanged": unchanged, "backward": backward}
    for move, expected in moves.items():
        figure = figures.one(place, "steps.item", rater="coordinator", item=item, move=move)
        assert (figure.k, figure.n) == (expected, n)


def test_person_movements(figures: Figures, place: str) -> None:
    for move, expected in {"forward": 1, "unchanged": 0, "backward": 1}.items():
        figure = figures.one(place, "steps.person", "net", rater="coordinator", move=move)
        assert (figure.k, figure.n) == (expected, 2)


@pytest.mark.parametrize(
    ("variant", "k", "value", "low", "high"),
    [("primar", 1, 0.5, 0.0945, 0.9055), ("med_arbetssokande", 2, 1.0, 0.3424, 1.0)],
)
def test_goal(
    figures: Figures, place: str, variant: str, k: int, value: float, low: float, high: float
) -> None:
    figure = figures.one(place, "goal", f"arbete_studier/{variant}")
    assert (figure.k, figure.n, figure.value) == (k, 2, value)
    assert (figure.low, figure.high) == (
        pytest.approx(low, abs=5e-5),
        pytest.approx(high, abs=5e-5),
    )


def test_nobody_is_eligible_for_a_follow_up_yet(figures: Figures, place: str) -> None:
    share = figures.one(place, "lasting.share", months=6, population="positiv")
    assert (share.k, share.n, share.value) == (0, 0, None)
    assert figures.one(place, "lasting.eligible", months=6, population="alla").k == 0
