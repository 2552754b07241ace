"""What each table of the plan tells of a place, and what ties its counts.

The populations are those of the measures: :mod:`stegvis.measure.caseload`, ``participants``,
``goals`` and ``lasting``. Movements and ESF's indicators are in :mod:`stegvis.disclosure.moves` and
:mod:`stegvis.disclosure.esf`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain

from stegvis.disclosure.count import Contents, Count, Lag, Row, Sum, together
from stegvis.external_table import ExternalTable
from stegvis.figures import group_text
from stegvis.goal import Variant
from stegvis.measure.lasting import OUTCOMES, POPULATIONS, WORK, horizons
from stegvis.measure.participants import UNKNOWN
from stegvis.project import Project

STATUSES = ("started", "exited", "active")
STARTED, EXITED, ACTIVE = (Count(f"caseload.{status}", "", "cumulative") for status in STATUSES)
PEOPLE = Count("participants", "", "started")
"""The started with own rows."""
EVERYONE, FORWARD = POPULATIONS
OTHERS = "övriga"

_CASELOAD = (Sum(STARTED, (EXITED, ACTIVE)),)


def reason(name: str) -> Count:
    """Name the exits for a reason, or for several that are told as one."""
    return Count("caseload.exit_reason", group_text(reason=name), "cumulative")


def lasting(name: str, months: int, population: str) -> Count:
    """Name a count of lasting progression: eligible, reached, increased …, share (who held)."""
    return Count(f"lasting.{name}", group_text(months=months, population=population))


def retention(name: str, months: int) -> Count:
    """Name a count of retention: eligible, share (still in work), nonresponse, rest."""
    return Count(f"retention.{name}", group_text(months=months))


def merged(
    merge: Mapping[str, tuple[str, ...]], values: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Part values as they are told: each label with the values told by it, in the values' order."""
    known = list(values)
    label = {value: name for name, own in merge.items() if set(own) <= set(known) for value in own}
    parts: dict[str, tuple[str, ...]] = {}
    for value in known:
        name = label.get(value, value)
        parts[name] = (*parts.get(name, ()), value)
    return parts


def caseload(table: ExternalTable, project: Project) -> Contents:
    """Tell how many have started, have left and remain."""
    told = [
        count
        for name, count in zip(STATUSES, (STARTED, EXITED, ACTIVE), strict=True)
        if not table.only or name in table.only
    ]
    sums = () if told == [STARTED] else _CASELOAD
    rows = tuple(Row(count, count) for count in told)
    return Contents(rows, sums, grows=frozenset({STARTED, EXITED} if sums else {STARTED}))


def exits(table: ExternalTable, project: Project) -> Contents:
    """Tell why people left, some reasons as one; n is the exited.

    Few who left for other reasons tell of each of them that it was not for that one, so they are
    counted too. And whoever can tell that all left for reasons that reach a goal need not know for
    which of them: so are the goals about exits. None of that is told.
    """
    told = merged(table.merge, project.reason_ids)
    every = tuple(reason(name) for name in project.reason_ids)
    joined = [
        Sum(reason(label), tuple(map(reason, values)))
        for label, values in told.items()
        if (label,) != values
    ]
    wholes = dict.fromkeys((every, tuple(map(reason, told))))
    others = {one: one._replace(measure="caseload.exit_reason.rest") for one in chain(*wholes)}
    sums = (
        *_CASELOAD,
        *joined,
        *(Sum(EXITED, parts, outcome=True) for parts in wholes),
        *(Sum(EXITED, pair) for pair in others.items()),
    )
    rows = tuple(Row(reason(label), reason(label), EXITED) for label in told)
    known = frozenset({STARTED, EXITED, *chain(*wholes), *others.values()})
    reached = [
        replace(_exit_goal(f"{one.id}/{variant.id}", variant), rows=())
        for one in project.goals
        if one.kind == "exit"
        for variant in one.variants
    ]
    return together([Contents(rows, sums, grows=known), *reached])


def level(trait: str, value: str) -> Count:
    """Name the started with own rows of a gender, age group or referrer."""
    return Count(f"participants.{trait}", group_text(**{trait: value}), "started")


def levels(project: Project, trait: str) -> tuple[str, ...]:
    """List the values of a trait; one of them stands for a blank cell."""
    return tuple(dict.fromkeys((*getattr(project.lists, trait), UNKNOWN)))


def participants(table: ExternalTable, project: Project) -> Contents:
    """Tell who the started with own rows are; n is all of them."""
    rows: list[Row] = []
    sums = [Sum(STARTED, (PEOPLE,), people=True)]
    for trait in table.by:
        every = levels(project, trait)
        told = merged(table.merge, every)
        sums.append(Sum(PEOPLE, tuple(level(trait, value) for value in every)))
        sums += [
            Sum(level(trait, label), tuple(level(trait, value) for value in values))
            for label, values in told.items()
            if (label,) != values
        ]
        shown = (label for label in told if label != UNKNOWN or trait == "referrer")
        rows += (Row(level(trait, label), level(trait, label), PEOPLE) for label in shown)
    counted = frozenset({PEOPLE, *(c for one in sums[1:] for c in (one.total, *one.parts))})
    return Contents(tuple(rows), tuple(sums), people=counted, grows=counted | {STARTED})


def goals(table: ExternalTable, project: Project) -> Contents:
    """Tell the outcomes of the goals, by the definitions that ``only`` names."""
    named = {
        f"{one.id}/{variant.id}": (one, variant)
        for one in project.goals
        for variant in one.variants
    }
    parts = [
        _exit_goal(name, variant) if one.kind == "exit" else _lasting_goal(name, variant)
        for name, (one, variant) in named.items()
        if not table.only or name in table.only
    ]
    return together(parts)


def goal(name: str) -> Count:
    """Name who reach a goal by a definition."""
    return Count("goal", "", name)


def _exit_goal(name: str, variant: Variant) -> Contents:
    k = goal(name)
    rest = k._replace(measure="goal.rest")
    n = {"exited": EXITED, "started": STARTED}[variant.denominator]
    if variant.within:
        n = k.n
    sums = (*_CASELOAD, Sum(n, (k, rest), outcome=True))
    only_grow = {k, n} if n == STARTED else {k, n, rest}
    grows = frozenset({STARTED, EXITED} | only_grow)
    return Contents((Row(k, k, n),), sums, grows=grows)


def _lasting_goal(name: str, variant: Variant) -> Contents:
    assert variant.months is not None, "the project's YAML was validated"
    assert variant.population is not None, "the project's YAML was validated"
    k, n, declined = (
        lasting(what, variant.months, variant.population)
        for what in ("share", "reached", "declined")
    )
    sums = (Sum(n, (k, declined), outcome=True),)
    return Contents((Row(goal(name), k, n),), sums, grows=frozenset({k, n, declined}))


def _followed(months: int, population: str) -> Contents:
    """Tie the counts of a population's lasting progression, none of them told."""

    def one(name: str) -> Count:
        return lasting(name, months, population)

    increased, kept, declined = map(one, OUTCOMES)
    eligible, reached, held, missed = map(one, ("eligible", "reached", "share", "nonresponse"))
    everyone = lasting("eligible", months, EVERYONE)
    sums = [
        Sum(eligible, (reached, missed)),
        Sum(held, (increased, kept)),
        Sum(reached, (held, declined), outcome=True),
        Sum(reached, (increased, kept, declined), outcome=True),
    ]
    if population != EVERYONE:
        sums.append(Sum(everyone, (eligible, lasting("eligible", months, OTHERS))))
    grows = {eligible, everyone, reached, held, increased, kept, declined}
    return Contents((), tuple(sums), (Lag(everyone, EXITED, months),), grows=frozenset(grows))


def lasting_progression(table: ExternalTable, project: Project) -> Contents:
    """Tell by months and population who were due, reached, and what they answered."""
    parts = []
    for months in horizons(project):
        for population in POPULATIONS:
            if table.only and f"{months}/{population}" not in table.only:
                continue
            tied = _followed(months, population)
            eligible, reached, held, missed = (
                lasting(name, months, population)
                for name in ("eligible", "reached", "share", "nonresponse")
            )
            single = (eligible, reached, *(lasting(o, months, population) for o in OUTCOMES))
            rows = (
                Row(held, held, reached, eligible),
                *(Row(count, count) for count in single),
                Row(missed, missed, eligible),
            )
            parts.append(Contents(rows, tied.sums, tied.lags, grows=tied.grows))
    return together(parts)


def retained(table: ExternalTable, project: Project) -> Contents:
    """Tell who of those who left for work were due, reached, and are still in work."""
    parts = []
    for months in horizons(project):
        if table.only and str(months) not in table.only:
            continue
        eligible, k, missed, rest = (
            retention(name, months) for name in ("eligible", "share", "nonresponse", "rest")
        )
        sums = (Sum(eligible, (k.n, missed)), Sum(k.n, (k, rest), outcome=True))
        rows = (
            Row(k, k, k.n, eligible),
            Row(eligible, eligible),
            Row(missed, missed, eligible),
        )
        lags = (Lag(eligible, reason(WORK), months),)
        parts.append(Contents(rows, sums, lags, grows=frozenset({eligible, k, k.n, rest})))
    return together(parts)
