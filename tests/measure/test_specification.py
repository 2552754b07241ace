"""Every way to count a goal, against three people counted by hand, and against the goal itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from show.conftest import made_up_records
from stegvis.figures import Figure, Figures
from stegvis.goal import Goal, Variant
from stegvis.measure.everything import measure
from stegvis.project import Project
from stegvis.specification import specified

REACHED = {"months": "6", "denominator": "reached"}
EXITED = {"months": "0", "denominator": "exited"}
EVERYONE = {"population": "alla", "rule": "none"}
NET = {"population": "positiv", "rule": "net"}
MAJORITY = {"population": "positiv", "rule": "majority"}
WORK = "arbete+studier"
WIDER = "arbete+studier+arbetssökande"


@pytest.fixture(scope="module")
def three(draft: Callable, cresco_plus: Project) -> Figures:
    """Count three people who left, and one who has not.

    001 left for work, moved forward by either rule, and six months later was job-seeking and had
    kept. 002 left as a job-seeker, forward by the sum (+3 −1 −1) but not by the majority, and was
    not reached. 003 broke off without cards, and six months later was working, increased.
    """
    people = (
        draft()
        .person("HJO-001", "2023-03-01", "2023-09-01", "arbete")
        .person("HJO-002", "2023-03-01", "2023-09-01", "arbetssökande")
        .person("HJO-003", "2023-03-01", "2023-09-01", "avbrott")
        .person("HJO-004", "2023-03-01")
        .card("HJO-001", "2023-03-10", 1, 1, 1)
        .card("HJO-001", "2023-08-10", 2, 2, 2)
        .card("HJO-002", "2023-03-10", 1, 3, 3)
        .card("HJO-002", "2023-08-10", 4, 2, 2)
        .followup("HJO-001", 6, "2024-03-05", "kept", "arbetssökande")
        .followup("HJO-003", 6, "2024-03-05", "increased", "arbete")
    )
    return measure(people.records(), cresco_plus, cresco_plus.period("2024Q1"), ["Hjo"], total=True)


def _row(figures: Figures, goal: str, outcome: str, *choices: dict[str, str]) -> Figure:
    keys = {"outcome": outcome}
    for choice in choices:
        keys |= choice
    order = ("outcome", "months", "denominator", "population", "rule")
    ordered = {key: keys[key] for key in order}
    return figures.one("Hjo", "goal.specification", goal, **ordered)


@pytest.mark.parametrize(
    ("outcome", "choices", "k", "n"),
    [
        (WORK, (EXITED, EVERYONE), 1, 3),
        (WIDER, (EXITED, EVERYONE), 2, 3),
        (WORK, ({"months": "0", "denominator": "started"}, EVERYONE), 1, 4),
        (WORK, (EXITED, NET), 1, 2),
        (WIDER, (EXITED, NET), 2, 2),
        (WORK, (EXITED, MAJORITY), 1, 1),
        (WORK, (REACHED, EVERYONE), 1, 2),  # 003 works; 001 no longer does
        (WIDER, (REACHED, EVERYONE), 2, 2),
        (WORK, (REACHED, NET), 0, 1),
        (WORK, ({"months": "6", "denominator": "eligible"}, EVERYONE), 1, 3),
        (WORK, ({"months": "12", "denominator": "reached"}, EVERYONE), 0, 0),
    ],
)
def test_work_or_studies_in_every_way(
    three: Figures, outcome: str, choices: tuple[dict[str, str], ...], k: int, n: int
) -> None:
    found = _row(three, "arbete_studier", outcome, *choices)
    assert (found.k, found.n) == (k, n)


@pytest.mark.parametrize(
    ("outcome", "choices", "k", "n"),
    [
        ("increased+kept", (REACHED, EVERYONE), 2, 2),
        ("increased", (REACHED, EVERYONE), 1, 2),
        ("increased+kept", (REACHED, NET), 1, 1),
        ("increased", (REACHED, NET), 0, 1),
        ("increased+kept", ({"months": "6", "denominator": "eligible"}, NET), 1, 2),
    ],
)
def test_lasting_progression_in_every_way(
    three: Figures, outcome: str, choices: tuple[dict[str, str], ...], k: int, n: int
) -> None:
    found = _row(three, "varaktig_progression", outcome, *choices)
    assert (found.k, found.n) == (k, n)


def test_the_reached_have_bounds_and_nobody_else(three: Figures) -> None:
    reached = _row(three, "varaktig_progression", "increased+kept", REACHED, EVERYONE)
    assert (reached.bound_low, reached.bound_high) == (pytest.approx(2 / 3), pytest.approx(1))
    exited = _row(three, "arbete_studier", WORK, EXITED, EVERYONE)
    assert (exited.bound_low, exited.bound_high) == (None, None)


def test_how_many_ways_reach_the_target_and_how_far_they_reach(three: Figures) -> None:
    """Twelve months after exit nobody is due, and no-one's movement is as large as the limits."""
    found = three.one("Hjo", "goal.specifications", "varaktig_progression")
    rows = three.table("Hjo", "goal.specification", "varaktig_progression")
    shares = [k / n for k, n in zip(rows["k"], rows["n"], strict=True) if n]
    assert (found.k, found.n) == (sum(share >= 0.7 for share in shares), len(shares))
    assert (found.low, found.high) == (min(shares), max(shares))
    assert len(rows) == 40


@pytest.fixture(scope="module", params=["cresco-plus", "cresco-creare"])
def made_up(request: pytest.FixtureRequest, projects: dict[str, Project]) -> tuple:
    project = projects[request.param]
    return project, made_up_records(project, {"Skövde": 25, "Hjo": 2, "Essunga": 0}, ("Karlsborg",))


@pytest.mark.parametrize("period", ["all", "2022Q4", "2023Q3"])
def test_the_definition_in_force_is_one_of_the_ways_and_gives_the_goals_own_outcome(
    made_up: tuple, period: str
) -> None:
    project, records = made_up
    span = project.period(period)
    names = [place.name for place in project.municipalities]
    figures = measure(records, project, span, names, total=True)
    places = figures.frame["municipality"].unique()
    for goal in project.goals:
        for variant in goal.variants:
            for place in places:
                own = figures.one(place, "goal", f"{goal.id}/{variant.id}")
                keys = specified(project, goal, variant).keys
                same = figures.one(place, "goal.specification", goal.id, **keys)
                assert (same.k, same.n, same.value) == (own.k, own.n, own.value)
                assert (same.low, same.high) == (own.low, own.high)


def test_a_municipality_alone_has_the_rows_it_has_among_others(made_up: tuple) -> None:
    project, records = made_up
    whole = measure(records, project, project.span, ["Hjo", "Skövde"], total=True)
    alone = measure(records, project, project.span, ["Hjo"], total=False)
    same = whole.of(["Hjo"]).frame["measure"].str.startswith(("goal.", "forecast."))
    mine = alone.frame["measure"].str.startswith(("goal.", "forecast."))
    left = whole.of(["Hjo"]).frame[same].reset_index(drop=True)
    assert len(left)
    assert left.equals(alone.frame[mine].reset_index(drop=True))


def test_counts_enter_only_the_ways_that_they_are_counts_of(made_up: tuple) -> None:
    project, records = made_up
    figures = measure(records, project, project.span, ["Karlsborg"], total=False)
    rows = figures.table("Karlsborg", "goal.specification")
    filled = rows[rows["n"] > 0]
    at_exit = filled[filled["definition"] == "arbete_studier"]
    assert set(zip(at_exit["months"], at_exit["population"], strict=True)) == {("0", "alla")}
    after = filled[filled["definition"] == "varaktig_progression"]
    assert set(zip(after["months"], after["rule"], strict=True)) == {("6", "none"), ("6", "net")}


def test_exits_within_some_reasons_are_a_way_of_their_own(
    draft: Callable, cresco_plus: Project
) -> None:
    """Of those who left for work, studies or job-seeking, how many found work?"""
    variant = Variant(
        id="inom",
        label="inom",
        official=True,
        reasons=("arbete",),
        within=("arbete", "studier", "arbetssökande"),
    )
    goal = Goal(id="arbete", name="Arbete", kind="exit", target=0.3, variants=(variant,))
    project = cresco_plus.model_copy(update={"goals": (goal,)})
    people = draft().person("HJO-001", "2023-03-01", "2023-09-01", "arbete")
    people.person("HJO-002", "2023-03-01", "2023-09-01", "studier")
    people.person("HJO-003", "2023-03-01", "2023-09-01", "avbrott")
    for measure_name, value in (("startade", 9), ("avslutade", 5), ("arbete", 4), ("flytt", 1)):
        people.add("counts", "Karlsborg", measure=measure_name, value=value)
    people = replace(people, scopes={"Hjo": "individ", "Karlsborg": "antal"})
    places = ["Hjo", "Karlsborg"]
    figures = measure(people.records(), project, project.span, places, total=True)
    keys = specified(project, goal, variant).keys
    assert keys["denominator"] == "arbete+studier+arbetssökande"
    found = figures.one("ALLA", "goal.specification", "arbete", **keys)
    assert (found.k, found.n) == (5, 6)
    assert not len(figures.table("ALLA", "forecast.goal"))
