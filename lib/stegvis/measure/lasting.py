"""Lasting progression and retention: how people fare months after they left.

eligible = exited with avslutsdatum + h months ≤ the period's end (a month's end is clipped);
reached = eligible with an answered follow-up for h dated ≤ that end. What those who were not
reached would have answered is unknown: the bounds count all of them as lost, and all as kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from stegvis.measure.population import exited
from stegvis.measure.steps import moved_forward
from stegvis.measure.tally import add_total, figure_rows, tally
from stegvis.period import Period
from stegvis.project import Project
from stegvis.records import Records
from stegvis.statistics.intervals import wilson

MONTHS = (6, 12)
POPULATIONS = ("alla", "positiv")
OUTCOMES = ("increased", "kept", "declined")
WORK = "arbete"
"""The exit reason, the occupation and the counted group that retention follows."""

_PERSON = ["municipality", "participant"]
_COUNTS = ["eligible", "reached", *OUTCOMES]


def horizons(project: Project) -> list[int]:
    """List the months after exit at which anything is measured: 6, 12 and those of the goals."""
    named = {v.months for goal in project.goals for v in goal.variants if v.months is not None}
    return sorted({*MONTHS, *named})


def _latest_answers(records: Records, months: int, period: Period, answer: str) -> pd.DataFrame:
    rows = records.followups
    answered = rows[
        (rows["months"] == months)
        & rows["answered"].fillna(value=False)
        & rows[answer].notna()
        & (rows["date"] <= pd.Timestamp(period.end))
    ]
    latest = answered.sort_values("date", kind="stable").drop_duplicates(_PERSON, keep="last")
    return latest[[*_PERSON, answer]]


def _due(records: Records, months: int, period: Period) -> pd.DataFrame:
    people = exited(records.participants, period.end)
    return people[people["exit"] + pd.DateOffset(months=months) <= pd.Timestamp(period.end)]


def _given(records: Records, population: str, months: int, places: Sequence[str]) -> pd.DataFrame:
    rows = records.followup_counts
    rows = rows[(rows["population"] == population) & (rows["months"] == months)]
    numbers = rows.select_dtypes("number").columns
    return rows.groupby("municipality")[list(numbers)].sum().reindex(list(places), fill_value=0)


def followed(
    records: Records,
    project: Project,
    period: Period,
    places: Sequence[str],
    total: bool,
    pairs: Iterable[tuple[int, str]],
) -> pd.DataFrame:
    """Count eligible, reached and each outcome, for each months and population.

    Municipalities that deliver counts enter with their counts of the same months and population.

    Returns ``municipality, months, population, eligible, reached, increased, kept, declined``.
    """
    forward = moved_forward(records, project, period.end)
    tables = []
    for months, population in pairs:
        due = _due(records, months, period)
        if population == "positiv":
            due = due.merge(forward, on=_PERSON)
        reached = due.merge(_latest_answers(records, months, period, "progression"), on=_PERSON)
        table = tally(due, places, total=False).rename(columns={"k": "eligible"})
        table["reached"] = tally(reached, places, total=False)["k"]
        outcomes = tally(reached, places, total=False, progression=OUTCOMES)
        by_outcome = outcomes.pivot_table(
            index="municipality", columns="progression", values="k", aggfunc="sum", sort=False
        )
        table[list(OUTCOMES)] = by_outcome.reindex(list(places))[list(OUTCOMES)].to_numpy()
        given = _given(records, population, months, places)
        table[_COUNTS] = table[_COUNTS].astype("Int64") + given[_COUNTS].fillna(0).to_numpy()
        if total:
            table = add_total(table, [], _COUNTS)
        tables.append(table.assign(months=months, population=population))
    return pd.concat(tables, ignore_index=True).astype(dict.fromkeys(_COUNTS, "Int64"))


def with_bounds(table: pd.DataFrame) -> pd.DataFrame:
    """Add the share k / n with its Wilson interval and its bounds for non-response.

    ``table`` has ``k``, ``n`` (the reached) and ``eligible``; bounds are of the eligible.
    """
    interval = wilson(table["k"], table["n"])
    k, eligible = table["k"].astype("Float64"), table["eligible"].astype("Float64")
    among = eligible.where(eligible > 0)
    return table.assign(
        low=interval["low"],
        high=interval["high"],
        bound_low=k / among,
        bound_high=(k + eligible - table["n"].astype("Float64")) / among,
    ).drop(columns="eligible")


def lasting(
    records: Records, project: Project, period: Period, places: Sequence[str], total: bool
) -> pd.DataFrame:
    """Measure lasting progression: the contract's ``lasting.*`` rows."""
    pairs = [(months, population) for months in horizons(project) for population in POPULATIONS]
    table = followed(records, project, period, places, total, pairs)
    keys = ["months", "population"]
    place = table[["municipality", *keys]]
    share = place.assign(
        k=table["increased"] + table["kept"], n=table["reached"], eligible=table["eligible"]
    )
    rows = [figure_rows(with_bounds(share), "lasting.share", keys)]
    rows += [figure_rows(place.assign(k=table[name]), f"lasting.{name}", keys) for name in _COUNTS]
    return pd.concat(rows, ignore_index=True)


def retention(
    records: Records, project: Project, period: Period, places: Sequence[str], total: bool
) -> pd.DataFrame:
    """Measure retention: of those who left for work, the share still in work.

    ``retention.share`` as ``lasting.share``, and ``retention.eligible`` (k).
    """
    tables = []
    for months in horizons(project):
        due = _due(records, months, period)
        due = due[due["exit_reason"] == WORK]
        reached = due.merge(_latest_answers(records, months, period, "occupation"), on=_PERSON)
        table = tally(due, places, total=False).rename(columns={"k": "eligible"})
        table["n"] = tally(reached, places, total=False)["k"]
        table["k"] = tally(reached[reached["occupation"] == WORK], places, total=False)["k"]
        given = _given(records, WORK, months, places)
        counted = given[["eligible", "reached", "still_working"]].fillna(0).to_numpy()
        names = ["eligible", "n", "k"]
        table[names] = table[names].astype("Int64") + counted
        if total:
            table = add_total(table, [], names)
        tables.append(table.assign(months=months))
    table = pd.concat(tables, ignore_index=True).astype(
        dict.fromkeys(["eligible", "n", "k"], "Int64")
    )
    eligible = table[["municipality", "months"]].assign(k=table["eligible"])
    return pd.concat(
        [
            figure_rows(with_bounds(table), "retention.share", ["months"]),
            figure_rows(eligible, "retention.eligible", ["months"]),
        ],
        ignore_index=True,
    )
