"""Deviation: how the expected number of outcomes became the actual one, for each goal."""

from __future__ import annotations

import pandas as pd

from stegvis.figures import group_text
from stegvis.goal import Goal, Variant
from stegvis.measure.caseload import leavers, starts
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows
from stegvis.place import ALL
from stegvis.records import Records
from stegvis.statistics.decomposition import share_parts, size_parts
from stegvis.statistics.intervals import wilson

Sizes = dict[str, int]
"""Numbers of people after each part, in order: who of those before are still counted."""


def _due(followups: pd.DataFrame, variant: Variant) -> Sizes:
    """Count who is due and reached; a municipality of counts may give the positive alone."""
    same = followups["months"] == variant.months
    of_places = followups[same & (followups["municipality"] != ALL)]
    eligible = of_places.pivot_table("eligible", "municipality", "population", aggfunc="sum")
    chosen = of_places[of_places["population"] == variant.population]
    last = {"nonresponse": int(chosen["reached"].sum())}
    if variant.population == "alla":
        return {"timing": int(eligible["alla"].sum())} | last
    everyone, positive = int(eligible.max(axis=1).sum()), int(eligible["positiv"].sum())
    return {"timing": everyone, "population": positive} | last


def _sizes(
    records: Records, followups: pd.DataFrame, variant: Variant, n: int, question: Question
) -> Sizes:
    begun = {"volume": int(starts(records, question.in_parts())["k"].sum())}
    if variant.months is not None:
        return begun | _due(followups, variant)
    if variant.within:
        left = int(leavers(records, question.in_parts())["k"].sum())
        return begun | {"timing": left, "population": n}
    return begun | ({"timing": n} if variant.denominator == "exited" else {})


def _of_all(table: dict[str, list[float]], name: str, definition: str) -> pd.DataFrame:
    rows = pd.DataFrame(table).assign(municipality=ALL)
    return figure_rows(rows, f"deviation.{name}", (), definition)


def _places(rows: pd.DataFrame, over: pd.Series[float], goal: Goal, name: str) -> pd.DataFrame:
    interval = wilson(rows["k"], rows["n"]).sub(goal.target)
    ends = interval.mul(rows["n"].astype("float64"), axis=0)
    places = rows[["k", "n"]].assign(value=over).join(ends)
    groups = [group_text(municipality=place) for place in rows["municipality"]]
    named = places.assign(municipality=ALL)
    return figure_rows(named, "deviation.place", (), name).assign(group=groups)


def _definitions(rows: pd.DataFrame, goal: Goal, chosen: Variant, name: str) -> pd.DataFrame:
    of_all = rows[rows["municipality"] == ALL].set_index("definition")
    others = [variant for variant in goal.variants if variant != chosen]
    found = of_all.loc[[f"{goal.id}/{variant.id}" for variant in others], ["k", "n"]]
    more = (found["k"] - of_all["k"][name]).astype("Float64")
    table = found.assign(value=more, variant=[variant.id for variant in others], municipality=ALL)
    return figure_rows(table.reset_index(drop=True), "deviation.definition", ["variant"], name)


def _of_goal(
    goal: Goal,
    records: Records,
    goal_rows: pd.DataFrame,
    followups: pd.DataFrame,
    question: Question,
) -> list[pd.DataFrame]:
    variant = goal.primary(question.period.end)
    name = f"{goal.id}/{variant.id}"
    rows = goal_rows[(goal_rows["definition"] == name) & (goal_rows["municipality"] != ALL)]
    rows = rows.reset_index(drop=True)
    k, n = int(rows["k"].sum()), int(rows["n"].sum())
    sizes = _sizes(records, followups, variant, n, question)
    expected = question.project.expected.participants
    if expected is None:
        expected = sizes.pop("volume")
    chain = [expected, *sizes.values()]
    over = share_parts(goal.target, rows["k"], rows["n"])
    parts = pd.DataFrame(
        {
            "part": [*sizes, "municipalities"],
            "k": [*sizes.values(), k],
            "n": chain,
            "value": [*size_parts(goal.target, chain), over.sum()],
            "municipality": ALL,
        }
    )
    awaited = goal.target * expected
    return [
        _of_all({"n": [expected], "value": [awaited]}, "expected", name),
        figure_rows(parts, "deviation.part", ["part"], name),
        _of_all({"k": [k], "n": [expected], "value": [k - awaited]}, "total", name),
        _places(rows, over, goal, name),
        _definitions(goal_rows[goal_rows["municipality"] == ALL], goal, variant, name),
    ]


def deviation(
    records: Records, goal_rows: pd.DataFrame, followups: pd.DataFrame, question: Question
) -> pd.DataFrame:
    """Measure, for ALLA, the way from the expected to the actual number of outcomes of each goal.

    The definition is the one in force. Expected is the goal's target share of the expected
    participants, or of the started where no number was expected. Outcomes, not shares, are what
    the values count:

    ``deviation.expected`` (value, n the expected people), ``deviation.total`` (k actual outcomes,
    n the expected people, value actual − expected) and ``deviation.part`` (group ``part=``, value):
    each part has n people before it and k after it, and value target · (k − n): ``volume`` those
    started of the expected; ``timing`` those who have left, long enough ago to be followed up;
    ``population`` those the definition counts of them; ``nonresponse`` those reached. The last,
    ``municipalities``, has k outcomes of the n that remain, value k − target · n. The values of the
    parts add up to that of the total. What makes no difference to a definition has no part.

    ``deviation.place`` (group ``municipality=``) parts the last one: k of n, value, and the ends
    of its 95 % Wilson interval, n · (end − target). ``deviation.definition`` (group
    ``variant=``): k of n under another definition, value how many more outcomes than under the
    one in force. It is no part of the sum.
    """
    if not question.total:
        return pd.DataFrame()
    tables = [
        table
        for goal in question.project.goals
        for table in _of_goal(goal, records, goal_rows, followups, question)
    ]
    return pd.concat(tables, ignore_index=True)
