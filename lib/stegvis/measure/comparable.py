"""Comparable with which: whether a municipality's follow-up can be set beside others'."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np
import pandas as pd

from stegvis.measure.lasting import POPULATIONS
from stegvis.measure.question import Question
from stegvis.measure.response import EVERYONE
from stegvis.measure.tally import figure_rows, tally
from stegvis.place import ALL
from stegvis.records import Records

FEWEST = 3
"""Fewer reached than this are no basis for a comparison."""
_KEYS = ["municipality", "months", "population", "status"]


def _only_forward(due: pd.DataFrame, question: Question) -> pd.Series[bool]:
    """Whether, at each place, only people of the population ``positiv`` were sought of the due."""
    sought = due["contact"] != "unsought"
    forward, others = (
        tally(due[kind & sought], question).set_index("municipality")["k"]
        for kind in (due["forward"], ~due["forward"])
    )
    other_due = tally(due[~due["forward"]], question).set_index("municipality")["k"]
    return (forward > 0) & (others == 0) & (other_due > 0)


def comparable(
    records: Records,
    followups: pd.DataFrame,
    people: Mapping[int, pd.DataFrame],
    question: Question,
) -> pd.DataFrame:
    """Say of each municipality whether its lasting progression can be compared with others'.

    ``comparable.followup``, for ALLA, group ``municipality=;months=;population=;status=``: k
    reached of n eligible. The municipalities with ``status=comparable`` may be compared with one
    another, for the same months and population; the others with none, and the status says why:
    ``counts_only`` (whom it sought cannot be seen), ``nobody_eligible``, ``positive_only`` (of
    all who left, only people with a forward movement were sought, though others were due),
    ``nobody_reached`` or ``few_reached`` (fewer than three).

    Parameters
    ----------
    followups
        As :func:`stegvis.measure.lasting.followed` counted.
    people
        As :func:`stegvis.measure.response.contacted` gave them.
    """
    scopes = records.deliveries.set_index("municipality")["scope"]
    parts = []
    in_places = followups[followups["municipality"] != ALL]
    for months, population in product(people, POPULATIONS):
        same = in_places["months"].eq(months) & in_places["population"].eq(population)
        table = in_places[same]
        place = table["municipality"]
        only_forward = place.map(_only_forward(people[months], question.in_parts()))
        n, k = table["eligible"], table["reached"]
        status = np.select(
            [
                place.map(scopes).eq("antal").to_numpy(bool),
                n.eq(0).to_numpy(bool),
                only_forward.to_numpy(bool) & (population == EVERYONE),
                k.eq(0).to_numpy(bool),
                k.lt(FEWEST).to_numpy(bool),
            ],
            ["counts_only", "nobody_eligible", "positive_only", "nobody_reached", "few_reached"],
            "comparable",
        )
        told = table[["municipality", "months", "population"]].assign(k=k, n=n, status=status)
        parts.append(figure_rows(told, "comparable.followup", _KEYS))
    return pd.concat(parts, ignore_index=True).assign(municipality=ALL)
