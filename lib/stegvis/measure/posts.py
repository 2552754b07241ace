"""Posts: how many full-time coordinators there are, who pays them, and how many people each has."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from stegvis.measure.caseload import leavers, starts
from stegvis.measure.question import Question
from stegvis.measure.tally import add_total, figure_rows
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.records import Records


def posts(records: Records, question: Question) -> list[pd.DataFrame]:
    """Measure posts, in full-time equivalents, of the municipalities that report any.

    A post is in force on a day when from ≤ day ≤ till; without an end it is still in force.
    ``posts.quarter``, group ``quarter=;funding=``: value is the full-time equivalents in force on
    the quarter's last day (the period's, in its last quarter), k the rows in force and n the
    municipalities that report posts. ``posts.total``, group ``quarter=``: whoever pays.

    ``caseload.per_post``: value is the active / full-time equivalents, both on the period's last
    day; k is the active, n the municipalities. For ALLA the active are those of the n
    municipalities that report posts, so that both numbers are about the same ones. No value where
    no post is in force.
    """
    rows = records.posts[records.posts["municipality"].isin(list(question.places))]
    if rows.empty:
        return []
    by_funding = _by_quarter(rows, question)
    total = by_funding.groupby(["municipality", "quarter"], sort=False)[["k", "value"]].sum()
    total = total.reset_index().assign(n=by_funding["n"].iloc[0])
    if question.total:
        by_funding = _with_sum(by_funding, ["quarter", "funding"])
        total = _with_sum(total, ["quarter"])
    return [
        figure_rows(by_funding, "posts.quarter", ["quarter", "funding"]),
        figure_rows(total, "posts.total", ["quarter"]),
        figure_rows(_per_post(total, records, question), "caseload.per_post"),
    ]


def _by_quarter(rows: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Sum the posts in force: a row for each municipality, quarter and funding."""
    end, start = question.period.end, question.project.start
    quarters = Period(max(end, start), start, "").quarters()
    days = np.array([min(quarter.end, end) for quarter in quarters], dtype="datetime64[us]")
    since, until = rows["since"].to_numpy()[:, None], rows["until"].to_numpy()[:, None]
    in_force = (since <= days) & ((days <= until) | np.isnat(until))
    size = rows["full_time_equivalents"].to_numpy(dtype="float64")[:, None]
    places = [place for place in question.places if place in set(rows["municipality"])]
    kinds = [places, question.project.lists.funding]
    grid = pd.MultiIndex.from_product(kinds, names=["municipality", "funding"])

    def summed(numbers: np.ndarray) -> np.ndarray:
        each = pd.DataFrame(numbers, index=pd.MultiIndex.from_frame(rows[grid.names]))
        return each.groupby(level=[0, 1]).sum().reindex(grid, fill_value=0).to_numpy().ravel()

    labels = [quarter.label for quarter in quarters]
    table = pd.DataFrame(product(*kinds, labels), columns=[*grid.names, "quarter"])
    table = table.assign(k=summed(in_force), n=1, value=summed(in_force * size))
    return table.astype({"k": "Int64", "n": "Int64", "value": "Float64"})


def _with_sum(table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    sums = table.groupby(keys, sort=False)[["k", "n", "value"]].sum().reset_index()
    return pd.concat([table, sums.assign(municipality=ALL)], ignore_index=True)


def _per_post(total: pd.DataFrame, records: Records, question: Question) -> pd.DataFrame:
    last = total[total["quarter"] == total["quarter"].iloc[-1]]
    parts = question.in_parts()
    begun, left = starts(records, parts), leavers(records, parts)
    active = begun.assign(k=begun["k"] - left["k"])
    active = active[active["municipality"].isin(last["municipality"])]
    if question.total:
        active = add_total(active, [], ["k"])
    joined: pd.DataFrame = last[["municipality", "n", "value"]].merge(active, on="municipality")
    size = joined["value"].where(joined["value"] > 0)
    return joined.assign(value=joined["k"].astype("Float64") / size)
