"""Comparable or not: what each municipality may be compared in, and why not in the rest."""

from __future__ import annotations

from stegvis.figures import Figure
from stegvis.show import between, wording
from stegvis.show.between import APART
from stegvis.show.places import NO_DELIVERY, places
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.table import Table
from stegvis.show.terms import RATERS, RATERS_OF

COMPARABLE = "comparable"
_YES = "jämförbar"
_REASONS = {
    "counts_only": "bara antal",
    "other_rater": "inga kort av {rater}",
    "few": f"färre än {wording.FEW} personer med två kort",
    "other_items": "någon fråga besvaras aldrig",
    "other_interval": "andra tider mellan korten",
    "method_unreported": "metoden är inte helt rapporterad",
}
"""Why movement and method cannot be compared, by the status among the figures."""


def status(section: Section, place: str) -> str:
    """Give the status of a municipality's movement and method among the figures."""
    table = section.figures.table(section.place, "comparable.method")
    found = table.loc[table["municipality"] == place, "status"] if len(table) else table
    return str(found.iloc[0]) if len(found) else ""


def comparable(section: Section) -> list[str]:
    """List the municipalities whose movement and method may be compared, in Swedish order."""
    return [place for place in places(section) if status(section, place) == COMPARABLE]


def forward(section: Section, place: str) -> Figure:
    """Look up the share forward of a municipality, by the primary rule and rater."""
    movement = section.project.movement
    return section.figures.one(
        place, "steps.forward", movement.primary_rule, rater=movement.primary_rater
    )


def why_not(section: Section, place: str) -> str:
    """Say why a municipality's movement and method cannot be compared; nothing when they can."""
    if not section.figures.delivered(place):
        return f"{APART} ({NO_DELIVERY})"
    found = status(section, place)
    if found == COMPARABLE:
        return ""
    reason = _REASONS[found].format(rater=RATERS[section.project.movement.primary_rater])
    return f"{APART} ({reason})"


def table(section: Section) -> Prose | Table:
    """Set out what each municipality may be compared in."""
    if said := between.not_here(section):
        return said
    goals = section.project.goals
    compared = {goal: between.compared(section, goal) for goal in goals}
    rows = tuple(
        (
            place,
            *(
                _YES if place in compared[goal] else between.why_apart(section, place, goal)
                for goal in goals
            ),
            why_not(section, place) or _YES,
        )
        for place in places(section)
    )
    movement = section.project.movement
    return Table(
        ("Kommun", *(goal.name for goal in goals), "Steg framåt och metod"),
        rows,
        caption="Vad varje kommun kan jämföras i",
        note=wording.note(
            section,
            "Två jämförbara kommuner har räknat samma slags personer på samma sätt; hur få de är "
            "syns i gränser och intervall",
            f"Steg framåt: regeln ”{movement.primary.label}” på "
            f"{RATERS_OF[movement.primary_rater]} kort",
        ),
        numeric=frozenset(),
    )
