"""What is observed of the latent level: progression cards, by the person and by the coordinator.

The first card is filled in within three weeks, then every third month (91 days, −8 to +14), or as
often as the project says. An answer is the nearest whole number, 1–5, to

    3 + loading · (level − 3) + the rater's bias + the item's offset + 0.5 z

so health (f3) moves little and the coordinator's belief (f11) moves much; on another scale than 1–5
it is stretched to that. Some cards are a month late or never filled in, some people skip theirs,
sooner when their level is low, and some answers are missing. Most who leave get a last card within
31 days, a few later than that, which is too late to count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from stegvis.card import DAYS_AFTER_EXIT, RATERS, Rater
from stegvis.card import Card as ProgressionCard
from stegvis.example.calendar import workday
from stegvis.example.chance import Chance
from stegvis.example.municipalities import Traits
from stegvis.example.people import Person
from stegvis.project import Project

PARTICIPANT, COORDINATOR = RATERS
LOADINGS = (1.0, 0.9, 0.4, 0.8, 1.0, 1.1, 0.7, 0.6, 0.9, 0.8, 1.3)
OFFSETS = (0.0, -0.2, 0.2, 0.5, 0.0, -0.1, 0.3, 0.1, -0.2, 0.0, -0.3)
UNANSWERED = (0.02, 0.03, 0.05, 0.02, 0.02, 0.03, 0.03, 0.12, 0.03, 0.06, 0.04)
NOISE = 0.5
EVERY_MONTHS = 3
"""How often the cards of the model are filled in; another project's delays are in proportion."""
LATE_DAYS, EARLY_DAYS = (20, 40), (-8, 14)
DAYS_IN_MONTH = 365.25 / 12
LOW, HIGH = 1, 5
"""The scale of the model's levels."""


@dataclass(frozen=True)
class Card:
    """A filled-in card: ``scores`` holds f1, f2 … in order, ``None`` where nothing was answered."""

    date: date
    rater: str
    scores: tuple[int | None, ...]


def cards(chance: Chance, place: Traits, person: Person, own: ProgressionCard) -> list[Card]:
    """Fill in a person's cards, oldest first."""
    filled: list[Card] = []
    for day in _days(chance, place, person, own.every_months):
        bias = person.coordinator_bias_on(day)
        filled.append(_card(chance, person, day, COORDINATOR, bias, own))
        if not chance.happens(0.10 - 0.08 * (person.level_on(day) - 2.4)):
            own_day = day if chance.happens(0.8) else _no_later(chance, day, person)
            filled.append(_card(chance, person, own_day, PARTICIPANT, person.self_bias, own))
    return sorted(filled, key=lambda card: (card.date, card.rater))


def _days(chance: Chance, place: Traits, person: Person, every_months: int) -> Iterator[date]:
    part = every_months / EVERY_MONTHS
    every = round(every_months * DAYS_IN_MONTH)
    late, early = (
        (round(first * part), round(last * part)) for first, last in (LATE_DAYS, EARLY_DAYS)
    )
    day = workday(person.start + timedelta(days=chance.between(1, 18)))
    while day < person.exit - timedelta(days=30):
        if not chance.happens(place.missed) or day <= person.start + timedelta(days=20):
            yield day
        delay = chance.between(*late) if chance.happens(place.late) else chance.between(*early)
        day = workday(day + timedelta(days=every + delay))
    if chance.happens(0.72):
        yield person.exit + timedelta(days=chance.between(0, DAYS_AFTER_EXIT))
    elif chance.happens(0.12):
        yield person.exit + timedelta(days=chance.between(DAYS_AFTER_EXIT + 4, 55))


def _no_later(chance: Chance, day: date, person: Person) -> date:
    """Let the person answer some days after the coordinator, but not only then too late."""
    later = workday(day + timedelta(days=chance.between(1, 8)))
    limit = person.exit + timedelta(days=DAYS_AFTER_EXIT)
    return day if day <= limit < later else later


def _card(
    chance: Chance, person: Person, day: date, rater: Rater, bias: float, own: ProgressionCard
) -> Card:
    level = person.level_on(day)
    scores: list[int | None] = []
    stretch = (own.high - own.low) / (HIGH - LOW)
    shift = own.low - LOW * stretch
    for number in range(len(own.items(rater))):
        item = number % len(LOADINGS)
        heard = 3 + LOADINGS[item] * (level - 3) + bias + OFFSETS[item] + NOISE * chance.bell()
        answered = not chance.happens(UNANSWERED[item])
        said = round(heard * stretch + shift)
        scores.append(min(own.high, max(own.low, said)) if answered else None)
    return Card(day, rater, tuple(scores))


def moved_forward(filled: list[Card], person: Person, known_at: date, project: Project) -> bool:
    """Whether the primary rater's cards say forward in sum: Cresco's rule, written out anew."""
    rater = project.movement.primary_rater
    limit = min(known_at, person.exit + timedelta(days=DAYS_AFTER_EXIT))
    own = [card for card in filled if card.rater == rater and card.date <= limit]
    change = 0
    for item in range(len(project.card.items(rater))):
        answers = [score for card in own if (score := card.scores[item]) is not None]
        change += answers[-1] - answers[0] if answers else 0
    return change > 0
