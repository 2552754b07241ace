"""ESF's result indicators, counted by hand and held against what they must satisfy."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from measure.conftest import Draft
from stegvis.figures import COLUMNS, Figures
from stegvis.measure.esf import esf
from stegvis.measure.everything import measure
from stegvis.measure.question import Question
from stegvis.project import Project

AT_EXIT = ("EECR01", "EECR02", "EECR04")


def figures_of(draft: Draft, project: Project, period: str = "2025Q2") -> Figures:
    span = project.period(period)
    return measure(draft.records(), project, span, list(draft.scopes), total=True)


def counted(figures: Figures, place: str, indicator: str, **group: str) -> tuple[int, int]:
    figure = figures.one(place, "esf.indicator", indicator, **group)
    assert figure.k is not None
    assert figure.n is not None
    return figure.k, figure.n


@pytest.fixture
def four(draft: Callable[..., Draft]) -> Draft:
    """Three of four have left, for work, studies and job-seeking. Two are due, one answers."""
    return (
        draft(scopes={"Hjo": "individ", "Karlsborg": "antal"})
        .person("HJO-001", "2023-03-06", "2023-08-31", "arbete")
        .person("HJO-002", "2023-03-20", "2024-02-01", "studier", gender="man")
        .person("HJO-003", "2023-04-11", "2025-05-12", "arbetssökande", age_group="18–29")
        .person("HJO-004", "2024-04-11", gender="annat")
        .followup("HJO-001", 6, "2024-03-05", "kept", "arbete")
        .followup("HJO-002", 6, "2024-08-05", None, None, answered=False)
        .add("counts", "Karlsborg", measure="startade", value=6)
        .add("counts", "Karlsborg", measure="avslutade", value=5)
        .add("counts", "Karlsborg", measure="arbete", value=2)
    )


@pytest.mark.parametrize("place", ["Hjo", "ALLA"])
def test_at_exit_each_counts_its_own_reasons(four: Draft, cresco_plus: Project, place: str) -> None:
    figures = figures_of(four, cresco_plus)
    assert [counted(figures, place, name) for name in AT_EXIT] == [(1, 3), (1, 3), (1, 3)]
    assert counted(figures, place, "EECR04", gender="kvinna") == (1, 2)
    assert counted(figures, place, "EECR04", gender="man") == (0, 1)
    assert counted(figures, place, "EECR04", gender="annat") == (0, 0)
    assert counted(figures, place, "EECR01", age_group="18–29") == (1, 1)


def test_six_months_after_it_is_of_those_reached_with_bounds_for_the_others(
    four: Draft, cresco_plus: Project
) -> None:
    figures = figures_of(four, cresco_plus)
    figure = figures.one("Hjo", "esf.indicator", "EECR05")
    assert (figure.k, figure.n, figure.bound_low, figure.bound_high) == (1, 1, 0.5, 1.0)
    missed = figures.one("Hjo", "esf.nonresponse", "EECR05")
    assert (missed.k, missed.n) == (1, 2)
    assert figures.one("Hjo", "esf.nonresponse", "EECR05", gender="man").k == 1


def test_counts_enter_their_own_row_and_no_breakdown(four: Draft, cresco_plus: Project) -> None:
    figures = figures_of(four, cresco_plus)
    both = figures.one("ALLA", "esf.with_counts", "EECR04")
    assert (both.k, both.n) == (1 + 2, 3 + 5)
    assert counted(figures, "Karlsborg", "EECR04") == (0, 0)
    alone = figures.one("Karlsborg", "esf.with_counts", "EECR04")
    assert (alone.k, alone.n) == (2, 5)


def test_who_should_not_have_been_registered_is_nowhere(four: Draft, cresco_plus: Project) -> None:
    before = figures_of(four, cresco_plus).frame
    four.person("HJO-009", "2023-03-06", "2023-08-31", "felregistrering")
    after = figures_of(four, cresco_plus).frame
    pd.testing.assert_frame_equal(before, after)


def test_before_anyone_has_left_there_is_no_share(four: Draft, cresco_plus: Project) -> None:
    figures = figures_of(four, cresco_plus, "2023Q2")
    for name in (*AT_EXIT, "EECR05"):
        assert counted(figures, "ALLA", name) == (0, 0)
        assert figures.one("ALLA", "esf.indicator", name).value is None


def test_a_project_without_indicators_has_none(draft: Callable, cresco_plus: Project) -> None:
    bare = cresco_plus.model_copy(update={"esf": type(cresco_plus.esf)()})
    figures = figures_of(draft().person("HJO-001", "2023-03-06"), bare)
    assert not figures.frame["measure"].str.startswith("esf.").any()


reasons = st.sampled_from(["arbete", "studier", "arbetssökande", "avbrott", "flytt", None])
people = st.lists(
    st.tuples(
        reasons,
        st.sampled_from(["kvinna", "man", "annat", "okänt"]),
        st.sampled_from(["18–29", "30–54", "55–64"]),
        st.booleans(),
    ),
    max_size=8,
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(people)
def test_they_exclude_each_other_and_the_breakdowns_add_up(
    cresco_plus: Project, drawn: list[tuple[str | None, str, str, bool]]
) -> None:
    rows = Draft(cresco_plus)
    for number, (reason, gender, age, answers) in enumerate(drawn, 1):
        who = f"HJO-{number:03}"
        left = "2024-03-01" if reason else None
        rows.person(who, "2023-04-03", left, reason, gender=gender, age_group=age)
        if reason and answers:
            rows.followup(who, 6, "2024-09-05", "kept", reason)
    question = Question(cresco_plus, cresco_plus.period("2025Q2"), ("Hjo",), total=False)
    frame = esf(rows.records(), question).reindex(columns=list(COLUMNS)).astype(COLUMNS)
    figures = Figures(frame)
    at_exit = [counted(figures, "Hjo", name) for name in AT_EXIT]
    assert sum(k for k, _ in at_exit) <= at_exit[0][1]
    for name in (*AT_EXIT, "EECR05"):
        table = figures.table("Hjo", "esf.indicator", name)
        whole = counted(figures, "Hjo", name)
        for trait in ("gender", "age_group"):
            parts = table[table[trait].notna()]
            assert (parts["k"].sum(), parts["n"].sum()) == whole
