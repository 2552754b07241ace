from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stegvis.figures import Figure, Figures
from stegvis.measure.everything import measure
from stegvis.measure.lasting import followed, lasting
from stegvis.measure.question import Question
from stegvis.project import Project

PLACES = ["Hjo", "Karlsborg"]


def _measured(draft: object, project: Project, period: str, total: bool = False) -> Figures:
    records = draft.records()  # type: ignore[attr-defined]
    return measure(records, project, project.period(period), PLACES, total=total)


def _share(figures: Figures, place: str = "Hjo", months: int = 6, who: str = "alla") -> Figure:
    return figures.one(place, "lasting.share", months=months, population=who)


@pytest.mark.parametrize(
    ("exit_", "period", "eligible"),
    [
        ("2023-12-31", "2024Q2", 1),  # + 6 months = 2024-06-30: the last day counts
        ("2024-01-01", "2024Q2", 0),
        ("2023-08-31", "2024Q1", 1),  # + 6 months is clipped to 2024-02-29
        ("2023-08-31", "2023Q4", 0),
    ],
)
def test_eligible_when_the_months_have_passed(
    draft: Callable, cresco_plus: Project, exit_: str, period: str, eligible: int
) -> None:
    one = draft().person("HJO-001", "2023-03-01", exit_, "studier")
    figures = _measured(one, cresco_plus, period)
    assert figures.one("Hjo", "lasting.eligible", months=6, population="alla").k == eligible


def test_share_interval_and_bounds(draft: Callable, cresco_plus: Project) -> None:
    """Of 10 eligible, 6 answer: 3 increased, 1 kept, 2 declined."""
    ten = draft()
    answers = ["increased"] * 3 + ["kept"] + ["declined"] * 2
    for number in range(10):
        ten.person(f"HJO-{number:03}", "2023-03-01", "2023-09-01", "annat")
        if number < 6:
            ten.followup(f"HJO-{number:03}", 6, "2024-03-05", answers[number], "annat")
    ten.followup("HJO-006", 6, "2024-03-05", None, None, answered=False)
    share = _share(_measured(ten, cresco_plus, "2024Q1"))
    assert (share.k, share.n) == (4, 6)
    assert share.value == pytest.approx(4 / 6)
    assert (share.bound_low, share.bound_high) == (pytest.approx(0.4), pytest.approx(0.8))


def test_an_answer_after_the_period_is_not_known_yet(draft: Callable, cresco_plus: Project) -> None:
    late = draft().person("HJO-001", "2023-03-01", "2023-09-01", "annat")
    late.followup("HJO-001", 6, "2024-04-01", "kept")
    assert _share(_measured(late, cresco_plus, "2024Q1")).n == 0
    assert _share(_measured(late, cresco_plus, "2024Q2")).n == 1


def test_positiv_follows_only_those_who_moved_forward(
    draft: Callable, cresco_plus: Project
) -> None:
    two = draft()
    for person, latest in (("HJO-001", 4), ("HJO-002", 2)):
        two.person(person, "2023-03-01", "2023-09-01", "annat")
        two.card(person, "2023-03-10", 3).card(person, "2023-08-10", latest)
        two.followup(person, 6, "2024-03-05", "declined" if latest == 4 else "kept")
    figures = _measured(two, cresco_plus, "2024Q1")
    assert (_share(figures, who="positiv").k, _share(figures, who="positiv").n) == (0, 1)
    assert (_share(figures).k, _share(figures).n) == (1, 2)


def test_counts_enter_only_where_population_and_months_are_the_same(
    draft: Callable, cresco_plus: Project
) -> None:
    both = draft(scopes={"Hjo": "individ", "Karlsborg": "antal"})
    both.person("HJO-001", "2023-03-01", "2023-09-01", "arbete")
    both.followup("HJO-001", 6, "2024-03-05", "kept", "arbete")
    for measure_name, value in (("startade", 20), ("avslutade", 12), ("arbete", 10), ("annat", 2)):
        both.add("counts", "Karlsborg", measure=measure_name, value=value)
    row = {"months": 6, "eligible": 12, "reached": 9, "increased": 5, "kept": 2, "declined": 2}
    both.add("followup_counts", "Karlsborg", population="alla", **row)
    row = {"months": 6, "eligible": 10, "reached": 10, "still_working": 8}
    both.add("followup_counts", "Karlsborg", population="arbete", **row)
    figures = _measured(both, cresco_plus, "2024Q1", total=True)

    assert (_share(figures, "ALLA").k, _share(figures, "ALLA").n) == (8, 10)
    assert _share(figures, "ALLA", who="positiv").n == 0
    assert _share(figures, "ALLA", months=12).n == 0
    kept = figures.one("ALLA", "retention.share", months=6)
    assert (kept.k, kept.n) == (9, 11)
    still = figures.one("Karlsborg", "retention.share", months=6)
    assert (still.k, still.n, still.value) == (8, 10, 0.8)
    goal = figures.one("ALLA", "goal", "arbete_studier/primar")
    assert (goal.k, goal.n) == (11, 13)
    assert figures.one("ALLA", "caseload.started", "cumulative").k == 21
    assert figures.one("ALLA", "caseload.started", "period").k == 0


outcomes = st.lists(
    st.sampled_from(["increased", "kept", "declined", None]), min_size=0, max_size=12
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(outcomes)
def test_the_bounds_hold_whatever_those_who_did_not_answer_would_have_said(
    draft: Callable, cresco_plus: Project, drawn: list[str | None]
) -> None:
    people = draft()
    for number, outcome in enumerate(drawn):
        people.person(f"HJO-{number:03}", "2023-03-01", "2023-09-01", "annat")
        if outcome:
            people.followup(f"HJO-{number:03}", 6, "2024-03-05", outcome, "annat")
    question = Question(cresco_plus, cresco_plus.period("2024Q1"), ("Hjo",), total=False)
    records = people.records()
    nobody = records.participants[["municipality", "participant"]].head(0)
    rows = lasting(followed(records, nobody, question))
    share = rows[rows["group"] == "months=6;population=alla"].iloc[0]
    if not drawn:
        assert share[["value", "bound_low", "bound_high"]].isna().all()
        return
    silent = sum(outcome is None for outcome in drawn)
    assert share.bound_high - share.bound_low == pytest.approx(silent / len(drawn))
    if pd.notna(share["value"]):
        assert share.bound_low - 1e-12 <= share["value"] <= share.bound_high + 1e-12
