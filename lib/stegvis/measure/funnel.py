"""Funnel: how far each municipality's outcome lies from the project's mean, and may by chance."""

from __future__ import annotations

import numpy as np
import pandas as pd

from stegvis.measure.tally import figure_rows
from stegvis.place import ALL
from stegvis.statistics.funnel import funnel_limits, outside_by_chance

LEVELS = (95, 99.8)
"""Per cent of what chance does that lies within; the two of Spiegelhalter (2005)."""
FEWEST = 2
"""With fewer municipalities there is nobody to compare with."""


def funnel(definition: str, outcomes: pd.DataFrame) -> pd.DataFrame:
    """Measure the funnel of one goal; nothing when too few have an outcome.

    All rows are ALLA's, under the goal's definition: ``funnel.centre`` (k of n of those compared),
    ``funnel.limits`` (group ``level=;n=``: value the centre, low and high the limits for a share
    of n), ``funnel.place`` (group ``municipality=``: k of n, low and high the 95 % limits),
    ``funnel.outside`` (group ``level=``: k municipalities outside, of n) and ``funnel.expected``
    (the same group: value the number outside that chance alone would give on average).

    ``outcomes`` has ``municipality``, ``k`` and ``n``, n at least 1.
    """
    if len(outcomes) < FEWEST:
        return pd.DataFrame()
    k, n = outcomes["k"], outcomes["n"]
    whole = pd.DataFrame({"k": [k.sum()], "n": [n.sum()]})
    centre = int(k.sum()) / int(n.sum())
    sizes = pd.Series(np.arange(1, int(n.max()) + 1))
    ends = funnel_limits(n, centre, LEVELS[0] / 100)
    parts = [
        figure_rows(whole, "funnel.centre"),
        figure_rows(outcomes.join(ends), "funnel.place", ["municipality"]),
    ]
    for level in LEVELS:
        ends = funnel_limits(n, centre, level / 100)
        outside = (k / n < ends["low"]) | (k / n > ends["high"])
        chance = outside_by_chance(n, centre, level / 100)
        limits = funnel_limits(sizes, centre, level / 100).assign(n=sizes, value=centre)
        tables = {
            "funnel.outside": pd.DataFrame({"k": [outside.sum()], "n": len(n)}),
            "funnel.expected": pd.DataFrame({"value": [chance.sum()], "n": len(n)}),
        }
        parts += [
            figure_rows(table.assign(level=level), name, ["level"])
            for name, table in tables.items()
        ]
        parts.append(figure_rows(limits.assign(level=level), "funnel.limits", ["level", "n"]))
    return pd.concat(parts, ignore_index=True).assign(municipality=ALL, definition=definition)
