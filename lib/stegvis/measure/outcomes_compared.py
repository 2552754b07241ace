"""Outcomes compared: each municipality's share of a goal, under the definition in force."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from stegvis.measure.question import Question
from stegvis.place import ALL
from stegvis.project import Variant


def outcomes_compared(
    goal_rows: pd.DataFrame, followups: pd.DataFrame, question: Question
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Give, for each goal, its definition in force and the municipalities that it compares.

    Parameters
    ----------
    goal_rows
        As :func:`stegvis.measure.goals.goals` gives them.
    followups
        As :func:`stegvis.measure.lasting.followed` gives them.

    Yields
    ------
    ``<goal id>/<variant id>`` and ``municipality``, ``k``, ``n``, in the places' order. Left out
    are those with nobody to count, and, where all exits are followed up, those that have reached
    only people with a positive movement: their share is of another denominator.
    """
    for goal in question.project.goals:
        variant = goal.primary(question.period.end)
        definition = f"{goal.id}/{variant.id}"
        rows = goal_rows[goal_rows["definition"] == definition]
        counted = rows[(rows["municipality"] != ALL) & (rows["n"] > 0)]
        apart = _only_positive(followups, variant) if variant.population == "alla" else []
        kept = counted[~counted["municipality"].isin(apart)]
        yield definition, kept[["municipality", "k", "n"]].reset_index(drop=True)


def _only_positive(followups: pd.DataFrame, variant: Variant) -> list[str]:
    rows = followups[followups["months"] == variant.months]
    everyone, positive = (
        rows[rows["population"] == name].set_index("municipality") for name in ("alla", "positiv")
    )
    same = everyone["reached"].eq(positive["reached"])
    wider = everyone["eligible"] > positive["eligible"]
    return list(everyone.index[same & wider])
