"""The raters' pairs, the coordinator's belief and the time to exit, counted in plain loops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from math import sqrt

from stegvis.period import Period
from stegvis.project import Project
from whole.recount import Counted, Line, Person, Row, Town, wilson

Pairs = list[list[tuple[int, int]]]
"""For each person with any: the participant's and the coordinator's answer, pair by pair."""


def lines(towns: list[Town], project: Project, period: Period, total: bool) -> Iterator[Line]:
    """Count the measures ``agreement``, ``belief`` and ``time``."""
    everyone = [row for town in towns for row in town.people if row["start"] <= period.end]
    people = [Person(row, project, period.end) for row in everyone]
    yield from _agreement(project, people)
    yield from _belief(project, people, period.end)
    yield from _time(project, everyone, period.end)


def _occasions(person: Person) -> list[tuple[dict[str, int], dict[str, int]]]:
    near = sorted(
        (abs((day - other).days), day, other)
        for day, _ in person.cards["participant"]
        for other, _ in person.cards["coordinator"]
        if abs((day - other).days) <= 31
    )
    own, theirs = dict(person.cards["participant"]), dict(person.cards["coordinator"])
    found = []
    for _, day, other in near:
        if day in own and other in theirs:
            found.append((own.pop(day), theirs.pop(other)))
    return found


def _agreement(project: Project, people: list[Person]) -> Iterator[Line]:
    card = project.card
    occasions = [_occasions(person) for person in people]
    everything: Pairs = [[] for _ in people]
    some = False
    for indicator in project.indicators:
        own = [item.id for item in card.participant if item.indicator == indicator]
        theirs = [item.id for item in card.coordinator if item.indicator == indicator]
        if not (own and theirs):
            continue
        some = True
        pairs = [
            [
                (mine[i], other[j])
                for mine, other in found
                for i in own
                for j in theirs
                if i in mine and j in other
            ]
            for found in occasions
        ]
        group = f"indicator={indicator}"
        yield from _coefficients(pairs, group, card.high - card.low)
        yield from _closeness(pairs, group)
        for all_, these in zip(everything, pairs, strict=True):
            all_ += these
    if some:
        yield from _closeness(everything, "")


def _coefficients(pairs: Pairs, group: str, span: int) -> Iterator[Line]:
    flat = [pair for person in pairs for pair in person]
    counts = {"k": sum(bool(person) for person in pairs), "n": len(flat)}
    for kind, power in (("linear", 1), ("quadratic", 2)):

        def weight(a: int, b: int, power: int = power) -> float:
            return 1 - (abs(a - b) / span) ** power

        kappa = ac2 = None
        if flat:
            seen = sum(weight(a, b) for a, b in flat) / len(flat)
            mine, theirs = Counter(a for a, _ in flat), Counter(b for _, b in flat)
            crossed = [weight(a, b) * mine[a] * theirs[b] for a in mine for b in theirs]
            chance = sum(crossed) / len(flat) ** 2
            kappa = (seen - chance) / (1 - chance) if chance < 1 - 1e-9 else None
            answers = [answer for pair in flat for answer in pair]
            shares = [answers.count(answer) / len(answers) for answer in set(answers)]
            scale = range(span + 1)
            whole = sum(weight(a, b) for a in scale for b in scale)
            chance = whole / (span * (span + 1)) * sum(share * (1 - share) for share in shares)
            ac2 = (seen - chance) / (1 - chance)
        yield "agreement.kappa", group, kind, {**counts, "value": kappa}
        yield "agreement.ac2", group, kind, {**counts, "value": ac2}
        yield "agreement.bootstrap", group, f"kappa/{kind}", {**counts, "value": kappa}
        yield "agreement.bootstrap", group, f"ac2/{kind}", {**counts, "value": ac2}


def _closeness(pairs: Pairs, group: str) -> Iterator[Line]:
    flat = [pair for person in pairs for pair in person]
    n = len(flat)
    mean = sum(b - a for a, b in flat) / n if n else None
    people = sum(bool(person) for person in pairs)
    yield "agreement.difference", group, "", {"k": people, "n": n, "value": mean}
    near = sum(abs(a - b) <= 1 for a, b in flat)
    yield "agreement.within_one", group, "", {"k": near, "n": n, "value": near / n if n else None}


def _reasons(project: Project, end: date) -> tuple[str, set[str]] | None:
    for goal in project.goals:
        if goal.kind == "exit":
            variant = goal.primary(end)
            return f"{goal.id}/{variant.id}", set(variant.reasons)
    return None


def _belief(project: Project, people: list[Person], end: date) -> Iterator[Line]:
    items = [i.id for i in project.card.coordinator if i.indicator == "coordinator_belief"]
    known = _reasons(project, end)
    if not items or not known:
        return
    definition, reasons = known
    count: dict[str, list[bool]] = {w: [] for w in ("low", "middle", "high", "unanswered")}
    for person in people:
        left = person.row["exit"]
        if not left or left > end:
            continue
        answers = [
            answers[items[0]]
            for day, answers in person.cards["coordinator"]
            if items[0] in answers and day <= left
        ]
        word = "unanswered"
        if answers:
            above = 2 * answers[0] - project.card.low - project.card.high
            word = "low" if above < 0 else "high" if above > 0 else "middle"
        count[word].append(person.row["avslutsorsak"] in reasons)
    everyone = sum(map(len, count.values()))
    known_before = everyone - len(count["unanswered"])
    value = known_before / everyone if everyone else None
    yield "belief.answered", "", "", {"k": known_before, "n": everyone, "value": value}
    for word, outcomes in count.items():
        k, n = sum(outcomes), len(outcomes)
        low, high = wilson(k, n)
        counted: Counted = {"k": k, "n": n, "value": k / n if n else None, "low": low, "high": high}
        yield "belief.outcome", f"belief={word}", definition, counted
    (k1, n1), (k2, n2) = ((sum(count[w]), len(count[w])) for w in ("high", "low"))
    counted = {"k": k1 + k2, "n": n1 + n2, "value": None, "low": None, "high": None}
    if n1 and n2:
        (l1, u1), (l2, u2) = wilson(k1, n1), wilson(k2, n2)
        assert None not in (l1, u1, l2, u2)
        difference = k1 / n1 - k2 / n2
        down = sqrt((k1 / n1 - l1) ** 2 + (u2 - k2 / n2) ** 2)  # type: ignore[operator]
        up = sqrt((u1 - k1 / n1) ** 2 + (k2 / n2 - l2) ** 2)  # type: ignore[operator]
        counted |= {"value": difference, "low": difference - down, "high": difference + up}
    yield "belief.difference", "", definition, counted


def _time(project: Project, everyone: list[Row], end: date) -> Iterator[Line]:
    known = _reasons(project, end)
    if not known:
        return
    definition, reasons = known
    stays = []
    for row in everyone:
        left = row["exit"] if row["exit"] and row["exit"] <= end else None
        why = ("goal" if row["avslutsorsak"] in reasons else "other") if left else None
        stays.append((((left or end) - row["start"]).days, why))
    longest = max((days for days, _ in stays), default=-1)
    for cause in ("goal", "other"):
        for months in range(25):
            limit = months * 365.25 / 12
            staying, value = 1.0, 0.0
            for day in sorted({days for days, why in stays if why and days <= limit}):
                at_risk = sum(days >= day for days, _ in stays)
                value += staying * stays.count((day, cause)) / at_risk
                staying *= 1 - sum(days == day and why is not None for days, why in stays) / at_risk
            over = limit > longest and staying > 1e-9
            counted: Counted = {
                "k": sum(why == cause and days <= limit for days, why in stays),
                "n": sum(days >= limit for days, _ in stays),
                "value": None if over else value,
            }
            yield "time.incidence", f"cause={cause};months={months}", definition, counted
