"""Between municipalities: what may be compared at all, and what is said of it first."""

from __future__ import annotations

from stegvis.figures import Figure
from stegvis.goal import Goal
from stegvis.show import goals, swedish, wording
from stegvis.show.comparable import ALONE, why_not
from stegvis.show.followup import FollowUp
from stegvis.show.places import NO_DELIVERY
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.terms import capital

APART = "Ej jämförbar"
INNER, OUTER = "95", "99.8"
"""The levels of the funnel, as they stand in the figures."""
INNER_LIMITS, OUTER_LIMITS = "95-procentsgränserna", "99,8-procentsgränserna"
CANNOT_SAY = (
    "Avsnittet kan visa om kommunernas utfall skiljer sig mer än slumpen brukar ge. Det kan inte "
    "visa vad skillnader beror på, och det är ingen rangordning: kommunerna står i bokstavsordning."
)
_KEY = "municipality"
_ONE_PLACE = "Kommuner jämförs bara i rapporten för alla kommuner."


def not_here(section: Section) -> Prose | None:
    """Say why nothing is compared in this section at all; None when something may be."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    return None if section.is_whole_project else Prose(_ONE_PLACE)


def definition(section: Section, goal: Goal) -> str:
    """Give the name of a goal's figures under the definition in force."""
    return f"{goal.id}/{goals.deciding(section, goal).id}"


def by_place(section: Section, measure: str, name: str) -> dict[str, Figure]:
    """Give the figures of a measure whose group is a municipality, by the municipality's name."""
    groups = section.figures.table(section.place, measure, name)["group"]
    chosen = [str(group).removeprefix(f"{_KEY}=") for group in groups]
    return {
        place: section.figures.one(section.place, measure, name, **{_KEY: place})
        for place in chosen
    }


def compared(section: Section, goal: Goal) -> dict[str, Figure]:
    """Give the municipalities that a goal compares, each with its k of n and its 95 % limits."""
    return by_place(section, "funnel.place", definition(section, goal))


def why_apart(section: Section, place: str, goal: Goal) -> str:
    """Say why a municipality that a goal does not compare is not comparable."""
    if not section.figures.delivered(place):
        return f"{APART} ({NO_DELIVERY})"
    variant = goals.deciding(section, goal)
    if not goals.figure_of(section.for_place(place), goal, variant).n:
        return f"{APART} ({goals.NO_OUTCOME})"
    reason = ""
    if variant.months is not None:
        reason = why_not(section, place, FollowUp("lasting", variant.months, variant.population))
    return capital(reason) or f"{APART} ({ALONE})"


def headline(section: Section) -> Prose:
    """Say first what the section can show, and how many lie outside what chance gives."""
    if not section.delivered:
        return Prose(wording.no_delivery(section), lead=True)
    if not section.is_whole_project:
        return Prose(_ONE_PLACE, lead=True)
    told = (outside(section, goal) for goal in section.project.goals)
    return Prose(CANNOT_SAY, *told, lead=True)


def outside(section: Section, goal: Goal) -> str:
    """Say how many municipalities lie outside the funnel, and how many would by chance."""
    name, about = definition(section, goal), f"”{goal.name}”"
    if not compared(section, goal):
        return f"{about}: färre än två kommuner har ett utfall, så det finns inget att jämföra."
    counted, expected = (
        section.figures.one(section.place, f"funnel.{what}", name, level=INNER)
        for what in ("outside", "expected")
    )
    centre = section.figures.one(section.place, "funnel.centre", name)
    how_many = {0: "ingen", 1: "en"}.get(counted.k or 0, swedish.count(counted.k))
    return (
        f"{about}: av {swedish.count(counted.n)} kommuner ligger {how_many} utanför "
        f"{INNER_LIMITS} runt deras gemensamma medel, {wording.share(centre)}. Utan några verkliga "
        f"skillnader väntas i genomsnitt {swedish.decimal(expected.value)} kommuner utanför av "
        "ren slump."
    )
