"""Case mix: where people stood at their first card, and how far apart the cards are."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from stegvis.card import RATERS
from stegvis.measure.movements import PERSON, Movements
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows
from stegvis.place import ALL


def casemix(moved: Movements, question: Question) -> pd.DataFrame:
    """Measure what the people of each municipality brought with them; group ``rater=``.

    ``casemix.first_card``: value is the mean over n people of the mean of their first card's
    answered items, on the card's scale. ``casemix.card_gap``: value is the median of n numbers of
    days from one of a person's cards to the next.
    """
    cards = moved.all_means
    first = cards.drop_duplicates(PERSON)
    gaps = cards.groupby(PERSON)["date"].diff().dt.days
    between = cards.assign(gap=gaps.astype("float64")).dropna(subset="gap")
    return pd.concat(
        [
            _each(first, "casemix.first_card", "mean", pd.Series.mean, question),
            _each(between, "casemix.card_gap", "gap", pd.Series.median, question),
        ],
        ignore_index=True,
    )


def _each(
    frame: pd.DataFrame,
    measure: str,
    column: str,
    middle: Callable[[pd.Series[float]], float],
    question: Question,
) -> pd.DataFrame:
    rows = []
    for rater in RATERS:
        own = frame[frame["rater"] == rater]
        parts = [
            (place, own.loc[own["municipality"] == place, column]) for place in question.places
        ]
        if question.total:
            parts.append((ALL, own[column]))
        rows += [
            {
                "municipality": place,
                "rater": rater,
                "n": len(values),
                "value": middle(values) if len(values) else None,
            }
            for place, values in parts
        ]
    table = pd.DataFrame(rows).astype({"n": "Int64", "value": "Float64"})
    return figure_rows(table, measure, ["rater"])
