"""Caseload: who has started, left and remains, and why people left."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from stegvis.measure.population import exited, started
from stegvis.measure.tally import add_total, figure_rows, tally
from stegvis.period import Period
from stegvis.project import Project
from stegvis.records import COUNT_EXITED, COUNT_STARTED, Records

STATUSES = ("started", "exited", "active")


def exits(
    records: Records, project: Project, period: Period, places: Sequence[str], total: bool
) -> pd.DataFrame:
    """Count exits per reason, cumulative at the period's end, from people and from counts alike.

    Returns ``municipality``, ``reason``, ``k``: a row for each reason that counts.
    """
    people = exited(records.participants, period.end).rename(columns={"exit_reason": "reason"})
    counts = records.counts.rename(columns={"measure": "reason"})
    reasons = project.reason_ids
    table = tally(people, places, total=False, reason=reasons)
    given = counts.groupby(["municipality", "reason"])["value"].sum()
    keys = pd.MultiIndex.from_frame(table[["municipality", "reason"]])
    table["k"] += given.reindex(keys, fill_value=0).astype("Int64").to_numpy()
    return add_total(table, ["reason"], ["k"]) if total else table


def _with_counts(
    people: pd.DataFrame, records: Records, name: str, places: Sequence[str], total: bool
) -> pd.DataFrame:
    table = tally(people, places, total=False)
    counts = records.counts[records.counts["measure"] == name]
    given = counts.groupby("municipality")["value"].sum().reindex(table["municipality"])
    table["k"] += given.fillna(0).astype("Int64").to_numpy()
    return add_total(table, [], ["k"]) if total else table


def starts(records: Records, period: Period, places: Sequence[str], total: bool) -> pd.DataFrame:
    """Count the started, cumulative, from people and from counts: ``municipality``, ``k``."""
    people = started(records.participants, period.end)
    return _with_counts(people, records, COUNT_STARTED, places, total)


def leavers(records: Records, period: Period, places: Sequence[str], total: bool) -> pd.DataFrame:
    """Count the exited, cumulative, from people and from counts: ``municipality``, ``k``."""
    people = exited(records.participants, period.end)
    return _with_counts(people, records, COUNT_EXITED, places, total)


def caseload(
    records: Records, project: Project, period: Period, places: Sequence[str], total: bool
) -> pd.DataFrame:
    """Measure the caseload and the exit reasons.

    ``cumulative``: startdatum, avslutsdatum ≤ the period's last day; active = started, not exited.
    ``period``: the same for those whose date lies in the period (active: started in it and not
    exited). Municipalities that deliver counts have no dates, so they have no ``period`` rows and
    ALLA's are the sum of the others.
    """
    begun = starts(records, period, places, total)
    left = leavers(records, period, places, total)
    remaining = begun.assign(k=begun["k"] - left["k"])
    cumulative = dict(zip(STATUSES, (begun, left, remaining), strict=True))

    people = started(records.participants, period.end)
    first, last = pd.Timestamp(period.start), pd.Timestamp(period.end)
    new = people["start"].between(first, last)
    gone = people["exit"].between(first, last)
    remains = new & ~(people["exit"] <= last)
    deliveries = records.deliveries
    dated = set(deliveries.loc[deliveries["scope"] == "individ", "municipality"])
    with_dates = [place for place in places if place in dated]
    within = {
        status: tally(people[chosen], with_dates, total)
        for status, chosen in zip(STATUSES, (new, gone, remains), strict=True)
    }
    reasons = exits(records, project, period, places, total)
    reasons = reasons.merge(left.rename(columns={"k": "n"}), on="municipality")
    return pd.concat(
        [
            *(figure_rows(cumulative[s], f"caseload.{s}", (), "cumulative") for s in STATUSES),
            *(figure_rows(within[s], f"caseload.{s}", (), "period") for s in STATUSES),
            figure_rows(reasons, "caseload.exit_reason", ["reason"], "cumulative"),
        ],
        ignore_index=True,
    )


def caseload_by_quarter(
    records: Records, project: Project, period: Period, places: Sequence[str], total: bool
) -> pd.DataFrame:
    """Measure started, exited and active at the end of each quarter from the project's start.

    Measure ``caseload.quarter``, group ``quarter=;status=``; people with dates only.
    """
    people = started(records.participants, period.end)
    quarters = Period(max(period.end, project.start), project.start, "").quarters()
    rows = []
    for quarter in quarters:
        last = pd.Timestamp(min(quarter.end, period.end))
        begun, gone = people["start"] <= last, people["exit"] <= last
        for status, chosen in zip(STATUSES, (begun, gone, begun & ~gone), strict=True):
            table = tally(people[chosen], places, total)
            rows.append(table.assign(quarter=quarter.label, status=status))
    table = pd.concat(rows, ignore_index=True)
    return figure_rows(table, "caseload.quarter", ["quarter", "status"], "cumulative")
