"""Case mix: who the participants of each municipality are, to read beside its outcomes."""

from __future__ import annotations

from stegvis.figures import Figure
from stegvis.place import ALL
from stegvis.show import between, swedish, wording
from stegvis.show.places import NO_DELIVERY, name, total_first
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.table import Table
from stegvis.show.terms import RATERS_OF, capital


def table(section: Section) -> Prose | Table:
    """Set the participants of the municipalities beside each other."""
    if said := between.not_here(section):
        return said
    if not section.figures.one(ALL, "caseload.started", "cumulative").k:
        return Prose(
            f"Ingen har startat {section.until}, så det finns inga deltagare att beskriva."
        )
    lists, rater = section.project.lists, section.project.movement.primary_rater
    women, ages = lists.gender[0], lists.age_group
    return Table(
        (
            "Kommun",
            "Startade",
            capital(women),
            *(f"{age} år" for age in ages),
            "Första kortet",
            "Dagar mellan kort",
        ),
        tuple(_row(section, place, women, ages) for place in total_first(section)),
        caption="Deltagarna i varje kommun, i bokstavsordning",
        note=wording.note(
            section,
            f"Andelar av dem som har startat; antal där färre än {wording.SMALL} har startat",
            f"Första kortet: medel av svaren på {RATERS_OF[rater]} första kort, på kortets skala "
            f"{section.project.card.low}–{section.project.card.high}",
            "Dagar mellan kort: median från ett kort till nästa",
            wording.left_out(section),
        ),
    )


def _row(section: Section, place: str, women: str, ages: tuple[str, ...]) -> tuple[str, ...]:
    lacking = (swedish.MISSING,) * (3 + len(ages))
    if not section.figures.delivered(place):
        return (place, NO_DELIVERY, *lacking)
    if wording.delivers_counts(section.for_place(place)):
        return (place, "bara antal", *lacking)
    rater = section.project.movement.primary_rater
    first = section.figures.one(place, "casemix.first_card", rater=rater)
    gap = section.figures.one(place, "casemix.card_gap", rater=rater)
    gender = section.figures.one(place, "participants.gender", "started", gender=women)
    groups = [
        section.figures.one(place, "participants.age_group", "started", age_group=age)
        for age in ages
    ]
    return (
        name(place),
        swedish.count(gender.n),
        *(_part(figure) for figure in (gender, *groups)),
        swedish.decimal(first.value, 1),
        swedish.decimal(gap.value, 0),
    )


def _part(figure: Figure) -> str:
    if not figure.n:
        return swedish.MISSING
    return swedish.percent(figure.value) if figure.n >= wording.SMALL else swedish.count(figure.k)
