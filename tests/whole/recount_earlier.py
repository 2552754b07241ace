"""What was told earlier, counted again in plain loops from the deliveries known then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from stegvis.period import Period
from stegvis.project import Project
from whole import recount as plain
from whole.recount import Counted, Line, Town

TOLD = {
    *("caseload.started", "caseload.exited", "caseload.active", "caseload.exit_reason", "goal"),
    *("lasting.share", "lasting.eligible", "lasting.reached", "retention.share", "fidelity"),
}
Told = dict[tuple[str, str, str], Counted]


def lines(towns: list[Town], project: Project, period: Period, total: bool) -> Iterator[Line]:
    before = _before(period)
    if before is not None and before.end >= project.start:
        last = before.quarters()[-1]
        then = {town.name: _at(town, before, last) for town in towns}
        again = {town.name: _at(town, before, None) for town in towns}
        start = f"as_of={before.label};known=now"
        yield from _moment([t for t in again.values() if t], project, before, total, start)
        yield from _changes(then, again, project, before, total)
    then = {town.name: _at(town, period, period.quarters()[-1]) for town in towns}
    yield from _changes(then, {town.name: town for town in towns}, project, period, total)


def _before(period: Period) -> Period | None:
    """The quarter, half-year or year whose last day is the day before this one's first."""
    day = period.start - timedelta(days=1)
    year, month = day.year, day.month
    if "Q" in period.label:
        return Period.parse(f"{year}Q{(month + 2) // 3}")
    if "H" in period.label:
        return Period.parse(f"{year}H{1 if month < 7 else 2}")
    return None if period.label == "all" else Period.parse(str(year))


def _at(town: Town, until: Period, last: Period | None) -> Town | None:
    """What the town had told of a period in deliveries of quarters up to a last one."""
    known = {
        quarter: sheets
        for quarter, sheets in town.deliveries.items()
        if last is None or Period.parse(quarter).end <= last.end
    }
    if not known:
        return None
    scope = {row["nyckel"]: row["värde"] for row in known[max(known)]["leverans"]}["omfattning"]
    if scope == "antal" and all(Period.parse(quarter).end > until.end for quarter in known):
        return None
    return Town(town.name, known, until)


def _told(towns: list[Town], project: Project, period: Period, total: bool) -> Told:
    deciding = f"rater={project.movement.primary_rater};"
    rule = project.movement.primary_rule
    return {
        (measure, group, definition): counted
        for measure, group, definition, counted in plain._count(towns, project, period, total)
        if (measure in TOLD and definition != "period")
        or (measure == "steps.person" and definition == rule and group.startswith(deciding))
    }


def _moment(
    towns: list[Town], project: Project, period: Period, total: bool, start: str
) -> Iterator[Line]:
    if not towns:
        return
    for (measure, group, definition), counted in _told(towns, project, period, total).items():
        yield f"earlier.{measure}", f"{start};{group}".rstrip(";"), definition, counted
    for town in towns if not total else ():
        used = f"quarter={town.quarter};submitted={town.submitted};scope={town.scope}"
        yield "earlier.delivery.used", f"{start};{used}", "", {"k": town.warnings}


def _changes(
    then: dict[str, Town | None],
    now: dict[str, Town | None],
    project: Project,
    period: Period,
    total: bool,
) -> Iterator[Line]:
    start = f"as_of={period.label};known=then"
    known = {name: town for name, town in then.items() if town is not None}
    yield from _moment(list(known.values()), project, period, total, start)
    sums = {"own": [0, 0], "older": [0, 0]}
    outcomes = {"same": 0, "corrected": 0, "completed": 0, "none": len(then) - len(known)}
    found = []
    for name, town in known.items():
        current = now[name]
        assert current is not None
        old = _told([town], project, period, total=False)
        new = _told([current], project, period, total=False)
        both = old.keys() & new.keys()
        changed = sum(_has_changed(key[0], old[key], new[key]) for key in both)
        late = Period.parse(town.quarter).end < period.quarters()[-1].end
        kind = "older" if late else "own"
        found.append(kind)
        sums[kind][0] += changed
        sums[kind][1] += len(both)
        outcomes["same" if not changed else "completed" if late else "corrected"] += 1
    for kind, (k, n) in sums.items():
        if kind in found:
            yield "earlier.corrected", f"{start};delivery={kind}", "", plain._share(k, n)
    if total and known:
        for outcome, k in outcomes.items():
            group = f"{start};outcome={outcome}"
            yield "earlier.places", group, "", plain._share(k, len(then))


def _has_changed(measure: str, old: Counted, new: Counted) -> bool:
    names = ["k"] if measure in ("caseload.exit_reason", "steps.person") else ["k", "n", "value"]
    return any(old.get(name) != new.get(name) for name in names)
