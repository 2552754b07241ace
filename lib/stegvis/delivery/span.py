"""Which days a date of a delivery may have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from stegvis.delivery.finding import Finding, flag
from stegvis.delivery.tables import Sheet
from stegvis.months import months_later
from stegvis.period import Period
from stegvis.project import Project


def last_day(project: Project) -> date:
    """Give the last day an event of a project may have: its end and ``margin_months`` more.

    A project that ends with a month has a margin that does so too.
    """
    day = timedelta(days=1)
    return months_later(project.end + day, project.margin_months) - day


def planned_days(project: Project) -> tuple[date, date]:
    """Give the first and the last day that something planned may have, such as a post."""
    return months_later(project.start, -project.margin_months), last_day(project)


@dataclass(frozen=True)
class Span:
    """The days against which a delivery's dates are held.

    An event may be dated from the project's start to :func:`last_day`. It is news from the future
    when it is dated after the day the delivery was handed in, which is an error. Between the end
    of the period and that day it has happened, but belongs to the next quarter: a warning, since
    every figure counts by date. Posts are planned ahead, and may begin before the project: they
    are held to the project's span with the margin at both ends.
    """

    project: Project
    period: Period | None
    submitted: date | None

    def check(self, sheet: Sheet, frame: pd.DataFrame, column: str) -> list[Finding]:
        """Find the events of a date column that cannot have happened yet, or at all."""
        days = frame[column]
        first, last = self.project.start, last_day(self.project)
        outside = self._outside(days, first, last)
        findings = flag(sheet, outside, column, "outside-project", _outside_sentence(first, last))
        if self.period is None:
            return findings
        later = (days > pd.Timestamp(self.period.end)) & ~outside
        known_by = max(self.submitted or self.period.end, self.period.end)
        future = later & (days > pd.Timestamp(known_by))
        return [
            *findings,
            *flag(
                sheet,
                future,
                column,
                "after-period",
                f"Datumet ligger efter perioden ({self.period.end}) och efter dagen då leveransen "
                "lämnades. Rätta datumet.",
            ),
            *flag(
                sheet,
                later & ~future,
                column,
                "after-period",
                f"Datumet ligger efter perioden ({self.period.end}). Kontrollera det; det räknas "
                "först i nästa kvartal.",
                "warning",
            ),
        ]

    def check_planned(self, sheet: Sheet, frame: pd.DataFrame, column: str) -> list[Finding]:
        """Find the planned days of a date column that are far from the project."""
        first, last = planned_days(self.project)
        outside = self._outside(frame[column], first, last)
        return flag(sheet, outside, column, "outside-project", _outside_sentence(first, last))

    @staticmethod
    def _outside(days: pd.Series, first: date, last: date) -> pd.Series[bool]:
        return (days < pd.Timestamp(first)) | (days > pd.Timestamp(last))


def _outside_sentence(first: date, last: date) -> str:
    return f"Datumet ligger utanför projektets tid med marginal ({first} – {last}). Rätta året."
