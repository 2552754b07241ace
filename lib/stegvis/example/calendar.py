"""Days of the example: working days, and months after a day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

_SATURDAY = 5


def workday(day: date) -> date:
    """Give the day itself, or the Monday after a weekend."""
    weekday = day.weekday()
    return day + timedelta(days=7 - weekday) if weekday >= _SATURDAY else day


def months_after(day: date, months: int) -> date:
    """Give the same day some months later, or that month's last day when it has no such day.

    >>> months_after(date(2023, 8, 31), 6)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
