"""What the plan publishes in a section, when it comes, and why something is not there."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date

from stegvis.external_table import ExternalTable, Kind
from stegvis.figures import Figure
from stegvis.period import Period
from stegvis.project import Project
from stegvis.show import swedish, wording
from stegvis.show.section import Section

WHY = "antalet är litet, eller skulle röja ett litet antal"
EVERY = {
    "quarter": "varje kvartal",
    "half_year": "varje halvår",
    "year": "en gång om året",
    "end": "när projektet är slut",
}
_QUARTERS = {"quarter": "1234", "half_year": "24", "year": "4", "end": ""}
"""The quarters at whose end a table is counted anew."""


def planned(section: Section, kind: Kind) -> list[ExternalTable]:
    """List the tables of a kind that are published about the section's place."""
    places = "project" if section.is_whole_project else "municipality"
    return [
        table
        for table in section.project.external
        if table.table == kind and table.places == places
    ]


def table_with(section: Section, kind: Kind, name: str = "") -> ExternalTable | None:
    """Give the table of a kind that has a row, by its name in ``only``; None when none has."""
    return next((t for t in planned(section, kind) if not t.only or name in t.only), None)


def find(
    section: Section, measure: str, definition: str = "", /, **group: Hashable
) -> Figure | None:
    """Look up a figure of the section's place; None where it is not published."""
    return section.figures.find(section.place, measure, definition, **group)


def anything(section: Section) -> bool:
    """Whether anything at all is published about the section's place."""
    return bool((section.figures.frame["municipality"] == section.place).any())


def days(table: ExternalTable, project: Project) -> list[date]:
    """List the days at which a table is counted anew, in order; the project's last day is one."""
    first = Period.parse(table.first).end if table.first else project.start
    ends = [quarter.end for quarter in project.span.quarters() if _counted(table, quarter)]
    within = {day for day in ends if day < project.end} | {project.end}
    return sorted(day for day in within if day >= first)


def _counted(table: ExternalTable, quarter: Period) -> bool:
    return quarter.label[-1] in _QUARTERS[table.every]


def until(section: Section, figures: Iterable[Figure | None]) -> date:
    """Give the last day that some figures of one table count; the section's own without any."""
    labels = [figure.period for figure in figures if figure is not None and figure.period]
    return section.project.period(labels[0]).end if labels else section.period.end


def as_of(section: Section, *figures: Figure | None) -> str:
    """Say up to which day some figures of one table count."""
    return f"till och med {swedish.date(until(section, figures))}"


def absent(section: Section, kind: Kind, name: str = "") -> str:
    """Say why a table that the section could have is not there, and when it comes."""
    table = table_with(section, kind, name)
    if table is None:
        of_project = section.for_place("ALLA")
        if not section.is_whole_project and table_with(of_project, kind, name):
            return (
                "Uppgifterna redovisas bara för hela projektet: i en enskild kommun är antalen "
                "för små."
            )
        return "Uppgifterna ingår inte i den externa redovisningen."
    coming = [day for day in days(table, section.project) if day > section.period.end]
    if coming and len(coming) == len(days(table, section.project)):
        return (
            f"Uppgifterna redovisas {EVERY[table.every]}, första gången som de är {_at(coming[0])}."
        )
    if wording.delivers_counts(section):
        return wording.counts_only(section, "uppgifterna")
    return (
        f"Det finns inga uppgifter att redovisa {wording.where(section)}: ingen leverans har "
        "lämnats som de kan räknas av."
    )


def _at(day: date) -> str:
    return f"till och med {swedish.date(day)}"
