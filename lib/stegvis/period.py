"""Periods of report: a quarter, a half-year, a year, or a project's whole span.

A report on a period counts what is dated up to and including the period's last day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from stegvis.errors import WrongError

_LABEL = re.compile(r"(?P<year>20\d\d)(?:(?P<kind>[QH])(?P<part>[1-4]))?", re.IGNORECASE)
_MONTHS = {"Q": 3, "H": 6, None: 12}
_FIRST_YEAR = 2000
"""The year of the first periods there are."""


class PeriodError(WrongError, ValueError):
    """The text is not a period; the message says in Swedish what one looks like."""


@dataclass(frozen=True, order=True)
class Period:
    """A span of whole months; ordered by its end, so that the newest is the largest.

    >>> Period.parse("2023Q3")
    Period(2023Q3: 2023-07-01 to 2023-09-30)
    """

    end: date
    start: date
    label: str

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``2023Q3``, ``2023H1`` or ``2023``; ``all`` belongs to a project.

        Raises
        ------
        PeriodError
            When the text is none of these.
        """
        found = _LABEL.fullmatch(text.strip())
        kind = found["kind"].upper() if found and found["kind"] else None
        part = int(found["part"]) if found and found["part"] else 1
        if not found or (kind == "H" and part > 2):
            raise PeriodError(
                f"”{text}” är ingen period. Skriv ett kvartal (2023Q3), ett halvår (2023H1), "
                "ett år (2023) eller all för hela projekttiden."
            )
        return cls._of(int(found["year"]), kind, part)

    @classmethod
    def _of(cls, year: int, kind: str | None, part: int) -> Period:
        months = _MONTHS[kind]
        first = (part - 1) * months + 1
        beyond = date(year + (first + months - 1) // 12, (first + months - 1) % 12 + 1, 1)
        label = f"{year}{kind}{part}" if kind else str(year)
        return cls(beyond - timedelta(days=1), date(year, first, 1), label)

    @classmethod
    def quarter_of(cls, day: date) -> Period:
        """Give the quarter that holds a day."""
        return cls._of(day.year, "Q", (day.month - 1) // 3 + 1)

    @property
    def is_quarter(self) -> bool:
        """Whether this is a quarter, the only kind of period a delivery has."""
        return "Q" in self.label

    @property
    def previous(self) -> Period | None:
        """Give the quarter, half-year or year before; a project's whole span has none.

        >>> Period.parse("2024Q1").previous, Period.parse("2024").previous
        (Period(2023Q4: 2023-10-01 to 2023-12-31), Period(2023: 2023-01-01 to 2023-12-31))
        """
        found = _LABEL.fullmatch(self.label)
        day = self.start - timedelta(days=1)
        if not found or day.year < _FIRST_YEAR:
            return None
        kind = found["kind"]
        return self._of(day.year, kind, (day.month - 1) // _MONTHS[kind] + 1)

    def quarters(self) -> list[Period]:
        """List the quarters that begin or end within the period, oldest first."""
        quarters = [self.quarter_of(self.start)]
        while quarters[-1].end < self.end:
            quarters.append(self.quarter_of(quarters[-1].end + timedelta(days=1)))
        return quarters

    def __str__(self) -> str:
        """Give the label, as it stands in file names and parameters."""
        return self.label

    def __repr__(self) -> str:
        """Show the label and both days."""
        return f"Period({self.label}: {self.start} to {self.end})"
