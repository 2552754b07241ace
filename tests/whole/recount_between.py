"""The outcomes of municipalities beside each other, counted again in plain loops."""

from __future__ import annotations

from collections.abc import Iterator
from math import comb

from stegvis.period import Period
from stegvis.project import Project
from whole import recount as plain
from whole.recount import Line, Person, Town

Share = tuple[str, int, int]


def lines(towns: list[Town], project: Project, period: Period, total: bool) -> Iterator[Line]:
    """Count what the funnel and the pooled shares of each goal rest on."""
    if not total:
        return
    counted = {town.name: _goals(town, project, period) for town in towns}
    scopes = {town.name: town.scope for town in towns}
    for goal in project.goals:
        inforce = [v for v in goal.variants if v.in_force(period.end)]
        definition = f"{goal.id}/{(inforce or goal.variants)[0].id}"
        found = {
            name: counts[definition]
            for name, counts in counted.items()
            if goal.kind == "exit" or scopes[name] == "individ"
        }
        shares = [(name, k, n) for name, (k, n) in found.items() if n]
        for measure, group, numbers in (*_funnel(shares), *_pooled(shares)):
            yield measure, group, definition, numbers


def _goals(town: Town, project: Project, period: Period) -> dict[str, tuple[int, int]]:
    end, movement = period.end, project.movement
    everyone = [p for p in town.people if p["start"] <= end]
    left = [p for p in everyone if p["exit"] and p["exit"] <= end]
    forward = {
        id(row)
        for row in everyone
        if Person(row, project, end).under(movement.primary, movement.primary_rater) == "forward"
    }
    found = [
        *plain._goals_of_exits([town], project, everyone, left),
        *plain._after_exit([town], project, end, left, forward),
    ]
    return {d: (int(c["k"]), int(c["n"])) for m, _, d, c in found if m == "goal"}  # type: ignore[arg-type]  # counts are there


def _chance(n: int, centre: float, counts: range) -> float:
    return sum(comb(n, k) * centre**k * (1 - centre) ** (n - k) for k in counts)


def _below(n: int, centre: float, tail: float) -> tuple[float, float]:
    """Give the lower limit for a share of n, and how often chance falls below it."""
    first = next(k for k in range(n + 1) if _chance(n, centre, range(k + 1)) >= tail)
    here = _chance(n, centre, range(first, first + 1))
    part = (_chance(n, centre, range(first + 1)) - tail) / here
    return max(first - part, 0) / n, _chance(n, centre, range(first))


def _ends(n: int, centre: float, level: float) -> tuple[float, float, float]:
    tail = (1 - level / 100) / 2
    (low, under), (failures, over) = _below(n, centre, tail), _below(n, 1 - centre, tail)
    return low, 1 - failures, under + over


def _funnel(shares: list[Share]) -> Iterator[tuple[str, str, plain.Counted]]:
    if len(shares) < 2:
        return
    k, n = (sum(share[at] for share in shares) for at in (1, 2))
    centre = k / n
    yield "funnel.centre", "", plain._share(k, n)
    for name, own, size in shares:
        low, high, _ = _ends(size, centre, 95)
        yield (
            "funnel.place",
            f"municipality={name}",
            {**plain._share(own, size), "low": low, "high": high},
        )
    for level in (95, 99.8):
        for size in range(1, max(share[2] for share in shares) + 1):
            low, high, _ = _ends(size, centre, level)
            group = f"level={level};n={size}"
            yield "funnel.limits", group, {"value": centre, "low": low, "high": high}
        outside, expected = 0, 0.0
        for _, own, size in shares:
            low, high, chance = _ends(size, centre, level)
            outside += not low <= own / size <= high
            expected += chance
        yield "funnel.outside", f"level={level}", plain._share(outside, len(shares))
        yield "funnel.expected", f"level={level}", {"n": len(shares), "value": expected}


def _pooled(shares: list[Share]) -> Iterator[tuple[str, str, plain.Counted]]:
    if len(shares) < 3:
        return
    for name, k, n in shares:
        yield "pooled.share", f"municipality={name}", {"k": k, "n": n}
    yield "pooled.spread", "", {"n": len(shares)}
