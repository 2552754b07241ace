"""What ties the counts of different tables of one day, whichever of them are told."""

from __future__ import annotations

from itertools import pairwise, permutations

from stegvis.disclosure.count import Contents, Count, Lag, Sum
from stegvis.disclosure.esf import INDICATOR, MEASURED, NONRESPONSE, left
from stegvis.disclosure.moves import person
from stegvis.disclosure.tables import (
    EVERYONE,
    FORWARD,
    OTHERS,
    goal,
    lasting,
    level,
    levels,
    reason,
    retention,
)
from stegvis.figures import group_text
from stegvis.measure.lasting import OUTCOMES, POPULATIONS, WORK, horizons
from stegvis.measure.movements import MOVES
from stegvis.project import Project

BEYOND = "goal.beyond"
"""Those who reach a goal by one definition and not by another that counts fewer reasons."""


def tied(contents: Contents, project: Project) -> Contents:
    """Add the sums and lags that tie counts which are there; each may bring a remainder."""
    there = set(contents.counts)
    sums, lags = list(contents.sums), list(contents.lags)
    for one in _sums(project):
        *parts, last = one.parts
        if there.issuperset((one.total, *parts)):
            sums.append(one)
            there.add(last)
    for months, later in pairwise(horizons(project)):
        for after, before in zip(_due(later), _due(months), strict=True):
            if there.issuperset((after, before)):
                lags.append(Lag(after, before, later - months))
    brought = there - set(contents.counts)
    people = {count for one in sums if one.people for count in one.parts[-1:] if count in brought}
    grows = contents.grows | {count for count in brought if count.measure == BEYOND}
    return Contents(contents.rows, tuple(sums), tuple(lags), contents.people | people, grows)


def _due(months: int) -> tuple[Count, ...]:
    """List the counts of people who are due so many months after they left."""
    every = (lasting("eligible", months, population) for population in POPULATIONS)
    return (*every, retention("eligible", months))


def _sums(project: Project) -> list[Sum]:
    """List the sums; the last part of one may be a remainder that nothing else brings."""
    sums = []
    months = horizons(project)
    for h in months:
        for name in ("eligible", "reached", "share", *OUTCOMES, "nonresponse"):
            everyone, forward, others = (
                lasting(name, h, population) for population in (EVERYONE, FORWARD, OTHERS)
            )
            sums.append(Sum(everyone, (forward, others)))
        due = lasting("eligible", h, EVERYONE)
        sums.append(Sum(due, (retention("eligible", h), retention("others", h)), people=True))
    for early, late in pairwise(months):
        for population in POPULATIONS:
            whole, part = (lasting("eligible", h, population) for h in (early, late))
            sums.append(Sum(whole, (part, lasting("between", late, population))))
        whole, part = (retention("eligible", h) for h in (early, late))
        sums.append(Sum(whole, (part, retention("between", late))))
    rule, rater = project.movement.primary_rule, project.movement.primary_rater
    moved = person(rule, rater, MOVES[0])
    not_yet = Count("steps.person.later", group_text(rater=rater, months=months[0]), rule)
    sums.append(Sum(moved, (lasting("eligible", months[0], FORWARD), not_yet), people=True))
    return [*_of_exits(project), *sums, *_of_esf(project)]


def _of_exits(project: Project) -> list[Sum]:
    """Tie the goals about exits to the reasons, and to each other where one counts more."""
    sums = []
    counted = {
        goal(f"{one.id}/{variant.id}"): variant
        for one in project.goals
        if one.kind == "exit"
        for variant in one.variants
    }
    for k, variant in counted.items():
        sums.append(Sum(k, tuple(map(reason, variant.counted))))
        if variant.within:
            sums.append(Sum(k.n, tuple(map(reason, variant.within))))
    for (wide, more), (narrow, less) in permutations(counted.items(), 2):
        if set(less.counted) < set(more.counted):
            beyond = Count(BEYOND, narrow.definition, wide.definition)
            sums.append(Sum(wide, (narrow, beyond)))
    return sums


def _of_esf(project: Project) -> list[Sum]:
    sums = []
    for trait in MEASURED:
        for value in levels(project, trait):
            gone = left(project, group_text(**{trait: value}))
            still = Count("esf.active", gone.group)
            sums.append(Sum(level(trait, value), (gone, still), people=True))
    for one in project.esf.indicators:
        if one.months is None or one.occupations != (WORK,):
            continue
        k, eligible = Count(INDICATOR, "", one.id), Count(NONRESPONSE, "", one.id).n
        at_work = retention("share", one.months)
        for whole, part in (
            (k, at_work),
            (k.n, at_work.n),
            (eligible, retention("eligible", one.months)),
        ):
            rest = whole._replace(measure=f"{whole.measure}.others")
            sums.append(Sum(whole, (part, rest), people=True))
    return sums
