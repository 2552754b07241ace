"""Step movements: how each answer, and each person, has moved between cards.

An item's movement is the person's latest answered value less the first, on different dates, no
later than 31 days after exit and no later than the period's end. A rule makes one movement of a
person's item movements.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from stegvis.measure.population import started
from stegvis.measure.tally import figure_rows, tally
from stegvis.period import Period
from stegvis.project import RATERS, Project, Rater, Rule
from stegvis.records import Records
from stegvis.statistics.change import reliable_change

MOVES = ("forward", "unchanged", "backward")
DAYS_AFTER_EXIT = 31
PERSON = ["municipality", "participant", "rater"]
_ROUNDING = 1e-9
"""Means of whole answers that differ by less than this are the same."""


def cards_in_time(records: Records, end: date) -> pd.DataFrame:
    """Keep the cards of the started dated by a day and at most 31 days after the person's exit."""
    people = started(records.participants, end)[["municipality", "participant", "exit"]]
    cards = records.cards.merge(people, on=["municipality", "participant"])
    in_time = cards["exit"].isna() | (
        cards["date"] <= cards["exit"] + pd.Timedelta(days=DAYS_AFTER_EXIT)
    )
    return cards[in_time & (cards["date"] <= pd.Timestamp(end))].drop(columns="exit")


def answers(cards: pd.DataFrame, project: Project) -> pd.DataFrame:
    """Lay the cards' answered items out long: person, ``date``, ``item``, ``score``."""
    parts = []
    for rater in RATERS:
        items = [item.id for item in project.card.items(rater)]
        own = cards[cards["rater"] == rater]
        parts.append(
            own.melt([*PERSON, "date"], items, var_name="item", value_name="score").dropna(
                subset="score"
            )
        )
    return pd.concat(parts, ignore_index=True).astype({"item": "str"})


def _first_and_latest(frame: pd.DataFrame, keys: list[str], value: str) -> pd.DataFrame:
    grouped = frame.sort_values("date", kind="stable").groupby(keys, sort=True)
    ends = grouped.agg(
        first=(value, "first"),
        latest=(value, "last"),
        first_date=("date", "first"),
        latest_date=("date", "last"),
    ).reset_index()
    return ends[ends["first_date"] < ends["latest_date"]].drop(
        columns=["first_date", "latest_date"]
    )


def _move(up: pd.Series[bool], down: pd.Series[bool]) -> pd.Series[str]:
    words = np.select([up, down], [MOVES[0], MOVES[2]], MOVES[1])
    return pd.Series(words, index=up.index, dtype="str")


def item_movements(cards: pd.DataFrame, project: Project) -> pd.DataFrame:
    """Give each person's movement on each item.

    Returns ``municipality``, ``participant``, ``rater``, ``item``, ``first``, ``latest``,
    ``change`` (steps of the scale) and ``move``.
    """
    table = _first_and_latest(answers(cards, project), [*PERSON, "item"], "score")
    change = (table["latest"] - table["first"]).astype("int64")
    return table.assign(change=change, move=_move(change > 0, change < 0))


def _mean_changes(cards: pd.DataFrame, project: Project) -> pd.DataFrame:
    scored = answers(cards, project)
    cards_means = scored.groupby([*PERSON, "date"])["score"].agg(["mean", "size"]).reset_index()
    of_rater = {rater: len(project.card.items(rater)) for rater in RATERS}
    enough = cards_means["size"] * 2 >= cards_means["rater"].map(of_rater)
    table = _first_and_latest(cards_means[enough], PERSON, "mean")
    return table.assign(change=(table["latest"] - table["first"]).astype("float64"))


def person_movements(
    movements: pd.DataFrame, cards: pd.DataFrame, project: Project, rule: Rule
) -> pd.DataFrame:
    """Give each person's movement under a rule: ``municipality, participant, rater, move``.

    Parameters
    ----------
    movements
        As :func:`item_movements` gives them; a person without any is left out.
    cards
        The cards the movements were made of.
    """
    if rule.kind in ("net", "majority"):
        steps = movements["change"] if rule.kind == "net" else np.sign(movements["change"])
        table = movements.assign(change=steps).groupby(PERSON)["change"].sum().reset_index()
        up, down = table["change"] > 0, table["change"] < 0
    else:
        table = _mean_changes(cards, project).merge(movements[PERSON].drop_duplicates(), on=PERSON)
        if rule.kind == "mean":
            assert rule.threshold is not None, "the project's YAML was validated"
            limit = rule.threshold
            up = table["change"] >= limit - _ROUNDING
            down = table["change"] <= -limit + _ROUNDING
        else:
            assert rule.spread is not None, "the project's YAML was validated"
            assert rule.reliability is not None, "the project's YAML was validated"
            limit = reliable_change(rule.spread, rule.reliability)
            up, down = table["change"] > limit + _ROUNDING, table["change"] < -limit - _ROUNDING
    return table[PERSON].assign(move=_move(up, down))


def moved_forward(records: Records, project: Project, end: date) -> pd.DataFrame:
    """List the people who have moved forward by the primary rule and rater.

    Returns ``municipality`` and ``participant``: the population ``positiv``.
    """
    cards = cards_in_time(records, end)
    people = person_movements(
        item_movements(cards, project), cards, project, project.movement.primary
    )
    chosen = people["rater"].eq(project.movement.primary_rater) & people["move"].eq(MOVES[0])
    return people.loc[chosen, ["municipality", "participant"]]


def _shares(
    frame: pd.DataFrame,
    measure: str,
    places: Sequence[str],
    total: bool,
    whole: Sequence[str],
    definition: str = "",
    **levels: Sequence[object],
) -> pd.DataFrame:
    """Count levels of a frame as shares of the rows that agree on ``whole``."""
    table = tally(frame, places, total, **levels)
    table["n"] = table.groupby(["municipality", *whole], sort=False)["k"].transform("sum")
    return figure_rows(table, measure, list(levels), definition)


def _per_rater(
    project: Project, movements: pd.DataFrame, places: Sequence[str], total: bool, rater: Rater
) -> list[pd.DataFrame]:
    own = movements[movements["rater"] == rater]
    items = [item.id for item in project.card.items(rater)]
    scale = range(project.card.low, project.card.high + 1)
    return [
        _shares(own, "steps.item", places, total, ["item"], rater=[rater], item=items, move=MOVES),
        _shares(
            own, "steps.transition", places, total, [], rater=[rater], first=scale, latest=scale
        ),
    ]


def _by_indicator(
    project: Project, movements: pd.DataFrame, places: Sequence[str], total: bool, rater: Rater
) -> pd.DataFrame:
    mapped = {i.id: i.indicator for i in project.card.items(rater) if i.indicator is not None}
    own = movements[(movements["rater"] == rater) & movements["item"].isin(list(mapped))]
    own = own.assign(indicator=own["item"].map(mapped))
    net = own.groupby([*PERSON, "indicator"])["change"].sum().reset_index()
    table = net.assign(move=_move(net["change"] > 0, net["change"] < 0))
    known = [name for name in project.indicators if name in mapped.values()]
    return _shares(
        table,
        "steps.indicator",
        places,
        total,
        ["indicator"],
        rater=[rater],
        indicator=known,
        move=MOVES,
    )


def steps(
    records: Records, project: Project, period: Period, places: Sequence[str], total: bool
) -> pd.DataFrame:
    """Measure step movements by item, indicator, person and value.

    ``steps.item`` and ``steps.person`` are the contract's; ``steps.indicator`` is the net movement
    of the items that the project maps to an indicator; ``steps.transition`` counts item movements
    (not people) by first and latest value. n is what the shares are of.
    """
    cards = cards_in_time(records, period.end)
    movements = item_movements(cards, project)
    rows = []
    for rater in RATERS:
        rows += _per_rater(project, movements, places, total, rater)
        rows.append(_by_indicator(project, movements, places, total, rater))
    for rule in project.movement.rules:
        people = person_movements(movements, cards, project, rule)
        rows.append(
            _shares(
                people,
                "steps.person",
                places,
                total,
                ["rater"],
                rule.id,
                rater=RATERS,
                move=MOVES,
            )
        )
    return pd.concat(rows, ignore_index=True)
