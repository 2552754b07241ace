"""The latent model: how each made-up person fares, month by month, before anyone rates it.

A person has a *level* on the card's scale, which is not bounded by it. It starts at
2.4 + 0.55 z (z standard normal) and each month (30 days) in the project moves by

    −0.02 + 0.085 · fidelity + pace − 0.05 · changed + 0.11 z

where fidelity (0–1) is the municipality's that month, pace = 0.045 z is the person's own, and
changed is 1 in the four months after another coordinator took over. So progress depends on
fidelity in the truth, and a change of coordinator costs.

*Leaving.* Each month from the second, a person drops out (avbrott, sjukdom, flytt, annat) with
chance 0.022 − 0.05 · (level − first level), at least 0.004: drop-out is informative, who loses
ground leaves sooner. From the fifth month a person finds work or begins studies with chance
0.010 + 0.022 · (level − 2.4). Who does neither leaves at the planned time, 9–16 months, with a
reason that depends on the level then.

*Afterwards* the level goes on: +0.01 a month after work or studies, −0.02 after anything else, and
from the seventh month another −0.015: some slip back between 6 and 12 months.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from stegvis.example.calendar import workday
from stegvis.example.chance import Chance
from stegvis.example.municipalities import Traits
from stegvis.project import MISREGISTERED

MONTH = 30
"""Days in a month of the model."""
FIRST_LEVEL, FIRST_SPREAD = 2.4, 0.55
DRIFT, FIDELITY_EFFECT, PACE_SPREAD, CHANGE_COST, WOBBLE = -0.02, 0.085, 0.045, 0.05, 0.11
CHANGE_FELT_MONTHS = 4
AFTER_WORK, AFTER_OTHER, SLIP = 0.01, -0.02, -0.015
SLIP_AFTER_MONTHS = 6
FOLLOWED_MONTHS = 14
MISTAKE_DAYS = 35
SELF_BIAS, SELF_SPREAD = 0.30, 0.40
"""How much people rate themselves above the latent level, on average and between people."""
PLACED = ("arbete", "studier")

GENDER = {"kvinna": 53, "man": 45, "annat": 1, "okänt": 1}
AGE_GROUP = {"18–29": 38, "30–54": 48, "55–64": 14}
REFERRER = {
    "Arbetsförmedlingen": 34,
    "Försäkringskassan": 18,
    "kommunen": 34,
    "vården": 10,
    "annan": 4,
}
SUPPORT = {
    "försörjningsstöd": 44,
    "aktivitetsstöd": 20,
    "sjukpenning": 14,
    "aktivitetsersättning": 14,
    "ingen": 8,
}
SUPPORT_AFTER = ("lön", "lön med stöd", "studiemedel")
"""What people live on after work, work with support, and studies."""
DROPPED_OUT = {"avbrott": 45, "sjukdom": 30, "flytt": 15, "annat": 10}
RETURNED = {"åter_remittent": 60, "arbetssökande": 12, "sjukdom": 12, "annat": 16}


@dataclass(frozen=True)
class Person:
    """A made-up participant, and the truth about them.

    Attributes
    ----------
    coordinators
        From when, and the bias of the coordinator who then had the person.
    self_bias
        How much the person rates above the latent level, in steps.
    levels
        The latent level at the start and after each month of 30 days.
    """

    id: str
    gender: str
    age_group: str
    referrer: str
    support_start: str
    start: date
    exit: date
    reason: str
    support_exit: str
    coordinators: tuple[tuple[date, float], ...]
    self_bias: float
    levels: tuple[float, ...]

    def level_on(self, day: date) -> float:
        """Give the latent level on a day; before the start, the first, after the end, the last."""
        month = max(0, (day - self.start).days // MONTH)
        return self.levels[min(month, len(self.levels) - 1)]

    def coordinator_bias_on(self, day: date) -> float:
        """Give the bias of the coordinator who had the person on a day."""
        return [bias for since, bias in self.coordinators if since <= day or since == self.start][
            -1
        ]

    def changes_by(self, day: date) -> int:
        """Count the changes of coordinator up to and including a day."""
        return sum(since <= day for since, _ in self.coordinators[1:])


def starts(chance: Chance, count: int, first: date, last: date) -> list[date]:
    """Draw start days, oldest first; more of them early than late."""
    days = (last - first).days
    drawn = [min(chance.between(0, days), chance.between(0, days * 5 // 3)) for _ in range(count)]
    return [workday(first + timedelta(days=day)) for day in sorted(drawn)]


def enrol(chance: Chance, place: Traits, number: int, start: date) -> Person:
    """Let one person live through the project: the course up to exit, nothing after it."""
    levels = [FIRST_LEVEL + FIRST_SPREAD * chance.bell()]
    pace = PACE_SPREAD * chance.bell()
    planned = chance.between(9, 16)
    biases = place.coordinator_biases
    coordinator = chance.between(0, len(biases) - 1)
    coordinators = [(start, biases[coordinator])]
    reason, month = None, 0
    while reason is None:
        month += 1
        day = start + timedelta(days=MONTH * month)
        since_change = (day - coordinators[-1][0]).days // MONTH
        changed = len(coordinators) > 1 and since_change <= CHANGE_FELT_MONTHS
        levels.append(
            levels[-1]
            + DRIFT
            + FIDELITY_EFFECT * place.fidelity_on(day)
            + pace
            - CHANGE_COST * changed
            + WOBBLE * chance.bell()
        )
        reason = _leaves(chance, month, planned, levels)
        if reason is None and chance.happens(place.turnover):
            coordinator = (coordinator + 1) % len(biases)
            coordinators.append((workday(day), biases[coordinator]))
    support = chance.one_of(SUPPORT)
    return Person(
        id=f"{place.prefix}-{number:03d}",
        gender=chance.one_of(GENDER),
        age_group=chance.one_of(AGE_GROUP),
        referrer=chance.one_of(REFERRER),
        support_start=support,
        start=start,
        exit=workday(start + timedelta(days=MONTH * month + chance.between(0, 25))),
        reason=reason,
        support_exit=support,
        coordinators=tuple(coordinators),
        self_bias=SELF_BIAS + SELF_SPREAD * chance.bell(),
        levels=tuple(levels),
    )


def _leaves(chance: Chance, month: int, planned: int, levels: list[float]) -> str | None:
    level, gained = levels[-1], levels[-1] - levels[0]
    if month >= 2 and chance.happens(max(0.004, 0.022 - 0.05 * gained)):
        return chance.one_of(DROPPED_OUT)
    if month >= 5 and chance.happens(0.010 + 0.022 * (level - FIRST_LEVEL)):
        return _placed(chance)
    if month < planned:
        return None
    if chance.happens(0.16 + 0.22 * (level - FIRST_LEVEL)):
        return _placed(chance)
    return chance.one_of(RETURNED)


def _placed(chance: Chance) -> str:
    return "arbete" if chance.happens(0.72) else "studier"


def leaving(person: Person, reason: str) -> Person:
    """Give the person with another reason to leave."""
    return replace(person, reason=reason)


def registered_by_mistake(person: Person) -> Person:
    """Give the person as one who should never have been registered, found out in five weeks."""
    found_out = person.start + timedelta(days=MISTAKE_DAYS)
    return replace(
        person, reason=MISREGISTERED, exit=found_out, coordinators=person.coordinators[:1]
    )


def ended_by(person: Person, last: date) -> Person:
    """Give the person with an exit no later than a project's last day."""
    return replace(person, exit=min(person.exit, last))


def afterwards(chance: Chance, person: Person) -> Person:
    """Let the level go on after exit, and settle what the person then lives on."""
    kept = person.levels[: (person.exit - person.start).days // MONTH + 1]
    return replace(
        person,
        levels=(*kept, *_levels_after(chance, kept[-1], person.reason in PLACED)),
        support_exit=_support_after(chance, person),
    )


def _levels_after(chance: Chance, level: float, placed: bool) -> Iterator[float]:
    for month in range(1, FOLLOWED_MONTHS + 1):
        level += AFTER_WORK if placed else AFTER_OTHER
        level += SLIP if month > SLIP_AFTER_MONTHS else 0.0
        level += WOBBLE * chance.bell()
        yield level


def _support_after(chance: Chance, person: Person) -> str:
    if person.reason == "arbete":
        return SUPPORT_AFTER[0] if chance.happens(0.8) else SUPPORT_AFTER[1]
    if person.reason == "studier":
        return SUPPORT_AFTER[2]
    return person.support_start if chance.happens(0.75) else chance.one_of(SUPPORT)
