"""Deliveries: which one the figures come from, how old it is, and how many warnings it has."""

from __future__ import annotations

from dataclasses import dataclass

from stegvis.language import swedish_order
from stegvis.period import Period
from stegvis.show import bars, swedish, wording
from stegvis.show.bars import Bar
from stegvis.show.exhibit import Exhibit, Group, Prose, Table
from stegvis.show.section import Section
from stegvis.show.terms import SCOPES, capital, short_quarter

WARNINGS = (
    "En varning hindrar inte att leveransen används, men pekar på något som kommunen bör se över "
    "före nästa leverans"
)


@dataclass(frozen=True)
class Delivery:
    """A municipality's delivery in use."""

    municipality: str
    quarter: Period
    submitted: str
    scope: str
    warnings: int


def in_use(section: Section) -> list[Delivery]:
    """List the deliveries in use: the municipality's, or everyone's in Swedish order."""
    place = None if section.is_whole_project else section.place
    found = [
        Delivery(
            row["municipality"],
            Period.parse(row["quarter"]),
            row["submitted"],
            row["scope"],
            row["k"],
        )
        for row in section.figures.table(place, "delivery.used").to_dict("records")
    ]
    return sorted(found, key=lambda delivery: swedish_order(delivery.municipality))


def headline(section: Section) -> Exhibit:
    """Say what the figures come from."""
    if not section.delivered:
        return Prose(wording.no_delivery(section), lead=True)
    if section.is_whole_project:
        return Prose(_scopes(section), lead=True)
    [delivery] = in_use(section)
    warnings = (
        f"{swedish.plural(delivery.warnings, 'varning', 'varningar')}"
        if delivery.warnings
        else "inga varningar"
    )
    return Prose(
        f"Siffrorna för {section.place} kommer från leveransen för "
        f"{swedish.period(delivery.quarter)}, lämnad {delivery.submitted}. Den innehåller "
        f"{SCOPES[delivery.scope]} och har {warnings}.",
        lead=True,
    )


def _scopes(section: Section) -> str:
    people, counts, nothing = (
        section.figures.one(section.place, "delivery.scope", scope=scope) for scope in SCOPES
    )
    others = [
        f"{swedish.count(figure.k)} {words}"
        for figure, words in (
            (counts, "har lämnat bara antal"),
            (nothing, "saknar leverans"),
        )
        if figure.k
    ]
    first = (
        f"{swedish.count(people.k)} av {swedish.plural(people.n or 0, 'kommun', 'kommuner')} har "
        "lämnat uppgifter om enskilda personer"
    )
    return swedish.sentence(swedish.listed([first, *others]))


def used(section: Section) -> Exhibit:
    """Show the delivery in use, or everyone's, and say when it is older than the period."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    texts = [text for text in _ages(section) if text]
    table = _everyones(section) if section.is_whole_project else _own(section)
    return Group(*([Prose(*texts)] if texts else []), table)


def _ages(section: Section) -> list[str]:
    deliveries = in_use(section)
    older = [one for one in deliveries if one.quarter.end < section.period.end]
    newer = [one for one in deliveries if one.quarter.end > section.period.end]
    asked = swedish.period(section.period)
    if section.is_whole_project:
        said = swedish.listed(f"{one.municipality} ({short_quarter(one.quarter)})" for one in older)
        return [
            f"Äldre än {asked}: leveransen från {said}. Det som har hänt därefter saknas."
            if older
            else "",
            "En del leveranser är nyare än perioden. Då är senare rättelser med, men bara det som "
            f"har hänt {section.until} räknas."
            if newer
            else "",
        ]
    return [
        f"Leveransen är äldre än perioden: det som har hänt efter {swedish.date(one.quarter.end)} "
        "saknas."
        for one in older
    ] + [
        "Leveransen är nyare än perioden: senare rättelser är med, men bara det som har hänt "
        f"{section.until} räknas."
        for _ in newer
    ]


def _own(section: Section) -> Table:
    [delivery] = in_use(section)
    return Table(
        ("Leverans", section.place),
        (
            ("Gäller", swedish.period(delivery.quarter)),
            ("Lämnad", delivery.submitted),
            ("Innehåll", SCOPES[delivery.scope]),
            ("Startade deltagare", _started(section, section.place)),
            ("Varningar", swedish.count(delivery.warnings)),
        ),
        caption="Leveransen som används",
        note=wording.note(section, WARNINGS),
        numeric=frozenset(),
    )


def _everyones(section: Section) -> Table:
    known = {one.municipality: one for one in in_use(section)}
    places = [place.name for place in section.project.municipalities]
    return Table(
        ("Kommun", "Gäller", "Lämnad", "Innehåll", "Startade", "Varningar"),
        tuple(
            _row(section, place, known.get(place)) for place in sorted(places, key=swedish_order)
        ),
        caption="Leveranserna som används",
        note=wording.note(section, WARNINGS),
        numeric=frozenset({4, 5}),
    )


def _row(section: Section, place: str, delivery: Delivery | None) -> tuple[str, ...]:
    if delivery is None:
        nothing = swedish.MISSING
        return (place, nothing, nothing, SCOPES["ingen"], nothing, nothing)
    return (
        place,
        short_quarter(delivery.quarter),
        delivery.submitted,
        SCOPES[delivery.scope],
        _started(section, place),
        swedish.count(delivery.warnings),
    )


def _started(section: Section, place: str) -> str:
    return swedish.count(section.figures.one(place, "caseload.started", "cumulative").k)


def by_scope(section: Section) -> Exhibit:
    """Show how many municipalities have delivered what; of one, say what that means."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    if not section.is_whole_project:
        [delivery] = in_use(section)
        return Prose(
            "Leveransen innehåller bara antal: hur många som har startat och avslutats, med vilka "
            "orsaker, och vad uppföljningen gav. Uppgifter om enskilda personer ingår inte."
            if delivery.scope == "antal"
            else "Leveransen innehåller en rad för varje deltagare, deras progressionskort och de "
            "uppföljningar som har gjorts, utan namn och personnummer."
        )
    shown = [
        Bar(capital(name), section.figures.one(section.place, "delivery.scope", scope=scope))
        for scope, name in SCOPES.items()
    ]
    return bars.exhibits(
        shown,
        columns=("Innehåll", "Antal av alla kommuner"),
        caption="Kommuner efter vad de har lämnat",
        what="Andelen av kommunerna",
        note=wording.note(section, f"n = {swedish.count(shown[0].figure.n)} kommuner i projektet"),
    )
