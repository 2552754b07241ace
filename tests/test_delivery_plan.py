"""The day by which a quarter is to have been delivered."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError
from stegvis.delivery_plan import DeliveryPlan
from stegvis.period import Period
from stegvis.project import Project


@pytest.mark.parametrize(
    ("days", "quarter", "due"),
    [
        (20, "2023Q4", date(2024, 1, 20)),
        (0, "2023Q1", date(2023, 3, 31)),
        (31, "2024Q1", date(2024, 5, 1)),
    ],
)
def test_the_last_day_is_so_many_days_after_the_quarters(
    cresco_plus: Project, days: int, quarter: str, due: date
) -> None:
    project = cresco_plus.model_copy(update={"delivery": DeliveryPlan(due_days=days)})
    assert project.due(Period.parse(quarter)) == due


def test_a_project_that_says_nothing_gives_twenty_days(cresco_plus: Project) -> None:
    said = cresco_plus.model_dump(exclude={"delivery"})
    assert Project.model_validate(said).due(Period.parse("2023Q3")) == date(2023, 10, 20)


def test_a_day_before_the_quarters_end_is_a_mistake() -> None:
    with pytest.raises(ValidationError):
        DeliveryPlan(due_days=-1)
