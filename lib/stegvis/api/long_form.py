"""Answers in long form: a row for each, as statistics packages and charts want them."""

from __future__ import annotations

import pandas as pd

from stegvis.card import RATERS
from stegvis.project import Project

_CARD = ["municipality", "participant", "rater", "date"]


def answers_of(cards: pd.DataFrame, project: Project) -> pd.DataFrame:
    """Give each answer on some cards a row; see `Extract.answers`.

    The rows are in order of person, rater, day and item. Of a rater only the items that the rater
    is asked are taken.
    """
    parts = []
    for rater in RATERS:
        items = project.card.items(rater)
        own = cards[cards["rater"] == rater]
        names = [item.id for item in items]
        long = own.melt(_CARD, names, var_name="item", value_name="score").dropna(subset="score")
        labels = {item.id: item.label for item in items}
        indicators = {item.id: item.indicator or "" for item in items}
        order = long["item"].map({name: place for place, name in enumerate(names)})
        parts.append(
            long.assign(
                label=long["item"].map(labels).astype("str"),
                indicator=long["item"].map(indicators).astype("str"),
                _order=order,
            )
        )
    whole = pd.concat(parts).sort_values([*_CARD, "_order"], kind="stable", ignore_index=True)
    found: pd.DataFrame = whole[[*_CARD, "item", "label", "indicator", "score"]]
    return found.astype({"score": "Int64", "item": "str"})
