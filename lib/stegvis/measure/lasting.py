"""Lasting progression and retention: how people fare months after they left.

eligible = exited with avslutsdatum + h months ≤ the period's end (a month's end is clipped);
reached = eligible with an answered follow-up for h dated ≤ that end. What those who were not
reached would have answered is unknown: the bounds count all of them as lost, and all as kept.
"""

from __future__ import annotations

import pandas as pd

from stegvis.measure.population import exited
from stegvis.measure.question import Question
from stegvis.measure.tally import add_total, figure_rows, tally
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


def latest_answers(records: Records, months: int, question: Question, answer: str) -> pd.DataFrame:
    """Give each person's latest answer in a column of the follow-ups ``months`` after exit."""
    rows = records.followups
    answered = rows[
        (rows["months"] == months)
        & rows["answered"].fillna(value=False)
        & rows[answer].notna()
        & (rows["date"] <= pd.Timestamp(question.period.end))
    ]
    latest = answered.sort_values("date", kind="stable").drop_duplicates(_PERSON, keep="last")
    return latest[[*_PERSON, answer]]


def due_people(records: Records, months: int, question: Question) -> pd.DataFrame:
    """Keep the people who by the period's end had left ``months`` ago or more: the eligible."""
    people = exited(records.participants, question.period.end)
    return people[
        people["exit"] + pd.DateOffset(months=months) <= pd.Timestamp(question.period.end)
    ]


def _given(records: Records, population: str, months: int, question: Question) -> pd.DataFrame:
    rows = records.followup_counts
    rows = rows[(rows["population"] == population) & (rows["months"] == months)]
    names = list(rows.select_dtypes("number").columns)
    sums = rows.groupby("municipality")[names].sum()
    return sums.reindex(list(question.places), fill_value=0).fillna(0)


def followed(records: Records, forward: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Count eligible, reached and each outcome, for each months and population.

    ``forward`` lists the people of the population ``positiv``. Municipalities that deliver counts
    enter with their counts of the same months and population.

    Returns ``municipality, months, population, eligible, reached, increased, kept, declined``.
    """
    parts = question.in_parts()
    tables = []
    for months in horizons(question.project):
        everyone = due_people(records, months, question)
        answers = latest_answers(records, months, question, "progression")
        for population in POPULATIONS:
            due = everyone if population == "alla" else everyone.merge(forward, on=_PERSON)
            reached = due.merge(answers, on=_PERSON)
            table = tally(due, parts).rename(columns={"k": "eligible"})
            table["reached"] = tally(reached, parts)["k"]
            for outcome in OUTCOMES:
                table[outcome] = tally(reached[reached["progression"] == outcome], parts)["k"]
            given = _given(records, population, months, question)
            table[_COUNTS] += given[_COUNTS].astype("Int64").to_numpy()
            if question.total:
                table = add_total(table, [], _COUNTS)
            tables.append(table.assign(months=months, population=population))
    return pd.concat(tables, ignore_index=True)


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


def _nonresponse(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(k=table["eligible"] - table["n"], n=table["eligible"]).drop(
        columns="eligible"
    )


def lasting(followups: pd.DataFrame) -> pd.DataFrame:
    """Measure lasting progression from what :func:`followed` counted.

    ``lasting.share`` (k increased or kept, n reached, with interval and bounds),
    ``lasting.nonresponse`` (k not reached, n eligible), and a row for each count:
    ``lasting.eligible``, ``.reached``, ``.increased``, ``.kept``, ``.declined``.
    """
    keys = ["months", "population"]
    place = followups[["municipality", *keys]]
    kept = followups["increased"] + followups["kept"]
    share = place.assign(k=kept, n=followups["reached"], eligible=followups["eligible"])
    counts = [figure_rows(place.assign(k=followups[c]), f"lasting.{c}", keys) for c in _COUNTS]
    return pd.concat(
        [
            figure_rows(with_bounds(share), "lasting.share", keys),
            *counts,
            figure_rows(_nonresponse(share), "lasting.nonresponse", keys),
        ],
        ignore_index=True,
    )


def retention(records: Records, question: Question) -> pd.DataFrame:
    """Measure retention: of those who left for work, the share still in work.

    ``retention.share`` as ``lasting.share``, ``retention.eligible`` (k) and
    ``retention.nonresponse`` (k not reached, n eligible).
    """
    parts = question.in_parts()
    names = ["eligible", "n", "k"]
    tables = []
    for months in horizons(question.project):
        due = due_people(records, months, question)
        due = due[due["exit_reason"] == WORK]
        answers = latest_answers(records, months, question, "occupation")
        reached = due.merge(answers, on=_PERSON)
        table = tally(due, parts).rename(columns={"k": "eligible"})
        table["n"] = tally(reached, parts)["k"]
        table["k"] = tally(reached[reached["occupation"] == WORK], parts)["k"]
        given = _given(records, WORK, months, question)
        counted = given[["eligible", "reached", "still_working"]].astype("Int64")
        table[names] += counted.to_numpy()
        if question.total:
            table = add_total(table, [], names)
        tables.append(table.assign(months=months))
    table = pd.concat(tables, ignore_index=True)
    eligible = table[["municipality", "months"]].assign(k=table["eligible"])
    return pd.concat(
        [
            figure_rows(with_bounds(table), "retention.share", ["months"]),
            figure_rows(eligible, "retention.eligible", ["months"]),
            figure_rows(_nonresponse(table), "retention.nonresponse", ["months"]),
        ],
        ignore_index=True,
    )
