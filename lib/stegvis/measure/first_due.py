"""When the first follow-up falls due: what a report says while there is no share to show."""

from __future__ import annotations

import pandas as pd

from stegvis.measure.lasting import POPULATIONS, WORK, horizons
from stegvis.measure.population import exited
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows
from stegvis.place import ALL
from stegvis.records import Records


def _first_quarter(left: pd.DataFrame, months: int, total: bool) -> pd.DataFrame:
    whole = [left.assign(municipality=ALL)] if total else []
    everyone = pd.concat([left, *whole], ignore_index=True)
    due = everyone["exit"] + pd.DateOffset(months=months)
    quarters = everyone.assign(quarter=due.dt.to_period("Q").astype("str"))
    counted = quarters.groupby(["municipality", "quarter"]).size().astype("Int64").rename("k")
    first = counted.reset_index().drop_duplicates("municipality")
    return first.assign(months=months)


def first_due(records: Records, forward: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Tell in which quarter the first person who has left falls due for follow-up.

    ``lasting.first_due`` (group ``months=;population=;quarter=``) and ``retention.first_due``
    (``months=;quarter=``): k people who have left by the period's end fall due in that quarter,
    the first in which anyone does. It may be past. No row where nobody has left, or where the
    municipality delivers counts, which have no dates.

    ``forward`` lists the people of the population ``positiv``.
    """
    left = exited(records.participants, question.period.end)
    left = left[left["municipality"].isin(list(question.places))]
    moved = left.merge(forward, on=["municipality", "participant"])
    working = left[left["exit_reason"] == WORK]
    rows = []
    for months in horizons(question.project):
        for population, people in zip(POPULATIONS, (left, moved), strict=True):
            table = _first_quarter(people, months, question.total).assign(population=population)
            keys = ["months", "population", "quarter"]
            rows.append(figure_rows(table, "lasting.first_due", keys))
        table = _first_quarter(working, months, question.total)
        rows.append(figure_rows(table, "retention.first_due", ["months", "quarter"]))
    return pd.concat(rows, ignore_index=True)
