"""The municipalities before and now, side by side."""

from __future__ import annotations

from stegvis.figures import Figure
from stegvis.goal import Goal
from stegvis.show import goals, swedish, wording
from stegvis.show.change_since import arrow, comparable, either_side, nothing_before
from stegvis.show.exhibit import Group
from stegvis.show.goal_words import outcome
from stegvis.show.places import NO_DELIVERY, counting, name, places, total_first
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.table import Table
from stegvis.show.terms import capital

UNTOLD = "inga uppgifter"


def table(section: Section) -> Prose | Group:
    """Show how many had started and left in each municipality, and its goals, before and now."""
    earlier = comparable(section)
    if earlier is None:
        return nothing_before(section)
    official = [goal for goal in section.project.goals if goal.official]
    shown = Table(
        ("Kommun", "Startade", "Avslutade", *(goal.name for goal in official)),
        tuple(_line(section, earlier, place, official) for place in total_first(section)),
        caption="Varje kommun förra perioden och nu",
        note=wording.note(
            section,
            either_side(earlier, section),
            *(f"{goal.name}: {goals.deciding(section, goal).label}" for goal in official),
            "Ett tankstreck betyder att ingen räknas än. Med få personer ändrar en enda person "
            "andelen mycket: läs antalen",
            wording.LOCAL,
        ),
    )
    words = [*_joined(section, earlier), *_counting(section)]
    return Group(Prose(*words), shown) if words else Group(shown)


def _line(section: Section, earlier: Section, place: str, official: list[Goal]) -> tuple[str, ...]:
    if not section.figures.delivered(place):
        return (place, NO_DELIVERY, *[swedish.MISSING] * (1 + len(official)))
    pair = [one.for_place(place) for one in (earlier, section)]
    return (
        name(place),
        *(arrow(*(_count(one, status) for one in pair)) for status in ("started", "exited")),
        *(arrow(*(_outcome(section, one, goal) for one in pair)) for goal in official),
    )


def _count(section: Section, status: str) -> str:
    if not section.delivered:
        return UNTOLD
    return swedish.count(section.figures.one(section.place, f"caseload.{status}", "cumulative").k)


def _outcome(now: Section, section: Section, goal: Goal) -> str:
    """Write a goal's outcome by the definition in force now."""
    if not section.delivered:
        return UNTOLD
    figure: Figure = goals.figure_of(section, goal, goals.deciding(now, goal))
    return outcome(goal, figure) if figure.n else swedish.MISSING


def _joined(section: Section, earlier: Section) -> list[str]:
    """Say which municipalities are in the figures now but not in those of the period before."""
    found = [
        place
        for place in places(section)
        if section.figures.delivered(place) and not earlier.figures.delivered(place)
    ]
    if not found:
        return []
    return [
        f"Om {swedish.period(earlier.period)} finns inga uppgifter från {swedish.listed(found)}. "
        f"Raden ”{capital(swedish.EVERYONE)}” har därför fler kommuner efter pilen än före."
        if section.is_whole_project
        else f"Om {swedish.period(earlier.period)} finns inga uppgifter från {found[0]}."
    ]


def _counting(section: Section) -> list[str]:
    found = counting(section)
    if not found:
        return []
    return [
        f"{swedish.listed(found)} lämnar bara antal, som ingår där de gäller samma grupp som för "
        "de andra kommunerna."
        if section.is_whole_project
        else f"{section.place} lämnar bara antal."
    ]
