"""ESF's indicators, support, occupation and deviations, counted again in plain loops."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from stegvis.goal import Goal, Variant
from stegvis.period import Period
from stegvis.project import Project
from whole.recount import (
    Counted,
    Line,
    Person,
    Row,
    Town,
    _answer,
    _bounded,
    _later,
    _share,
    _with_interval,
    wilson,
)

_ALPHABET = " abcdefghijklmnopqrstuvwxyzåäö"


def lines(towns: list[Town], project: Project, period: Period, total: bool) -> Iterator[Line]:
    end = period.end
    left = [p for town in towns for p in town.people if _has_left(p, end)]
    yield from _indicators(towns, project, left, end)
    yield from _support(left)
    yield from _occupation(project, left, end)
    if total:
        yield from _deviation(towns, project, end)


def _has_left(person: Row, end: date) -> bool:
    return bool(person["start"] <= end and person["exit"] and person["exit"] <= end)


def _indicators(towns: list[Town], project: Project, left: list[Row], end: date) -> Iterator[Line]:
    groups: dict[str, list[Row]] = {"": left}
    for gender in project.lists.gender:
        groups[f"gender={gender}"] = [p for p in left if p["kön"] == gender]
    for age in project.lists.age_group:
        groups[f"age_group={age}"] = [p for p in left if p["åldersgrupp"] == age]
    for indicator in project.esf.indicators:
        for group, people in groups.items():
            if indicator.months is None:
                k = sum(p["avslutsorsak"] in indicator.reasons for p in people)
                yield "esf.indicator", group, indicator.id, _with_interval(k, len(people))
                continue
            due = [p for p in people if _later(p["exit"], indicator.months) <= end]
            answers = [_answer(p, indicator.months, end, "sysselsättning") for p in due]
            n = len(due) - answers.count(None)
            k = sum(answer in indicator.occupations for answer in answers)
            yield "esf.indicator", group, indicator.id, _bounded(k, n, len(due))
            yield "esf.nonresponse", group, indicator.id, _share(len(due) - n, len(due))
        if indicator.months is None:
            k = sum(p["avslutsorsak"] in indicator.reasons for p in left)
            k += sum(town.counts.get(r, 0) for town in towns for r in indicator.reasons)
            n = len(left) + sum(town.counts.get("avslutade", 0) for town in towns)
            yield "esf.with_counts", "", indicator.id, _with_interval(k, n)


def _support(left: list[Row]) -> Iterator[Line]:
    pairs = [
        (str(p["försörjning_start"]).strip().lower(), str(p["försörjning_avslut"]).strip().lower())
        for p in left
        if p["försörjning_start"] and p["försörjning_avslut"]
    ]
    n = len(pairs)
    yield "support.known", "", "", _share(n, len(left))
    yield "support.same", "", "", _share(sum(a == b for a, b in pairs), n)
    words = [word for pair in pairs for word in pair]
    ranked = sorted(
        set(words),
        key=lambda word: (word == "annan", -words.count(word), [*map(_ALPHABET.find, word)]),
    )
    if len(ranked) > 9:
        ranked = [*ranked[:8], "annan"]
    shown = [tuple(w if w in ranked else "annan" for w in pair) for pair in pairs]
    for one in ranked:
        yield "support.before", f"support={one}", "", _share(sum(a == one for a, _ in shown), n)
        yield "support.after", f"support={one}", "", _share(sum(b == one for _, b in shown), n)
        for other in ranked:
            group = f"before={one};after={other}"
            yield "support.change", group, "", _share(shown.count((one, other)), n)


def _occupation(project: Project, left: list[Row], end: date) -> Iterator[Line]:
    levels = project.lists.occupation
    for months in (6, 12):
        due = [p for p in left if _later(p["exit"], months) <= end]
        pairs = [
            (p["avslutsorsak"] if p["avslutsorsak"] in levels else "annat", answer)
            for p in due
            if (answer := _answer(p, months, end, "sysselsättning"))
        ]
        n = len(pairs)
        group = f"months={months}"
        yield "occupation.known", group, "", _share(n, len(due))
        yield "occupation.same", group, "", _share(sum(a == b for a, b in pairs), n)
        for one in levels:
            k = sum(a == one for a, _ in pairs)
            yield "occupation.exit", f"{group};occupation={one}", "", _share(k, n)
            k = sum(b == one for _, b in pairs)
            yield "occupation.after", f"{group};occupation={one}", "", _share(k, n)
            for other in levels:
                cell = f"{group};before={one};after={other}"
                yield "occupation.change", cell, "", _share(pairs.count((one, other)), n)


Places = dict[str, dict[str, int]]


def _tally(town: Town, project: Project, variant: Variant, end: date) -> dict[str, int]:
    """Count one town: started, left, due, chosen, n and k under a definition."""
    started = [p for p in town.people if p["start"] <= end]
    left = [p for p in started if _has_left(p, end)]
    found = {
        "started": len(started) + town.counts.get("startade", 0),
        "left": len(left) + town.counts.get("avslutade", 0),
    }
    if variant.months is None:
        n = found["started"] if variant.denominator == "started" else found["left"]
        k = sum(p["avslutsorsak"] in variant.reasons for p in left)
        k += sum(town.counts.get(reason, 0) for reason in variant.reasons)
        return found | {"n": n, "k": k}
    h = variant.months
    due = [p for p in left if _later(p["exit"], h) <= end]
    rule, rater = project.movement.primary, project.movement.primary_rater
    positive = [p for p in due if Person(p, project, end).under(rule, rater) == "forward"]
    given: Any = {
        group: {
            name: town.given(group, h, f"antal_{name}")
            for name in ("aktuella", "svar", "ökat", "behållit")
        }
        for group in ("alla", "positiv")
    }
    all_due = len(due) + given["alla"]["aktuella"]
    positive_due = len(positive) + given["positiv"]["aktuella"]
    chosen = due if variant.population == "alla" else positive
    answers = [_answer(p, h, end, "progression") for p in chosen]
    told = given[variant.population]
    return found | {
        "due": all_due if variant.population == "alla" else max(all_due, positive_due),
        "chosen": positive_due,
        "n": sum(answer is not None for answer in answers) + told["svar"],
        "k": answers.count("ökat") + answers.count("behållit") + told["ökat"] + told["behållit"],
    }


def _deviation(towns: list[Town], project: Project, end: date) -> Iterator[Line]:
    for goal in project.goals:
        variant = goal.primary(end)
        assert not variant.within, "no project of the example has one"
        name = f"{goal.id}/{variant.id}"
        counted = [_tally(town, project, variant, end) for town in towns]
        yield from _parts(goal, variant, name, counted, project.expected.participants)
        for town, own in zip(towns, counted, strict=True):
            k, n = own["k"], own["n"]
            row: Counted = {"k": k, "n": n, "value": k - goal.target * n}
            low, high = wilson(k, n)
            if low is not None and high is not None:
                row |= {"low": n * (low - goal.target), "high": n * (high - goal.target)}
            yield "deviation.place", f"municipality={town.name}", name, row
        k = sum(own["k"] for own in counted)
        for other in goal.variants:
            if other != variant:
                theirs = [_tally(town, project, other, end) for town in towns]
                k_other, n_other = (sum(own[key] for own in theirs) for key in ("k", "n"))
                row = {"k": k_other, "n": n_other, "value": k_other - k}
                yield "deviation.definition", f"variant={other.id}", name, row


def _parts(
    goal: Goal, variant: Variant, name: str, counted: list[dict[str, int]], expected: int | None
) -> Iterator[Line]:
    def whole(key: str) -> int:
        return sum(own[key] for own in counted)

    people = whole("started") if expected is None else expected
    k = whole("k")
    yield "deviation.expected", "", name, {"n": people, "value": goal.target * people}
    yield "deviation.total", "", name, {"k": k, "n": people, "value": k - goal.target * people}
    keys = {"volume": "started"} if expected is not None else {}
    if variant.months is not None:
        keys |= {"timing": "due"}
        keys |= {"population": "chosen"} if variant.population == "positiv" else {}
        keys |= {"nonresponse": "n"}
    elif variant.denominator == "exited":
        keys |= {"timing": "n"}
    before = people
    for part, key in keys.items():
        after = whole(key)
        value = goal.target * (after - before)
        yield "deviation.part", f"part={part}", name, {"k": after, "n": before, "value": value}
        before = after
    row: Counted = {"k": k, "n": before, "value": k - goal.target * before}
    yield "deviation.part", "part=municipalities", name, row
