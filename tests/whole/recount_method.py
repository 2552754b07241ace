"""Case mix, and method beside movement, counted again in plain loops."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from math import isclose, sqrt, tanh
from statistics import NormalDist, mean, median

from stegvis.period import Period
from stegvis.project import Project
from whole import recount as plain
from whole.recount import Line, Person, Town

_ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"

Place = tuple[str, float, float]
"""A municipality's name, fidelity and share forward."""


def lines(towns: list[Town], project: Project, period: Period, total: bool) -> Iterator[Line]:
    """Count everyone's case mix, and for ALLA how method and movement go together."""
    people = {town.name: _people(town, project, period.end) for town in towns}
    everyone = [person for own in people.values() for person in own]
    for rater in plain.RATERS.values():
        firsts = [own[0][1] for person in everyone if (own := _answered(person, rater))]
        gaps = _gaps(everyone, rater)
        means = [mean(card) for card in firsts]
        yield "casemix.first_card", f"rater={rater}", "", _middle(means, mean)
        yield "casemix.card_gap", f"rater={rater}", "", _middle(gaps, median)
    if not total:
        return
    rule = project.movement.primary_rule
    kept: list[Place] = []
    users: list[tuple[str, int, float]] = []
    for town in sorted(towns, key=lambda town: [*map(_ALPHABET.index, town.name.lower())]):
        own = people[town.name]
        moves = [p.under(project.movement.primary, project.movement.primary_rater) for p in own]
        moved = [move for move in moves if move]
        k, n = moved.count("forward"), len(moved)
        levels = {str(row["komponent"]): plain._whole(row["nivå"]) or 0 for row in town.method}
        status = _status(town, own, n, levels, project)
        group = f"municipality={town.name};status={status}"
        yield "comparable.method", group, rule, plain._share(k, n)
        if status == "comparable":
            required = project.required_components
            kept.append((town.name, sum(levels[c] for c in required) / len(required) / 2, k / n))
            if levels.get(_card(project)):
                used = sum(levels[c] > 0 for c in required) - 1
                users.append((town.name, used, k / n))
    for measure, group, numbers in (*_together(kept, project), *_uses(users, project)):
        yield measure, group, rule, numbers


def _card(project: Project) -> str:
    return next((part.id for part in project.method if part.card), "progressionskort")


def _people(town: Town, project: Project, end: date) -> list[Person]:
    return [Person(row, project, end) for row in town.people if row["start"] <= end]


def _answered(person: Person, rater: str) -> list[tuple[date, list[int]]]:
    by_day: dict[date, list[int]] = {}
    for day, answers in person.cards[rater]:
        if answers:
            by_day.setdefault(day, []).extend(answers.values())
    return sorted(by_day.items())


def _gaps(people: list[Person], rater: str) -> list[float]:
    found: list[float] = []
    for person in people:
        days = [day for day, _ in _answered(person, rater)]
        found += [(later - day).days for day, later in pairwise(days)]
    return found


def _middle(values: list[float], middle) -> plain.Counted:  # type: ignore[no-untyped-def]  # mean or median
    return {"n": len(values), "value": middle(values) if values else None}


def _status(
    town: Town, people: list[Person], n: int, levels: dict[str, int], project: Project
) -> str:
    rater = project.movement.primary_rater
    other = next(name for name in plain.RATERS.values() if name != rater)
    cards = [answers for person in people for _, answers in person.cards[rater]]
    if town.scope == "antal":
        return "counts_only"
    if not cards and any(person.cards[other] for person in people):
        return "other_rater"
    if n < 3:
        return "few"
    if any(all(item.id not in card for card in cards) for item in project.card.items(rater)):
        return "other_items"
    ideal = project.card.every_months * 365.25 / 12
    if not 0.5 * ideal <= median(_gaps(people, rater)) <= 1.5 * ideal:
        return "other_interval"
    if not set(project.required_components) <= levels.keys():
        return "method_unreported"
    return "comparable"


def _ranks(values: list[float]) -> list[float]:
    def near(a: float, b: float) -> bool:
        return isclose(a, b, abs_tol=1e-12)

    return [
        sum(other < value and not near(other, value) for other in values)
        + (sum(near(other, value) for other in values) + 1) / 2
        for value in values
    ]


def _correlation(places: list[Place]) -> float | None:
    x, y = (_ranks([place[at] for place in places]) for at in (1, 2))
    a, b = ([rank - mean(ranks) for rank in ranks] for ranks in (x, y))
    size = sqrt(sum(v * v for v in a) * sum(v * v for v in b))
    return sum(v * w for v, w in zip(a, b, strict=True)) / size if size else None


def _detectable(n: int) -> float:
    normal = NormalDist()
    return tanh((normal.inv_cdf(0.975) + normal.inv_cdf(0.8)) * sqrt(1.06 / (n - 3)))


def _together(places: list[Place], project: Project) -> Iterator[tuple[str, str, plain.Counted]]:
    n, all_ = len(places), len(project.municipalities)
    if n < 4:
        return
    for which, number in (("compared", n), ("project", all_)):
        found = {"n": number, "value": _detectable(number)}
        yield "fidelity.detectable", f"municipalities={which}", found
    value = _correlation(places)
    if value is None:
        return
    yield "fidelity.correlation", "", {"n": n, "value": value}
    ways = 1
    for number in range(2, n + 1):
        ways *= number
    how, k = ("exact", ways) if ways <= 9999 else ("drawn", 9999)
    yield "fidelity.correlation_p", f"permutations={how}", {"k": k, "n": n}
    without = [(_correlation(places[:at] + places[at + 1 :]), places[at][0]) for at in range(n)]
    known = [(value, name) for value, name in without if value is not None]
    for end, sign in (("smallest", 1), ("largest", -1)):
        best = min(sign * value for value, _ in known)
        value, name = next(pair for pair in known if isclose(sign * pair[0], best, abs_tol=1e-9))
        yield "fidelity.left_out", f"end={end};municipality={name}", {"n": n - 1, "value": value}


def _uses(
    users: list[tuple[str, int, float]], project: Project
) -> Iterator[tuple[str, str, plain.Counted]]:
    others = len(project.required_components) - 1
    shares: dict[str, list[float]] = {"card_only": [], "with_others": []}
    for name, used, share in users:
        use = "with_others" if used else "card_only"
        shares[use].append(share)
        yield "fidelity.user", f"municipality={name};use={use}", plain._share(used, others)
    for use, own in shares.items():
        if own:
            yield "fidelity.use", f"use={use}", {"n": len(own), "value": mean(own)}
    only, both = shares.values()
    if not only or not both:
        return
    everyone = [*only, *both]
    found = mean(both) - mean(only)
    yield "fidelity.use_difference", "", {"n": len(everyone), "value": found}
    apart = []
    for chosen in combinations(range(len(everyone)), len(only)):
        first = [everyone[at] for at in chosen]
        second = [everyone[at] for at in range(len(everyone)) if at not in chosen]
        apart.append(abs(mean(second) - mean(first)))
    p = sum(far >= abs(found) - 1e-12 for far in apart) / len(apart)
    yield "fidelity.use_p", "permutations=exact", {"k": len(apart), "n": len(everyone), "value": p}
