"""The plan: which tables a publication tells, and as of which day each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Protocol

from stegvis.disclosure import tables
from stegvis.disclosure.count import Contents
from stegvis.disclosure.esf import esf
from stegvis.disclosure.moves import items, movement
from stegvis.external_table import ExternalTable
from stegvis.period import Period
from stegvis.project import Project


class Content(Protocol):
    """Tells what a table holds."""

    def __call__(self, table: ExternalTable, project: Project) -> Contents:
        """Give the contents of one table."""
        ...


_CONTENTS: Mapping[str, Content] = MappingProxyType(
    {
        "caseload": tables.caseload,
        "participants": tables.participants,
        "exits": tables.exits,
        "goals": tables.goals,
        "lasting": tables.lasting_progression,
        "retention": tables.retained,
        "movement": movement,
        "items": items,
        "esf": esf,
    }
)
_LAST_MONTHS = {"quarter": (3, 6, 9, 12), "half_year": (6, 12), "year": (12,), "end": ()}

_A_YEAR = 366

CAREFUL = (
    ExternalTable(table="caseload", places="project", every="half_year"),
    ExternalTable(table="goals", places="project", every="half_year"),
    ExternalTable(table="caseload", places="municipality", every="end"),
)
"""What is published of a project that has not decided: little, and seldom."""


def plan_of(project: Project) -> tuple[ExternalTable, ...]:
    """Give the tables that a project publishes."""
    return project.external or CAREFUL


def contents_of(table: ExternalTable, project: Project) -> Contents:
    """Give what a table tells of a place, and what ties its counts."""
    return _CONTENTS[table.table](table, project)


def last_day(project: Project) -> date:
    """Give the project's end as a day that is counted at: the last day of its quarter."""
    return Period.quarter_of(project.end).end


def told_until(period: Period, project: Project) -> date:
    """Give the day that a publication reaches: of the project's whole span, its last quarter's."""
    return max(period.end, last_day(project)) if period.label == "all" else period.end


def newest_day(table: ExternalTable, project: Project, until: date) -> Period | None:
    """Give the quarter at whose end a table was last counted, up to a day; None before the first.

    It is counted at the end of ``first``, of each quarter, half-year or year, and of the project.
    """
    return max(_days(table, project, until), default=None)


def next_day(table: ExternalTable, project: Project, until: date) -> Period | None:
    """Give the first quarter after a day at whose end a table is counted; None after the last."""
    ahead = Period.quarter_of(max(until, last_day(project)) + timedelta(days=_A_YEAR)).end
    return min((one for one in _days(table, project, ahead) if one.end > until), default=None)


def _days(table: ExternalTable, project: Project, until: date) -> list[Period]:
    """List the quarters at whose ends a table is counted, up to a day."""
    begun = project.start if table.first is None else Period.parse(table.first).end
    if until < begun:
        return []
    months = _LAST_MONTHS[table.every]
    ends = {last_day(project), begun}
    return [
        quarter
        for quarter in Period(until, begun, "").quarters()
        if begun <= quarter.end <= until and (quarter.end.month in months or quarter.end in ends)
    ]


def by_day(
    told: Iterable[ExternalTable], project: Project, until: date
) -> dict[Period, list[ExternalTable]]:
    """Part tables by the quarter at whose end they are told, up to a day, the oldest first."""
    found: dict[Period, list[ExternalTable]] = {}
    for table in told:
        quarter = newest_day(table, project, until)
        if quarter is not None:
            found.setdefault(quarter, []).append(table)
    return dict(sorted(found.items()))
