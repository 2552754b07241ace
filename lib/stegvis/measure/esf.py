"""Result indicators in the sense of ESF, as far as the deliveries go: own follow-up, not SCB's."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from stegvis.indicator import Indicator
from stegvis.measure.caseload import exits, leavers
from stegvis.measure.lasting import due_people, latest_answers, with_bounds
from stegvis.measure.population import exited
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows, tally
from stegvis.records import Records
from stegvis.statistics.intervals import wilson

_PERSON = ["municipality", "participant"]


def _traits(question: Question) -> list[dict[str, tuple[str, ...]]]:
    """List the breakdowns: none, by gender, by age group."""
    lists = question.project.lists
    return [{}, {"gender": lists.gender}, {"age_group": lists.age_group}]


def _at_exit(indicator: Indicator, records: Records, question: Question) -> Iterator[pd.DataFrame]:
    left = exited(records.participants, question.period.end)
    hit = left[left["exit_reason"].isin(list(indicator.reasons))]
    for levels in _traits(question):
        table = tally(hit, question, **levels)
        table["n"] = tally(left, question, **levels)["k"]
        table = table.join(wilson(table["k"], table["n"]))
        yield figure_rows(table, "esf.indicator", list(levels), indicator.id)


def _later(
    indicator: Indicator, months: int, records: Records, question: Question
) -> Iterator[pd.DataFrame]:
    due = due_people(records, months, question)
    reached = due.merge(latest_answers(records, months, question, "occupation"), on=_PERSON)
    hit = reached[reached["occupation"].isin(list(indicator.occupations))]
    for levels in _traits(question):
        keys = list(levels)
        table = tally(hit, question, **levels)
        table["n"] = tally(reached, question, **levels)["k"]
        table["eligible"] = tally(due, question, **levels)["k"]
        missed = table.assign(k=table["eligible"] - table["n"], n=table["eligible"])
        yield figure_rows(with_bounds(table), "esf.indicator", keys, indicator.id)
        yield figure_rows(missed.drop(columns="eligible"), "esf.nonresponse", keys, indicator.id)


def _with_counts(indicator: Indicator, records: Records, question: Question) -> pd.DataFrame:
    reasons = exits(records, question)
    hits = reasons[reasons["reason"].isin(list(indicator.reasons))]
    k = hits.groupby("municipality", sort=False)["k"].sum().reset_index()
    table = k.merge(leavers(records, question).rename(columns={"k": "n"}), on="municipality")
    table = table.join(wilson(table["k"], table["n"]))
    return figure_rows(table, "esf.with_counts", (), indicator.id)


def esf(records: Records, question: Question) -> pd.DataFrame:
    """Measure the project's result indicators; the definition is the indicator's id.

    ``esf.indicator``, in all and by ``gender=`` and ``age_group=``, of people with own rows: at
    exit, k exits whose reason is the indicator's, n the exited; after exit, k whose latest answer
    ``months`` after exit is one of its occupations, n reached of those eligible, with bounds.
    ``esf.nonresponse`` (k not reached, n eligible) for the latter. ``esf.with_counts``: an
    indicator at exit, with the municipalities that deliver counts. 95 % Wilson interval.

    A person has one exit and so one reason: of several events only the last counts, and the
    indicators at exit exclude each other.
    """
    tables: list[pd.DataFrame] = []
    for indicator in question.project.esf.indicators:
        if indicator.months is None:
            tables += _at_exit(indicator, records, question)
            tables.append(_with_counts(indicator, records, question))
        else:
            tables += _later(indicator, indicator.months, records, question)
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
