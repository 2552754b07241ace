"""Pooled outcomes: each municipality's share, drawn towards what they have in common."""

from __future__ import annotations

import pandas as pd

from stegvis.measure.tally import figure_rows
from stegvis.place import ALL
from stegvis.statistics.pooling import pool

FEWEST = 3
"""With fewer municipalities their spread would come from the model, not from the figures."""


def pooled(definition: str, outcomes: pd.DataFrame) -> pd.DataFrame:
    """Measure the partially pooled shares of one goal; nothing when too few have an outcome.

    All rows are ALLA's, under the goal's definition: ``pooled.share`` (group ``municipality=``: k
    of n as counted, value the pooled share with its 95 % interval) and ``pooled.spread`` (value
    the standard deviation between municipalities, as a share, with its 95 % interval; n
    municipalities).

    ``outcomes`` has ``municipality``, ``k`` and ``n``, n at least 1.
    """
    if len(outcomes) < FEWEST:
        return pd.DataFrame()
    found = pool(outcomes["k"].to_numpy(dtype=int), outcomes["n"].to_numpy(dtype=int))
    shares = outcomes.assign(value=found.value, low=found.low, high=found.high)
    spread = pd.DataFrame(
        {
            "n": [len(outcomes)],
            "value": found.spread,
            "low": found.spread_low,
            "high": found.spread_high,
        }
    )
    parts = [
        figure_rows(shares, "pooled.share", ["municipality"]),
        figure_rows(spread, "pooled.spread"),
    ]
    return pd.concat(parts, ignore_index=True).assign(municipality=ALL, definition=definition)
