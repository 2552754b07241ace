"""Days of the example: nobody follows up on a weekend."""

from __future__ import annotations

from datetime import date, timedelta

_SATURDAY = 5


def workday(day: date) -> date:
    """Give the day itself, or the Monday after a weekend."""
    weekday = day.weekday()
    return day + timedelta(days=7 - weekday) if weekday >= _SATURDAY else day
