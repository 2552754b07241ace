"""Counting rows per municipality over a full grid, with the project's total."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from stegvis.figures import group_column
from stegvis.measure.question import Question
from stegvis.place import ALL


def _places_of(values: pd.Series[str], axis: Sequence[object]) -> NDArray[np.intp]:
    """Give, for each value, its place along an axis; −1 when it has none.

    Texts repeat themselves, so each different one is looked up once.
    """
    along = pd.Index(list(axis))
    if pd.api.types.is_numeric_dtype(values):
        return along.get_indexer(pd.Index(values))
    if isinstance(values.dtype, pd.CategoricalDtype):
        codes, known = values.cat.codes.to_numpy(), values.cat.categories
    else:
        codes, known = pd.factorize(values)
    return np.append(along.get_indexer(known), -1)[codes]


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
    axes = {"municipality": question.places, **levels}
    size = tuple(len(axis) for axis in axes.values())
    at = [_places_of(frame[key], axis) for key, axis in axes.items()]
    known = np.logical_and.reduce([codes >= 0 for codes in at])
    cells = np.ravel_multi_index([codes[known] for codes in at], size)
    k = np.bincount(cells, minlength=prod(size)).reshape(size)
    places = list(question.places)
    if question.total:
        places.append(ALL)
        k = np.concatenate([k, k.sum(axis=0, keepdims=True)])
    rows = list(product(places, *levels.values()))
    return pd.DataFrame(rows, columns=list(axes)).assign(k=pd.array(k.ravel(), dtype="Int64"))


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
