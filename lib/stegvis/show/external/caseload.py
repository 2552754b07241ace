"""Caseload: how many have started, left and remain, and why people left."""

from __future__ import annotations

from stegvis.external_table import ExternalTable
from stegvis.figures import Figure
from stegvis.show import swedish, wording
from stegvis.show.bars import Bar
from stegvis.show.caseload import STATUSES
from stegvis.show.exhibit import Exhibit, Prose, Table
from stegvis.show.external import bars
from stegvis.show.external.note import Part, note
from stegvis.show.external.order import in_order, level
from stegvis.show.external.published import WHY, absent, as_of, find, table_with
from stegvis.show.section import Section

_DEFINITION = (
    "Startade: startdatum senast sista dagen; avslutade: avslutsdatum senast sista dagen; aktiva: "
    "startade men inte avslutade. Felregistrerade räknas inte"
)


def counts(section: Section) -> dict[str, Figure]:
    """Look up started, exited and active; none where the caseload is not published."""
    return {status: figure for status, (_, figure) in _told(section).items()}


def _told(section: Section) -> dict[str, tuple[ExternalTable, Figure]]:
    found = {
        status: (
            table_with(section, "caseload", status),
            find(section, f"caseload.{status}", "cumulative"),
        )
        for status in STATUSES
    }
    return {
        status: (table, figure)
        for status, (table, figure) in found.items()
        if table is not None and figure is not None
    }


def count(figure: Figure | None) -> str:
    """Write a count, ``..`` when it is hidden, and a dash where there is none."""
    if figure is None:
        return swedish.MISSING
    return swedish.HIDDEN if figure.hidden else swedish.count(figure.k)


def headline(section: Section) -> Prose:
    """Say first how many have started, left and remain, as far as it is told."""
    return Prose(summary(section), lead=True)


def summary(section: Section) -> str:
    """Say how many have started, left and remain, as far as it is told."""
    found = counts(section)
    started = found.get("started")
    if started is None:
        return absent(section, "caseload", "started")
    place, until = wording.where(section), as_of(section, started)
    if started.hidden:
        return f"Hur många som har startat {place} {until} redovisas inte: {WHY}."
    if not started.k:
        return f"Ingen deltagare har startat {place} {until}."
    begun = f"{wording.participants(started.k)} har startat {place} {until}"
    return f"{begun}{_of_whom(section, until, found)}"


def _of_whom(section: Section, until: str, found: dict[str, Figure]) -> str:
    """Go on about how many of the started have left, which may be told of another day."""
    exited, active = found.get("exited"), found.get("active")
    if exited is None or active is None:
        return "."
    if exited.hidden or active.hidden:
        return f". Hur många av dem som har avslutats redovisas inte: {WHY}."
    left, remain = exited.k or 0, active.k or 0
    said = (
        f"{swedish.count(left)} har avslutats och {swedish.count(remain)} är "
        f"{swedish.form(remain, 'aktiv', 'aktiva')}"
    )
    day = as_of(section, exited)
    return f": {said}." if day == until else f". Räknat {day}: {said}."


def totals(section: Section) -> Exhibit:
    """Show the caseload since the project began."""
    found = _told(section)
    if not found:
        return Prose(absent(section, "caseload"))
    return Table(
        ("Deltagare", "Sammanlagt"),
        tuple((STATUSES[status], count(figure)) for status, (_, figure) in found.items()),
        caption=f"Startade, avslutade och aktiva deltagare {wording.where(section)}",
        note=note(
            section,
            [
                Part(table, [figure], STATUSES[status].lower())
                for status, (table, figure) in found.items()
            ],
            _DEFINITION,
        ),
    )


def exits(section: Section) -> Exhibit:
    """Show how many left for each reason, or each group of reasons."""
    table = table_with(section, "exits")
    shown = _reasons(section, table) if table else []
    if table is None or not shown:
        return Prose(absent(section, "exits"))
    figures = [bar.figure for bar in shown]
    until = as_of(section, *figures)
    n = next((figure.n for figure in figures if figure.n is not None), None)
    if n == 0:
        return Prose(f"Ingen deltagare har avslutats {wording.where(section)} {until}.")
    return bars.exhibits(
        {"": shown},
        ("Avslutsorsak", "Antal av alla avslutade"),
        f"Avslutsorsaker {wording.where(section)}",
        note(
            section,
            [Part(table, figures)],
            f"n = {wording.participants(n)} som har avslutats" if n else "",
            "En orsak för varje person, den som kommunen har angett",
            wording.caution(n),
            called=lambda reason: section.project.reason_label(reason).lower(),
        ),
    )


def _reasons(section: Section, table: ExternalTable) -> list[Bar]:
    found = section.figures.table(section.place, "caseload.exit_reason", "cumulative")
    values = in_order(found.get("reason", []), section.project.reason_ids, table)
    bars_ = []
    for reason in values:
        figure = find(section, "caseload.exit_reason", "cumulative", reason=reason)
        if figure is not None:
            bars_.append(Bar(level(table, reason, section.project.reason_label), figure))
    return bars_
