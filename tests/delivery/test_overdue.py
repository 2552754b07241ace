"""What has been kept for too long is said, with the command that removes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError
from stegvis.delivery.check import Examination
from stegvis.delivery.kept import Kept
from stegvis.delivery.overdue import all_overdue, overdue
from stegvis.delivery.store import Store
from stegvis.period import Period
from stegvis.project import Project
from stegvis.retention import Retention

Sheets = dict[str, list[list[object]]]


@pytest.fixture
def kept(
    worked_example: Sheets, examine_sheets: Callable[..., Examination], tmp_path: Path
) -> list[Kept]:
    """Hjo's 2023Q4 and 2024Q2."""
    delivery = examine_sheets(worked_example).delivery
    assert delivery is not None
    store = Store(tmp_path / "store")
    for label in ("2023Q4", "2024Q2"):
        store.add(replace(delivery, period=Period.parse(label)))
    return store.deliveries("cresco-plus")


def _with(project: Project, **months: int) -> Project:
    return project.model_copy(update={"retention": Retention(**months)})


@pytest.mark.parametrize(
    ("months", "last"),
    [
        ({"after_project_months": 24}, date(2027, 6, 30)),
        ({"after_quarter_months": 8}, date(2024, 8, 31)),
        ({"after_quarter_months": 2}, date(2024, 2, 29)),
        ({"after_project_months": 0, "after_quarter_months": 60}, date(2025, 6, 30)),
        ({"after_project_months": 24, "after_quarter_months": 1}, date(2024, 1, 31)),
    ],
)
def test_the_last_day_is_that_of_the_first_limit(months: dict[str, int], last: date) -> None:
    retention = Retention.model_validate(months)
    assert retention.last_day(date(2025, 6, 30), date(2023, 12, 31)) == last


@pytest.mark.parametrize("content", [{}, {"after_project_months": -1}, {"deliveries_months": 1}])
def test_a_limit_is_a_limit(content: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        Retention.model_validate(content)


def test_only_what_is_overdue_is_counted(cresco_plus: Project, kept: list[Kept]) -> None:
    project = _with(cresco_plus, after_quarter_months=12)
    assert overdue(project, kept, date(2024, 12, 31)) is None
    said = overdue(project, kept, date(2025, 1, 1))
    assert said is not None
    assert "1 leverans har" in said
    assert said.endswith("stegvis forget --project cresco-plus --until 2023Q4")
    said = overdue(project, kept, date(2025, 7, 1))
    assert said is not None
    assert "2 leveranser har" in said
    assert said.endswith("--until 2024Q2")


def test_example_data_and_the_undecided_are_never_overdue(
    cresco_plus: Project, kept: list[Kept]
) -> None:
    assert overdue(cresco_plus, kept, date(2099, 1, 1)) is None
    project = _with(cresco_plus, after_quarter_months=12)
    synthetic = [replace(one, synthetic=True) for one in kept]
    assert overdue(project, synthetic, date(2099, 1, 1)) is None


def test_it_is_said_project_by_project(cresco_plus: Project, kept: list[Kept]) -> None:
    store = Store(kept[0].folder.parents[3])
    other = _with(cresco_plus, after_project_months=0).model_copy(update={"id": "annat"})
    late = _with(cresco_plus, after_project_months=0)
    assert len(all_overdue(store, [cresco_plus, other, late], date(2025, 7, 1))) == 1
    assert all_overdue(store, [late], date(2025, 6, 30)) == []
