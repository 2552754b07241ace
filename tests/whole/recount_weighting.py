"""The project's share weighted for non-response, and why it is missing, counted again."""

from __future__ import annotations

from collections.abc import Iterator

from stegvis.period import Period
from stegvis.project import Project
from whole.recount import Counted, Line, Town, _answer, _later, _share, _with_interval
from whole.recount_response import left_by, moved_forward

HELD = {"ökat", "behållit"}


def lines(towns: list[Town], project: Project, period: Period, total: bool) -> Iterator[Line]:
    if not total:
        return
    end = period.end
    wanted = {
        reason
        for goal in project.goals
        if goal.kind == "exit"
        for reason in goal.primary(end).reasons
    }
    left = [p for town in towns for p in left_by(town, end)]
    kinds = {
        id(p): (
            "goal" if p["avslutsorsak"] in wanted else "other",
            "forward" if moved_forward(p, project, end) else "other",
        )
        for p in left
    }
    for months in (6, 12):
        for population in ("alla", "positiv"):
            classes: dict[tuple[str, str], list[str | None]] = {
                (exit_, move): [] for exit_ in ("goal", "other") for move in ("forward", "other")
            }
            for person in left:
                kind = kinds[id(person)]
                if _later(person["exit"], months) <= end and (
                    population == "alla" or kind[1] == "forward"
                ):
                    classes[kind].append(_answer(person, months, end, "progression"))
            group = f"months={months};population={population}"
            for (exit_, move), said in classes.items():
                name = f"{group};exit={exit_};movement={move}"
                reached = [answer for answer in said if answer is not None]
                held = sum(answer in HELD for answer in reached)
                yield "weighting.reached", name, "", _share(len(reached), len(said))
                yield "weighting.held", name, "", _share(held, len(reached))
            yield from _estimate(group, [said for said in classes.values() if said])


def _estimate(group: str, classes: list[list[str | None]]) -> Iterator[Line]:
    reached = [[answer for answer in said if answer is not None] for said in classes]
    held = [sum(answer in HELD for answer in answers) for answers in reached]
    k, n = sum(held), sum(map(len, reached))
    missing = None
    if n == 0:
        missing = ("nobody_reached", 0, 1)
    elif k < 10:
        missing = ("few_held", k, 10)
    elif n - k < 10:
        missing = ("few_declined", n - k, 10)
    elif min(map(len, reached)) < 5:
        missing = ("few_reached", min(map(len, reached)), 5)
    if missing:
        reason, count, least = missing
        name = f"{group};reason={reason}"
        yield "lasting.weighted_missing", name, "", {"k": count, "n": least}
        return
    everyone = sum(map(len, classes))
    value = sum(
        len(said) / everyone * kept / len(answers)
        for said, answers, kept in zip(classes, reached, held, strict=True)
    )
    weighted: Counted = {"k": k, "n": n, "value": value}
    yield "lasting.weighted", group, "", weighted
    yield "lasting.unweighted", group, "", _with_interval(k, n)
