"""Forecasts of the goals: who is still to come, and what is said when nobody is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from stegvis.figures import Figures
from stegvis.measure.everything import measure
from stegvis.project import Project

WORK, LASTING = "arbete_studier/primar", "varaktig_progression/6_manader"


def _measured(draft: Any, project: Project, period: str, total: bool = False) -> Figures:
    return measure(
        draft.records(), project, project.period(period), ["Hjo", "Karlsborg"], total=total
    )


def _ten_who_started(draft: Callable, left: int, to_work: int) -> Any:
    people = draft()
    for number in range(10):
        gone = number < left
        reason = ("arbete" if number < to_work else "avbrott") if gone else None
        people.person(f"HJO-{number:03}", "2023-03-01", "2023-09-01" if gone else None, reason)
    return people


def test_of_exits_the_active_are_to_come(draft: Callable, cresco_plus: Project) -> None:
    """Two of six left for work; four remain, and 30 % of ten is three."""
    figures = _measured(_ten_who_started(draft, 6, 2), cresco_plus, "2023Q4")
    so_far = figures.one("Hjo", "forecast.so_far", WORK)
    assert (so_far.k, so_far.n) == (2, 6)
    found = figures.one("Hjo", "forecast.goal", WORK)
    assert (found.k, found.n) == (1, 4)
    # none of the four: (4.5 · 5.5 · 6.5 · 7.5) / (7 · 8 · 9 · 10)
    none = 4.5 * 5.5 * 6.5 * 7.5 / (7 * 8 * 9 * 10)
    assert found.value == pytest.approx(1 - none)
    assert (found.low, found.high) == (0.2, 0.6)


def test_a_target_out_of_reach_needs_more_than_are_to_come(
    draft: Callable, cresco_plus: Project
) -> None:
    found = _measured(_ten_who_started(draft, 8, 0), cresco_plus, "2023Q4").one(
        "Hjo", "forecast.goal", WORK
    )
    assert (found.k, found.n, found.value) == (3, 2, 0)


def test_a_target_that_is_safe_needs_nothing_more(draft: Callable, cresco_plus: Project) -> None:
    found = _measured(_ten_who_started(draft, 8, 3), cresco_plus, "2023Q4").one(
        "Hjo", "forecast.goal", WORK
    )
    assert (found.k, found.n) == (0, 2)
    assert found.value == pytest.approx(1)


def test_while_nobody_has_left_there_is_a_number_needed_and_no_probability(
    draft: Callable, cresco_plus: Project
) -> None:
    found = _measured(_ten_who_started(draft, 0, 0), cresco_plus, "2023Q2").one(
        "Hjo", "forecast.goal", WORK
    )
    assert (found.k, found.n, found.value, found.low) == (3, 10, None, None)


@pytest.mark.parametrize(("left", "period"), [(10, "2023Q4"), (6, "2025Q2"), (6, "2025Q3")])
def test_when_nothing_is_to_come_or_the_project_is_over_there_is_no_forecast(
    draft: Callable, cresco_plus: Project, left: int, period: str
) -> None:
    figures = _measured(_ten_who_started(draft, left, 2), cresco_plus, period)
    assert not len(figures.table("Hjo", "forecast.goal", WORK))
    assert figures.one("Hjo", "forecast.so_far", WORK).k == 2


def _followed_up(draft: Callable) -> Any:
    """Ten who moved forward: four due by 2024-06-30, of whom three were reached and two kept.

    Five fall due by the project's end, 2025-06-30, and one after it.
    """
    exits = ["2023-09-01"] * 4 + ["2024-01-01"] * 4 + ["2024-06-30"] + ["2024-12-31"]
    people = draft()
    for number, day in enumerate(exits):
        who = f"HJO-{number:03}"
        people.person(who, "2023-03-01", day, "annat")
        people.card(who, "2023-03-10", 1).card(who, "2023-08-10", 2)
    for number, answer in enumerate(["kept", "increased", "declined"]):
        people.followup(f"HJO-{number:03}", 6, "2024-03-05", answer)
    return people


def test_of_followups_those_who_fall_due_are_to_come_times_the_response(
    draft: Callable, cresco_plus: Project
) -> None:
    figures = _measured(_followed_up(draft), cresco_plus, "2024Q2")
    due = figures.one("Hjo", "forecast.due", LASTING)
    assert (due.k, due.n) == (5, 5)  # who leaves after the period is not known yet
    so_far = figures.one("Hjo", "forecast.so_far", LASTING)
    assert (so_far.k, so_far.n) == (2, 3)
    found = figures.one("Hjo", "forecast.goal", LASTING)
    # 5 · 3/4 = 3.75 reached, so 4; 70 % of 3 + 4 is 4.9, so 5 in all and 3 more
    assert (found.k, found.n) == (3, 4)


def test_followups_that_fall_due_after_the_project_are_told_apart(
    draft: Callable, cresco_plus: Project
) -> None:
    people = _followed_up(draft).person("HJO-010", "2023-03-01", "2025-01-01", "annat")
    people.card("HJO-010", "2023-03-10", 1).card("HJO-010", "2023-08-10", 2)
    figures = _measured(people, cresco_plus, "2025Q1")
    due = figures.one("Hjo", "forecast.due", LASTING)
    assert (due.k, due.n) == (1, 2)  # 2024-12-31 + 6 months is the project's last day
    ended = _measured(people, cresco_plus, "2025Q2").one("Hjo", "forecast.due", LASTING)
    assert (ended.k, ended.n) == (0, 1)


def test_counts_have_active_people_but_no_days_to_fall_due(
    draft: Callable, cresco_plus: Project
) -> None:
    people = _followed_up(draft)
    people.scopes["Karlsborg"] = "antal"
    for name, value in (("startade", 20), ("avslutade", 12), ("arbete", 4), ("annat", 8)):
        people.add("counts", "Karlsborg", measure=name, value=value)
    row = {"months": 6, "eligible": 12, "reached": 9, "increased": 5, "kept": 2, "declined": 2}
    people.add("followup_counts", "Karlsborg", population="positiv", **row)
    figures = _measured(people, cresco_plus, "2024Q2", total=True)
    assert figures.one("Karlsborg", "forecast.goal", WORK).n == 8
    assert not len(figures.table("Karlsborg", "forecast.so_far", LASTING))
    for name in ("forecast.so_far", "forecast.due", "forecast.goal"):
        whole = figures.one("ALLA", name, LASTING)
        assert whole == figures.one("Hjo", name, LASTING)
    assert figures.one("ALLA", "goal", LASTING).n == 12
