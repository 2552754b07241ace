"""What is known of counts besides what is told: what cannot be more than what, and what is equal.

Most of it holds but for corrections and for what the deliveries of counts leave out. The outsider
is taken to guess right where it does: only what holds in the truth is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise, product
from typing import NamedTuple

from attacker.scheme import Scheme, levels
from attacker.told import Fact, Sum, less

TRAITS = ("gender", "age_group", "referrer")


class Name(NamedTuple):
    """One number of one row of the figures."""

    place: str
    day: date
    measure: str
    group: str = ""
    definition: str = ""
    column: str = "k"

    def sum(self, scheme: Scheme) -> Sum | None:
        """Give what it counts, if that is understood."""
        row = scheme.row(self.place, self.day, self.measure, self.group, self.definition)
        if row is None:
            return None
        return row.k if self.column == "k" else row.n


Truth = Mapping[Name, int]


def months_before(day: date, months: int) -> date:
    """Give the last day of the month that lies so many months before a day's."""
    index = day.year * 12 + day.month - 1 - months + 1
    return date(index // 12, index % 12 + 1, 1) - timedelta(days=1)


def _not_more(scheme: Scheme, place: str, day: date) -> Iterator[tuple[Name, Name]]:
    project = scheme.project
    rater, rule = project.movement.primary_rater, project.movement.primary_rule
    started = Name(place, day, "caseload.started", "", "cumulative")
    for each, who in product(
        (r.id for r in project.movement.rules), ("participant", "coordinator")
    ):
        yield Name(place, day, "steps.person", f"rater={who};move=forward", each, "n"), started
        for item in project.card.items(who):
            of_item = Name(
                place, day, "steps.item", f"rater={who};item={item.id};move=forward", "", "n"
            )
            of_person = Name(place, day, "steps.person", f"rater={who};move=forward", "net", "n")
            yield of_item, of_person
    forward = Name(place, day, "steps.person", f"rater={rater};move=forward", rule)
    for months in ("6", "12"):
        yield Name(place, day, "lasting.eligible", f"months={months};population=positiv"), forward
        every = Name(place, day, "lasting.eligible", f"months={months};population=alla")
        yield Name(place, day, "retention.eligible", f"months={months}"), every
    for measure in ("lasting.eligible", "retention.eligible"):
        rest = [";population=alla", ";population=positiv"] if measure[0] == "l" else [""]
        for end in rest:
            yield (
                Name(place, day, measure, f"months=12{end}"),
                Name(place, day, measure, f"months=6{end}"),
            )


def _equal(scheme: Scheme, place: str, day: date) -> Iterator[tuple[Name, Name]]:
    started = Name(place, day, "caseload.started", "", "cumulative")
    for trait in TRAITS:
        first = levels(scheme.project, trait)[0]
        yield Name(place, day, f"participants.{trait}", f"{trait}={first}", "started", "n"), started
    for who in ("participant", "coordinator"):
        group = f"rater={who};move=forward"
        yield (
            Name(place, day, "steps.person", group, "majority", "n"),
            Name(place, day, "steps.person", group, "net", "n"),
        )


def _when_they_left(
    scheme: Scheme, place: str, day: date, days: list[date]
) -> Iterator[tuple[Name, Name]]:
    """Give pairs of those who are due and those who had left, so many months before."""
    for months, known in product((6, 12), days):
        then = months_before(day, months)
        for due, left in _due_and_left(scheme, place, day, known, months):
            if known <= then:
                yield left, due
            if known >= then:
                yield due, left


def _due_and_left(
    scheme: Scheme, place: str, day: date, then: date, months: int
) -> Iterator[tuple[Name, Name]]:
    yield (
        Name(place, day, "lasting.eligible", f"months={months};population=alla"),
        Name(place, then, "caseload.exited", "", "cumulative"),
    )
    yield (
        Name(place, day, "retention.eligible", f"months={months}"),
        Name(place, then, "caseload.exit_reason", "reason=arbete", "cumulative"),
    )
    at_exit = [each.id for each in scheme.project.esf.indicators if each.months is None]
    later = [each.id for each in scheme.project.esf.indicators if each.months == months]
    for trait in ("gender", "age_group"):
        for level, one, other in product(levels(scheme.project, trait), later, at_exit[:1]):
            group = f"{trait}={level}"
            yield (
                Name(place, day, "esf.nonresponse", group, one, "n"),
                Name(place, then, "esf.indicator", group, other, "n"),
            )


def only_grows(name: Name) -> bool:
    """Whether a count can only grow: not who remains, is unheard of, or may yet move otherwise."""
    if name.column == "n":
        return True
    last = name.measure.rsplit(".", 1)[-1]
    return not name.measure.startswith("steps") and last not in ("active", "nonresponse")


def _never_fall(names: list[Name], days: list[date]) -> Iterator[tuple[Name, Name]]:
    for name in filter(only_grows, names):
        for before, after in pairwise(days):
            yield name._replace(day=before), name._replace(day=after)


def _parted(scheme: Scheme, place: str, day: date) -> Iterator[Fact]:
    """Tie those who left, by their traits, to those who left; and those asked later alike."""
    project = scheme.project
    if not scheme.municipalities(place, day, own=True):
        return
    for trait in ("gender", "age_group"):
        known = levels(project, trait)
        for reason in project.reason_ids:
            kinds = [(level, reason) for level in known]
            parts = scheme.people(place, day, ("left by", trait), kinds)
            yield Fact(less(parts, scheme.exits(place, day, [reason])), 0, 0, "parts of who left")
        for level in known:
            gone = scheme.people(
                place, day, ("left by", trait), [(level, reason) for reason in project.reason_ids]
            )
            begun = scheme.people(place, day, ("trait", trait), [(level,)])
            yield Fact(less(begun, gone), 0, where="who left had started")
    for indicator in project.esf.indicators:
        if indicator.months is None:
            continue

        def by(trait: str, *answers: str, of: str = indicator.id) -> Sum:
            kinds = [(level, answer) for level in levels(project, trait) for answer in answers]
            return scheme.people(place, day, ("later", of, trait), kinds)

        for answer in ("hit", "not", "missed"):
            yield Fact(
                less(by("gender", answer), by("age_group", answer)), 0, 0, "parts of who answered"
            )
        due = scheme.followed(
            place, day, str(indicator.months), "alla", ("increased", "kept", "declined", "missed")
        )
        yield Fact(less(by("gender", "hit", "not", "missed"), due), 0, 0, "the same are due")


def surroundings(
    scheme: Scheme, days: list[date], truth: Truth, told: Iterable[Fact]
) -> list[Fact]:
    """List what is known besides what is told, of each municipality on each day.

    Of families of which nothing is told, nothing is listed.
    """
    families = {people.family for fact in told for people in fact.sum}
    found: list[Fact] = []

    def tie(one: Name, other: Name, *, equal: bool) -> None:
        if one not in truth or other not in truth:
            return
        small, large = one.sum(scheme), other.sum(scheme)
        gap = truth[other] - truth[one]
        if small is not None and large is not None and (gap == 0 if equal else gap >= 0):
            found.append(
                Fact(less(large, small), 0, 0 if equal else float("inf"), f"{one} {other}")
            )

    for place in (m.name for m in scheme.project.municipalities):
        names = {name._replace(day=days[0]) for name in truth if name.place == place}
        for day in days:
            for one, other in _not_more(scheme, place, day):
                tie(one, other, equal=False)
            for one, other in _when_they_left(scheme, place, day, days):
                tie(one, other, equal=False)
            if scheme.scopes.get((place, day)) == "individ":
                for one, other in _equal(scheme, place, day):
                    tie(one, other, equal=True)
            found += _parted(scheme, place, day)
        for one, other in _never_fall(sorted(names), days):
            tie(one, other, equal=False)
    return [fact for fact in found if all(people.family in families for people in fact.sum)]
