"""What was known at an earlier time: the deliveries that there were then.

By a period it is the deliveries of quarters up to its end, as the report of that period could have
been written; by a day it is those that had been handed in by then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from stegvis.errors import WrongError
from stegvis.period import Period, PeriodError

if TYPE_CHECKING:  # a kept delivery needs no more than to be asked its days
    from stegvis.delivery.kept import Kept

FOLDER = "som-kand"
"""Where reports as they were lie among the reports, each under the label of what was known."""


class KnownError(WrongError, ValueError):
    """The text says no time; the message is a Swedish sentence."""


@dataclass(frozen=True)
class Known:
    """What was known up to a day.

    Parameters
    ----------
    label
        As it is typed, and as its folder is called: ``2023Q3`` or ``2023-10-20``.
    until
        The last day that counts.
    by_day
        Whether it is the day a delivery was handed in that counts, and not its quarter.
    """

    label: str
    until: date
    by_day: bool

    def has(self, one: Kept) -> bool:
        """Whether a delivery was known."""
        return (one.submitted if self.by_day else one.period.end) <= self.until


def read_known(text: str) -> Known:
    """Read ``2023Q3`` or ``2023-10-20``.

    >>> read_known("2023q3")
    Known(label='2023Q3', until=datetime.date(2023, 9, 30), by_day=False)

    Raises
    ------
    KnownError
        When it is neither.
    """
    try:
        period = Period.parse(text)
    except PeriodError:
        pass
    else:
        return Known(period.label, period.end, by_day=False)
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise KnownError(
            f"”{text}” är ingen tid. Skriv ett kvartal (2023Q3) eller en dag (2023-10-20)."
        ) from None
    return Known(day.isoformat(), day, by_day=True)
