from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from stegvis.figures import Figure, Figures
from stegvis.measure.everything import measure
from stegvis.project import LEAST_MOVED, Project


def _figures(
    draft: Callable, project: Project, changes: list[tuple[int | None, ...]], rater: str
) -> Figures:
    """Measure people who first answer 3 to everything and then 3 + their changes."""
    people = draft()
    for number, steps in enumerate(changes):
        who = f"HJO-{number:03}"
        people.person(who, "2024-01-01")
        people.card(who, "2024-01-10", *[3] * len(steps), rater=rater)
        latest = [None if step is None else 3 + step for step in steps]
        people.card(who, "2024-04-10", *latest, rater=rater)
    return measure(people.records(), project, project.span, ["Hjo"], total=True)


@pytest.fixture
def one_item(draft: Callable, cresco_plus: Project) -> Callable[..., Figures]:
    return lambda *steps: _figures(
        draft, cresco_plus, [(step,) for step in steps], rater="coordinator"
    )


def _of(figures: Figures, name: str, definition: str = "", item: str = "f1") -> Figure:
    return figures.one("Hjo", f"change.{name}", definition, rater="coordinator", item=item)


def test_six_forward_and_none_back(one_item: Callable) -> None:
    """2 / 2⁶ = 0.03125, whether or not it is weighed in how far; the two who stayed are out."""
    figures = one_item(1, 2, 1, 1, 1, 2, 0, 0)
    for name in ("sign", "wilcoxon"):
        found = _of(figures, name)
        assert (found.k, found.n, found.value) == (6, 6, 0.03125)
    assert _of(figures, "sign", "holm").value == 0.03125  # no other item is tested
    for name in ("bowker", "stuart_maxwell"):
        found = _of(figures, name)
        assert (found.k, found.n) == (6, 8)
        assert found.value is not None
        assert found.value < 0.5


def test_with_fewer_than_the_least_there_is_no_p(one_item: Callable) -> None:
    assert LEAST_MOVED == 6
    figures = one_item(1, 1, 1, 1, 1, 0)
    for name, definition, k, n in (
        ("sign", "", 5, 5),
        ("sign", "holm", 5, 5),
        ("wilcoxon", "", 5, 5),
        ("bowker", "", 5, 6),
        ("stuart_maxwell", "", 5, 6),
    ):
        found = _of(figures, name, definition)
        assert (found.k, found.n, found.value) == (k, n, None)
    below = figures.one("Hjo", "change.below")
    assert (below.k, below.n, below.value) == (0, 0, None)


def test_wilcoxon_weighs_in_how_far(one_item: Callable) -> None:
    """As many each way, but two steps forward and one back: only Wilcoxon's p is below 1."""
    figures = one_item(2, 2, 2, -1, -1, -1)
    assert _of(figures, "sign").value == 1.0
    assert _of(figures, "wilcoxon").value < 1.0  # type: ignore[operator]


def test_stuart_and_maxwell_see_a_shift_and_bowker_a_swirl(
    draft: Callable, cresco_plus: Project
) -> None:
    """Eight go 1→2, eight 2→3 and eight 3→1: the answers as a whole are spread as before."""
    people = draft()
    for number in range(24):
        who, (first, latest) = f"HJO-{number:03}", ((1, 2), (2, 3), (3, 1))[number % 3]
        people.person(who, "2024-01-01")
        people.card(who, "2024-01-10", first).card(who, "2024-04-10", latest)
    figures = measure(people.records(), cresco_plus, cresco_plus.span, ["Hjo"], total=False)
    assert _of(figures, "stuart_maxwell").value == pytest.approx(1.0)
    assert _of(figures, "bowker").value < 0.01  # type: ignore[operator]


def test_holm_counts_the_items_of_both_cards(draft: Callable, cresco_plus: Project) -> None:
    """f1 and f2 have p 0.03125 each: times 2 is 0.0625. f3 was never answered twice."""
    figures = _figures(draft, cresco_plus, [(1, -1, None)] * 6, "coordinator")
    for item in ("f1", "f2"):
        assert _of(figures, "sign", item=item).value == 0.03125
        assert _of(figures, "sign", "holm", item=item).value == 0.0625
    assert _of(figures, "sign", item="f3").value is None
    for definition, k in (("", 2), ("holm", 0)):
        below = figures.one("Hjo", "change.below", definition)
        assert (below.k, below.n) == (k, 2)


def test_people_are_tested_once_each_under_every_rule(
    draft: Callable, cresco_plus: Project
) -> None:
    """Seven of eight rise by a step on all eleven items; one falls. 2 · (1 + 8) / 2⁸."""
    figures = _figures(draft, cresco_plus, [(1,) * 11] * 7 + [(-1,) * 11], "coordinator")
    for rule in cresco_plus.movement.rules:
        found = figures.one("Hjo", "change.person_sign", rule.id, rater="coordinator")
        assert (found.k, found.n, found.value) == (7, 8, 18 / 256)
    found = figures.one("Hjo", "change.person_wilcoxon", rater="coordinator")
    assert (found.k, found.n, found.value) == (7, 8, 18 / 256)  # equal sizes have equal ranks
    nobody = figures.one("Hjo", "change.person_wilcoxon", rater="participant")
    assert (nobody.k, nobody.n, nobody.value) == (0, 0, None)


def test_the_limit_of_a_reliable_change(one_item: Callable) -> None:
    """r 0.8 and SD 0.7: 1.96 · 0.7 · √(2 · 0.2) = 0.868 of a step."""
    limit = one_item(1).one("Hjo", "change.reliable_limit", "reliable")
    assert limit.value == pytest.approx(0.868, abs=5e-4)


def test_a_municipality_measured_alone_gives_the_same(
    draft: Callable, cresco_plus: Project
) -> None:
    people = draft(scopes={"Hjo": "individ", "Vara": "individ"})
    for number in range(20):
        place, who = ("Hjo", "Vara")[number % 2], f"P-{number:03}"
        people.person(who, "2024-01-01", municipality=place)
        for day, score in (("2024-01-10", 2 + number % 3), ("2024-04-10", 1 + number % 5)):
            people.card(who, day, *[score] * 11, municipality=place)
    records = people.records()
    both = measure(records, cresco_plus, cresco_plus.span, ["Hjo", "Vara"], total=True)
    alone = measure(records, cresco_plus, cresco_plus.span, ["Hjo"], total=False)
    pd.testing.assert_frame_equal(both.of(["Hjo"]).frame, alone.frame)
