"""The mark of reports that tell what was known at an earlier time."""

from __future__ import annotations

from stegvis.delivery.known import Known
from stegvis.period import Period
from stegvis.show import swedish


def known_mark(known: Known | None) -> str:
    """Give the mark of every page; empty where all is known that there is.

    >>> from stegvis.delivery.known import read_known
    >>> known_mark(read_known("2023Q3")), known_mark(read_known("2023-10-20")), known_mark(None)
    ('Som det var känt till och med tredje kvartalet 2023', 'Som det var känt 2023-10-20', '')
    """
    if known is None:
        return ""
    if known.by_day:
        return f"Som det var känt {swedish.date(known.until)}"
    return f"Som det var känt till och med {swedish.period(Period.parse(known.label))}"
