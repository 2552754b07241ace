"""Tests of change, movements by level and the panel over time, counted again in plain loops."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import comb, sqrt

from stegvis.period import Period
from stegvis.project import Project
from whole.recount import MOVES, RATERS, Counted, Line, Person, Town, _share, _sign

LEAST, LEVEL, OCCASIONS = 6, 0.05, 4


def lines(towns: list[Town], project: Project, period: Period, total: bool) -> Iterator[Line]:
    people = [
        Person(row, project, period.end)
        for town in towns
        for row in town.people
        if row["start"] <= period.end
    ]
    yield from _items(project, people)
    yield from _people(project, people)
    yield from _levels(project, people)
    yield from _panel(project, people)


def _sign_test(up: int, down: int) -> float | None:
    moved = up + down
    if moved < LEAST:
        return None
    tail = sum(comb(moved, fewer) for fewer in range(min(up, down) + 1)) / 2**moved
    return min(2 * tail, 1.0)


def _holm(p: dict[str, float]) -> dict[str, float]:
    adjusted, largest = {}, 0.0
    for done, (name, value) in enumerate(sorted(p.items(), key=lambda known: known[1])):
        largest = max(largest, min(value * (len(p) - done), 1.0))
        adjusted[name] = largest
    return adjusted


def _items(project: Project, people: list[Person]) -> Iterator[Line]:
    tested: dict[str, float] = {}
    moved: dict[str, Counted] = {}
    for rater in RATERS.values():
        for item in project.card.items(rater):  # type: ignore[arg-type]
            pairs = [p.moves[rater][item.id] for p in people if item.id in p.moves[rater]]
            up = sum(latest > first for first, latest in pairs)
            down = sum(latest < first for first, latest in pairs)
            group = f"rater={rater};item={item.id}"
            moved[group] = {"k": up, "n": up + down}
            p = _sign_test(up, down)
            if p is not None:
                tested[group] = p
            yield "change.sign", group, "", {**moved[group], "value": p}
            yield "change.wilcoxon", group, "", moved[group]
            changed: Counted = {"k": up + down, "n": len(pairs)}
            yield "change.bowker", group, "", changed
            yield "change.stuart_maxwell", group, "", changed
    adjusted = _holm(tested)
    for group, counted in moved.items():
        yield "change.sign", group, "holm", {**counted, "value": adjusted.get(group)}
    for definition, found in (("", tested), ("holm", adjusted)):
        below = sum(p < LEVEL for p in found.values())
        yield "change.below", "", definition, _share(below, len(found))


def _means(project: Project, person: Person, rater: str) -> list[tuple[date, float]]:
    items = len(project.card.items(rater))  # type: ignore[arg-type]
    return [
        (day, sum(card.values()) / len(card))
        for day, card in person.cards[rater]
        if 2 * len(card) >= items
    ]


def _people(project: Project, people: list[Person]) -> Iterator[Line]:
    for rater in RATERS.values():
        group = f"rater={rater}"
        for rule in project.movement.rules:
            moves = [person.under(rule, rater) for person in people]
            up, down = moves.count("forward"), moves.count("backward")
            counted: Counted = {"k": up, "n": up + down, "value": _sign_test(up, down)}
            yield "change.person_sign", group, rule.id, counted
        signs = []
        for person in people:
            means = _means(project, person, rater)
            if person.moves[rater] and means and means[0][0] != means[-1][0]:
                signs.append(_sign(round(means[-1][1] - means[0][1], 6)))
        forward = signs.count("forward")
        n = forward + signs.count("backward")
        yield "change.person_wilcoxon", group, "", {"k": forward, "n": n}
    for rule in project.movement.rules:
        if rule.kind == "reliable":
            assert rule.spread is not None
            assert rule.reliability is not None
            limit = 1.96 * rule.spread * sqrt(2 * (1 - rule.reliability))
            yield "change.reliable_limit", "", rule.id, {"value": limit}


def _levels(project: Project, people: list[Person]) -> Iterator[Line]:
    middle = (project.card.low + project.card.high) / 2
    for rater in RATERS.values():
        pairs = [pair for person in people for pair in person.moves[rater].values()]
        for measure, end in (("steps.start", 0), ("steps.end", 1)):
            for level, side in (("low", "backward"), ("middle", "unchanged"), ("high", "forward")):
                own = [pair for pair in pairs if _sign(pair[end] - middle) == side]
                signs = [_sign(latest - first) for first, latest in own]
                for move in MOVES:
                    group = f"rater={rater};level={level};move={move}"
                    yield measure, group, "", _share(signs.count(move), len(own))


def _occasions(means: list[tuple[date, float]], every: int) -> dict[int, float]:
    chosen: dict[int, tuple[float, float]] = {}
    for day, mean in means:
        along = (day - means[0][0]).days / (every * 365.25 / 12)
        nearest = int(along + 0.5)
        off = abs(along - nearest)
        if nearest < OCCASIONS and (nearest not in chosen or off < chosen[nearest][0]):
            chosen[nearest] = (off, mean)
    return {occasion: mean for occasion, (_, mean) in chosen.items()}


def _panel(project: Project, people: list[Person]) -> Iterator[Line]:
    every = next(m for m in range(3, 99) if m % project.card.every_months == 0)
    for rater in RATERS.values():
        found = [_occasions(_means(project, person, rater), every) for person in people]
        whole = [person for person in found if len(person) == OCCASIONS]
        for definition, chosen in (("available", found), ("same", whole)):
            for occasion in range(OCCASIONS):
                values = [person[occasion] for person in chosen if occasion in person]
                mean = sum(values) / len(values) if values else None
                group = f"rater={rater};months={occasion * every}"
                yield "panel.mean", group, definition, {"n": len(values), "value": mean}
