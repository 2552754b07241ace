"""How long what is kept of a project may be kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from pydantic import Field, model_validator

from stegvis.months import months_later
from stegvis.strict import Strict


class Retention(Strict):
    """Limits in months; what has two goes by the first of them that is reached.

    Nothing is removed when a limit is reached: it is said, and what to do.

    Parameters
    ----------
    after_project_months
        For every delivery, from the project's last day.
    after_quarter_months
        For a delivery, from the last day of its own quarter.
    """

    after_project_months: int | None = Field(None, ge=0, le=1200)
    after_quarter_months: int | None = Field(None, ge=0, le=1200)

    @model_validator(mode="after")
    def _limits_something(self) -> Self:
        if self.after_project_months is None and self.after_quarter_months is None:
            raise ValueError("behöver after_project_months eller after_quarter_months")
        return self

    def last_day(self, project_end: date, quarter_end: date) -> date:
        """Give the last day on which a delivery may be kept."""
        limits = (
            (project_end, self.after_project_months),
            (quarter_end, self.after_quarter_months),
        )
        one = timedelta(days=1)  # what ends with a month is kept to the end of one
        return min(
            months_later(day + one, months) - one for day, months in limits if months is not None
        )
