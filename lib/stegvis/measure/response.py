"""Response: who was sought after they left, who was reached, and why they had left.

Only people with rows: a municipality that delivers counts says how many were reached, but neither
whom it sought nor how they had left.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from stegvis.measure.lasting import due_people, horizons, latest_answers
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows, tally
from stegvis.project import Project
from stegvis.records import Records
from stegvis.statistics.intervals import wilson

EVERYONE, FORWARD, OTHERS = "alla", "positiv", "övriga"
"""The populations: all who left, those forward by the primary rule, and all but those."""
CONTACTS = ("reached", "unanswered", "unsought")
_PERSON = ["municipality", "participant"]


def attempts(records: Records, months: int, question: Question) -> pd.DataFrame:
    """List the people with any follow-up row of these months by the period's end, answered or not.

    Returns ``municipality`` and ``participant``, once each.
    """
    rows = records.followups
    known = rows[(rows["months"] == months) & (rows["date"] <= pd.Timestamp(question.period.end))]
    return known[_PERSON].drop_duplicates()


def contacts(
    records: Records, forward: pd.DataFrame, months: int, question: Question
) -> pd.DataFrame:
    """Give the people due at some months, with what came of following each of them up.

    ``forward`` lists the people of the population ``positiv``.

    Returns the participants' columns and ``contact`` (reached; sought but ``unanswered``; or
    ``unsought``, without any row), ``progression`` (the answer of those reached) and ``forward``.
    """
    people = due_people(records, months, question)
    people = people.merge(
        latest_answers(records, months, question, "progression"), on=_PERSON, how="left"
    )
    people = people.merge(attempts(records, months, question).assign(sought=True), how="left")
    people = people.merge(forward[_PERSON].assign(forward=True), on=_PERSON, how="left")
    contact = pd.Series("unsought", index=people.index, dtype="str")
    contact = contact.mask(people["sought"].notna(), "unanswered")
    contact = contact.mask(people["progression"].notna(), "reached")
    return people.assign(contact=contact, forward=people["forward"].notna()).drop(columns="sought")


def contacted(
    records: Records, forward: pd.DataFrame, question: Question
) -> dict[int, pd.DataFrame]:
    """Give what :func:`contacts` gives, for every number of months."""
    return {
        months: contacts(records, forward, months, question)
        for months in horizons(question.project)
    }


def _populations(people: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {
        EVERYONE: people,
        FORWARD: people[people["forward"]],
        OTHERS: people[~people["forward"]],
    }


def _of_populations(people: pd.DataFrame, months: int, question: Question) -> list[pd.DataFrame]:
    keys = ["months", "population"]
    rows = []
    for population, due in _populations(people).items():
        counted = tally(due, question, contact=CONTACTS)
        counted["n"] = counted.groupby("municipality", sort=False)["k"].transform("sum")
        sought = tally(due[due["contact"] != "unsought"], question)
        sought["n"] = tally(due, question)["k"]
        counted, sought = (
            table.assign(months=months, population=population) for table in (counted, sought)
        )
        rows += [
            figure_rows(counted, "response.contact", [*keys, "contact"]),
            figure_rows(sought, "response.attempted", keys),
        ]
    return rows


def _of_reasons(
    people: pd.DataFrame, months: int, question: Question, project: Project
) -> pd.DataFrame:
    reasons = project.reason_ids
    table = tally(people[people["contact"] == "reached"], question, exit_reason=reasons)
    table["n"] = tally(people, question, exit_reason=reasons)["k"]
    table = table.join(wilson(table["k"], table["n"]))
    table = table.rename(columns={"exit_reason": "reason"}).assign(months=months)
    return figure_rows(table, "response.reason", ["months", "reason"])


def response(people: Mapping[int, pd.DataFrame], question: Question) -> pd.DataFrame:
    """Measure whom the follow-up has sought and reached, from what :func:`contacted` gave.

    ``response.attempted`` (``months=;population=``): k with any follow-up row, n eligible;
    populations ``alla``, ``positiv`` and ``övriga``, who are all but the ``positiv``.
    ``response.contact`` (and ``contact=``): k of the n eligible who were ``reached``,
    ``unanswered`` (sought in vain) or ``unsought``. ``response.reason`` (``months=;reason=``):
    k reached, n eligible of those who left for a reason, Wilson interval.
    """
    rows = []
    for months, due in people.items():
        rows += _of_populations(due, months, question)
        rows.append(_of_reasons(due, months, question, question.project))
    return pd.concat(rows, ignore_index=True)
