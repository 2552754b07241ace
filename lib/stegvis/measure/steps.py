"""Step movements counted: by item, indicator, person and value, for each rater."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from stegvis.card import RATERS, Rater
from stegvis.measure.movements import MOVES, Movements, move
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows, tally


def _shares(
    frame: pd.DataFrame,
    measure: str,
    question: Question,
    whole: Sequence[str],
    definition: str = "",
    **levels: Sequence[object],
) -> pd.DataFrame:
    table = tally(frame, question, **levels)
    table["n"] = table.groupby(["municipality", *whole], sort=False)["k"].transform("sum")
    return figure_rows(table, measure, list(levels), definition)


def _by_item(moved: pd.DataFrame, question: Question, rater: Rater) -> list[pd.DataFrame]:
    card = question.project.card
    own = moved[moved["rater"] == rater]
    items = [item.id for item in card.items(rater)]
    scale = range(card.low, card.high + 1)
    who = [rater]
    return [
        _shares(own, "steps.item", question, ["item"], rater=who, item=items, move=MOVES),
        _shares(own, "steps.transition", question, [], rater=who, first=scale, latest=scale),
    ]


def _by_indicator(moved: pd.DataFrame, question: Question, rater: Rater) -> pd.DataFrame:
    items = question.project.card.items(rater)
    mapped = {item.id: item.indicator for item in items if item.indicator is not None}
    own = moved[(moved["rater"] == rater) & moved["item"].isin(list(mapped))]
    own = own.assign(indicator=own["item"].map(mapped))
    net = own.groupby(["municipality", "person", "indicator"], sort=False, observed=True)
    table = net["change"].sum().reset_index()
    table = table.assign(rater=rater, move=move(table["change"].to_numpy()))
    known = [name for name in question.project.indicators if name in mapped.values()]
    whole = ["indicator"]
    return _shares(
        table, "steps.indicator", question, whole, rater=[rater], indicator=known, move=MOVES
    )


def steps(moved: Movements, question: Question) -> pd.DataFrame:
    """Measure step movements by item, indicator, person and value.

    ``steps.item`` and ``steps.person`` count people; so does ``steps.indicator``, by the net
    movement of the items that the project maps to an indicator; ``steps.transition`` counts item
    movements, not people, by first and latest value. n is what the shares are of.
    """
    rows = []
    for rater in RATERS:
        rows += _by_item(moved.items, question, rater)
        rows.append(_by_indicator(moved.items, question, rater))
    rows += [steps_of_people(moved, question, rule, RATERS) for rule in moved.people]
    return pd.concat(rows, ignore_index=True)


def steps_of_people(
    moved: Movements, question: Question, rule: str, raters: Sequence[Rater]
) -> pd.DataFrame:
    """Measure ``steps.person``, k of n people, under one rule by some raters' cards."""
    return _shares(
        moved.people[rule],
        "steps.person",
        question,
        ["rater"],
        rule,
        rater=raters,
        move=MOVES,
    )
