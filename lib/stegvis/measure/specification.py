"""Specifications: each goal's outcome under every defensible way to count it.

The choices behind a number are laid side by side, so that a reader sees what hangs on each:
specification curves, Simonsohn, Simmons & Nelson (2020), Nature Human Behaviour 4:1208-1214. The
specifications count overlapping people, and are no sample of anything: there is no test over them.
"""

from __future__ import annotations

from dataclasses import fields

import pandas as pd

from stegvis.goal import Goal
from stegvis.measure.movements import Movements
from stegvis.measure.question import Question
from stegvis.measure.tally import add_total, figure_rows
from stegvis.measure.ways import WAY, counted_in_every_way, ways
from stegvis.place import ALL
from stegvis.project import Project
from stegvis.records import Records
from stegvis.specification import INCREASED, KEPT, Specification, joined
from stegvis.statistics.intervals import wilson

KEYS = [field.name for field in fields(Specification)]


def _outcomes(project: Project, goal: Goal) -> list[str]:
    """List what may count as reached, each once, in the order of the goal's own definitions."""
    if goal.kind == "lasting":
        return [KEPT, INCREASED]
    return list(dict.fromkeys(joined(variant.reasons) for variant in goal.variants))


def _has_sense(project: Project, outcome: str, way: tuple[str, ...]) -> bool:
    """Whether an outcome can be had in a way: at follow-up, only if people are asked for it."""
    months = way[0]
    known = {*project.lists.occupation, *KEPT.split("+")}
    return months == "0" or known.issuperset(outcome.split("+"))


def _counted(records: Records, moved: Movements, question: Question, goal: Goal) -> pd.DataFrame:
    rows = counted_in_every_way(records, moved, question, goal)
    by_cell = ["municipality", *WAY]
    every_way = pd.DataFrame(ways(question.project, goal), columns=WAY)
    grid = pd.DataFrame({"municipality": list(question.places)}).merge(every_way, how="cross")

    def counted(chosen: pd.DataFrame, name: str) -> pd.Series[int]:
        sums = chosen.groupby(by_cell)["number"].sum().astype("Int64").rename(name)
        return grid.join(sums, on=by_cell)[name].fillna(0)

    n = counted(rows, "n")
    tables = []
    for outcome in _outcomes(question.project, goal):
        k = counted(rows[rows["result"].isin(outcome.split("+"))], "k")
        table = grid.assign(outcome=outcome, k=k, n=n)
        has_sense = [
            _has_sense(question.project, outcome, way)
            for way in table[WAY].itertuples(index=False, name=None)
        ]
        tables.append(table[has_sense])
    table = pd.concat(tables, ignore_index=True)
    return add_total(table, KEYS, ["k", "n"]) if question.total else table


def _with_bounds(table: pd.DataFrame) -> pd.DataFrame:
    """Add interval and, where the share is of the reached, its bounds among the eligible."""
    same = ["municipality", *(key for key in KEYS if key != "denominator")]
    eligible = table[table["denominator"] == "eligible"].set_index(same)["n"].rename("eligible")
    among = table.join(eligible, on=same)["eligible"].astype("Float64")
    among = among.where((table["denominator"] == "reached") & (among > 0))
    k, n = table["k"].astype("Float64"), table["n"].astype("Float64")
    return table.assign(bound_low=k / among, bound_high=(k + among - n) / among).join(
        wilson(table["k"], table["n"])
    )


def _summary(rows: pd.DataFrame, goal: Goal) -> pd.DataFrame:
    counted = rows.assign(met=rows["value"] >= goal.target).groupby("municipality", sort=False)
    table = counted.agg(
        k=("met", "sum"), n=("value", "count"), low=("value", "min"), high=("value", "max")
    )
    return table.astype({"k": "Int64", "n": "Int64"}).reset_index()


def specifications(records: Records, moved: Movements, question: Question) -> pd.DataFrame:
    """Measure every goal in every defensible way, and how many of the ways reach the target.

    ``goal.specification``, definition the goal's id, group the keys of a
    :class:`~stegvis.specification.Specification`: k who reached the outcome of n in the
    denominator, Wilson interval, and bounds for non-response where n is the reached. For the
    whole project municipalities that deliver counts are in the rows that their counts can give.

    ``goal.specifications``: k ways that reach the target, of the n in which anyone is counted;
    low and high are the smallest and the largest of their shares.
    """
    parts = []
    for goal in question.project.goals:
        table = _with_bounds(_counted(records, moved, question, goal))
        rows = figure_rows(table, "goal.specification", KEYS, goal.id)
        parts += [rows, figure_rows(_summary(rows, goal), "goal.specifications", (), goal.id)]
    order = {place: rank for rank, place in enumerate([*question.places, ALL])}
    table = pd.concat(parts, ignore_index=True)
    return table.sort_values("municipality", key=lambda names: names.map(order), kind="stable")
