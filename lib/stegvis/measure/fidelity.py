"""BIP fidelity: how much of the method a municipality uses."""

from __future__ import annotations

import pandas as pd

from stegvis.measure.question import Question
from stegvis.measure.tally import add_total, figure_rows, tally
from stegvis.place import ALL
from stegvis.records import Records

FULLY = 2
"""The level of a component that is fully used; 0 is not used."""


def fidelity(records: Records, question: Question) -> pd.DataFrame:
    """Measure fidelity: the mean of nivå / 2 over the required components that were reported.

    ``fidelity`` (value 0–1, n reported components; over all municipalities for ALLA) and
    ``method.level`` (k the level 0–2, group ``component=``), from the newest quarter ≤ the period.
    Municipalities that have reported no component have no rows of these. ``method.unreported``
    (k required components that were not reported, n the required) has one for each.
    """
    reported = records.method[records.method["municipality"].isin(list(question.places))]
    levels = reported.rename(columns={"level": "k"})[["municipality", "component", "k"]]
    required = levels[levels["component"].isin(question.project.required_components)]
    if question.total:
        required = pd.concat([required, required.assign(municipality=ALL)], ignore_index=True)
    table = required.groupby("municipality", sort=False)["k"].agg(["mean", "size"]).reset_index()
    value = table["mean"].astype("Float64") / FULLY
    share = table[["municipality"]].assign(value=value, n=table["size"])
    return pd.concat(
        [
            figure_rows(share, "fidelity"),
            figure_rows(levels, "method.level", ["component"]),
            figure_rows(_unreported(levels, question), "method.unreported"),
        ],
        ignore_index=True,
    )


def _unreported(levels: pd.DataFrame, question: Question) -> pd.DataFrame:
    components = question.project.required_components
    table = tally(levels, question.in_parts(), component=components)
    lacking = table.assign(k=table["k"].eq(0), n=1)
    sums = lacking.groupby("municipality", sort=False)[["k", "n"]].sum().reset_index()
    counts = sums.astype({"k": "Int64", "n": "Int64"})
    return add_total(counts, [], ["k", "n"]) if question.total else counts
