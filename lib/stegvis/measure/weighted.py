"""Lasting progression of the whole project, weighted for who did not answer.

Only people with rows: of counts nobody knows how those who did not answer had left or moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pandas as pd

from stegvis.measure.lasting import POPULATIONS
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows
from stegvis.place import ALL
from stegvis.project import Project
from stegvis.statistics.intervals import wilson
from stegvis.statistics.weighting import weighted_share

FEWEST_REACHED = 5
"""The fewest answers in a class whose weight says anything."""
FEWEST_EVENTS = 10
"""The fewest who held, and who did not, for an estimate to be worth weighting."""

_CLASS = ["exit", "movement"]
_GOAL, _OTHER, _FORWARD = "goal", "other", "forward"


def goal_reasons(project: Project, question: Question) -> set[str]:
    """Collect the exit reasons that reach a goal under its definition in force."""
    aims = [goal.primary(question.period.end) for goal in project.goals if goal.kind == "exit"]
    return {reason for variant in aims for reason in variant.reasons}


def _classes(people: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Count eligible, reached and held in each class of exit and movement, zeros included."""
    reasons = goal_reasons(question.project, question)
    to_goal = people["exit_reason"].isin(list(reasons))
    table = people.assign(
        exit=to_goal.map({True: _GOAL, False: _OTHER}),
        movement=people["forward"].map({True: _FORWARD, False: _OTHER}),
        reached=people["contact"].eq("reached"),
        held=people["progression"].isin(["increased", "kept"]),
    )
    counted = table.groupby(_CLASS).agg(
        eligible=("reached", "size"), reached=("reached", "sum"), held=("held", "sum")
    )
    every = pd.MultiIndex.from_product([[_GOAL, _OTHER], [_FORWARD, _OTHER]], names=_CLASS)
    return counted.reindex(every, fill_value=0).astype("Int64").reset_index()


def _too_few(used: pd.DataFrame) -> tuple[str, int, int] | None:
    """Say why the classes cannot carry an estimate: the reason, the count, and the least of it."""
    reached, held = int(used["reached"].sum()), int(used["held"].sum())
    fewest = int(used["reached"].min()) if len(used) else 0
    for reason, count, least in (
        ("nobody_reached", reached, 1),
        ("few_held", held, FEWEST_EVENTS),
        ("few_declined", reached - held, FEWEST_EVENTS),
        ("few_reached", fewest, FEWEST_REACHED),
    ):
        if count < least:
            return reason, count, least
    return None


def _estimate(classes: pd.DataFrame, months: int, population: str) -> list[pd.DataFrame]:
    used = classes[classes["eligible"] > 0]
    place = pd.DataFrame({"municipality": [ALL], "months": [months], "population": [population]})
    keys = ["months", "population"]
    few = _too_few(used)
    if few is not None:
        reason, count, least = few
        missing = place.assign(reason=reason, k=count, n=least)
        rows = figure_rows(missing, "lasting.weighted_missing", [*keys, "reason"])
        return [rows.drop(columns="value")]
    plain = place.assign(k=used["held"].sum(), n=used["reached"].sum())
    found = weighted_share(*(used[name].to_numpy() for name in ("eligible", "reached", "held")))
    weighted = plain.assign(value=float(found.value), low=float(found.low), high=float(found.high))
    plain = plain.join(wilson(plain["k"], plain["n"]))
    return [
        figure_rows(plain, "lasting.unweighted", keys),
        figure_rows(weighted, "lasting.weighted", keys),
    ]


def weighted(people: Mapping[int, pd.DataFrame], question: Question) -> pd.DataFrame:
    """Weight the project's lasting progression for non-response, where that can be done.

    Classes: left for what a goal counts or for something else (``exit=goal`` or ``other``), moved
    forward by the primary rule or not (``movement=forward`` or ``other``); both are known of
    everyone. ``weighting.reached`` (``months=;population=;exit=;movement=``): k reached of n
    eligible in the class; ``weighting.held``: k increased or kept of n reached.

    ``lasting.weighted`` (``months=;population=``): ``value`` is the weighted share with its
    interval, k increased or kept of n reached; ``lasting.unweighted`` the same people's k / n with
    Wilson's interval. Where there are too few, ``lasting.weighted_missing`` instead, with
    ``reason=``: k is the count that is too small, n the least that it must be. Only for ALLA.

    ``people`` as :func:`stegvis.measure.response.contacted` gave them.
    """
    rows = []
    for months, population in product(people, POPULATIONS):
        due = people[months]
        due = due[due["municipality"].isin(list(question.places))]
        classes = _classes(due if population == "alla" else due[due["forward"]], question)
        named = classes.assign(municipality=ALL, months=months, population=population)
        keys = ["months", "population", *_CLASS]
        place = named[["municipality", *keys]]
        reached = place.assign(k=named["reached"], n=named["eligible"])
        held = place.assign(k=named["held"], n=named["reached"])
        rows += [
            figure_rows(reached, "weighting.reached", keys),
            figure_rows(held, "weighting.held", keys),
            *_estimate(classes, months, population),
        ]
    return pd.concat(rows, ignore_index=True)
