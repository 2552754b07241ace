"""Goal outcomes: each goal under each of its definitions."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from stegvis.measure.caseload import exits, leavers, starts
from stegvis.measure.lasting import followed
from stegvis.measure.tally import figure_rows
from stegvis.period import Period
from stegvis.project import Goal, Project, Variant
from stegvis.records import Records
from stegvis.statistics.intervals import wilson


def _sum_of(reasons: pd.DataFrame, wanted: Sequence[str]) -> pd.Series[int]:
    chosen = reasons["k"].where(reasons["reason"].isin(list(wanted)), 0)
    return chosen.groupby(reasons["municipality"], sort=False).sum()


def goals(
    records: Records, project: Project, period: Period, places: Sequence[str], total: bool
) -> pd.DataFrame:
    """Measure every goal and variant: ``goal``, definition ``<goal id>/<variant id>``.

    A goal of kind ``exit``: k exits whose reason is in the variant's set, n the exited (or the
    started, or the exited within a set of reasons). Kind ``lasting``: k increased or kept, n
    reached. 95 % Wilson interval.
    """
    reasons = exits(records, project, period, places, total)
    whole = {
        "exited": leavers(records, period, places, total).set_index("municipality")["k"],
        "started": starts(records, period, places, total).set_index("municipality")["k"],
    }

    def of_exits(variant: Variant) -> pd.DataFrame:
        n = _sum_of(reasons, variant.within) if variant.within else whole[variant.denominator]
        wanted = set(variant.reasons) & set(variant.within or variant.reasons)
        return pd.DataFrame({"k": _sum_of(reasons, sorted(wanted)), "n": n}).reset_index()

    def of_followups(variant: Variant) -> pd.DataFrame:
        assert variant.months is not None, "the project's YAML was validated"
        assert variant.population is not None, "the project's YAML was validated"
        pair = (variant.months, variant.population)
        table = followed(records, project, period, places, total, [pair])
        return table.assign(k=table["increased"] + table["kept"], n=table["reached"])[
            ["municipality", "k", "n"]
        ]

    def rows(goal: Goal, variant: Variant) -> pd.DataFrame:
        table = of_exits(variant) if goal.kind == "exit" else of_followups(variant)
        table = table.join(wilson(table["k"], table["n"]))
        return figure_rows(table, "goal", (), f"{goal.id}/{variant.id}")

    return pd.concat(
        [rows(goal, variant) for goal in project.goals for variant in goal.variants],
        ignore_index=True,
    )
