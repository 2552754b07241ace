"""The mean of the card over time since a person's first card, of everyone and of the same people.

People leave, so those who have a card late are others than those who began. A mean of everyone
with a card then can rise because those who stand low have gone; a mean of the same people at
every occasion cannot, but is of fewer, and of those who stayed.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from stegvis.card import RATERS
from stegvis.measure.movements import PERSON, Movements
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows
from stegvis.place import ALL
from stegvis.statistics.means import mean_interval

OCCASIONS = 4
"""How many occasions there are, the first card included."""
LEAST_APART = 3
"""How many months they are apart at least: four cards of a month's distance would end too soon."""
AVAILABLE, SAME = "available", "same"
"""The definitions: everyone with a card at the occasion; those with one at every occasion."""
_DAYS_A_MONTH = 365.25 / 12


def months_apart(every_months: int) -> int:
    """Give how far apart occasions are: a card's distance, or as many of it as are enough.

    >>> [months_apart(every) for every in (1, 2, 3, 6)]
    [3, 4, 3, 6]
    """
    return every_months * -(-LEAST_APART // every_months)


def occasions(means: pd.DataFrame, apart: int) -> pd.DataFrame:
    """Choose each person's card at each occasion: the nearest, within half the distance.

    Parameters
    ----------
    means
        As :func:`stegvis.measure.movements.card_means` gives them.
    apart
        The distance between two occasions, in months.

    Returns
    -------
    Person, ``occasion`` (0, 1, …, ``OCCASIONS`` − 1) and ``mean``. Of two cards as near, the
    earlier one counts.
    """
    first = means.groupby(PERSON)["date"].transform("min")
    along = (means["date"] - first).dt.days / (apart * _DAYS_A_MONTH)
    nearest = np.floor(along + 0.5).astype("int64")
    table = means.assign(occasion=nearest, off=(along - nearest).abs())
    table = table[table["occasion"] < OCCASIONS].sort_values(["off", "date"], kind="stable")
    return table.drop_duplicates([*PERSON, "occasion"])[[*PERSON, "occasion", "mean"]]


def panel(moved: Movements, question: Question) -> pd.DataFrame:
    """Measure ``panel.mean``, group ``rater=;months=``, definitions ``available`` and ``same``.

    value is the mean over n people of the card's mean, in the scale's unit; low and high its
    interval, within the scale.
    """
    card = question.project.card
    apart = months_apart(card.every_months)
    found = occasions(moved.card_means, apart)
    whole = found.groupby(PERSON)["occasion"].transform("size") == OCCASIONS
    places = list(question.places)
    rows = []
    for definition, chosen in ((AVAILABLE, found), (SAME, found[whole])):
        parts = [chosen, chosen.assign(municipality=ALL)] if question.total else [chosen]
        table = _means(pd.concat(parts), [*places, ALL] if question.total else places)
        table["months"] = table["occasion"] * apart
        ends = mean_interval(table["value"], table["spread"], table["n"])
        table = table.assign(**ends.clip(card.low, card.high)).drop(columns=["occasion", "spread"])
        rows.append(figure_rows(table, "panel.mean", ["rater", "months"], definition))
    return pd.concat(rows, ignore_index=True)


def _means(chosen: pd.DataFrame, places: list[str]) -> pd.DataFrame:
    """Give value, spread and n for each place, rater and occasion, also where there is nobody."""
    keys = ["municipality", "rater", "occasion"]
    grid = pd.MultiIndex.from_product([places, RATERS, range(OCCASIONS)], names=keys)
    found = chosen.groupby(keys)["mean"].agg(value="mean", spread="std", n="size")
    return found.reindex(grid).fillna({"n": 0}).reset_index()
