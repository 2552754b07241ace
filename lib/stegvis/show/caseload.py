"""Caseload: how many have started, left and remain, and why people left."""

from __future__ import annotations

from stegvis.language import swedish_order
from stegvis.show import bars, swedish, wording
from stegvis.show.bars import Bar
from stegvis.show.exhibit import Exhibit, Group, Prose, Table
from stegvis.show.section import Section

STATUSES = {"started": "Startade", "exited": "Avslutade", "active": "Aktiva"}
_CUMULATIVE = (
    "Startade: startdatum senast sista dagen; avslutade: avslutsdatum senast sista dagen; aktiva: "
    "startade men inte avslutade. Felregistrerade räknas inte"
)


def _count(section: Section, status: str, definition: str = "cumulative") -> int:
    return section.figures.one(section.place, f"caseload.{status}", definition).k or 0


def nobody(section: Section) -> str:
    """Say that nobody has started yet, and when somebody could."""
    place = wording.where(section)
    if section.period.end < section.project.start:
        begins = swedish.date(section.project.start)
        return f"Ingen deltagare har startat {place}: projektet börjar {begins}."
    return f"Ingen deltagare har startat {place} {section.until}."


def headline(section: Section) -> Exhibit:
    """Say how many have started, left and remain."""
    if not section.delivered:
        return Prose(wording.no_delivery(section), lead=True)
    started, exited, active = (_count(section, status) for status in STATUSES)
    if not started:
        return Prose(nobody(section), lead=True)
    return Prose(
        f"{wording.participants(started)} har startat {wording.where(section)} {section.until}: "
        f"{swedish.count(exited)} har avslutats och {swedish.count(active)} "
        f"är {swedish.form(active, 'aktiv', 'aktiva')}.",
        lead=True,
    )


def totals(section: Section) -> Exhibit:
    """Show the caseload, cumulative and within the period; for the whole project by municipality.

    Municipalities that deliver counts give no dates, and so nothing within the period.
    """
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    counts = wording.delivers_counts(section)

    def within(status: str) -> str:
        return swedish.MISSING if counts else swedish.count(_count(section, status, "period"))

    undated = (
        "Kommunen lämnar bara antal, utan datum: vad som hänt under perioden är inte känt"
        if counts
        else "Under perioden: datumet ligger i den; aktiva är då de som både har startat i "
        "perioden och är kvar"
    )
    left_out = wording.left_out(section)
    table = Table(
        ("Deltagare", "Sammanlagt", "Under perioden"),
        tuple(
            (name, swedish.count(_count(section, status)), within(status))
            for status, name in STATUSES.items()
        ),
        caption=f"Startade, avslutade och aktiva deltagare, {swedish.period(section.period)}",
        note=wording.note(
            section,
            _CUMULATIVE,
            undated,
            left_out and f"{left_out} i kolumnen Under perioden",
        ),
    )
    return Group(table, _by_municipality(section)) if section.is_whole_project else table


def _by_municipality(section: Section) -> Table:
    places = [known.name for known in section.project.municipalities]
    delivered = [place for place in places if section.figures.delivered(place)]
    return Table(
        ("Kommun", *STATUSES.values()),
        tuple(
            (place, *(swedish.count(_count(section.for_place(place), name)) for name in STATUSES))
            for place in sorted(delivered, key=swedish_order)
        ),
        caption="Startade, avslutade och aktiva deltagare i varje kommun, sammanlagt",
        note=wording.note(section, "Kommuner utan leverans visas inte"),
    )


def exits(section: Section) -> Exhibit:
    """Show how many left for each reason."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    exited = _count(section, "exited")
    if not exited:
        return Prose(f"Ingen deltagare har avslutats {wording.where(section)} {section.until}.")
    project, figures = section.project, section.figures
    return bars.exhibits(
        [
            Bar(
                project.reason_label(reason),
                figures.one(section.place, "caseload.exit_reason", "cumulative", reason=reason),
            )
            for reason in project.reason_ids
        ],
        columns=("Avslutsorsak", "Antal av alla avslutade"),
        caption=f"Avslutsorsaker {wording.where(section)}",
        what="Andelen av alla avslutade",
        note=wording.note(
            section,
            f"n = {wording.participants(exited)} som har avslutats",
            "En orsak för varje person, den som kommunen har angett",
            wording.caution(exited),
        ),
    )
