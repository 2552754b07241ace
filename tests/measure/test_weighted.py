"""The project's share weighted for non-response, and when there are too few to weight."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from stegvis.figures import COLUMNS, Figures
from stegvis.measure.question import Question
from stegvis.measure.weighted import weighted
from stegvis.project import Project

CLASSES = [("arbete", True), ("arbete", False), ("annat", True), ("annat", False)]
Class = tuple[int, int, int]
"""Held, declined and not reached."""


@pytest.fixture
def measured(cresco_plus: Project) -> Callable[..., Figures]:
    question = Question(cresco_plus, cresco_plus.span, ("Hjo", "Skara"), total=True)

    def of(*classes: Class) -> Figures:
        rows = [
            {
                "municipality": ("Hjo", "Skara")[turn % 2],
                "exit_reason": reason,
                "forward": forward,
                "contact": "reached" if answer else "unsought",
                "progression": answer,
            }
            for (reason, forward), counts in zip(CLASSES, classes, strict=True)
            for answer, number in zip(("kept", "declined", None), counts, strict=True)
            for turn in range(number)
        ]
        columns = ["municipality", "exit_reason", "forward", "contact", "progression"]
        people = pd.DataFrame(rows, columns=columns).astype({"forward": "bool"})
        found = weighted({6: people}, question).reindex(columns=list(COLUMNS))
        return Figures(found.astype(COLUMNS))

    return of


def _of(figures: Figures, name: str, population: str = "alla") -> object:
    return figures.one("ALLA", f"lasting.{name}", months=6, population=population)


def _missing(figures: Figures, population: str = "alla") -> tuple[str, int, int]:
    rows = figures.table("ALLA", "lasting.weighted_missing")
    row = rows[rows["population"] == population].iloc[0]
    return row["reason"], row["k"], row["n"]


def test_each_class_stands_for_its_own_silent(measured: Callable) -> None:
    """A quarter of 80 eligible in each class: 0.9, 0.8, 0.5 and 0.4 held, so 0.65 in all.

    Of those reached 9 + 8 + 5 + 2 of 10 + 10 + 10 + 5 held, 24 of 35.
    """
    figures = measured((9, 1, 10), (8, 2, 10), (5, 5, 10), (2, 3, 15))
    share, plain = _of(figures, "weighted"), _of(figures, "unweighted")
    assert (share.k, share.n, share.value) == (24, 35, pytest.approx(0.65))
    assert (plain.k, plain.n, plain.value) == (24, 35, pytest.approx(24 / 35))
    assert 0 < share.low < 0.65 < share.high < 1
    assert figures.table("ALLA", "lasting.weighted")["population"].tolist() == ["alla"]


def test_the_classes_are_told(measured: Callable) -> None:
    figures = measured((9, 1, 10), (8, 2, 10), (5, 5, 10), (2, 3, 15))
    who = {"months": 6, "population": "alla", "exit": "other", "movement": "other"}
    reached = figures.one("ALLA", "weighting.reached", **who)
    held = figures.one("ALLA", "weighting.held", **who)
    assert (reached.k, reached.n) == (5, 20)
    assert (held.k, held.n) == (2, 5)


def test_a_class_that_nobody_is_of_is_no_hindrance(measured: Callable) -> None:
    figures = measured((9, 6, 5), (0, 0, 0), (6, 4, 10), (0, 0, 0))
    assert _of(figures, "weighted", "positiv").value == pytest.approx(20 / 40 * 0.6 + 20 / 40 * 0.6)


@pytest.mark.parametrize(
    ("classes", "reason"),
    [
        ([(0, 0, 0)] * 4, ("nobody_reached", 0, 1)),
        ([(0, 0, 9)] * 4, ("nobody_reached", 0, 1)),
        ([(2, 9, 1), (2, 9, 1), (2, 9, 1), (3, 9, 1)], ("few_held", 9, 10)),
        ([(9, 2, 1), (9, 2, 1), (9, 2, 1), (9, 0, 1)], ("few_declined", 6, 10)),
        ([(9, 9, 1), (9, 9, 1), (9, 9, 1), (3, 1, 1)], ("few_reached", 4, 5)),
        ([(9, 9, 1), (9, 9, 1), (9, 9, 1), (0, 0, 1)], ("few_reached", 0, 5)),
    ],
)
def test_too_few_give_no_share_but_the_reason(
    measured: Callable, classes: list[Class], reason: tuple[str, int, int]
) -> None:
    figures = measured(*classes)
    assert _missing(figures) == reason
    for name in ("weighted", "unweighted"):
        assert "months=6;population=alla" not in set(
            figures.table("ALLA", f"lasting.{name}")["group"]
        )
