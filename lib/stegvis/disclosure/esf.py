"""What the table of ESF's indicators tells, and what ties its counts.

The populations are those of :mod:`stegvis.measure.esf`: people with own rows.
"""

from __future__ import annotations

from itertools import combinations

from stegvis.disclosure.count import Contents, Count, Lag, Row, Sum, together
from stegvis.disclosure.tables import EVERYONE, EXITED, lasting, levels, merged, reason
from stegvis.external_table import ExternalTable
from stegvis.figures import group_text
from stegvis.indicator import Indicator
from stegvis.measure.participants import UNKNOWN
from stegvis.project import Project

INDICATOR, NONRESPONSE = "esf.indicator", "esf.nonresponse"
MEASURED = ("gender", "age_group")
"""What the indicators are broken down by."""


def _rest(count: Count) -> Count:
    return count._replace(measure="esf.rest")


def left(project: Project, group: str = "") -> Count:
    """Name the exited with own rows, all or some of them: the n of any indicator at exit."""
    ids = (one.id for one in project.esf.indicators if one.months is None)
    return Count(INDICATOR, group, next(ids, "")).n


def _groups(table: ExternalTable, project: Project) -> dict[str, dict[str, tuple[str, ...]]]:
    """Give, for each trait, how its values are told."""
    return {
        trait: merged(table.merge, levels(project, trait))
        for trait in table.by
        if trait in MEASURED
    }


def _parted(count: Count, table: ExternalTable, project: Project) -> list[Sum]:
    """Part a count by each trait, and join what is told as one."""
    sums = []
    for trait, told in _groups(table, project).items():

        def of(value: str, trait: str = trait) -> Count:
            return count._replace(group=group_text(**{trait: value}))

        sums.append(Sum(count, tuple(map(of, levels(project, trait)))))
        sums += [
            Sum(of(label), tuple(map(of, values)))
            for label, values in told.items()
            if (label,) != values
        ]
    return sums


def _told(table: ExternalTable, project: Project) -> list[str]:
    """List the groups that are told, everyone first."""
    return [
        "",
        *(
            group_text(**{trait: label})
            for trait, told in _groups(table, project).items()
            for label in told
            if label != UNKNOWN
        ),
    ]


def _at_exit(indicators: list[Indicator], table: ExternalTable, project: Project) -> Contents:
    n = left(project)
    sums = [Sum(EXITED, (n,), people=True), *_parted(n, table, project)]
    exclusive = not any(set(a.reasons) & set(b.reasons) for a, b in combinations(indicators, 2))
    rows: list[Row] = []
    for one in indicators:
        k = Count(INDICATOR, "", one.id)
        sums.append(Sum(k, tuple(map(reason, one.reasons)), people=True))
        sums += _parted(k, table, project)
    for group in _told(table, project):
        whole = n._replace(group=group)
        parts = [Count(INDICATOR, group, one.id) for one in indicators]
        rows += (Row(k, k, whole) for k in parts)
        sums += (Sum(whole, (k, _rest(k)), outcome=True) for k in parts)
        if exclusive:
            other = Count("esf.other", group)
            sums.append(Sum(whole, (*parts, other), outcome=True))
    counts = frozenset(c for one in sums if not one.people for c in (one.total, *one.parts))
    return Contents(tuple(rows), tuple(sums), people=counts | {n}, grows=counts | {n, EXITED})


def _later(one: Indicator, months: int, table: ExternalTable, project: Project) -> Contents:
    k, missed = (Count(measure, "", one.id) for measure in (INDICATOR, NONRESPONSE))
    reached, eligible = k.n, missed.n
    sums = [
        Sum(lasting("eligible", months, EVERYONE), (eligible,), people=True),
        *(one for count in (k, reached, eligible) for one in _parted(count, table, project)),
    ]
    rows, lags = [], [Lag(lasting("eligible", months, EVERYONE), EXITED, months)]
    for group in _told(table, project):
        hit, known, due, silent = (c._replace(group=group) for c in (k, reached, eligible, missed))
        rows += [Row(hit, hit, known, due), Row(silent, silent, due)]
        sums += [Sum(due, (known, silent)), Sum(known, (hit, _rest(hit)), outcome=True)]
        lags.append(Lag(due, left(project, group), months))
    counts = frozenset(c for one in sums if not one.people for c in (one.total, *one.parts))
    grows = frozenset(count for count in counts if count.measure != NONRESPONSE)
    return Contents(tuple(rows), tuple(sums), tuple(lags), counts | {eligible}, grows)


def esf(table: ExternalTable, project: Project) -> Contents:
    """Tell the indicators that ``only`` names, in all and by ``by``; later, with non-response."""
    every = [one for one in project.esf.indicators if not table.only or one.id in table.only]
    at_exit = [one for one in every if one.months is None]
    parts = [_at_exit(at_exit, table, project)] if at_exit else []
    parts += [_later(one, one.months, table, project) for one in every if one.months is not None]
    return together(parts)
