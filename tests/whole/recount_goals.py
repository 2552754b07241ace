"""Specifications and forecasts of the goals, counted again in plain loops."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from stegvis.goal import Goal, Variant
from stegvis.period import Period
from stegvis.project import Project
from whole.recount import Line, Person, Row, Town, _answer, _bounded, _later, _with_interval

KEPT = ("ökat", "behållit")
NAMES = {KEPT: "increased+kept", KEPT[:1]: "increased"}
Chosen = Callable[[Row], bool]


def lines(towns: list[Town], project: Project, period: Period, _: bool) -> Iterator[Line]:
    end = period.end
    everyone = [p for town in towns for p in town.people if p["start"] <= end]
    rater = project.movement.primary_rater
    populations: list[tuple[str, str, Chosen]] = [("alla", "none", lambda _: True)]
    for rule in project.movement.rules:
        moved = {
            id(row) for row in everyone if Person(row, project, end).under(rule, rater) == "forward"
        }
        populations.append(("positiv", rule.id, lambda row, moved=moved: id(row) in moved))
    for goal in project.goals:
        count = _of_exits if goal.kind == "exit" else _of_answers
        rows = list(count(towns, project, goal, end, everyone, populations))
        yield from rows
        counted = [row[3] for row in rows if row[3]["n"]]
        shares = [row["k"] / row["n"] for row in counted]  # type: ignore[operator]
        met = sum(share >= goal.target for share in shares)
        yield (
            "goal.specifications",
            "",
            goal.id,
            {
                "k": met,
                "n": len(shares),
                "value": met / len(shares) if shares else None,
                "low": min(shares, default=None),
                "high": max(shares, default=None),
            },
        )
        yield from _forecast(towns, project, goal, period, everyone, populations)


def _group(outcome: str, months: int, denominator: str, population: str, rule: str) -> str:
    return (
        f"outcome={outcome};months={months};denominator={denominator};"
        f"population={population};rule={rule}"
    )


def _left(people: list[Row], end: date) -> list[Row]:
    return [p for p in people if p["exit"] and p["exit"] <= end]


def _of_exits(
    towns: list[Town],
    project: Project,
    goal: Goal,
    end: date,
    everyone: list[Row],
    populations: list[tuple[str, str, Chosen]],
) -> Iterator[Line]:
    sets = []
    for variant in goal.variants:
        assert not variant.within
        if variant.reasons not in sets:
            sets.append(variant.reasons)
    for reasons in sets:
        name = "+".join(reasons)
        by_count = sum(t.counts.get(reason, 0) for t in towns for reason in reasons)
        for population, rule, chosen in populations:
            left = [p for p in _left(everyone, end) if chosen(p)]
            k, n = sum(p["avslutsorsak"] in reasons for p in left), len(left)
            if population == "alla":
                k, n = k + by_count, n + sum(t.counts.get("avslutade", 0) for t in towns)
                started = len(everyone) + sum(t.counts.get("startade", 0) for t in towns)
                group = _group(name, 0, "started", population, rule)
                yield "goal.specification", group, goal.id, _with_interval(k, started)
            group = _group(name, 0, "exited", population, rule)
            yield "goal.specification", group, goal.id, _with_interval(k, n)
            asked = set(reasons) <= set(project.lists.occupation)
            for months in (6, 12) if asked else ():
                due = [p for p in left if _later(p["exit"], months) <= end]
                answers = [_answer(p, months, end, "sysselsättning") for p in due]
                k = sum(answer in reasons for answer in answers)
                n = sum(answer is not None for answer in answers)
                for line in _both(name, months, population, rule, k, n, len(due)):
                    yield "goal.specification", line[0], goal.id, line[1]


def _both(
    outcome: str, months: int, population: str, rule: str, k: int, n: int, eligible: int
) -> Iterator[tuple[str, dict[str, float | None]]]:
    group = _group(outcome, months, "reached", population, rule)
    yield group, _bounded(k, n, eligible)
    yield _group(outcome, months, "eligible", population, rule), _with_interval(k, eligible)


def _of_answers(
    towns: list[Town],
    project: Project,
    goal: Goal,
    end: date,
    everyone: list[Row],
    populations: list[tuple[str, str, Chosen]],
) -> Iterator[Line]:
    for months in (6, 12):
        for population, rule, chosen in populations:
            people = [p for p in _left(everyone, end) if chosen(p)]
            due = [p for p in people if _later(p["exit"], months) <= end]
            answers = [_answer(p, months, end, "progression") for p in due]
            n, eligible = sum(answer is not None for answer in answers), len(due)
            told = rule in ("none", project.movement.primary_rule)
            given = [t for t in towns if told]
            n += sum(t.given(population, months, "antal_svar") for t in given)
            eligible += sum(t.given(population, months, "antal_aktuella") for t in given)
            for words in (KEPT, KEPT[:1]):
                k = sum(answer in words for answer in answers)
                k += sum(t.given(population, months, f"antal_{w}") for t in given for w in words)
                name = NAMES[words]
                for line in _both(name, months, population, rule, k, n, eligible):
                    yield "goal.specification", line[0], goal.id, line[1]


def _in_force(goal: Goal, day: date) -> Variant:
    for variant in goal.variants:
        begun = variant.since is None or variant.since <= day
        over = variant.until is not None and variant.until < day
        if variant.official and begun and not over:
            return variant
    return goal.variants[0]


def _forecast(
    towns: list[Town],
    project: Project,
    goal: Goal,
    period: Period,
    everyone: list[Row],
    populations: list[tuple[str, str, Chosen]],
) -> Iterator[Line]:
    end, last = period.end, project.end
    variant = _in_force(goal, end)
    definition = f"{goal.id}/{variant.id}"
    left = _left(everyone, end)
    if goal.kind == "exit":
        k = sum(p["avslutsorsak"] in variant.reasons for p in left)
        k += sum(t.counts.get(reason, 0) for t in towns for reason in variant.reasons)
        n = len(left) + sum(t.counts.get("avslutade", 0) for t in towns)
        coming = len(everyone) + sum(t.counts.get("startade", 0) for t in towns) - n
    else:
        if not any(town.scope == "individ" for town in towns):
            return
        assert variant.months is not None
        wanted = "none" if variant.population == "alla" else project.movement.primary_rule
        (chosen,) = [chosen for _, rule, chosen in populations if rule == wanted]
        days = [(p, _later(p["exit"], variant.months)) for p in left if chosen(p)]
        eligible = [p for p, day in days if day <= end]
        answers = [_answer(p, variant.months, end, "progression") for p in eligible]
        k = sum(answer in KEPT for answer in answers)
        n = sum(answer is not None for answer in answers)
        waiting = sum(day > end for _, day in days)
        due = sum(end < day <= last for _, day in days)
        share = {"k": due, "n": waiting, "value": due / waiting if waiting else None}
        yield "forecast.due", "", definition, share
        coming = int(due * n / len(eligible) + 0.5) if eligible else 0
    so_far = {"k": k, "n": n, "value": k / n if n else None}
    yield "forecast.so_far", "", definition, so_far
    if end < last and coming:
        needed = 0
        per_cent = round(goal.target * 100)
        while (k + needed) * 100 < per_cent * (n + coming):
            needed += 1
        yield "forecast.goal", "", definition, {"k": needed, "n": coming}
