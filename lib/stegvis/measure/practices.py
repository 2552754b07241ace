"""Practices: how far each part of the BIP way of working has come in each municipality."""

from __future__ import annotations

from itertools import product

import pandas as pd

from stegvis.measure.question import Question
from stegvis.measure.spelling import one_spelling
from stegvis.measure.tally import add_total, figure_rows
from stegvis.place import ALL
from stegvis.records import Records

STATES = range(4)
"""0 not begun, 1 begun, 2 spreading to colleagues, 3 ordinary work."""
ORDINARY = STATES[-1]


def practices(records: Records, question: Question) -> list[pd.DataFrame]:
    """Measure the state of each practice, from the newest quarter in which any was reported.

    ``practice.state``, group ``practice=``: k is the state, 0–3, for municipalities. A practice
    that one municipality has written twice, in two spellings, has the lower of the two states.
    ``practice.ordinary``: k practices that are ordinary work, of n reported; ALLA sums practices
    over municipalities. ``practice.reached``, group ``practice=;state=``, for ALLA: k
    municipalities in that state of the n that reported the practice.
    """
    rows = records.practices[records.practices["municipality"].isin(list(question.places))]
    places, names = rows["municipality"], rows["practice"]
    written = pd.DataFrame(
        {
            "municipality": places,
            "practice": one_spelling(names, places),
            "everywhere": one_spelling(names),
            "k": rows["state"],
        }
    )
    own = written.sort_values("k", kind="stable").drop_duplicates(["municipality", "practice"])
    own = own.sort_index()
    counts = own[["municipality"]].assign(k=own["k"].eq(ORDINARY).astype("Int64"), n=1)
    ordinary = counts.groupby("municipality", sort=False)[["k", "n"]].sum().reset_index()
    found = [figure_rows(own[["municipality", "practice", "k"]], "practice.state", ["practice"])]
    if question.total and len(own):
        ordinary = add_total(ordinary, [], ["k", "n"])
        found.append(_reached(own))
    return [*found, figure_rows(ordinary, "practice.ordinary")]


def _reached(own: pd.DataFrame) -> pd.DataFrame:
    counts = pd.crosstab(own["everywhere"], own["k"].astype("int64"))
    grid = counts.reindex(index=own["everywhere"].unique(), columns=list(STATES), fill_value=0)
    table = pd.DataFrame(product(grid.index, STATES), columns=["practice", "state"])
    table = table.assign(k=grid.to_numpy().ravel())
    n = table.groupby("practice")["k"].transform("sum")
    return figure_rows(
        table.assign(municipality=ALL, n=n), "practice.reached", ["practice", "state"]
    )
