"""Occupation: what people did when they left, and what the same people did months later."""

from __future__ import annotations

import pandas as pd

from stegvis.measure.lasting import due_people, horizons, latest_answers
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows, tally
from stegvis.project import Project
from stegvis.records import Records

OTHER = "annat"
"""The occupation of everyone who left for neither work, studies nor job-seeking."""

_PERSON = ["municipality", "participant"]


def occupations(project: Project) -> list[str]:
    """List the occupations in the YAML's order; `OTHER` is always one."""
    return list(dict.fromkeys((*project.lists.occupation, OTHER)))


def occupation(records: Records, question: Question) -> pd.DataFrame:
    """Measure occupation at exit and after, of the same people, for each number of months.

    At exit it is the exit reason, where that is an occupation, else `OTHER`; afterwards the latest
    answer. n is those who are eligible, reached, and have said their occupation, with own rows.

    ``occupation.known`` (k of n eligible), ``occupation.exit`` and ``occupation.after`` (k of n,
    group ``months=;occupation=``), ``occupation.change`` (``months=;before=;after=``) and
    ``occupation.same`` (k with the same occupation both times).
    """
    levels = occupations(question.project)
    tables = []
    for months in horizons(question.project):
        due = due_people(records, months, question)
        answers = latest_answers(records, months, question, "occupation")
        people = due.merge(answers.rename(columns={"occupation": "after"}), on=_PERSON)
        reasons = people["exit_reason"]
        people = people.assign(months=months, before=reasons.where(reasons.isin(levels), OTHER))
        n = tally(people, question).rename(columns={"k": "n"})
        known = tally(people, question).assign(n=tally(due, question)["k"], months=months)
        same = tally(people[people["before"] == people["after"]], question)
        tables += [
            figure_rows(known, "occupation.known", ["months"]),
            figure_rows(same.assign(n=n["n"], months=months), "occupation.same", ["months"]),
        ]
        for name, column in (("exit", "before"), ("after", "after")):
            moment = people.assign(occupation=people[column])
            table = tally(moment, question, months=[months], occupation=levels)
            tables.append(
                figure_rows(
                    table.merge(n, on="municipality"),
                    f"occupation.{name}",
                    ["months", "occupation"],
                )
            )
        table = tally(people, question, months=[months], before=levels, after=levels)
        keys = ["months", "before", "after"]
        tables.append(figure_rows(table.merge(n, on="municipality"), "occupation.change", keys))
    return pd.concat(tables, ignore_index=True)
