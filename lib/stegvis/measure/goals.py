"""Goal outcomes: each goal under each of its definitions."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from stegvis.goal import Goal, Variant
from stegvis.measure.caseload import exits, leavers, starts
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows
from stegvis.records import Records
from stegvis.statistics.intervals import wilson


def _sum_of(reasons: pd.DataFrame, wanted: Sequence[str]) -> pd.Series[int]:
    chosen = reasons["k"].where(reasons["reason"].isin(list(wanted)), 0)
    return chosen.groupby(reasons["municipality"], sort=False).sum()


def goals(records: Records, followups: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Measure every goal and variant: ``goal``, definition ``<goal id>/<variant id>``.

    A goal of kind ``exit``: k exits whose reason is in the variant's set, n the exited (or the
    started, or the exited within a set of reasons). Kind ``lasting``: k increased or kept, n
    reached, from what :func:`stegvis.measure.lasting.followed` counted. 95 % Wilson interval.
    """
    reasons = exits(records, question)
    whole = {
        "exited": leavers(records, question).set_index("municipality")["k"],
        "started": starts(records, question).set_index("municipality")["k"],
    }

    def of_exits(variant: Variant) -> pd.DataFrame:
        n = _sum_of(reasons, variant.within) if variant.within else whole[variant.denominator]
        wanted = set(variant.reasons) & set(variant.within or variant.reasons)
        return pd.DataFrame({"k": _sum_of(reasons, sorted(wanted)), "n": n}).reset_index()

    def of_followups(variant: Variant) -> pd.DataFrame:
        same = (followups["months"] == variant.months) & (
            followups["population"] == variant.population
        )
        rows = followups[same]
        kept = rows["increased"] + rows["kept"]
        return rows[["municipality"]].assign(k=kept, n=rows["reached"])

    def rows(goal: Goal, variant: Variant) -> pd.DataFrame:
        table = of_exits(variant) if goal.kind == "exit" else of_followups(variant)
        table = table.join(wilson(table["k"], table["n"]))
        return figure_rows(table, "goal", (), f"{goal.id}/{variant.id}")

    return pd.concat(
        [rows(goal, variant) for goal in question.project.goals for variant in goal.variants],
        ignore_index=True,
    )
