"""Deviations counted by hand, and parts that always add up to the whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from measure.conftest import Draft
from stegvis.figures import COLUMNS, Figures
from stegvis.measure.deviation import deviation
from stegvis.measure.everything import measure
from stegvis.measure.goals import goals
from stegvis.measure.lasting import followed
from stegvis.measure.movements import movements
from stegvis.measure.question import Question
from stegvis.project import Expected, Project

WORK, LASTING = "arbete_studier/primar", "varaktig_progression/6_manader"


def figures_of(draft: Draft, project: Project, period: str = "2025Q2") -> Figures:
    span = project.period(period)
    return measure(draft.records(), project, span, list(draft.scopes), total=True)


def expecting(project: Project, participants: int | None) -> Project:
    return project.model_copy(update={"expected": Expected(participants=participants)})


def parts(figures: Figures, definition: str) -> dict[str, tuple[int, int, float]]:
    table = figures.table("ALLA", "deviation.part", definition)
    columns = zip(table["k"], table["n"], table["value"], strict=True)
    return dict(zip(table["part"], columns, strict=True))


def places(figures: Figures, definition: str) -> dict[str, float]:
    table = figures.table("ALLA", "deviation.place", definition)
    return dict(zip(table["municipality"], table["value"], strict=True))


@pytest.fixture
def ten(draft: Callable[..., Draft]) -> Draft:
    """Of six in Hjo and four in Karlsborg five and three have left; three to work or studies."""
    rows = draft(scopes={"Hjo": "individ", "Karlsborg": "antal"})
    for number, reason in enumerate(("arbete", "arbete", "studier", "avbrott", "flytt"), 1):
        rows.person(f"HJO-{number:03}", "2023-03-06", "2024-01-31", reason)
    rows.person("HJO-006", "2023-03-06")
    for name, value in {"startade": 4, "avslutade": 3, "avbrott": 3}.items():
        rows.add("counts", "Karlsborg", measure=name, value=value)
    return rows


def test_exits_fewer_started_fewer_left_and_the_rest_by_municipality(
    ten: Draft, cresco_plus: Project
) -> None:
    """20 expected, 30 %: 6 outcomes. 10 started: −3. 8 have left: −0.6. Of 8 2.4, and 3 came."""
    figures = figures_of(ten, expecting(cresco_plus, 20))
    assert figures.one("ALLA", "deviation.expected", WORK).value == pytest.approx(6)
    assert parts(figures, WORK) == {
        "volume": (10, 20, pytest.approx(-3.0)),
        "timing": (8, 10, pytest.approx(-0.6)),
        "municipalities": (3, 8, pytest.approx(0.6)),
    }
    total = figures.one("ALLA", "deviation.total", WORK)
    assert (total.k, total.value) == (3, pytest.approx(-3.0))
    assert places(figures, WORK) == {"Hjo": pytest.approx(1.5), "Karlsborg": pytest.approx(-0.9)}


def test_another_definition_is_beside_the_sum(ten: Draft, cresco_plus: Project) -> None:
    ten.person("HJO-007", "2023-03-06", "2024-01-31", "arbetssökande")
    figures = figures_of(ten, cresco_plus)
    wider = figures.one("ALLA", "deviation.definition", WORK, variant="med_arbetssokande")
    assert (wider.k, wider.n, wider.value) == (4, 9, 1.0)
    assert "definition" not in parts(figures, WORK)


def test_where_no_number_was_expected_the_way_begins_with_the_started(
    ten: Draft, cresco_plus: Project
) -> None:
    figures = figures_of(ten, expecting(cresco_plus, None))
    assert figures.one("ALLA", "deviation.expected", WORK).n == 10
    assert list(parts(figures, WORK)) == ["timing", "municipalities"]


def test_lasting_progression_loses_people_on_the_way(
    draft: Callable[..., Draft], cresco_plus: Project
) -> None:
    """10 expected; 5 started, 4 left six months ago or more, 3 forward, 2 reached, 1 kept it."""
    rows = draft()
    for number in range(1, 6):
        left = ("2024-01-31", "annat") if number < 5 else ("2025-05-31", "annat")
        rows.person(f"HJO-{number:03}", "2023-03-06", *left)
        rows.card(f"HJO-{number:03}", "2023-03-10", 2)
        rows.card(f"HJO-{number:03}", "2023-09-10", 3 if number < 4 else 2)
    rows.followup("HJO-001", 6, "2024-08-05", "kept")
    rows.followup("HJO-002", 6, "2024-08-05", "declined")
    figures = figures_of(rows, expecting(cresco_plus, 10))
    assert parts(figures, LASTING) == {
        "volume": (5, 10, pytest.approx(-3.5)),
        "timing": (4, 5, pytest.approx(-0.7)),
        "population": (3, 4, pytest.approx(-0.7)),
        "nonresponse": (2, 3, pytest.approx(-0.7)),
        "municipalities": (1, 2, pytest.approx(-0.4)),
    }
    assert figures.one("ALLA", "deviation.total", LASTING).value == pytest.approx(1 - 7)


def test_who_counts_the_positive_only_counts_no_others_as_due(
    draft: Callable[..., Draft], cresco_plus: Project
) -> None:
    rows = draft(scopes={"Karlsborg": "antal"})
    rows.add("counts", "Karlsborg", measure="startade", value=9)
    rows.add("counts", "Karlsborg", measure="avslutade", value=9)
    given_ = {"eligible": 5, "reached": 4, "increased": 2, "kept": 1, "declined": 1}
    rows.add("followup_counts", "Karlsborg", population="positiv", months=6, **given_)
    found = parts(figures_of(rows, expecting(cresco_plus, None)), LASTING)
    assert {part: row[:2] for part, row in found.items()} == {
        "timing": (5, 9),
        "population": (5, 5),
        "nonresponse": (4, 5),
        "municipalities": (3, 4),
    }


@pytest.mark.parametrize("period", ["2019Q4", "2023Q1", "2025Q2"])
def test_with_nobody_all_that_was_expected_is_lost_in_volume(
    draft: Callable[..., Draft], cresco_plus: Project, period: str
) -> None:
    figures = figures_of(draft(), expecting(cresco_plus, 50), period)
    for definition in figures.table("ALLA", "deviation.total")["definition"]:
        total = figures.one("ALLA", "deviation.total", definition)
        assert total.value == parts(figures, definition)["volume"][2]
        assert total.value is not None
        assert total.value < 0


def test_a_municipality_alone_has_no_deviation(ten: Draft, cresco_plus: Project) -> None:
    span = cresco_plus.period("2025Q2")
    alone = measure(ten.records(), cresco_plus, span, ["Hjo"], total=False)
    assert not alone.frame["measure"].str.startswith("deviation.").any()


@dataclass
class Drawn:
    place: str
    reason: str | None
    forward: bool
    answer: str | None


drawn_people = st.lists(
    st.builds(
        Drawn,
        st.sampled_from(["Hjo", "Skara", "Vara"]),
        st.sampled_from(["arbete", "studier", "arbetssökande", "avbrott", None]),
        st.booleans(),
        st.sampled_from(["increased", "kept", "declined", None]),
    ),
    max_size=10,
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(drawn_people, st.none() | st.integers(1, 40))
def test_the_parts_add_up_and_the_municipalities_to_theirs(
    cresco_plus: Project, people: list[Drawn], expected: int | None
) -> None:
    rows = Draft(cresco_plus, scopes=dict.fromkeys(("Hjo", "Skara", "Vara"), "individ"))
    for number, one in enumerate(people, 1):
        who = f"{one.place[:3].upper()}-{number:03}"
        left = "2024-03-01" if one.reason else None
        rows.person(who, "2023-04-03", left, one.reason, one.place)
        rows.card(who, "2023-04-10", 2, municipality=one.place)
        rows.card(who, "2023-10-10", 3 if one.forward else 1, municipality=one.place)
        if one.reason and one.answer:
            rows.followup(who, 6, "2024-09-05", one.answer, municipality=one.place)
    project = expecting(cresco_plus, expected)
    question = Question(project, project.period("2025Q2"), tuple(rows.scopes), total=True)
    records = rows.records()
    forward = movements(records, project, question.period.end).forward
    followups = followed(records, forward, question)
    goal_rows = goals(records, followups, question)
    both = [goal_rows, deviation(records, goal_rows, followups, question)]
    figures = Figures(pd.concat(both).reindex(columns=list(COLUMNS)).astype(COLUMNS))
    for goal in project.goals:
        definition = f"{goal.id}/{goal.primary(project.period('2025Q2').end).id}"
        found = parts(figures, definition)
        total = figures.one("ALLA", "deviation.total", definition)
        awaited = figures.one("ALLA", "deviation.expected", definition)
        outcome = figures.one("ALLA", "goal", definition)
        assert (total.k, found["municipalities"][1]) == (outcome.k, outcome.n)
        assert sum(value for _, _, value in found.values()) == pytest.approx(total.value)
        assert total.value == pytest.approx(outcome.k - awaited.value)
        of_places = sum(places(figures, definition).values())
        assert of_places == pytest.approx(found["municipalities"][2])
