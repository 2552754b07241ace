"""Figures as a frame to analyse: each row with its name, in words, and with its unit."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from stegvis.commentary.names import Names
from stegvis.commentary.written import (
    KINDS,
    MEANS,
    OF_PEOPLE,
    P_VALUE,
    POINTS,
    PROBABILITY,
    SHARES,
    Kind,
)
from stegvis.figures import Figures
from stegvis.show.figure_names import figure_name

SHARE, NUMBER = "andel", "tal"
_UNITS = {OF_PEOPLE: SHARE, SHARES: SHARE, POINTS: "skillnad", PROBABILITY: "sannolikhet"}
_UNITS |= {P_VALUE: "p"}
COLUMNS = (
    *("name", "municipality", "label", "measure", "definition", "group"),
    *("k", "n", "value", "unit", "low", "high", "bound_low", "bound_high"),
)


def unit_of(kind: Kind) -> str:
    """Name what a kind of value is measured in."""
    return _UNITS.get(kind, NUMBER)


def figure_table(
    figures: Figures, named: Callable[[str], Names], measure: str | None
) -> pd.DataFrame:
    """Lay figures out with the columns of :data:`COLUMNS`; see `Extract.table`.

    ``named`` gives the names of a municipality's rows.
    """
    rows = figures.frame
    if measure is not None:
        rows = rows[rows["measure"] == measure]
    rows = rows.reset_index(drop=True)
    keys = zip(
        rows["municipality"], rows["measure"], rows["definition"], rows["group"], strict=True
    )
    told = [
        (
            named(place).shortest[measured, definition, group],
            figure_name(named(place).project, measured, group, definition),
        )
        for place, measured, definition, group in keys
    ]
    names, labels = zip(*told, strict=True) if told else ((), ())
    found = rows.assign(name=names, label=labels, unit=_units(rows))[[*COLUMNS]]
    return found if measure is None else pd.concat([found, _keys(rows["group"], found)], axis=1)


def _units(rows: pd.DataFrame) -> pd.Series[str]:
    """Name each value's unit: a measure that is not listed is a share when it is k / n."""
    listed = rows["measure"].map({measure: unit_of(kind) for measure, kind in KINDS.items()})
    k, n, value = (rows[name].to_numpy("float64", na_value=np.nan) for name in ("k", "n", "value"))
    with np.errstate(divide="ignore", invalid="ignore"):
        is_share = np.isclose(value, k / n)
    counted = pd.Series(np.where(is_share, SHARE, unit_of(MEANS)), rows.index, dtype="str")
    return listed.astype("str").fillna(counted).where(rows["value"].notna(), "")


def _keys(groups: pd.Series[str], beside: pd.DataFrame) -> pd.DataFrame:
    """Part groups into a column a key; one that is a column already is called ``of_`` and it."""
    parted = [dict(part.split("=", 1) for part in group.split(";") if part) for group in groups]
    keys = pd.DataFrame(parted, index=groups.index, dtype="str")
    return keys.rename(columns={key: f"of_{key}" for key in keys if key in beside})
