"""What is observed after exit: follow-ups at 6 and 12 months, and who answers them.

The truth is the change of the latent level since exit: above +0.15 ökat, below −0.15 minskat,
between them behållit. A leaver answers with chance

    the municipality's + 0.5 · change − 0.05 at 12 months

so non-response is informative: who did worse answers less. Of those who do not answer, one in five
was never asked and has no row at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from stegvis.example.calendar import workday
from stegvis.example.chance import Chance
from stegvis.example.municipalities import Traits
from stegvis.example.people import Person
from stegvis.months import months_later

MONTHS = (6, 12)
KEPT_WITHIN = 0.15
ANSWERS_BY_CHANGE = 0.5
INCREASED, KEPT, DECLINED = "increased", "kept", "declined"


@dataclass(frozen=True)
class FollowUp:
    """A follow-up that fell due: the truth, and what came of asking.

    ``asked`` is the day someone asked, ``None`` when nobody did.
    """

    months: int
    due: date
    progression: str
    occupation: str
    asked: date | None
    answered: bool


def followups(chance: Chance, place: Traits, person: Person, forward: bool) -> list[FollowUp]:
    """Follow a person up, where the municipality follows such people up."""
    return list(_followups(chance, place, person, forward or not place.follows_positive_only))


def _followups(chance: Chance, place: Traits, person: Person, followed: bool) -> Iterator[FollowUp]:
    for months in MONTHS:
        due = months_later(person.exit, months)
        change = person.level_on(due) - person.level_on(person.exit)
        answered = chance.happens(
            place.answers + ANSWERS_BY_CHANGE * change - (0.05 if months > MONTHS[0] else 0.0)
        )
        asked = answered or chance.happens(0.8)
        wait = chance.between(30, 60) if chance.happens(0.08) else chance.between(0, 20)
        occupation = _occupation(chance, person.reason, change, months)
        yield FollowUp(
            months=months,
            due=due,
            progression=_progression(change),
            occupation=occupation,
            asked=workday(due + timedelta(days=wait)) if followed and asked else None,
            answered=followed and answered,
        )


def _progression(change: float) -> str:
    if change > KEPT_WITHIN:
        return INCREASED
    return DECLINED if change < -KEPT_WITHIN else KEPT


def _occupation(chance: Chance, reason: str, change: float, months: int) -> str:
    if reason == "arbete":
        return "arbete" if change > -0.25 else "arbetssökande"
    if reason == "studier":
        return "studier" if months == MONTHS[0] or chance.happens(0.6) else "arbete"
    if reason == "arbetssökande" and chance.happens(0.35 + 0.3 * change):
        return "arbete"
    return chance.one_of({"arbetssökande": 25, "annat": 70, "studier": 5})
