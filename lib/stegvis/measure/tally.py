"""Counting rows per municipality over a full grid, with the project's total."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from stegvis.figures import group_column
from stegvis.measure.question import Question
from stegvis.place import ALL


def tally(frame: pd.DataFrame, question: Question, **levels: Sequence[object]) -> pd.DataFrame:
    """Count rows for each place and each combination of levels, zeros included.

    Parameters
    ----------
    frame
        Has ``municipality`` and a column for each keyword. Rows with other values are not counted.

    Returns
    -------
    Columns ``municipality``, the keywords, and ``k``.
    """
    keys = ["municipality", *levels]
    grid = pd.MultiIndex.from_product([question.places, *levels.values()], names=keys)
    counted = frame.groupby(keys, observed=True).size().reindex(grid, fill_value=0)
    table = counted.astype("Int64").rename("k").reset_index()
    return add_total(table, list(levels), ["k"]) if question.total else table


def add_total(table: pd.DataFrame, keys: list[str], counts: list[str]) -> pd.DataFrame:
    """Add the rows of ALLA: the sum over municipalities of each count, per combination of keys."""
    if keys:
        sums = table.groupby(keys, sort=False, observed=True)[counts].sum().reset_index()
    else:
        sums = table[counts].sum().to_frame().T
    rows = pd.concat([table, sums.assign(municipality=ALL)], ignore_index=True)
    return rows.astype(dict.fromkeys(counts, "Int64"))


def figure_rows(
    table: pd.DataFrame, measure: str, keys: Sequence[str] = (), definition: str = ""
) -> pd.DataFrame:
    """Turn a counted table into rows of figures; ``value`` is k / n where the table has an n."""
    rows = table.assign(
        measure=measure, group=group_column(table, list(keys)), definition=definition
    )
    if "n" in rows and "value" not in rows:
        k, n = rows["k"].astype("Float64"), rows["n"].astype("Float64")
        rows["value"] = k / n.where(n > 0)
    return rows.drop(columns=list(keys))
