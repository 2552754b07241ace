"""The structural level counted again, in plain loops over the delivered cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from stegvis.period import Period
from stegvis.project import Project
from whole.recount import (
    SHEETS_OF_QUARTER,
    Counted,
    Line,
    Row,
    Town,
    _day,
    _quarter,
    _share,
    _whole,
    _with_interval,
)


def lines(towns: list[Town], project: Project, period: Period, total: bool) -> Iterator[Line]:
    yield from _quarters(towns, len(project.municipalities) if total else 1)
    yield from _referrers(towns)
    yield from _practices(towns, total)
    yield from _skills(towns, project, total)
    yield from _changes(towns, period.end)
    yield from _posts(towns, project, period)


def _quarters(towns: list[Town], n: int) -> Iterator[Line]:
    for sheet in SHEETS_OF_QUARTER:
        used = [town.of_quarter[sheet][0] for town in towns if sheet in town.of_quarter]
        for quarter in sorted(set(used)):
            group = f"sheet={sheet};quarter={quarter}"
            yield "structure.quarter", group, "", _share(used.count(quarter), n)


def _referrers(towns: list[Town]) -> Iterator[Line]:
    good: Counter[str] = Counter()
    answers: Counter[str] = Counter()
    for town in towns:
        for row in town.rows_of("remittenter"):
            good[row["remittent"]] += _whole(row["antal_god_kunskap"]) or 0
            answers[row["remittent"]] += _whole(row["antal_svar"]) or 0
    for referrer, n in answers.items():
        counted = _with_interval(good[referrer], n)
        yield "referrer.knowledge", f"referrer={referrer}", "", counted
    if answers:
        together = _with_interval(sum(good.values()), sum(answers.values()))
        yield "referrer.all", "", "", together


def _like(text: object) -> str:
    return " ".join(str(text).casefold().split())


def _spelled(texts: list[str]) -> dict[str, str]:
    """Say how each name is spelled most often."""
    best: dict[str, str] = {}
    for text, _ in sorted(Counter(texts).items(), key=lambda pair: (-pair[1], pair[0])):
        best.setdefault(_like(text), text)
    return best


def _practices(towns: list[Town], total: bool) -> Iterator[Line]:
    rows = [row for town in towns for row in town.rows_of("implementering")]
    spelled = _spelled([str(row["arbetssätt"]) for row in rows])
    states: list[tuple[str, int]] = []
    for town in towns:
        own: dict[str, int] = {}
        for row in town.rows_of("implementering"):
            name, state = _like(row["arbetssätt"]), _whole(row["läge"]) or 0
            own[name] = min(state, own.get(name, state))
        states += own.items()
    if not states:
        return
    ordinary = sum(state == 3 for _, state in states)
    yield "practice.ordinary", "", "", _share(ordinary, len(states))
    for name, spelling in spelled.items():
        found = [state for practice, state in states if practice == name]
        if total:
            for state in range(4):
                group = f"practice={spelling};state={state}"
                counted = _share(found.count(state), len(found))
                yield "practice.reached", group, "", counted
        else:
            yield "practice.state", f"practice={spelling}", "", {"k": found[0]}


def _skills(towns: list[Town], project: Project, total: bool) -> Iterator[Line]:
    given, wanted = project.lists.skill_state[:2]
    spelled = _spelled([str(r["tema"]) for town in towns for r in town.rows_of("kompetens")])
    named: Counter[str] = Counter()
    sums: dict[tuple[str, str], int | None] = {}
    places: Counter[tuple[str, str]] = Counter()
    trained = told = 0
    for town in towns:
        own: dict[tuple[str, str], list[Row]] = {}
        for row in town.rows_of("kompetens"):
            own.setdefault((_like(row["tema"]), row["läge"]), []).append(row)
        named.update({theme for theme, _ in own})
        held = set()
        for key, found in own.items():
            numbers = [n for row in found if (n := _whole(row["antal"])) is not None]
            sums.setdefault(key, None)
            if numbers:
                sums[key] = (sums[key] or 0) + sum(numbers)
            if not numbers or sum(numbers):
                places[key] += 1
                held.add(key)
        known = {theme for theme, state in held if state in (given, wanted)}
        told += len(known)
        trained += sum((theme, given) in held for theme in known)
    for (theme, state), k in sums.items():
        group = f"theme={spelled[theme]};state={state}"
        yield "skill.state", group, "", {"k": k}
        if total and places[theme, state]:
            counted = _share(places[theme, state], named[theme])
            yield "skill.places", group, "", counted
    if told:
        yield "skill.given", "", "", _share(trained, told)


def _changes(towns: list[Town], end: date) -> Iterator[Line]:
    started = [p for town in towns for p in town.people if p["start"] <= end]
    numbers = [_whole(p["samordnarbyten"]) for p in started]
    known = [number for number in numbers if number is not None]
    for word, k in (
        ("0", known.count(0)),
        ("1", known.count(1)),
        ("2+", sum(number > 1 for number in known)),
    ):
        yield "coordinator.changes", f"changes={word}", "", _share(k, len(known))
    changed = sum(number > 0 for number in known)
    yield "coordinator.changed", "", "", _with_interval(changed, len(known))
    yield "coordinator.unknown", "", "", _share(len(started) - len(known), len(started))


def _size(row: Row) -> float:
    return float(str(row["årsarbetskrafter"]).replace(",", "."))


def _in_force(rows: list[Row], day: date) -> list[Row]:
    return [
        row
        for row in rows
        if (_day(row["från"]) or day) <= day and day <= (_day(row["till"]) or day)
    ]


def _posts(towns: list[Town], project: Project, period: Period) -> Iterator[Line]:
    reporting = [town for town in towns if town.rows_of("tjänster")]
    if not reporting:
        return
    n, end = len(reporting), period.end
    rows = [row for town in reporting for row in town.rows_of("tjänster")]
    day = project.start

    def counted(chosen: list[Row]) -> Counted:
        return {"k": len(chosen), "n": n, "value": sum(map(_size, chosen))}

    while True:
        quarter = Period.parse(_quarter(day))
        found = _in_force(rows, min(quarter.end, end))
        for funding in project.lists.funding:
            group = f"quarter={quarter};funding={funding}"
            paid = [row for row in found if row["finansiering"] == funding]
            yield "posts.quarter", group, "", counted(paid)
        yield "posts.total", f"quarter={quarter}", "", counted(found)
        if quarter.end >= end:
            break
        day = quarter.end + timedelta(days=1)
    active = sum(_active(town, end) for town in reporting)
    posts: Any = sum(map(_size, _in_force(rows, end)))
    value = active / posts if posts else None
    yield "caseload.per_post", "", "", {"k": active, "n": n, "value": value}


def _active(town: Town, end: date) -> int:
    here = sum(p["start"] <= end and not (p["exit"] and p["exit"] <= end) for p in town.people)
    return here + town.counts.get("startade", 0) - town.counts.get("avslutade", 0)
