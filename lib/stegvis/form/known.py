"""What the store knows of a municipality at the end of a quarter, as it can be delivered again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from stegvis.delivery.store import Store
from stegvis.delivery.tables import sheets
from stegvis.period import Period
from stegvis.place import Municipality
from stegvis.project import Project


@dataclass(frozen=True)
class Known:
    """The newest kept delivery up to a quarter.

    ``since`` is its own quarter, None where nothing was delivered; then ``scope`` is None too.
    ``frames`` has every sheet by its name in code: those about people or counts are the delivery's,
    and those that describe a quarter are from the newest delivery in which they had rows.
    ``synthetic`` is the store's.
    """

    since: Period | None
    scope: str | None
    synthetic: bool
    frames: Mapping[str, pd.DataFrame]


def known_of(store: Store, project: Project, municipality: Municipality, period: Period) -> Known:
    """Look up what a municipality had delivered when a quarter ended.

    Raises
    ------
    StoreError
        When the store is of a newer version, or a table in it cannot be read.
    """
    records = store.records(project, period, municipality, as_known=period)
    frames = {code: getattr(records, code) for code in sheets(project)}
    if records.deliveries.empty:
        return Known(None, None, records.synthetic, frames)
    newest = records.deliveries.iloc[0]
    return Known(
        Period.parse(str(newest["period"])),
        str(newest["scope"]),
        records.synthetic,
        frames,
    )
