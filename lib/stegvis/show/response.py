"""Response: who was sought after they left, who was reached, and why they had left."""

from __future__ import annotations

from collections.abc import Sequence

from stegvis.figures import Figure
from stegvis.show import swedish, wording
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Exhibit, Group
from stegvis.show.finding import extremes
from stegvis.show.followup import POPULATIONS, groups, positive
from stegvis.show.places import counting, places
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.share_chart import ShareRow, share_chart
from stegvis.show.stacked_chart import StackedRow, stacked_chart
from stegvis.show.style import CONTACTS
from stegvis.show.table import Table
from stegvis.show.terms import capital

NAMES = {"reached": "nåddes", "unanswered": "söktes utan svar", "unsought": "söktes inte"}
FORWARD, OTHERS = "positiv", "övriga"
LABELS = {FORWARD: POPULATIONS[FORWARD], OTHERS: "övriga avslut"}


def _nothing(section: Section) -> str:
    """Say why there is nothing to show; nothing to say when there is."""
    if not section.delivered:
        return wording.NOTHING_DELIVERED
    if wording.delivers_counts(section):
        return wording.counts_only(section, "uppgifter om vilka som har sökts")
    if not _months(section):
        return "Ingen är aktuell för uppföljning än, så ingen har behövt sökas."
    return ""


def _months(section: Section) -> list[int]:
    """List the months at which someone is due."""
    every = dict.fromkeys(group.months for group in groups(section, "lasting"))
    return [months for months in every if _attempted(section, months, "alla").n]


def _attempted(section: Section, months: int, population: str) -> Figure:
    keys = {"months": months, "population": population}
    return section.figures.one(section.place, "response.attempted", **keys)


def _contacts(section: Section, months: int, population: str) -> dict[str, int]:
    keys = {"months": months, "population": population}
    return {
        contact: section.figures.one(section.place, "response.contact", **keys, contact=contact).k
        or 0
        for contact in NAMES
    }


def sought(section: Section) -> Exhibit:
    """Show whom the follow-up has sought and reached; of the whole project by municipality too."""
    if missing := _nothing(section):
        return Prose(missing)
    rows = [
        (f"{_after(months)}, {label}", _contacts(section, months, population))
        for months in _months(section)
        for population, label in LABELS.items()
        if _attempted(section, months, population).n
    ]
    shown: list[Exhibit] = [Prose(*(_who(section, months) for months in _months(section)))]
    shown += _exhibits(section, "Grupp", rows, "Vilka som har sökts och nåtts")
    if section.is_whole_project:
        shown += _by_municipality(section, _months(section)[0])
    return Group(*shown)


def _after(months: int) -> str:
    return swedish.plural(months, "månad", "månader")


def _who(section: Section, months: int) -> str:
    everyone = _attempted(section, months, "alla")
    forward, others = (_attempted(section, months, name) for name in (FORWARD, OTHERS))
    after = f"{_after(months)} efter avslut har"
    if everyone.n == 1:
        return f"{after} den enda som är aktuell {'sökts' if everyone.k else 'inte sökts'}."
    if not everyone.k:
        return f"{after} ingen av de {swedish.count(everyone.n)} aktuella sökts."
    said = f"{after} {_of(everyone)} aktuella ({swedish.percent(everyone.value)}) sökts"
    if not others.n:
        return f"{said}. Alla de aktuella har en positiv stegförflyttning."
    if not forward.n:
        return f"{said}. Ingen av de aktuella har en positiv stegförflyttning."
    said += f": {_of(forward)} med positiv stegförflyttning och {_of(others)} övriga."
    if forward.k and not others.k:
        said += (
            " Bara personer med positiv stegförflyttning har alltså sökts, och andelen för alla "
            "avslut säger inget om de andra."
        )
    return said


def _of(figure: Figure) -> str:
    return f"{swedish.count(figure.k)} av {swedish.count(figure.n)}"


def _by_municipality(section: Section, months: int) -> list[Exhibit]:
    told = [
        place
        for place in places(section)
        if section.figures.delivered(place) and place not in counting(section)
    ]
    rows = [
        (place, _contacts(section.for_place(place), months, "alla"))
        for place in told
        if _attempted(section.for_place(place), months, "alla").n
    ]
    caption = f"Vilka som har sökts och nåtts {_after(months)} efter avslut i varje kommun"
    return _exhibits(section, "Kommun", rows, caption)


def _exhibits(
    section: Section, first: str, rows: Sequence[tuple[str, dict[str, int]]], caption: str
) -> list[Exhibit]:
    note = wording.note(
        section,
        "n = aktuella, alltså de som har varit avslutade minst så länge",
        "Nåddes: har svarat på frågan om progression. Söktes utan svar: har en uppföljning utan "
        "svar. Söktes inte: har ingen uppföljning alls",
        f"Med {positive(section.project)}",
        wording.left_out(section),
        wording.LOCAL,
    )
    table = Table(
        (first, *(capital(name) for name in NAMES.values())),
        tuple((label, *map(swedish.count, parts.values())) for label, parts in rows),
        caption=f"{caption}, antal personer",
        note=note,
    )
    if max(sum(parts.values()) for _, parts in rows) < wording.FEW:
        return [table]
    said = "; ".join(
        f"{label}: "
        + swedish.listed(f"{swedish.count(k)} {NAMES[contact]}" for contact, k in parts.items())
        for label, parts in rows
    )
    drawing = stacked_chart([StackedRow(*row) for row in rows], CONTACTS, NAMES)
    alt = f"{said}."
    return [Chart.of(drawing, alt=alt, caption=caption, note=note), table]


def by_reason(section: Section) -> Exhibit:
    """Show how many were reached of those who left for each reason."""
    if missing := _nothing(section):
        return Prose(missing)
    months = _months(section)
    figures = {
        reason: {
            month: section.figures.one(
                section.place, "response.reason", months=month, reason=reason
            )
            for month in months
        }
        for reason in section.project.reason_ids
    }
    known = {reason: by for reason, by in figures.items() if any(f.n for f in by.values())}
    caption = "Hur många som nåddes, efter avslutsorsak"
    note = wording.note(
        section,
        "n = aktuella som avslutades av den orsaken",
        wording.left_out(section),
        wording.LOCAL,
    )
    interval = f"95{swedish.NBSP}% intervall"
    table = Table(
        ("Avslutsorsak", *(text for m in months for text in (f"Nåddes, {_after(m)}", interval))),
        tuple(
            (
                section.project.reason_label(reason),
                *(text for figure in by.values() for text in _cells(figure)),
            )
            for reason, by in known.items()
        ),
        caption=caption,
        note=note,
    )
    reading = Prose(
        "Nås vissa oftare än andra, väger deras svar tyngre i andelen än de gör bland alla som "
        "har avslutats. Bortfallet är då inte slumpmässigt."
    )
    drawn = months[0]
    most = max(by[drawn].n or 0 for by in known.values())
    if most < wording.FEW:
        return Group(reading, table)
    rows = [
        ShareRow(section.project.reason_label(reason), by[drawn], wording.share(by[drawn]))
        for reason, by in known.items()
        if by[drawn].n
    ]
    said = "; ".join(f"{row.label}: {row.text}, {wording.confidence(row.figure)}" for row in rows)
    chart = Chart.of(
        share_chart(rows),
        alt=extremes("Andelen som nåddes", [(row.label, row.figure) for row in rows]) + f" {said}.",
        caption=f"{caption}, {_after(drawn)} efter avslut",
        note=f"{note} Punkt: andelen som nåddes. Streck: {interval}.",
    )
    return Group(reading, chart, table)


def _cells(figure: Figure) -> tuple[str, str]:
    if not figure.n:
        return swedish.MISSING, swedish.MISSING
    return wording.share(figure), swedish.interval(figure.low, figure.high)
