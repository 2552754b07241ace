"""Whom the follow-up sought, whom it reached, and which municipalities follow alike."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stegvis.figures import COLUMNS, Figures
from stegvis.measure.everything import measure
from stegvis.measure.lasting import followed, lasting
from stegvis.measure.movements import movements
from stegvis.measure.question import Question
from stegvis.measure.response import contacted, response
from stegvis.project import Project

PLACES = ["Hjo", "Skara", "Vara", "Karlsborg"]


def _measured(draft: object, project: Project, period: str = "2024Q1") -> Figures:
    records = draft.records()  # type: ignore[attr-defined]
    return measure(records, project, project.period(period), PLACES, total=True)


def _leaver(draft: object, place: str, number: int, forward: bool, reason: str = "annat") -> str:
    """Add someone who left on 2023-09-01, six months before the last day but one of 2024Q1."""
    who = f"{place[:3].upper()}-{number:03}"
    draft.person(who, "2023-03-01", "2023-09-01", reason, municipality=place)  # type: ignore[attr-defined]
    for day, score in (("2023-03-10", 3), ("2023-08-10", 4 if forward else 2)):
        draft.card(who, day, score, municipality=place)  # type: ignore[attr-defined]
    return who


def _called(draft: object, place: str, who: str, answer: str | None, day: str) -> None:
    draft.followup(  # type: ignore[attr-defined]
        who, 6, day, answer, None, answered=answer is not None, municipality=place
    )


@pytest.fixture
def hjo(draft: Callable) -> object:
    """Five who left Hjo: two forward, of whom one answers; of the others one is sought in vain."""
    people = draft()
    first, second = (_leaver(people, "Hjo", number, True, "arbete") for number in (1, 2))
    third, _, late = (_leaver(people, "Hjo", number, False) for number in (3, 4, 5))
    _called(people, "Hjo", first, None, "2024-03-01")
    _called(people, "Hjo", first, "kept", "2024-03-05")
    _called(people, "Hjo", second, None, "2024-03-05")
    _called(people, "Hjo", third, None, "2024-03-05")
    _called(people, "Hjo", late, "kept", "2024-04-02")
    return people


@pytest.mark.parametrize(
    ("population", "reached", "unanswered", "unsought"),
    [("alla", 1, 2, 2), ("positiv", 1, 1, 0), ("övriga", 0, 1, 2)],
)
def test_each_of_the_eligible_was_reached_or_sought_in_vain_or_never_sought(
    hjo: object,
    cresco_plus: Project,
    population: str,
    reached: int,
    unanswered: int,
    unsought: int,
) -> None:
    figures = _measured(hjo, cresco_plus)
    who = {"months": 6, "population": population}
    words = ("reached", "unanswered", "unsought")
    found = [figures.one("Hjo", "response.contact", **who, contact=word) for word in words]
    assert [figure.k for figure in found] == [reached, unanswered, unsought]
    assert {figure.n for figure in found} == {reached + unanswered + unsought}
    sought = figures.one("Hjo", "response.attempted", **who)
    assert (sought.k, sought.n) == (reached + unanswered, reached + unanswered + unsought)


def test_reached_by_exit_reason(hjo: object, cresco_plus: Project) -> None:
    figures = _measured(hjo, cresco_plus)
    for reason, k, n in (("arbete", 1, 2), ("annat", 0, 3), ("studier", 0, 0)):
        figure = figures.one("Hjo", "response.reason", months=6, reason=reason)
        assert (figure.k, figure.n) == (k, n)


def test_an_attempt_after_the_period_is_not_known_yet(hjo: object, cresco_plus: Project) -> None:
    figures = _measured(hjo, cresco_plus, "2024Q2")
    assert figures.one("Hjo", "response.attempted", months=6, population="alla").k == 4


def _status(figures: Figures, place: str, population: str = "alla", months: str = "6") -> str:
    table = figures.table("ALLA", "comparable.followup")
    rows = table[
        (table["municipality"] == place)
        & (table["population"] == population)
        & (table["months"] == months)
    ]
    (status,) = rows["status"]
    return str(status)


def _followed(draft: object, place: str, forward: tuple[int, int], others: tuple[int, int]) -> None:
    """Add leavers of a place: of each kind so many reached, so many never sought."""
    number = 0
    for moved, (reached, unsought) in ((True, forward), (False, others)):
        for turn in range(reached + unsought):
            number += 1
            who = _leaver(draft, place, number, moved)
            if turn < reached:
                _called(draft, place, who, "kept", "2024-03-05")


@pytest.mark.parametrize(
    ("forward", "others", "alla", "positiv"),
    [
        ((3, 0), (3, 0), "comparable", "comparable"),
        ((3, 1), (2, 4), "comparable", "comparable"),
        ((4, 0), (0, 2), "positive_only", "comparable"),
        ((4, 0), (0, 0), "comparable", "comparable"),
        ((2, 0), (0, 0), "few_reached", "few_reached"),
        ((0, 2), (0, 5), "nobody_reached", "nobody_reached"),
        ((0, 0), (3, 0), "comparable", "nobody_eligible"),
        ((0, 0), (0, 0), "nobody_eligible", "nobody_eligible"),
    ],
)
def test_who_is_sought_and_reached_decides_what_can_be_compared(
    draft: Callable,
    cresco_plus: Project,
    forward: tuple[int, int],
    others: tuple[int, int],
    alla: str,
    positiv: str,
) -> None:
    people = draft(scopes={"Hjo": "individ", "Skara": "individ"})
    _followed(people, "Hjo", forward, others)
    _followed(people, "Skara", (3, 0), (3, 0))
    figures = _measured(people, cresco_plus)
    assert _status(figures, "Hjo") == alla
    assert _status(figures, "Hjo", "positiv") == positiv
    assert _status(figures, "Skara") == "comparable"
    assert _status(figures, "Hjo", months="12") == "nobody_eligible"


def test_counts_are_never_comparable(draft: Callable, cresco_plus: Project) -> None:
    people = draft(scopes={"Skara": "individ", "Karlsborg": "antal"})
    _followed(people, "Skara", (3, 0), (3, 0))
    row = {"months": 6, "eligible": 12, "reached": 9, "increased": 5, "kept": 2, "declined": 2}
    people.add("followup_counts", "Karlsborg", population="alla", **row)
    figures = _measured(people, cresco_plus)
    assert _status(figures, "Karlsborg") == "counts_only"
    assert figures.one("ALLA", "response.attempted", months=6, population="alla").n == 6


def test_a_single_municipality_has_nothing_to_be_compared_with(
    hjo: object, cresco_plus: Project
) -> None:
    records = hjo.records()  # type: ignore[attr-defined]
    figures = measure(records, cresco_plus, cresco_plus.span, ["Hjo"], total=False)
    assert figures.table("ALLA", "comparable.followup").empty


def _followups(draft: object, project: Project) -> Figures:
    """Measure the follow-up alone, which is faster than everything."""
    records = draft.records()  # type: ignore[attr-defined]
    period = project.period("2024Q1")
    question = Question(project, period, tuple(PLACES), total=True)
    forward = movements(records, project, period.end).forward
    rows = [
        lasting(followed(records, forward, question)),
        response(contacted(records, forward, question), question),
    ]
    return Figures(pd.concat(rows).reindex(columns=list(COLUMNS)).astype(COLUMNS))


places = st.sampled_from(["individ", "alla", "positiv"])


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(places, st.integers(0, 4), st.integers(0, 3)), min_size=4, max_size=4))
def test_populations_that_differ_are_never_added(
    draft: Callable, cresco_plus: Project, towns: list[tuple[str, int, int]]
) -> None:
    """ALLA is the sum of those who deliver rows, or counts of exactly that population."""
    given_by = dict(zip(PLACES, towns, strict=True))
    scopes = {
        place: "individ" if kind == "individ" else "antal" for place, (kind, *_) in given_by.items()
    }
    people = draft(scopes=scopes)
    for place, (kind, reached, others) in given_by.items():
        if kind == "individ":
            _followed(people, place, (reached, 1), (others, 0))
            continue
        counts = {"eligible": reached + others, "reached": reached, "kept": reached}
        row = {"months": 6, "increased": 0, "declined": 0, **counts}
        people.add("followup_counts", place, population=kind, **row)
    figures = _followups(people, cresco_plus)
    for population in ("alla", "positiv"):
        same = [place for place, (kind, *_) in given_by.items() if kind in ("individ", population)]
        for name in ("eligible", "reached", "kept"):
            group = {"months": 6, "population": population}
            parts = [figures.one(place, f"lasting.{name}", **group).k for place in same]
            assert figures.one("ALLA", f"lasting.{name}", **group).k == sum(parts)
        sought = figures.one("ALLA", "response.attempted", months=6, population=population)
        rows = [place for place, (kind, *_) in given_by.items() if kind == "individ"]
        own = [
            figures.one(place, "lasting.eligible", months=6, population=population).k
            for place in rows
        ]
        assert sought.n == sum(own)
