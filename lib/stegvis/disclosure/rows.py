"""The rows of the external figures: only numbers that what is told gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from stegvis.disclosure.count import Count, Row
from stegvis.disclosure.day import Day, Told
from stegvis.disclosure.tables import STARTED
from stegvis.figures import COLUMNS, Figures
from stegvis.measure.lasting import with_bounds
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.project import Project
from stegvis.statistics.intervals import wilson

OF_THE_PLACE = ("delivery.scope", "fidelity", "method.level", "method.unreported")
"""Measures of how a municipality works and delivers, not of people: told as they are."""
_DELIVERED = "delivery.used"
_INTERVAL = ("goal", "esf.indicator", "lasting.share", "retention.share")

Shown = Mapping[tuple[str, Count], int | None]
"""What is told of each place's counts; None where it is hidden."""


def shown_on(day: Day) -> Shown:
    """Give what a day tells; a count of people is 0 where only counts are delivered."""
    told: dict[tuple[str, Count], int | None] = {
        (one.place, one.of): one.value if one.shown else None for one in day.cells
    }
    by_counts = (place for place, scope in day.scopes.items() if scope != "individ")
    told |= {(place, count): 0 for place in by_counts for count in day.people}
    return told


def _of_table(told: Told, day: Day, shown: Shown) -> list[dict[str, Any]]:
    places = [ALL] if told.table.places == "project" else list(day.scopes)
    rows = []
    for place in places:
        for row in told.rows:
            numbers = {
                key: None if count is None else shown.get((place, count))
                for key, count in (("k", row.k), ("n", row.n), ("eligible", row.eligible))
            }
            hidden = any(shown.get((place, count)) is None for count in row.counts)
            rows.append(_named(place, row) | numbers | {"suppressed": hidden})
    return rows


def _named(place: str, row: Row) -> dict[str, Any]:
    return {"municipality": place, **row.name._asdict()}


def _derived(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the shares, intervals and bounds that the told counts give."""
    rows = rows.astype({"k": "Int64", "n": "Int64", "eligible": "Int64"})
    k, n = rows["k"].astype("Float64"), rows["n"].astype("Float64")
    rows["value"] = k / n.where(n > 0)
    bounded = with_bounds(rows)[["bound_low", "bound_high"]]
    known = rows["k"].notna() & rows["n"].notna() & rows["measure"].isin(_INTERVAL)
    ends = wilson(rows["k"].where(known), rows["n"].where(known).fillna(0))
    for name, found in (("low", ends["low"]), ("high", ends["high"])):
        rows[name] = found.where(known)
    return rows.drop(columns="eligible").join(bounded)


def _of_places(figures: Figures) -> pd.DataFrame:
    frame = figures.frame
    kept = frame[frame["measure"].isin([*OF_THE_PLACE, _DELIVERED])].copy()
    kept.loc[kept["measure"] == _DELIVERED, "k"] = pd.NA  # warnings are about single people's rows
    return kept.drop(columns=["project", "period"])


def external(
    project: Project, period: Period, days: Iterable[tuple[Day, Iterable[Told]]], now: Figures
) -> Figures:
    """Make the figures of a publication.

    Parameters
    ----------
    days
        Each day that is told, with the tables that are told as of it.
    now
        The figures of the publication's own last day, for what is not about people.

    Returns
    -------
    The rows of the municipalities that have delivered, in order, and of ALLA. A number that is
    hidden, or that a hidden count is needed for, is empty; then the row is marked as suppressed.
    """
    parts = []
    for day, tables in sorted(days, key=lambda one: one[0].until, reverse=True):
        shown = shown_on(day)
        label = period.label if day.until == period.end else day.quarter
        rows = [row for told in tables for row in _of_table(told, day, shown)]
        if rows:
            parts.append(_derived(pd.DataFrame(rows)).assign(period=label))
    about = _of_places(now).assign(period=period.label)
    used = about.loc[about["measure"] == _DELIVERED, "municipality"].drop_duplicates()
    nothing = {"municipality": used, "period": period.label, "suppressed": True}
    untold = pd.DataFrame({**nothing, **STARTED._asdict()})
    frame = pd.concat([about, *parts, untold], ignore_index=True)
    frame = frame.assign(project=project.id).reindex(columns=list(COLUMNS)).astype(COLUMNS)
    name = ["municipality", "measure", "group", "definition"]
    frame = frame.drop_duplicates(name)  # a row that two tables tell is told as of the newest day
    order = {place: rank for rank, place in enumerate([*used, ALL])}
    by_place = frame["municipality"].map(order).argsort(kind="stable")
    return Figures(frame.iloc[by_place].reset_index(drop=True))
