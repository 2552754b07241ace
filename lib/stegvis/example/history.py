"""What happened in one municipality's part of a project: all of it, known only to the example."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zlib import crc32

from stegvis.example.cards import Card, cards, moved_forward
from stegvis.example.chance import Chance
from stegvis.example.followups import FollowUp, followups
from stegvis.example.municipalities import Traits
from stegvis.example.people import (
    Person,
    afterwards,
    ended_by,
    enrol,
    leaving,
    registered_by_mistake,
    starts,
)
from stegvis.example.places import CREARE, PLUS, traits_of
from stegvis.project import MISREGISTERED, Project

_STREAMS = {PLUS: 1, CREARE: 2}
_LAST_START_DAYS = {PLUS: 60, CREARE: 200}
"""How long before the project's end the last person starts."""
CREARE_PLACED, CREARE_SEEKING = 81, 15
"""Cresco Creare's known outcome of 300 exits: 27 % arbete or studier, another 5 % job-seekers."""


@dataclass(frozen=True)
class Course:
    """A person with all that is ever observed of them."""

    person: Person
    cards: tuple[Card, ...]
    followups: tuple[FollowUp, ...]

    @property
    def counts(self) -> bool:
        """Whether the person is counted at all, that is, not registered by mistake."""
        return self.person.reason != MISREGISTERED


@dataclass(frozen=True)
class History:
    """A municipality's part of a project."""

    place: Traits
    courses: tuple[Course, ...]


def histories(project: Project) -> list[History]:
    """Make up what happened in every municipality of a project, in the order of their codes."""
    people = {place: _enrolled(project, place) for place in traits_of(project)}
    if project.id == CREARE:
        people = _with_known_outcome(project, people)
    return [History(place, tuple(_courses(project, place, own))) for place, own in people.items()]


def stream(project: Project) -> int:
    """Give the number that names a project's stream of chance; another's is of its id."""
    return _STREAMS.get(project.id) or crc32(project.id.encode("utf-8"))


def _chance(project: Project, place: Traits, number: int, purpose: int) -> Chance:
    return Chance(stream(project), int(place.code), number, purpose)


def _enrolled(project: Project, place: Traits) -> list[Person]:
    wanted = (place.people(project.id) or 0) + place.misregistered
    last = project.end - timedelta(days=_LAST_START_DAYS.get(project.id, _LAST_START_DAYS[PLUS]))
    days = starts(_chance(project, place, 0, 0), wanted, project.start, last)
    mistaken = _mistaken(place.misregistered, wanted)
    people = []
    for number, start in enumerate(days, start=1):
        person = enrol(_chance(project, place, number, 0), place, number, start)
        if number in mistaken:
            person = registered_by_mistake(person)
        if project.id == CREARE:
            person = ended_by(person, project.end)
        people.append(person)
    return people


def _mistaken(mistakes: int, registered: int) -> set[int]:
    """Spread the numbers of those registered by mistake evenly."""
    return {(2 * turn + 1) * registered // (2 * mistakes) for turn in range(mistakes)}


def _with_known_outcome(
    project: Project, people: dict[Traits, list[Person]]
) -> dict[Traits, list[Person]]:
    """Let those with the highest level at exit, give or take 0.3 z, be the ones with work."""
    ranked = []
    for place, own in people.items():
        for person in own:
            if person.reason != MISREGISTERED:
                number = int(person.id.partition("-")[2])
                luck = 0.3 * _chance(project, place, number, 3).bell()
                ranked.append((person.levels[-1] + luck, person.id))
    ranked.sort(reverse=True)
    outcome = {}
    for rank, (_, name) in enumerate(ranked):
        if rank < CREARE_PLACED:
            outcome[name] = "studier" if rank % 4 == 3 else "arbete"
        elif rank < CREARE_PLACED + CREARE_SEEKING:
            outcome[name] = "arbetssökande"
    return {
        place: [_settled(person, outcome.get(person.id)) for person in own]
        for place, own in people.items()
    }


def _settled(person: Person, outcome: str | None) -> Person:
    if outcome is not None:
        return leaving(person, outcome)
    if person.reason in ("arbete", "studier", "arbetssökande"):
        return leaving(person, "åter_remittent")
    return person


def _courses(project: Project, place: Traits, people: list[Person]) -> Iterator[Course]:
    for number, before in enumerate(people, start=1):
        if before.reason == MISREGISTERED:
            yield Course(before, (), ())
            continue
        person = afterwards(_chance(project, place, number, 1), before)
        filled = cards(_chance(project, place, number, 2), place, person, project.card)
        forward = moved_forward(filled, person, date.max, project)
        asked = followups(_chance(project, place, number, 4), place, person, forward)
        yield Course(person, tuple(filled), tuple(asked))
