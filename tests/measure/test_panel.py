from __future__ import annotations

from collections.abc import Callable

import pytest
from stegvis.figures import Figure, Figures
from stegvis.measure.everything import measure
from stegvis.project import Project

DAYS = ("2024-01-10", "2024-04-10", "2024-07-10", "2024-10-10")


def _measured(people: object, project: Project) -> Figures:
    return measure(people.records(), project, project.span, ["Hjo"], total=True)  # type: ignore[attr-defined]


def _mean(figures: Figures, definition: str, months: int, place: str = "Hjo") -> Figure:
    return figures.one(place, "panel.mean", definition, rater="coordinator", months=months)


def test_those_who_leave_early_lift_the_mean_of_everyone(
    draft: Callable, cresco_plus: Project
) -> None:
    """Nobody changes: 4 stays to the end, 2 leaves after the first card."""
    people = draft().person("HJO-001", "2024-01-01").person("HJO-002", "2024-01-01")
    for day in DAYS:
        people.card("HJO-001", day, *[4] * 11)
    people.card("HJO-002", DAYS[0], *[2] * 11)
    figures = _measured(people, cresco_plus)
    available = [_mean(figures, "available", months) for months in (0, 3, 6, 9)]
    assert [(row.value, row.n) for row in available] == [(3.0, 2), (4.0, 1), (4.0, 1), (4.0, 1)]
    same = [_mean(figures, "same", months) for months in (0, 3, 6, 9)]
    assert [(row.value, row.n) for row in same] == [(4.0, 1)] * 4
    assert (available[0].low, available[0].high) == (1.0, 5.0)  # of two people: the whole scale
    assert same[0].low is None


def test_the_mean_is_over_people_and_has_students_interval(
    draft: Callable, cresco_plus: Project
) -> None:
    """2, 3 and 4: mean 3, SD 1, 3 ± 4.303 / √3."""
    people = draft()
    for number, score in enumerate((2, 3, 4)):
        people.person(f"HJO-00{number}", "2024-01-01")
        people.card(f"HJO-00{number}", DAYS[0], *[score] * 11)
    row = _mean(_measured(people, cresco_plus), "available", 0)
    assert (row.value, row.n) == (3.0, 3)
    assert row.low == pytest.approx(max(3 - 4.303 / 3**0.5, 1.0), abs=1e-3)
    assert row.high == pytest.approx(min(3 + 4.303 / 3**0.5, 5.0), abs=1e-3)


@pytest.mark.parametrize(
    ("day", "months"),
    [
        ("2024-02-24", None),  # 45 days: nearer the first card, which is nearer still
        ("2024-02-25", 3),  # 46 days of 91.3
        ("2024-05-25", 3),  # 136 days
        ("2024-05-26", 6),  # 137 days
        ("2024-11-24", 9),  # 319 days
        ("2024-11-25", None),  # 320 days: nearest to a fifth occasion
    ],
)
def test_a_card_belongs_to_the_nearest_occasion(
    draft: Callable, cresco_plus: Project, day: str, months: int | None
) -> None:
    person = draft().person("HJO-001", "2024-01-01")
    person.card("HJO-001", "2024-01-10", *[2] * 11).card("HJO-001", day, *[4] * 11)
    figures = _measured(person, cresco_plus)
    assert _mean(figures, "available", 0).value == 2.0
    for later in (3, 6, 9):
        assert _mean(figures, "available", later).value == (4.0 if later == months else None)


def test_one_card_for_each_person_and_occasion(draft: Callable, cresco_plus: Project) -> None:
    """Of 80 and 95 days the second is nearer 91.3; a card with 5 of 11 answers has no mean."""
    person = draft().person("HJO-001", "2024-01-01").card("HJO-001", "2024-01-10", *[2] * 11)
    person.card("HJO-001", "2024-03-30", *[3] * 11).card("HJO-001", "2024-04-14", *[5] * 11)
    person.card("HJO-001", "2024-04-11", *[1] * 5)
    row = _mean(_measured(person, cresco_plus), "available", 3)
    assert (row.value, row.n) == (5.0, 1)


def test_without_cards_there_is_nobody(draft: Callable, cresco_plus: Project) -> None:
    figures = _measured(draft().person("HJO-001", "2024-01-01"), cresco_plus)
    for place in ("Hjo", "ALLA"):
        for definition in ("available", "same"):
            row = _mean(figures, definition, 0, place)
            assert (row.n, row.value, row.low) == (0, None, None)
