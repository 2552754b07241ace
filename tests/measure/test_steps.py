from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stegvis.measure.everything import measure
from stegvis.measure.movements import MOVES, movements
from stegvis.measure.question import Question
from stegvis.measure.steps import steps
from stegvis.project import Project

END = date(2025, 6, 30)


def _moves(
    draft: object, project: Project, rule: str, rater: str = "coordinator"
) -> dict[str, str]:
    people = movements(draft.records(), project, END).people[rule]  # type: ignore[attr-defined]
    own = people[people["rater"] == rater]
    return dict(zip(own["participant"], own["move"], strict=True))


def test_a_card_counts_up_to_31_days_after_exit(draft: Callable, cresco_plus: Project) -> None:
    late = (
        draft()
        .person("HJO-001", "2024-01-01", "2024-06-30", "arbete")
        .person("HJO-002", "2024-01-01", "2024-06-30", "arbete")
    )
    for person, last in (("HJO-001", "2024-07-31"), ("HJO-002", "2024-08-01")):
        late.card(person, "2024-01-10", 2).card(person, last, 4)
    assert _moves(late, cresco_plus, "net") == {"HJO-001": "forward"}


def test_two_answers_on_one_day_are_no_movement(draft: Callable, cresco_plus: Project) -> None:
    once = draft().person("HJO-001", "2024-01-01").card("HJO-001", "2024-01-10", 2)
    once.card("HJO-001", "2024-01-10", 2)
    assert _moves(once, cresco_plus, "net") == {}


def test_a_person_registered_by_mistake_counts_nowhere(
    draft: Callable, cresco_plus: Project
) -> None:
    mistake = (
        draft()
        .person("HJO-001", "2024-01-01", "2024-03-01", "felregistrering")
        .card("HJO-001", "2024-01-10", 2)
        .card("HJO-001", "2024-02-10", 4)
        .followup("HJO-001", 6, "2024-09-10", "kept")
    )
    figures = measure(mistake.records(), cresco_plus, cresco_plus.span, ["Hjo"], total=False)
    rows = figures.frame
    of_people = ~rows["measure"].str.startswith(("delivery.", "method."))
    assert rows.loc[of_people, ["k", "n"]].fillna(0).sum().sum() == 0


@pytest.mark.parametrize(
    ("first", "latest", "expected"),
    [
        # sums to +1; one item up, two down
        ((1, 3, 3), (5, 2, 1), {"net": "forward", "majority": "backward"}),
        ((3, 3), (4, 2), {"net": "unchanged", "majority": "unchanged"}),
        ((3, 3, 3), (3, 3, 2), {"net": "backward", "majority": "backward"}),
    ],
)
def test_net_and_majority(
    draft: Callable, cresco_plus: Project, first: tuple, latest: tuple, expected: dict[str, str]
) -> None:
    person = draft().person("HJO-001", "2024-01-01")
    person.card("HJO-001", "2024-01-10", *first).card("HJO-001", "2024-04-10", *latest)
    for rule, move in expected.items():
        assert _moves(person, cresco_plus, rule) == {"HJO-001": move}


@pytest.mark.parametrize(
    ("answered", "raised", "move"),
    [
        (5, 5, None),  # 5 of 11 items: less than half, so no card counts
        (6, 2, "unchanged"),  # 2/6 of a step
        (6, 3, "forward"),  # exactly the threshold of half a step
        (6, 4, "forward"),
    ],
)
def test_mean(
    draft: Callable, cresco_plus: Project, answered: int, raised: int, move: str | None
) -> None:
    first = [2] * answered
    latest = [3] * raised + [2] * (answered - raised)
    person = draft().person("HJO-001", "2024-01-01")
    person.card("HJO-001", "2024-01-10", *first).card("HJO-001", "2024-04-10", *latest)
    expected = {} if move is None else {"HJO-001": move}
    assert _moves(person, cresco_plus, "mean") == expected


def test_reliable_needs_more_than_the_limit(draft: Callable, cresco_plus: Project) -> None:
    """With r 0.8 and SD 0.7 the limit is 1.96 · 0.7 · √(2 · 0.2) = 0.868 of a step."""
    people = draft().person("HJO-001", "2024-01-01").person("HJO-002", "2024-01-01")
    for person, raised in (("HJO-001", 8), ("HJO-002", 9)):  # 0.8 and 0.9 of a step
        people.card(person, "2024-01-10", *[2] * 10)
        people.card(person, "2024-04-10", *[3] * raised, *[2] * (10 - raised))
    assert _moves(people, cresco_plus, "reliable") == {
        "HJO-001": "unchanged",
        "HJO-002": "forward",
    }


def test_the_raters_are_never_mixed(draft: Callable, cresco_plus: Project) -> None:
    person = draft().person("HJO-001", "2024-01-01")
    person.card("HJO-001", "2024-01-10", 1, rater="participant")
    person.card("HJO-001", "2024-04-10", 5, rater="coordinator")
    assert _moves(person, cresco_plus, "net") == {}
    person.card("HJO-001", "2024-04-10", 2, rater="participant")
    assert _moves(person, cresco_plus, "net", "participant") == {"HJO-001": "forward"}


scores = st.lists(st.none() | st.integers(1, 5), min_size=11, max_size=11)
cards = st.lists(
    st.tuples(st.integers(1, 6), st.dates(date(2023, 3, 1), date(2025, 6, 30)), scores),
    max_size=12,
    unique_by=lambda card: card[:2],
)


def _rows(
    draft: Callable, project: Project, drawn: list, places: tuple[str, ...], flip: bool = False
) -> pd.DataFrame:
    people = draft(scopes=dict.fromkeys(places, "individ"))
    for number in range(1, 7):
        place = "Hjo" if number < 4 else "Vara"
        if place in places:
            people.person(f"P-{number}", "2023-03-01", municipality=place)
            for _, day, answers in (card for card in drawn if card[0] == number):
                shown = [6 - a if a is not None and flip else a for a in answers]
                people.card(f"P-{number}", day.isoformat(), *shown, municipality=place)
    question = Question(project, project.span, places, total=len(places) > 1)
    return steps(movements(people.records(), project, project.span.end), question)


@given(cards)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_an_item_moves_from_the_first_answer_to_the_latest(
    draft: Callable, cresco_plus: Project, drawn: list
) -> None:
    people = draft()
    for number in range(1, 7):
        people.person(f"P-{number}", "2023-03-01")
    for number, day, answers in drawn:
        people.card(f"P-{number}", day.isoformat(), *answers)
    expected = {}
    for number in range(1, 7):
        for item in range(11):
            answered = [
                (day, answers[item])
                for who, day, answers in drawn
                if who == number and answers[item] is not None
            ]
            if len(answered) > 1:
                expected[f"P-{number}", f"f{item + 1}"] = max(answered)[1] - min(answered)[1]
    items = movements(people.records(), cresco_plus, END).items
    found = zip(items["participant"], items["item"], strict=True)
    assert dict(zip(found, items["change"], strict=True)) == expected


BOTH = ("Hjo", "Vara")
_KEYS = ["measure", "group", "definition"]
_FEW = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _of(rows: pd.DataFrame, *places: str) -> pd.DataFrame:
    return rows[rows["municipality"].isin(places)]


@_FEW
@given(cards)
def test_everything_adds_up(draft: Callable, cresco_plus: Project, drawn: list) -> None:
    rows = _rows(draft, cresco_plus, drawn, BOTH)
    parts = _of(rows, *BOTH).groupby(_KEYS)[["k", "n"]].sum()
    whole = _of(rows, "ALLA").set_index(_KEYS)[["k", "n"]]
    assert (parts == whole.reindex(parts.index)).all(axis=None)

    of_move = rows["group"].str.extract(r"^(.*);move=(\w+)$")
    moves = rows.assign(whole=of_move[0], move=of_move[1]).dropna(subset="whole")
    sums = moves.groupby(["municipality", "measure", "definition", "whole"])[["k", "n"]].sum()
    assert (sums["k"] * len(MOVES) == sums["n"]).all()


@_FEW
@given(cards)
def test_turning_the_scale_turns_every_movement(
    draft: Callable, cresco_plus: Project, drawn: list
) -> None:
    as_is, turned = (_rows(draft, cresco_plus, drawn, ("Hjo",), flip) for flip in (False, True))
    swap = {"forward": "backward", "backward": "forward"}
    pattern = "|".join(swap)
    turned["group"] = turned["group"].str.replace(pattern, lambda m: swap[m[0]], regex=True)
    one, other = (
        rows[rows["measure"] != "steps.transition"].set_index(_KEYS).sort_index()[["k", "n"]]
        for rows in (as_is, turned)
    )
    pd.testing.assert_frame_equal(one, other)


@_FEW
@given(cards)
def test_a_municipality_measured_alone_gives_the_same(
    draft: Callable, cresco_plus: Project, drawn: list
) -> None:
    together = _of(_rows(draft, cresco_plus, drawn, BOTH), "Hjo").set_index(_KEYS)
    alone = _rows(draft, cresco_plus, drawn, ("Hjo",)).set_index(_KEYS)
    pd.testing.assert_frame_equal(together.reindex(alone.index), alone)
