"""When a table is told, and what a plan may not say."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError
from stegvis.disclosure.plan import CAREFUL, by_day, next_day, plan_of, told_until
from stegvis.disclosure.publication import DisclosureError
from stegvis.external_table import Every, ExternalTable
from stegvis.period import Period
from stegvis.project import Project

START, END = date(2023, 3, 1), date(2025, 6, 30)


def _labels(until: str, every: Every, first: str | None = None) -> list[str]:
    table = ExternalTable(table="caseload", places="project", every=every, first=first)
    return [one.label for one in table.quarters(START, END, date.fromisoformat(until))]


def test_days_of_a_table() -> None:
    assert _labels("2023-12-31", "quarter") == ["2023Q1", "2023Q2", "2023Q3", "2023Q4"]
    assert _labels("2024-06-30", "half_year") == ["2023Q2", "2023Q4", "2024Q2"]
    assert _labels("2025-06-30", "year") == ["2023Q4", "2024Q4", "2025Q2"]
    assert _labels("2025-06-30", "end") == ["2025Q2"]
    assert _labels("2025-06-29", "end") == []
    assert _labels("2025-06-30", "end", "2024H1") == ["2024Q2", "2025Q2"]
    assert _labels("2024-12-31", "year", "2024Q1") == ["2024Q1", "2024Q4"]
    assert _labels("2023-12-31", "quarter", "2024Q1") == []
    assert _labels("2026-06-30", "half_year", "2025Q2") == ["2025Q2", "2025Q4", "2026Q2"]


def test_the_end_of_a_project_is_the_end_of_its_quarter(projects: dict[str, Project]) -> None:
    creare = projects["cresco-creare"]
    assert creare.end == date(2023, 2, 28)
    assert told_until(creare.span, creare) == date(2023, 3, 31)
    assert told_until(Period.parse("2022Q4"), creare) == date(2022, 12, 31)


def test_the_next_day_of_a_table(cresco_plus: Project) -> None:
    half = ExternalTable(table="caseload", places="project", every="half_year")
    at_end = ExternalTable(table="caseload", places="project", every="end")
    following = next_day(half, cresco_plus, date(2023, 9, 30))
    assert following is not None
    assert following.label == "2023Q4"
    assert next_day(at_end, cresco_plus, END) is None


def test_tables_are_told_as_of_their_own_day(cresco_plus: Project) -> None:
    quarter, half, year = (
        ExternalTable(table="caseload", places="project", every=every)
        for every in ("quarter", "half_year", "year")
    )
    found = by_day((quarter, half, year), cresco_plus, date(2024, 9, 30))
    assert {one.label: tables for one, tables in found.items()} == {
        "2023Q4": [year],
        "2024Q2": [half],
        "2024Q3": [quarter],
    }


@pytest.mark.parametrize(
    ("table", "mistake"),
    [
        ({"table": "goals", "only": ("arbete/primar",)}, "external.0.only"),
        ({"table": "lasting", "only": ("6/alla", "9/alla")}, "9/alla"),
        ({"table": "caseload", "only": ("startade",)}, "välj bland started"),
        ({"table": "exits", "by": ("gender",)}, "external.0.by"),
        ({"table": "esf", "by": ("referrer",)}, "referrer"),
        ({"table": "exits", "merge": {"Övriga": ("flytt", "okänd")}}, "external.0.merge.Övriga"),
        ({"table": "exits", "merge": {"annat": ("flytt", "avbrott")}}, "välj ett annat namn"),
        ({"table": "exits", "merge": {"A": ("flytt",), "B": ("flytt",)}}, "ett ställe"),
        ({"table": "exits", "merge": {"a=b": ("flytt",)}}, "får inte ha"),
        (
            {"table": "participants", "by": ("gender",), "merge": {"X": ("man", "annan")}},
            "en och samma lista",
        ),
    ],
)
def test_a_plan_that_names_what_is_not_there(
    cresco_plus: Project, table: dict[str, object], mistake: str
) -> None:
    one = ExternalTable.model_validate({"places": "project", **table})
    with pytest.raises(DisclosureError, match=mistake):
        plan_of(cresco_plus.model_copy(update={"external": (one,)}))


def test_a_first_period_that_is_none() -> None:
    with pytest.raises(ValidationError, match="ingen period"):
        ExternalTable(table="caseload", places="project", first="2023K1")


def test_the_examples_plans_and_the_careful_one(projects: dict[str, Project]) -> None:
    for project in projects.values():
        assert plan_of(project) == project.external
        assert plan_of(project.model_copy(update={"external": ()})) == CAREFUL
