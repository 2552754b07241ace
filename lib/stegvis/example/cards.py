"""What is observed of the latent level: progression cards, by the person and by the coordinator.

The first card is filled in within three weeks, then every third month (91 days, −8 to +14). An
answer is the nearest whole number, 1–5, to

    3 + loading · (level − 3) + the rater's bias + the item's offset + 0.5 z

so health (f3) moves little and the coordinator's belief (f11) moves much. Some cards are a month
late or never filled in, some people skip theirs, sooner when their level is low, and some answers
are missing. Most who leave get a last card within 31 days, a few later than that, which is too late
to count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from stegvis.card import DAYS_AFTER_EXIT
from stegvis.example.calendar import workday
from stegvis.example.chance import Chance
from stegvis.example.municipalities import Traits
from stegvis.example.people import Person

PARTICIPANT, COORDINATOR = "participant", "coordinator"
ITEMS = {PARTICIPANT: 9, COORDINATOR: 11}
LOADINGS = (1.0, 0.9, 0.4, 0.8, 1.0, 1.1, 0.7, 0.6, 0.9, 0.8, 1.3)
OFFSETS = (0.0, -0.2, 0.2, 0.5, 0.0, -0.1, 0.3, 0.1, -0.2, 0.0, -0.3)
UNANSWERED = (0.02, 0.03, 0.05, 0.02, 0.02, 0.03, 0.03, 0.12, 0.03, 0.06, 0.04)
NOISE = 0.5
EVERY_DAYS = 91


@dataclass(frozen=True)
class Card:
    """A filled-in card: ``scores`` holds f1, f2 … in order, ``None`` where nothing was answered."""

    date: date
    rater: str
    scores: tuple[int | None, ...]


def cards(chance: Chance, place: Traits, person: Person) -> list[Card]:
    """Fill in a person's cards, oldest first."""
    filled: list[Card] = []
    for day in _days(chance, place, person):
        filled.append(_card(chance, person, day, COORDINATOR, person.coordinator_bias_on(day)))
        if not chance.happens(0.10 - 0.08 * (person.level_on(day) - 2.4)):
            own_day = day if chance.happens(0.8) else _no_later(chance, day, person)
            filled.append(_card(chance, person, own_day, PARTICIPANT, person.self_bias))
    return sorted(filled, key=lambda card: (card.date, card.rater))


def _days(chance: Chance, place: Traits, person: Person) -> Iterator[date]:
    day = workday(person.start + timedelta(days=chance.between(1, 18)))
    while day < person.exit - timedelta(days=30):
        if not chance.happens(place.missed) or day <= person.start + timedelta(days=20):
            yield day
        delay = chance.between(20, 40) if chance.happens(place.late) else chance.between(-8, 14)
        day = workday(day + timedelta(days=EVERY_DAYS + delay))
    if chance.happens(0.72):
        yield person.exit + timedelta(days=chance.between(0, DAYS_AFTER_EXIT))
    elif chance.happens(0.12):
        yield person.exit + timedelta(days=chance.between(DAYS_AFTER_EXIT + 4, 55))


def _no_later(chance: Chance, day: date, person: Person) -> date:
    """Let the person answer some days after the coordinator, but not only then too late."""
    later = workday(day + timedelta(days=chance.between(1, 8)))
    limit = person.exit + timedelta(days=DAYS_AFTER_EXIT)
    return day if day <= limit < later else later


def _card(chance: Chance, person: Person, day: date, rater: str, bias: float) -> Card:
    level = person.level_on(day)
    scores: list[int | None] = []
    for item in range(ITEMS[rater]):
        heard = 3 + LOADINGS[item] * (level - 3) + bias + OFFSETS[item] + NOISE * chance.bell()
        answered = not chance.happens(UNANSWERED[item])
        scores.append(min(5, max(1, round(heard))) if answered else None)
    return Card(day, rater, tuple(scores))


def moved_forward(filled: list[Card], person: Person, known_at: date) -> bool:
    """Whether the coordinator's cards say forward: the primary rule, written out here anew."""
    limit = min(known_at, person.exit + timedelta(days=DAYS_AFTER_EXIT))
    own = [card for card in filled if card.rater == COORDINATOR and card.date <= limit]
    change = 0
    for item in range(ITEMS[COORDINATOR]):
        answers = [score for card in own if (score := card.scores[item]) is not None]
        change += answers[-1] - answers[0] if answers else 0
    return change > 0
