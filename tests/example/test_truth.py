"""The truth has what the reports must be able to find."""

from __future__ import annotations

from math import fsum
from typing import Any

import pytest

PLUS, CREARE = "cresco-plus", "cresco-creare"


@pytest.fixture
def places(truth: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = truth["projects"][PLUS]["municipalities"]
    return found


def correlation(pairs: list[tuple[float, float]]) -> float:
    n = len(pairs)
    x, y = fsum(a for a, _ in pairs) / n, fsum(b for _, b in pairs) / n
    across = fsum((a - x) * (b - y) for a, b in pairs)
    return (
        across
        / (fsum((a - x) ** 2 for a, _ in pairs) * fsum((b - y) ** 2 for _, b in pairs)) ** 0.5
    )


def test_municipalities_differ_in_fidelity(places: dict[str, dict[str, Any]]) -> None:
    at_end = [own["fidelity_at_end"] for own in places.values()]
    assert min(at_end) <= 0.2
    assert max(at_end) == 1.0


def test_some_use_only_the_progression_card(places: dict[str, dict[str, Any]]) -> None:
    only = [name for name, own in places.items() if own["method"] == [2, 0, 0, 0, 0]]
    assert only == ["Skara", "Tidaholm"]


def test_progress_goes_with_fidelity(places: dict[str, dict[str, Any]]) -> None:
    pairs = [
        (own["fidelity_at_end"], own["mean_level_change"])
        for own in places.values()
        if own["started"] >= 20
    ]
    assert correlation(pairs) > 0.6


@pytest.mark.parametrize("months", ["6", "12"])
def test_those_who_answer_do_better_than_those_who_do_not(
    truth: dict[str, Any], months: str
) -> None:
    lasting = truth["projects"][PLUS]["totals"]["lasting"][months]
    assert lasting["share_of_reached"] > lasting["true_share"] + 0.03


def test_the_response_rate_is_plausible(truth: dict[str, Any]) -> None:
    six = truth["projects"][PLUS]["totals"]["lasting"]["6"]
    assert 0.65 <= six["reached"] / six["eligible"] <= 0.75


def test_some_slip_back_between_6_and_12_months(truth: dict[str, Any]) -> None:
    totals = truth["projects"][PLUS]["totals"]
    assert totals["slipped_back"] >= 10
    assert totals["lasting"]["12"]["true_share"] < totals["lasting"]["6"]["true_share"]


def test_about_three_in_four_have_left(truth: dict[str, Any]) -> None:
    totals = truth["projects"][PLUS]["totals"]
    assert 0.70 <= totals["exited"] / totals["started"] <= 0.80


def test_coordinators_differ_between_municipalities(places: dict[str, dict[str, Any]]) -> None:
    assert min(places["Lidköping"]["coordinator_biases"]) > max(
        places["Vara"]["coordinator_biases"]
    )
    assert sum(own["coordinator_changes"] for own in places.values()) > 20


def test_levels_are_known_for_everyone(truth: dict[str, Any]) -> None:
    for project in (PLUS, CREARE):
        own = truth["projects"][project]
        mistaken = sum(len(place["misregistered"]) for place in own["municipalities"].values())
        assert len(own["levels"]) == own["totals"]["started"] + mistaken
