"""The plan: which tables a publication tells, and as of which day each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Protocol, get_args

from stegvis.disclosure import tables
from stegvis.disclosure.count import Contents, Count
from stegvis.disclosure.esf import esf
from stegvis.disclosure.mistakes import mistakes
from stegvis.disclosure.moves import items, movement
from stegvis.disclosure.publication import DisclosureError
from stegvis.external_table import ExternalTable, Kind
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

_A_YEAR = 366
_OF_EACH_KIND = tuple(
    ExternalTable(table=kind, places="project", by=("gender", "age_group", "referrer"))
    for kind in get_args(Kind)
)

CAREFUL = (
    ExternalTable(table="caseload", places="project", every="half_year"),
    ExternalTable(table="goals", places="project", every="half_year"),
    ExternalTable(table="caseload", places="municipality", every="end"),
)
"""What is published of a project that has not decided: little, and seldom."""


def plan_of(project: Project) -> tuple[ExternalTable, ...]:
    """Give the tables that a project publishes.

    Raises
    ------
    DisclosureError
        When the plan names what the project does not have; a line for each mistake.
    """
    found = mistakes(project.external, project)
    if found:
        raise DisclosureError("\n".join(f"{project.id}.yaml: {mistake}" for mistake in found))
    return project.external or CAREFUL


def contents_of(table: ExternalTable, project: Project) -> Contents:
    """Give what a table tells of a place, and what ties its counts."""
    return _CONTENTS[table.table](table, project)


def only_grows(project: Project) -> frozenset[Count]:
    """Give the counts that a later day can only add to, whichever table brings them there."""
    return frozenset().union(*(contents_of(table, project).grows for table in _OF_EACH_KIND))


def last_day(project: Project) -> date:
    """Give the project's end as a day that is counted at: the last day of its quarter."""
    return Period.quarter_of(project.end).end


def told_until(period: Period, project: Project) -> date:
    """Give the day that a publication reaches: of the project's whole span, its last quarter's."""
    return max(period.end, last_day(project)) if period.label == "all" else period.end


def next_day(table: ExternalTable, project: Project, until: date) -> Period | None:
    """Give the first quarter after a day at whose end a table is counted; None after the last."""
    ahead = max(until, last_day(project)) + timedelta(days=_A_YEAR)
    quarters = table.quarters(project.start, project.end, Period.quarter_of(ahead).end)
    return next((quarter for quarter in quarters if quarter.end > until), None)


def by_day(
    told: Iterable[ExternalTable], project: Project, until: date
) -> dict[Period, list[ExternalTable]]:
    """Part tables by the quarter at whose end they are told, up to a day, the oldest first."""
    found: dict[Period, list[ExternalTable]] = {}
    for table in told:
        quarters = table.quarters(project.start, project.end, until)
        if quarters:
            found.setdefault(quarters[-1], []).append(table)
    return dict(sorted(found.items()))
