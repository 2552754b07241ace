"""The coordinator's belief that a person will get a job, against what came of it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from stegvis.card import BELIEF
from stegvis.measure.population import exited
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows, tally
from stegvis.project import Project
from stegvis.records import Records
from stegvis.statistics.intervals import newcombe, wilson

BELIEFS = ("low", "middle", "high", "unanswered")
_PERSON = ["municipality", "participant"]


def _class(score: pd.Series[int], project: Project) -> pd.Series[str]:
    """Put an answer below, at or above the middle of the scale; a scale of 1–10 has no middle."""
    twice, whole = score.astype("Float64") * 2, project.card.low + project.card.high
    known = [twice < whole, twice == whole, twice > whole]
    words = np.select(
        [c.fillna(value=False).to_numpy(bool) for c in known], BELIEFS[:3], "unanswered"
    )
    return pd.Series(words, index=score.index, dtype="str")


def first_belief(records: Records, cards: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Give the exited, each with the class of the coordinator's first answer before the exit.

    Returns the exited's rows with ``belief``, one of :data:`BELIEFS`.
    """
    project = question.project
    people = exited(records.participants, question.period.end)
    [item, *_] = project.card.measuring("coordinator", BELIEF)
    own = cards[cards["rater"] == "coordinator"].dropna(subset=item)
    own = own.merge(people[[*_PERSON, "exit"]], on=_PERSON)
    before = own[own["date"] <= own["exit"]].sort_values("date", kind="stable")
    first = before.drop_duplicates(_PERSON)[[*_PERSON, item]].rename(columns={item: "score"})
    known = people.merge(first, on=_PERSON, how="left")
    return known.assign(belief=_class(known["score"], project))


def belief(records: Records, cards: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Measure the outcome by what the coordinator first believed.

    ``belief.outcome``, group ``belief=`` low, middle, high (below, at, above the scale's middle) or
    unanswered, definition ``<goal>/<variant>`` of the first goal about exits as it is defined on
    the period's last day: k exits that reach it of n exited, 95 % Wilson interval.
    ``belief.answered``: k exited with an answer before the exit, of n exited with own rows.
    ``belief.difference``: the share among the high less that among the low, k and n of the two
    together, 95 % interval by Newcombe. No rows where the project maps no item of the coordinator's
    to the indicator, or has no such goal.
    """
    project, goal = question.project, question.project.exit_goal
    if goal is None or not project.card.measuring("coordinator", BELIEF):
        return pd.DataFrame()
    variant = goal.primary(question.period.end)
    people = first_belief(records, cards, question)
    n = tally(people, question, belief=BELIEFS).rename(columns={"k": "n"})
    reached = people[people["exit_reason"].isin(list(variant.reasons))]
    table = tally(reached, question, belief=BELIEFS).merge(n)
    table = table.join(wilson(table["k"], table["n"]))
    definition = f"{goal.id}/{variant.id}"
    everyone = tally(people, question).rename(columns={"k": "n"})
    answered = tally(people[people["belief"] != "unanswered"], question).merge(everyone)
    return pd.concat(
        [
            figure_rows(answered, "belief.answered"),
            figure_rows(table, "belief.outcome", ["belief"], definition),
            figure_rows(_difference(table), "belief.difference", (), definition),
        ],
        ignore_index=True,
    )


def _difference(table: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for place, own in table.groupby("municipality", sort=False):
        counts = own.set_index("belief")[["k", "n"]].astype("int64")
        (k1, n1), (k2, n2) = counts.loc[["high", "low"]].to_numpy().tolist()
        low, high = newcombe(k1, n1, k2, n2)
        value = k1 / n1 - k2 / n2 if n1 and n2 else np.nan
        counted = {"k": k1 + k2, "n": n1 + n2, "value": value, "low": low, "high": high}
        rows.append({"municipality": place, **counted})
    return pd.DataFrame(rows).astype({"k": "Int64", "n": "Int64"})
