"""Small projects made up at random: who started, left, moved and answered, and how it is counted.

People are counted here as the reports say that they count, so that nothing is measured. Between
two publications some are corrected; a municipality may join late, or deliver counts only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from stegvis.external_table import ExternalTable
from stegvis.figures import COLUMNS, Figures, group_text
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.project import Project

from attacker.between import months_before
from attacker.scheme import MOVES, OUTCOMES, levels
from attacker.told import People

_FIRST = date(2023, 3, 1)
_NEVER = date(2100, 1, 1)
_QUARTERS = ("2023Q2", "2023Q3", "2023Q4", "2024Q1", "2024Q2", "2024Q3", "2024Q4", "2025Q1")


@dataclass
class Person:
    """A made-up participant; days that never come are far away.

    ``moved`` is on which day, by the coordinator's cards, and which way; ``answers``, by months
    after exit, the day of the answer, how it is going and whether it is work.
    """

    place: str
    start: date
    exit: date
    reason: str
    gender: str
    age_group: str
    referrer: str
    moved: tuple[date, str]
    answers: Mapping[int, tuple[date, str, bool]]

    def due(self, months: int) -> date:
        """Give the last day of the month of exit, so many months later."""
        if self.exit == _NEVER:
            return _NEVER
        month = self.exit.month - 1 + months
        first = date(self.exit.year + month // 12, month % 12 + 1, 1)
        return min(first + timedelta(days=self.exit.day - 1), _last_of(first))


def _last_of(first: date) -> date:
    return months_before(first, 0)


@dataclass(frozen=True)
class SmallProject:
    """A project, what it publishes, and who was in it as known at each publication."""

    project: Project
    periods: tuple[str, ...]
    joined: Mapping[str, int]
    """At which publication each municipality has delivered for the first time."""
    by_counts: frozenset[str]
    people: tuple[tuple[Person, ...], ...]
    """As known at each publication."""

    def scopes(self, publication: int) -> dict[str, str]:
        """Say what each municipality that has delivered delivers."""
        return {
            place: "antal" if place in self.by_counts else "individ"
            for place, first in self.joined.items()
            if first <= publication
        }

    def participant(self, number: int, day: date) -> list[People]:
        """Say where a participant is counted, who is known to somebody, on a day."""
        known = [each for each in self.people[0] if each.place not in self.by_counts]
        if not known:
            return []
        each = known[number % len(known)]
        if each.start > day:
            return []
        traits = ("gender", "age_group", "referrer")
        status = ("left", each.reason) if each.exit <= day else ("active",)
        places = [People(each.place, day, ("status",), status)]
        places += [
            People(each.place, day, ("trait", trait), (getattr(each, trait),)) for trait in traits
        ]
        return places

    def figures_at(self, publication: int, quarter: Period) -> Figures:
        """Count everything at the end of a quarter, as known at a publication."""
        known = self.people[publication]
        scopes = self.scopes(publication)
        rows: list[tuple[object, ...]] = []
        total: dict[tuple[str, str, str], list[int]] = {}
        for place, scope in scopes.items():
            own = [each for each in known if each.place == place]
            used = group_text(quarter=quarter.label, submitted=quarter.end, scope=scope)
            rows.append((place, "delivery.used", used, "", 0, None))
            for name, k, n in _counted(own, quarter.end, self.project, own_rows=scope == "individ"):
                rows.append((place, *name, k, n))
                into = total.setdefault(name, [0, 0])
                into[0] += k
                into[1] += n or 0
                if n is None:
                    into[1] = -1
        rows += [(ALL, *name, k, None if n < 0 else n) for name, (k, n) in total.items()]
        columns = ["municipality", "measure", "group", "definition", "k", "n"]
        frame = pd.DataFrame(rows, columns=columns)
        frame = frame.assign(project=self.project.id, period=quarter.label, suppressed=False)
        return Figures(frame.reindex(columns=list(COLUMNS)).astype(COLUMNS))


Counted = tuple[tuple[str, str, str], int, int | None]


def _counted(
    people: list[Person], day: date, project: Project, *, own_rows: bool
) -> Iterator[Counted]:
    begun = [each for each in people if each.start <= day]
    left = [each for each in begun if each.exit <= day]
    yield ("caseload.started", "", "cumulative"), len(begun), None
    yield ("caseload.exited", "", "cumulative"), len(left), None
    yield ("caseload.active", "", "cumulative"), len(begun) - len(left), None
    of_reason = {r: sum(each.reason == r for each in left) for r in project.reason_ids}
    for reason, k in of_reason.items():
        yield ("caseload.exit_reason", group_text(reason=reason), "cumulative"), k, len(left)
    yield from _goals(of_reason, len(begun), len(left), project)
    yield from _afterwards(left, day, project)
    own = begun if own_rows else []
    yield from _traits(own, project)
    yield from _moves(own, day, project)
    yield from _indicators([each for each in own if each.exit <= day], day, project)
    for one in project.esf.indicators:
        if one.months is None:
            k = sum(of_reason[reason] for reason in one.reasons)
            yield ("esf.with_counts", "", one.id), k, len(left)


def _goals(
    of_reason: Mapping[str, int], begun: int, left: int, project: Project
) -> Iterator[Counted]:
    for goal in project.goals:
        for variant in goal.variants:
            if goal.kind == "exit":
                n = {"exited": left, "started": begun}[variant.denominator]
                k = sum(of_reason[reason] for reason in variant.reasons)
                yield ("goal", "", f"{goal.id}/{variant.id}"), k, n


def _afterwards(left: list[Person], day: date, project: Project) -> Iterator[Counted]:
    for months in (6, 12):
        due = [each for each in left if each.due(months) <= day]
        for population in ("alla", "positiv"):
            those = [p for p in due if population == "alla" or p.moved[1] == "forward"]
            group = group_text(months=months, population=population)
            said = [p.answers[months][1] for p in those if _answered(p, months, day)]
            counts = {outcome: said.count(outcome) for outcome in OUTCOMES}
            held = counts["increased"] + counts["kept"]
            yield ("lasting.share", group, ""), held, len(said)
            yield ("lasting.eligible", group, ""), len(those), None
            yield ("lasting.reached", group, ""), len(said), None
            for outcome, k in counts.items():
                yield (f"lasting.{outcome}", group, ""), k, None
            yield ("lasting.nonresponse", group, ""), len(those) - len(said), len(those)
            for goal in project.goals:
                for variant in goal.variants:
                    if (variant.months, variant.population) == (months, population):
                        yield ("goal", "", f"{goal.id}/{variant.id}"), held, len(said)
        working = [each for each in due if each.reason == "arbete"]
        heard = [each for each in working if _answered(each, months, day)]
        group = group_text(months=months)
        still = sum(each.answers[months][2] for each in heard)
        yield ("retention.share", group, ""), still, len(heard)
        yield ("retention.eligible", group, ""), len(working), None
        yield ("retention.nonresponse", group, ""), len(working) - len(heard), len(working)


def _answered(person: Person, months: int, day: date) -> bool:
    return months in person.answers and person.answers[months][0] <= day


def _traits(own: list[Person], project: Project) -> Iterator[Counted]:
    for trait in ("gender", "age_group", "referrer"):
        for level in levels(project, trait):
            k = sum(getattr(each, trait) == level for each in own)
            yield (f"participants.{trait}", group_text(**{trait: level}), "started"), k, len(own)


def _moves(own: list[Person], day: date, project: Project) -> Iterator[Counted]:
    moved = [each.moved[1] for each in own if each.moved[0] <= day]
    for rule in project.movement.rules:
        for rater in ("participant", "coordinator"):
            for move in MOVES:
                group = group_text(rater=rater, move=move)
                yield ("steps.person", group, rule.id), moved.count(move), len(moved)


def _indicators(left: list[Person], day: date, project: Project) -> Iterator[Counted]:
    groups: list[tuple[str, list[Person]]] = [("", left)]
    for trait in ("gender", "age_group"):
        for level in levels(project, trait):
            those = [each for each in left if getattr(each, trait) == level]
            groups.append((group_text(**{trait: level}), those))
    for one in project.esf.indicators:
        for group, those in groups:
            if one.months is None:
                k = sum(each.reason in one.reasons for each in those)
                yield ("esf.indicator", group, one.id), k, len(those)
                continue
            due = [each for each in those if each.due(one.months) <= day]
            heard = [each for each in due if _answered(each, one.months, day)]
            k = sum(each.answers[one.months][2] for each in heard)
            yield ("esf.indicator", group, one.id), k, len(heard)
            yield ("esf.nonresponse", group, one.id), len(due) - len(heard), len(due)


@dataclass(frozen=True)
class Draw:
    """Draws a small project."""

    chance: np.random.Generator
    pattern: Project

    def one(self) -> SmallProject:
        """Draw a project of 3–8 municipalities, 5–60 people in each, and 2–4 publications."""
        chance = self.chance
        count = int(chance.choice([3, 4, 5, 6, 7, 8], p=[0.35, 0.25, 0.15, 0.1, 0.1, 0.05]))
        municipalities = tuple(self.pattern.municipalities[:count])
        names = [each.name for each in municipalities]
        publications = int(chance.choice([2, 3, 4], p=[0.6, 0.25, 0.15]))
        first = int(chance.integers(0, len(_QUARTERS) - publications + 1))
        periods = _QUARTERS[first : first + publications]
        joined = {name: 0 if chance.random() < 0.85 else 1 for name in names}
        joined[names[0]] = 0
        by_counts = frozenset(name for name in names if chance.random() < 0.15)
        people = [self._person(n) for n in names for _ in range(int(chance.integers(5, 61)))]
        known = [tuple(people)]
        for _ in periods[1:]:
            known.append(self._corrected(known[-1], names))
        project = self.pattern.model_copy(
            update={"municipalities": municipalities, "external": self._plan()}
        )
        return SmallProject(project, periods, joined, by_counts, tuple(known))

    def _plan(self) -> tuple[ExternalTable, ...]:
        chance = self.chance
        merge = {"Övrigt": ("sjukdom", "flytt", "avbrott", "annat")}
        kinds = [
            ExternalTable(table="caseload", places=self._places(), every=self._often()),
            ExternalTable(table="exits", places="project", every=self._often()),
            ExternalTable(table="exits", places="municipality", every=self._often(), merge=merge),
            ExternalTable(table="goals", places=self._places(), every=self._often()),
            ExternalTable(
                table="participants", places=self._places(), every=self._often(), by=("gender",)
            ),
            ExternalTable(
                table="participants",
                places="project",
                every=self._often(),
                by=("age_group", "referrer"),
            ),
            ExternalTable(table="lasting", places=self._places(), every=self._often()),
            ExternalTable(table="retention", places="project", every=self._often()),
            ExternalTable(
                table="movement",
                places=self._places(),
                every=self._often(),
                only=("net/coordinator",),
            ),
            ExternalTable(table="esf", places="project", every=self._often(), by=("gender",)),
        ]
        size = int(chance.integers(1, 4))
        chosen = sorted(chance.choice(len(kinds), size, replace=False))
        return tuple(kinds[each] for each in chosen)

    def _places(self) -> str:
        return "project" if self.chance.random() < 0.5 else "municipality"

    def _often(self) -> str:
        return "quarter" if self.chance.random() < 0.6 else "half_year"

    def _of(self, values: list[str], weights: list[float] | None = None) -> str:
        share = None if weights is None else np.array(weights) / sum(weights)
        return str(self.chance.choice(values, p=share))

    def _person(self, place: str) -> Person:
        chance, lists = self.chance, self.pattern.lists
        start = _FIRST + timedelta(days=int(chance.integers(0, 500)))
        stays = int(chance.integers(40, 600))
        exit_ = start + timedelta(days=stays)
        moved_on = start + timedelta(days=int(chance.integers(60, 200)))
        moved = moved_on if moved_on <= exit_ + timedelta(days=31) else _NEVER
        way = self._of(list(MOVES), [60, 15, 25]) if moved != _NEVER else "none"
        answers = {}
        for months, heard in ((6, 0.7), (12, 0.5)):
            if chance.random() < heard:
                after = timedelta(days=months * 31 + int(chance.integers(0, 60)))
                going = self._of(list(OUTCOMES), [40, 30, 30])
                answers[months] = (exit_ + after, going, bool(chance.random() < 0.4))
        return Person(
            place,
            start,
            exit_,
            self._of(self.pattern.reason_ids, [20, 10, 8, 28, 14, 4, 6, 10]),
            self._of(list(lists.gender), [53, 45, 1, 1]),
            self._of(list(lists.age_group), [38, 48, 14]),
            self._of(list(lists.referrer), [34, 18, 34, 10, 4]),
            (moved, way),
            answers,
        )

    def _corrected(self, people: tuple[Person, ...], names: list[str]) -> tuple[Person, ...]:
        """Correct a reason or a day of a few, strike one out, or register one late."""
        chance = self.chance
        known = list(people)
        for _ in range(int(chance.integers(0, 4))):
            at = int(chance.integers(0, len(known)))
            kind = chance.random()
            if kind < 0.4:
                reason = self._of(self.pattern.reason_ids)
                known[at] = Person(**{**vars(known[at]), "reason": reason})
            elif kind < 0.6:
                known[at] = Person(**{**vars(known[at]), "exit": _NEVER, "answers": {}})
            elif kind < 0.8:
                del known[at]
            else:
                known.append(self._person(self._of(names)))
        return tuple(known)
