"""Outcomes compared: each municipality's share of a goal, under the definition in force."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from stegvis.goal import Variant
from stegvis.measure.question import Question
from stegvis.place import ALL

OTHERWISE = ("counts_only", "positive_only")
"""Of ``comparable.followup``: whose share may have another denominator, however many answered."""


def outcomes_compared(
    goal_rows: pd.DataFrame, followup_rows: pd.DataFrame, question: Question
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Give, for each goal, its definition in force and the municipalities that it compares.

    Parameters
    ----------
    goal_rows
        As :func:`stegvis.measure.goals.goals` gives them.
    followup_rows
        As :func:`stegvis.measure.comparable.comparable` gives them.

    Yields
    ------
    ``<goal id>/<variant id>`` and ``municipality``, ``k``, ``n``, in the places' order. Left out
    are those with nobody to count and, of a goal that people are followed up for, those whose
    follow-up cannot be compared. A few people are no reason: limits and pooling allow for them.
    """
    for goal in question.project.goals:
        variant = goal.primary(question.period.end)
        definition = f"{goal.id}/{variant.id}"
        rows = goal_rows[goal_rows["definition"] == definition]
        apart = [] if variant.months is None else _otherwise(followup_rows, variant)
        kept = ~rows["municipality"].isin([ALL, *apart]) & (rows["n"] > 0)
        yield definition, rows.loc[kept, ["municipality", "k", "n"]].reset_index(drop=True)


def _otherwise(followup_rows: pd.DataFrame, variant: Variant) -> list[str]:
    found = followup_rows["group"].str.extract(
        r"^municipality=(.*);months=(\d+);population=(.*);status=(.*)$"
    )
    found.columns = pd.Index(["municipality", "months", "population", "status"])
    same = found["months"].eq(str(variant.months)) & found["population"].eq(str(variant.population))
    return list(found.loc[same & found["status"].isin(OTHERWISE), "municipality"])
