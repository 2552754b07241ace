"""Coverage of each municipality: how many people and cards its delivery has brought."""

from __future__ import annotations

from stegvis.card import RATERS
from stegvis.show import swedish, wording
from stegvis.show.exhibit import Exhibit, Prose, Table
from stegvis.show.places import NO_DELIVERY, name, total_first
from stegvis.show.section import Section
from stegvis.show.sheets import known
from stegvis.show.terms import RATERS as RATER_NAMES
from stegvis.show.terms import RATERS_OF

ONLY_COUNTS = "bara antal"


def by_municipality(section: Section) -> Exhibit:
    """Show people, cards and movements, municipality by municipality."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    if not section.is_whole_project:
        return Prose(
            "Hela projektet visas kommun för kommun. Kommunens egna personer och kort står ovan."
        )
    return Table(
        (
            "Kommun",
            "Startade",
            "Avslutade",
            *(f"{RATERS_OF[rater]} kort".capitalize() for rater in RATERS),
            *(f"Med förflyttning, enligt {RATER_NAMES[rater]}" for rater in RATERS),
        ),
        tuple((name(place), *_cells(section.for_place(place))) for place in total_first(section)),
        caption="Personer, kort och stegförflyttningar i varje kommun",
        note=wording.note(
            section,
            "n = det andra talet: startade deltagare i kommuner med en rad per person",
            "Med förflyttning är den som har två svar på någon fråga",
            wording.left_out(section).replace("ingår inte", "ingår inte i korten"),
        ),
    )


def _cells(section: Section) -> tuple[str, ...]:
    if not section.delivered:
        return (NO_DELIVERY, *[swedish.MISSING] * 5)
    people = (
        swedish.count(section.figures.one(section.place, f"caseload.{status}", "cumulative").k)
        for status in ("started", "exited")
    )
    if wording.delivers_counts(section):
        return (*people, *[ONLY_COUNTS] * 4)
    first = {rater: section.project.card.items(rater)[0].id for rater in RATERS}
    answered = (
        known(section, section.place, "cards.answered", rater=rater, item=first[rater])
        for rater in RATERS
    )
    moved = (known(section, section.place, "cards.moved", rater=rater) for rater in RATERS)
    return (
        *people,
        *(swedish.count(figure.n if figure else None) for figure in answered),
        *(wording.share(figure) if figure and figure.n else swedish.MISSING for figure in moved),
    )
