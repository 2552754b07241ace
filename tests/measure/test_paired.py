"""The same people at 6 and at 12 months."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from stegvis.figures import Figures
from stegvis.measure.everything import measure
from stegvis.project import Project

AFTER = {6: "2024-03-05", 12: "2024-09-05"}
TOLD = [
    ("kept", "declined"),
    ("kept", "declined"),
    ("increased", "declined"),
    ("increased", "kept"),
    ("kept", "kept"),
    ("declined", "kept"),
    ("declined", "declined"),
    ("kept", None),
    ("increased", None),
    (None, "declined"),
    (None, None),
]
"""What eleven people answered at 6 and at 12 months."""


@pytest.fixture(scope="module")
def figures(draft: Callable, cresco_plus: Project) -> Figures:
    people = draft(scopes={"Hjo": "individ", "Karlsborg": "antal"})
    for number, answers in enumerate(TOLD):
        who = f"HJO-{number:03}"
        people.person(who, "2023-03-01", "2023-09-01", "arbete" if number < 4 else "annat")
        for months, answer in zip(AFTER, answers, strict=True):
            if answer:
                work = "arbete" if answer != "declined" else "annat"
                people.followup(who, months, AFTER[months], answer, work)
    late = people.person("HJO-099", "2023-03-01", "2024-08-01", "arbete")
    late.followup("HJO-099", 6, "2025-02-03", "kept")
    row = {"months": 6, "eligible": 9, "reached": 9, "increased": 9, "kept": 0, "declined": 0}
    people.add("followup_counts", "Karlsborg", population="alla", **row)
    period = cresco_plus.period("2025Q1")
    return measure(people.records(), cresco_plus, period, ["Hjo", "Karlsborg"], total=True)


@pytest.mark.parametrize("place", ["Hjo", "ALLA"])
@pytest.mark.parametrize(
    ("first", "later", "k"),
    [
        ("held", "held", 2),
        ("held", "declined", 3),
        ("declined", "held", 1),
        ("declined",) * 2 + (1,),
    ],
)
def test_both_answers_of_those_who_gave_two(
    figures: Figures, place: str, first: str, later: str, k: int
) -> None:
    figure = figures.one(place, "paired.lasting", first=first, later=later)
    assert (figure.k, figure.n) == (k, 7)


def test_who_slipped_back_of_those_who_held_out_six_months(figures: Figures) -> None:
    """Of 5 who held and answered again 3 slipped back; 2 more held and were not reached again."""
    figure = figures.one("Hjo", "paired.slipped_back", outcome="lasting")
    assert (figure.k, figure.n, figure.value) == (3, 5, 0.6)
    assert (figure.bound_low, figure.bound_high) == (pytest.approx(3 / 7), pytest.approx(5 / 7))
    assert (figure.low, figure.high) == (
        pytest.approx(0.2307, abs=1e-4),
        pytest.approx(0.8824, abs=1e-4),
    )


def test_the_shares_before_and_after_are_of_the_same_people(figures: Figures) -> None:
    first, later = (
        figures.one("Hjo", "paired.share", outcome="lasting", months=months) for months in (6, 12)
    )
    assert (first.k, first.n) == (5, 7)
    assert (later.k, later.n) == (3, 7)


def test_the_change_is_tested_on_those_who_changed(figures: Figures) -> None:
    """3 one way and 1 the other: twice the chance of at most one head of four coins, 10/16."""
    figure = figures.one("Hjo", "paired.change", outcome="lasting")
    assert (figure.k, figure.n, figure.value) == (4, 7, 0.625)


def test_of_those_who_left_for_work(figures: Figures) -> None:
    """Of the four of them three lost the work they had at six months."""
    figure = figures.one("Hjo", "paired.slipped_back", outcome="retention")
    assert (figure.k, figure.n) == (3, 4)
    cell = figures.one("Hjo", "paired.retention", first="working", later="other")
    assert (cell.k, cell.n) == (3, 4)


def test_where_nobody_answered_twice_nothing_is_known(figures: Figures) -> None:
    for measured in ("paired.slipped_back", "paired.change"):
        figure = figures.one("Karlsborg", measured, outcome="lasting")
        assert (figure.k, figure.n, figure.value) == (0, 0, None)
