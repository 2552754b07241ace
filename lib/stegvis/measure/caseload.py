"""Caseload: who has started, left and remains, and why people left."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from stegvis.measure.population import exited, started
from stegvis.measure.question import Question
from stegvis.measure.tally import add_total, figure_rows, tally
from stegvis.period import Period
from stegvis.records import COUNT_EXITED, COUNT_STARTED, Records

STATUSES = ("started", "exited", "active")


def exits(records: Records, question: Question) -> pd.DataFrame:
    """Count exits per reason, cumulative at the period's end, from people and from counts alike.

    Returns ``municipality``, ``reason``, ``k``: a row for each reason that counts.
    """
    people = exited(records.participants, question.period.end)
    people = people.rename(columns={"exit_reason": "reason"})
    table = tally(people, question.in_parts(), reason=question.project.reason_ids)
    counts = records.counts.rename(columns={"measure": "reason"})
    given = counts.groupby(["municipality", "reason"])["value"].sum()
    keys = pd.MultiIndex.from_frame(table[["municipality", "reason"]])
    table["k"] += given.reindex(keys, fill_value=0).astype("Int64").to_numpy()
    return add_total(table, ["reason"], ["k"]) if question.total else table


def _with_counts(
    people: pd.DataFrame, records: Records, name: str, question: Question
) -> pd.DataFrame:
    table = tally(people, question.in_parts())
    counts = records.counts[records.counts["measure"] == name]
    given = counts.groupby("municipality")["value"].sum().reindex(table["municipality"])
    table["k"] += given.fillna(0).astype("Int64").to_numpy()
    return add_total(table, [], ["k"]) if question.total else table


def starts(records: Records, question: Question) -> pd.DataFrame:
    """Count the started, cumulative, from people and from counts: ``municipality``, ``k``."""
    people = started(records.participants, question.period.end)
    return _with_counts(people, records, COUNT_STARTED, question)


def leavers(records: Records, question: Question) -> pd.DataFrame:
    """Count the exited, cumulative, from people and from counts: ``municipality``, ``k``."""
    people = exited(records.participants, question.period.end)
    return _with_counts(people, records, COUNT_EXITED, question)


def _within(records: Records, question: Question) -> list[pd.DataFrame]:
    deliveries = records.deliveries
    dated = set(deliveries.loc[deliveries["scope"] == "individ", "municipality"])
    places = tuple(place for place in question.places if place in dated)
    people = started(records.participants, question.period.end)
    first, last = pd.Timestamp(question.period.start), pd.Timestamp(question.period.end)
    new, gone = people["start"].between(first, last), people["exit"].between(first, last)
    chosen = (new, gone, new & ~(people["exit"] <= last))
    return [tally(people[rows], replace(question, places=places)) for rows in chosen]


def caseload(records: Records, question: Question) -> pd.DataFrame:
    """Measure the caseload and the exit reasons.

    ``cumulative``: startdatum, avslutsdatum ≤ the period's last day; active = started, not exited.
    ``period``: the same for those whose date lies in the period (active: started in it and not
    exited). Municipalities that deliver counts have no dates, so they have no ``period`` rows and
    ALLA's are the sum of the others.
    """
    begun, left = starts(records, question), leavers(records, question)
    cumulative = (begun, left, begun.assign(k=begun["k"] - left["k"]))
    reasons = exits(records, question).merge(left.rename(columns={"k": "n"}), on="municipality")
    return pd.concat(
        [
            *(
                figure_rows(table, f"caseload.{status}", (), definition)
                for definition, tables in (
                    ("cumulative", cumulative),
                    ("period", _within(records, question)),
                )
                for status, table in zip(STATUSES, tables, strict=True)
            ),
            figure_rows(reasons, "caseload.exit_reason", ["reason"], "cumulative"),
        ],
        ignore_index=True,
    )


def caseload_by_quarter(records: Records, question: Question) -> pd.DataFrame:
    """Measure started, exited and active at the end of each quarter from the project's start.

    Measure ``caseload.quarter``, group ``quarter=;status=``; people with dates only.
    """
    end, start = question.period.end, question.project.start
    people = started(records.participants, end)
    rows = []
    for quarter in Period(max(end, start), start, "").quarters():
        last = pd.Timestamp(min(quarter.end, end))
        begun, gone = people["start"] <= last, people["exit"] <= last
        for status, chosen in zip(STATUSES, (begun, gone, begun & ~gone), strict=True):
            table = tally(people[chosen], question)
            rows.append(table.assign(quarter=quarter.label, status=status))
    table = pd.concat(rows, ignore_index=True)
    return figure_rows(table, "caseload.quarter", ["quarter", "status"], "cumulative")
