"""The progression card by the book: its scale, its questions, and what the project lets them be."""

from __future__ import annotations

from stegvis.card import RATERS, Rater
from stegvis.show import swedish
from stegvis.show.definitions_project import SOURCE
from stegvis.show.exhibit import Exhibit, Group, Prose, Table
from stegvis.show.section import Section
from stegvis.show.terms import RATERS as RATER_NAMES
from stegvis.show.terms import RATERS_OF, capital

UNWORDED = (
    "Etiketter som är märkta som platshållare står där kortets ordalydelse inte är känd: de säger "
    "inte vad frågan handlar om."
)
NO_INDICATORS = "Projektet har inte kopplat någon fråga till någon indikator."


def card(section: Section) -> Exhibit:
    """Show the questions of the card, rater by rater, and say how it is filled in."""
    own = section.project.card
    items = [item for rater in RATERS for item in own.items(rater)]
    asked = swedish.listed(
        f"{RATER_NAMES[rater]} på {_questions(len(own.items(rater)))}" for rater in RATERS
    )
    every = swedish.plural(own.every_months, "månad", "månader")
    words = [
        f"På progressionskortet svarar {asked}, på en skala från {own.low} till {own.high}. "
        f"Kortet ska fyllas i med {every} emellan.",
        UNWORDED if any(item.placeholder for item in items) else "",
        "" if any(item.indicator for item in items) else NO_INDICATORS,
    ]
    return Group(
        Prose(*(text for text in words if text)),
        *(_table(section, rater) for rater in RATERS),
    )


def _questions(number: int) -> str:
    return swedish.plural(number, "fråga", "frågor")


def _table(section: Section, rater: Rater) -> Table:
    items = section.project.card.items(rater)
    named = section.project.indicators
    mapped = any(item.indicator for item in items)
    marked = any(item.placeholder for item in items)
    return Table(
        (
            "Fråga",
            "Etikett",
            *(["Indikator"] if mapped else []),
            *(["Platshållare"] if marked else []),
        ),
        tuple(
            (
                item.id,
                item.label,
                *([named.get(item.indicator or "", "ingen")] if mapped else []),
                *(["ja" if item.placeholder else "nej"] if marked else []),
            )
            for item in items
        ),
        caption=f"{capital(RATERS_OF[rater])} frågor på progressionskortet",
        note=SOURCE,
        numeric=frozenset(),
    )
