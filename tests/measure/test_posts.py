from __future__ import annotations

from collections.abc import Callable

import pytest
from stegvis.figures import Figures
from stegvis.measure.everything import measure
from stegvis.project import Project

PLACES = ["Hjo", "Skara", "Vara"]


def at(figures: Figures, place: str, quarter: str, funding: str) -> float | None:
    return figures.one(place, "posts.quarter", quarter=quarter, funding=funding).value


def draft_posts(draft: Callable, *rows: tuple[str, str, float, str, str | None]) -> Callable:
    one = draft(scopes={"Hjo": "individ", "Skara": "individ", "Vara": "antal"})
    for place, funding, size, since, until in rows:
        one.add(
            "posts",
            place,
            funding=funding,
            full_time_equivalents=size,
            since=since,
            until=until,
            period="2025Q2",
        )
    return one


@pytest.mark.parametrize(
    ("since", "until", "in_force"),
    [
        ("2023-06-30", "2023-06-30", {"2023Q1": 0, "2023Q2": 1, "2023Q3": 0}),
        ("2023-07-01", "2023-09-29", {"2023Q1": 0, "2023Q2": 0, "2023Q3": 0}),
        ("2023-03-01", "2023-09-30", {"2023Q1": 1, "2023Q2": 1, "2023Q3": 1}),
        ("2023-07-01", None, {"2023Q1": 0, "2023Q2": 0, "2023Q3": 1}),
        ("2023-07-01", "2035-04-30", {"2023Q1": 0, "2023Q2": 0, "2023Q3": 1}),
    ],
)
def test_a_post_is_in_force_on_its_first_and_last_day(
    draft: Callable,
    cresco_plus: Project,
    since: str,
    until: str | None,
    in_force: dict[str, int],
) -> None:
    records = draft_posts(draft, ("Hjo", "ESF", 0.5, since, until)).records()
    period = cresco_plus.period("2023Q3")
    figures = measure(records, cresco_plus, period, PLACES, total=False)
    rows = figures.table("Hjo", "posts.quarter")
    esf = rows[rows["funding"] == "ESF"]
    assert dict(zip(esf["quarter"], esf["k"], strict=True)) == in_force
    assert list(esf["value"]) == [0.5 * k for k in in_force.values()]
    assert set(rows.loc[rows["funding"] == "förbundet", "value"]) == {0.0}


def test_posts_by_funding_and_those_who_report_them(draft: Callable, cresco_plus: Project) -> None:
    one = draft_posts(
        draft,
        ("Hjo", "ESF", 1.5, "2023-03-01", "2025-06-30"),
        ("Hjo", "ESF", 0.5, "2023-04-01", "2025-06-30"),
        ("Hjo", "förbundet", 1.0, "2023-11-01", "2025-04-30"),
        ("Vara", "ESF", 2.0, "2023-03-01", None),
    )
    figures = measure(one.records(), cresco_plus, cresco_plus.span, PLACES, total=True)
    assert at(figures, "Hjo", "2023Q1", "ESF") == 1.5
    assert at(figures, "Hjo", "2023Q2", "ESF") == 2.0
    assert at(figures, "Hjo", "2023Q4", "förbundet") == 1.0
    assert at(figures, "Hjo", "2025Q2", "förbundet") == 0.0
    assert at(figures, "ALLA", "2023Q4", "ESF") == 4.0
    assert figures.one("ALLA", "posts.total", quarter="2024Q1").value == 5.0
    assert figures.one("ALLA", "posts.total", quarter="2024Q1").n == 2
    assert figures.table("Skara", "posts.quarter").empty


def test_the_active_for_each_post_are_of_those_who_report_posts(
    draft: Callable, cresco_plus: Project
) -> None:
    one = draft_posts(
        draft,
        ("Hjo", "ESF", 1.5, "2023-03-01", None),
        ("Vara", "ESF", 0.5, "2023-03-01", None),
    )
    for number in range(3):
        one.person(f"HJO-{number:03}", "2023-05-01")
        one.person(f"SKA-{number:03}", "2023-05-01", municipality="Skara")
    one.person("HJO-010", "2023-05-01", "2024-01-01", "arbete")
    one.add("counts", "Vara", measure="startade", value=9).add(
        "counts", "Vara", measure="avslutade", value=2
    )
    figures = measure(one.records(), cresco_plus, cresco_plus.span, PLACES, total=True)

    def load(place: str) -> tuple:
        figure = figures.one(place, "caseload.per_post")
        return figure.k, figure.n, figure.value

    assert load("Hjo") == (3, 1, 2.0)
    assert load("Vara") == (7, 1, 14.0)
    assert load("ALLA") == (10, 2, 5.0)
    assert figures.one("ALLA", "caseload.active", "cumulative").k == 13
    assert figures.table("Skara", "caseload.per_post").empty


def test_nobody_active_is_none_for_each_post_and_no_post_is_no_share(
    draft: Callable, cresco_plus: Project
) -> None:
    one = draft_posts(
        draft,
        ("Hjo", "ESF", 1.0, "2023-03-01", None),
        ("Skara", "ESF", 1.0, "2023-03-01", "2023-12-31"),
    ).person("SKA-001", "2023-05-01", municipality="Skara")
    figures = measure(one.records(), cresco_plus, cresco_plus.span, PLACES, total=True)
    assert figures.one("Hjo", "caseload.per_post").value == 0.0
    assert figures.one("Skara", "caseload.per_post").value is None
    assert figures.one("Skara", "caseload.per_post").k == 1
    assert figures.one("ALLA", "caseload.per_post").value == 1.0
    ended = measure(one.records(), cresco_plus, cresco_plus.span, ["Skara"], total=True)
    assert ended.one("ALLA", "caseload.per_post").value is None


def test_without_the_sheet_there_are_no_rows(draft: Callable, cresco_plus: Project) -> None:
    figures = measure(
        draft_posts(draft).records(), cresco_plus, cresco_plus.span, PLACES, total=True
    )
    assert not figures.frame["measure"].str.contains("posts|per_post").any()
