"""What the plan publishes in a section, when it comes, and why something is not there."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date

from stegvis.external_table import ExternalTable, Kind
from stegvis.figures import Figure
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.show import swedish, wording
from stegvis.show.section import Section

WHY = "antalet är litet, eller skulle röja ett litet antal"
_EVERY = {
    "quarter": "varje kvartal",
    "half_year": "varje halvår",
    "year": "en gång om året",
    "end": "när projektet är slut",
}


def often(table: ExternalTable) -> str:
    """Say how often a table is counted anew."""
    if table.every == "end" and table.first:
        return f"efter {swedish.period(Period.parse(table.first))} och {_EVERY['end']}"
    return _EVERY[table.every]


def plan(section: Section) -> tuple[ExternalTable, ...]:
    """List the tables that the section's project publishes."""
    if section.project.external:
        return section.project.external
    from stegvis.disclosure.plan import CAREFUL  # brings SciPy

    return CAREFUL


def planned(section: Section, kind: Kind, name: str | None = None) -> list[ExternalTable]:
    """List the tables of a kind about the section's place that have a row; any row, without name.

    ``name`` is the row's as ``only`` would name it.
    """
    places = "project" if section.is_whole_project else "municipality"
    return [
        table
        for table in plan(section)
        if table.table == kind
        and table.places == places
        and (name is None or not table.only or name in table.only)
    ]


def published(section: Section, kind: Kind, name: str | None = None) -> list[ExternalTable]:
    """List the tables of `planned` that have been counted by the section's last day."""
    return [table for table in planned(section, kind, name) if _counted(section, table)]


def table_with(section: Section, kind: Kind, name: str | None = None) -> ExternalTable | None:
    """Give the published table that tells a row; the one that was counted last, of several."""
    found = published(section, kind, name)
    return max(found, key=lambda table: _counted(section, table)[-1], default=None)


def _counted(section: Section, table: ExternalTable) -> list[Period]:
    """List the quarters at whose ends a table has been counted by the section's last day."""
    project = section.project
    return table.quarters(project.start, project.end, _reached(section))


def _reached(section: Section) -> date:
    """Give the section's last day: of the project's whole span, its last quarter's."""
    whole = section.period == section.project.span
    return Period.quarter_of(section.period.end).end if whole else section.period.end


def _coming(section: Section, tables: Iterable[ExternalTable]) -> date:
    """Give the first day at which one of some tables is counted, of those that never have been."""
    project = section.project
    last = Period.quarter_of(project.end).end
    return min(
        table.quarters(project.start, project.end, _latest(table, last))[0].end for table in tables
    )


def _latest(table: ExternalTable, last: date) -> date:
    return max(last, Period.parse(table.first).end) if table.first else last


def find(
    section: Section, measure: str, definition: str = "", /, **group: Hashable
) -> Figure | None:
    """Look up a figure of the section's place; None where it has no row."""
    return section.figures.find(section.place, measure, definition, **group)


def until(section: Section, figures: Iterable[Figure | None]) -> date:
    """Give the last day that some figures of one table count; the section's own without any."""
    labels = [figure.period for figure in figures if figure is not None and figure.period]
    return section.project.period(labels[0]).end if labels else section.period.end


def as_of(section: Section, *figures: Figure | None) -> str:
    """Say up to which day some figures of one table count."""
    return f"till och med {swedish.date(until(section, figures))}"


def absent(section: Section, kind: Kind, name: str | None = None) -> str:
    """Say why a row that the section could have is not there, and when it comes."""
    named = planned(section, kind, name)
    if not named:
        if not section.is_whole_project and planned(section.for_place(ALL), kind, name):
            return (
                "Uppgifterna redovisas bara för hela projektet: i en enskild kommun är antalen "
                "för små."
            )
        return "Uppgifterna ingår inte i den externa redovisningen."
    table = table_with(section, kind, name)
    if table is None:
        first, day = named[0], swedish.date(_coming(section, named))
        if first.every == "end" and first.first:
            return f"Uppgifterna redovisas till och med {day}, och sedan {_EVERY['end']}."
        if first.every == "end":
            return f"Uppgifterna redovisas {_EVERY['end']}, till och med {day}."
        return f"Uppgifterna redovisas {often(first)}, första gången till och med {day}."
    if wording.delivers_counts(section):
        return wording.counts_only(section, "uppgifterna")
    day = swedish.date(_counted(section, table)[-1].end)
    return (
        f"Det finns inga uppgifter att redovisa {wording.where(section)}: när tabellen räknades, "
        f"till och med {day}, hade ingen leverans lämnats som de kan räknas av, eller så ingick "
        "tabellen inte i den externa redovisningen än."
    )


def only_people(section: Section) -> str:
    """Say, for the whole project, that municipalities that deliver counts are not in; or nothing.

    For figures that only people's own rows can give.
    """
    counts = find(section, "delivery.scope", scope="antal") if section.is_whole_project else None
    return "Kommuner som bara lämnar antal ingår inte" if counts and counts.k else ""
