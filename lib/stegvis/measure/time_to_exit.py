"""Time to exit: the share that has left for the goal, or otherwise, by months since the start."""

from __future__ import annotations

import numpy as np
import pandas as pd

from stegvis.measure.population import started
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows
from stegvis.place import ALL
from stegvis.records import Records
from stegvis.statistics.incidence import cumulative_incidence

MONTHS = range(25)
DAYS_IN_MONTH = 365.25 / 12
CAUSES = ("goal", "other")


def time_to_exit(records: Records, question: Question) -> pd.DataFrame:
    """Measure the cumulative incidence of exits that reach the goal, and of all others.

    ``time.incidence``, group ``cause=goal|other;months=0…24``, definition ``<goal>/<variant>`` of
    the first goal about exits as it is defined on the period's last day: k exits of the cause
    within so many months of the start, n people at risk then (still there, and followed so long),
    value the share of all started who have left so, estimated with those still active counted as
    followed up to the period's last day. A month is 365.25 / 12 days. Only people with own rows;
    no rows without such a goal.
    """
    goal, end = question.project.exit_goal, pd.Timestamp(question.period.end)
    if goal is None:
        return pd.DataFrame()
    variant = goal.primary(question.period.end)
    people = started(records.participants, question.period.end)
    left = people["exit"] <= end
    days = (people["exit"].where(left, end) - people["start"]).dt.days
    reached = people["exit_reason"].isin(list(variant.reasons))
    cause = np.select([~left, reached], [0, 1], 2)
    known = people[["municipality"]].assign(days=days, cause=cause)
    places = {place: known[known["municipality"] == place] for place in question.places}
    if question.total:
        places[ALL] = known[known["municipality"].isin(list(question.places))]
    rows = pd.concat([_of(own).assign(municipality=place) for place, own in places.items()])
    return figure_rows(rows, "time.incidence", ["cause", "months"], f"{goal.id}/{variant.id}")


def _of(people: pd.DataFrame) -> pd.DataFrame:
    months = np.array(MONTHS)
    found = cumulative_incidence(
        people["days"].to_numpy("float64"),
        people["cause"].to_numpy("int64"),
        len(CAUSES),
        months * DAYS_IN_MONTH,
    )
    return found.assign(
        cause=found["cause"].map(dict(enumerate(CAUSES, start=1))),
        months=np.tile(months, len(CAUSES)),
    ).rename(columns={"events": "k", "at_risk": "n"})[
        ["cause", "months", "k", "n", "value", "low", "high"]
    ]
