"""What is missing, how much of it, and what that means for the other sections."""

from __future__ import annotations

from stegvis.card import RATERS, Rater
from stegvis.figures import Figure
from stegvis.show import swedish, wording
from stegvis.show.caseload import nobody
from stegvis.show.coverage import people
from stegvis.show.exhibit import Exhibit, Group, Prose, Table
from stegvis.show.section import Section
from stegvis.show.terms import RATERS as RATER_NAMES
from stegvis.show.terms import UNKNOWN

NOT_DELIVERED = "lämnas inte"
UNKNOWN_GENDER = "okänt"

Row = tuple[str, str, str]


def missing(section: Section) -> Exhibit:
    """Show what is missing and where it is felt; all kinds, also those that nothing is missing of.

    A kind that nobody could have yet, such as follow-ups before anyone is due, has no row.
    """
    if not section.delivered:
        return Prose(
            "Utan leverans är alla avsnitt om kommunen tomma, och dess deltagare ingår inte i "
            "hela projektets siffror."
            if not section.is_whole_project
            else "Utan leveranser är alla avsnitt tomma."
        )
    counts = wording.delivers_counts(section)
    rows = [
        *(_places(section) if section.is_whole_project else []),
        *(_never_delivered() if counts else _people(section)),
        *_followups(section),
        *_method(section),
    ]
    table = Table(
        ("Uppgift", "Saknas", "Vad det betyder"),
        tuple(rows),
        caption=f"Det som saknas {wording.where(section)}",
        note=wording.note(section, "Av: så många som uppgiften kunde ha funnits för"),
        numeric=frozenset(),
    )
    empty = not counts and not people(section, "participant", "none").n
    return Group(Prose(nobody(section)), table) if empty else table


def _places(section: Section) -> list[Row]:
    def of(scope: str) -> str:
        return wording.share(section.figures.one(section.place, "delivery.scope", scope=scope))

    return [
        ("Leverans (kommuner)", of("ingen"), "Kommunens deltagare ingår inte i något avsnitt."),
        (
            "Uppgifter om enskilda personer (kommuner)",
            of("antal"),
            "Kommunen ingår i antal, mål och uppföljning, men inte i Progression.",
        ),
    ]


def _never_delivered() -> list[Row]:
    return [
        (
            "Progressionskort",
            NOT_DELIVERED,
            "Progression är tomt. Kommunen ingår inte i hela projektets stegförflyttningar.",
        ),
        ("Start- och avslutsdatum", NOT_DELIVERED, "Deltagare visar inte utvecklingen över tid."),
        ("Kön, ålder och remittent", NOT_DELIVERED, "Deltagare visar inte vilka de är."),
    ]


def _people(section: Section) -> list[Row]:
    if not people(section, "participant", "none").n:
        return []
    rows: list[Row] = []
    for rater in RATERS:
        rows += _cards(section, rater)
    for trait, level, name in (
        ("referrer", UNKNOWN, "Remittent"),
        ("gender", UNKNOWN_GENDER, "Kön"),
    ):
        figure = _trait(section, trait, level)
        if figure is not None:
            meaning = f"Räknas som ”{'uppgift saknas' if level == UNKNOWN else level}” i Deltagare."
            rows.append((name, wording.share(figure), meaning))
    return rows


def _cards(section: Section, rater: Rater) -> list[Row]:
    name = RATER_NAMES[rater]
    decides = section.project.movement.primary_rater == rater
    also = " De räknas inte som positiva i uppföljningen av mål." if decides else ""
    return [
        (
            f"Kort från {name}",
            wording.share(people(section, rater, "none")),
            f"Deltagarna syns inte i Progression enligt {name}.{also}",
        ),
        (
            f"Ett andra kort från {name}",
            wording.share(people(section, rater, "one")),
            "En stegförflyttning kan inte räknas förrän det finns två kort.",
        ),
    ]


def _trait(section: Section, trait: str, level: str) -> Figure | None:
    levels = getattr(section.project.lists, trait)
    if level != UNKNOWN and level not in levels:
        return None
    return section.figures.one(section.place, f"participants.{trait}", "started", **{trait: level})


def _followups(section: Section) -> list[Row]:
    table = section.figures.table(section.place, "lasting.nonresponse")
    months = table.loc[table["population"] == "alla", "months"]
    found = {
        number: section.figures.one(
            section.place, "lasting.nonresponse", months=number, population="alla"
        )
        for number in months
    }
    return [
        (
            f"Svar på uppföljningen {number}{swedish.NBSP}månader efter avslut",
            wording.share(figure),
            "Andelarna i Uppföljning gäller dem som svarade; bortfallet visas som ett spann.",
        )
        for number, figure in found.items()
        if figure.n
    ]


def _method(section: Section) -> list[Row]:
    figure = section.figures.one(section.place, "method.unreported")
    return [
        (
            "Uppgift om metodens delar",
            wording.share(figure),
            "Utan den går det inte att se hur arbetssättet skiljer sig mellan kommuner.",
        )
    ]
