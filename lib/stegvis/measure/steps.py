"""Step movements: how each answer, and each person, has moved between cards.

An item's movement is the person's latest answered value less the first, on different dates, no
later than 31 days after exit and no later than the period's end. A rule makes one movement of a
person's item movements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from stegvis.card import DAYS_AFTER_EXIT, RATERS, Rater
from stegvis.measure.population import started
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows, tally
from stegvis.project import Project, Rule
from stegvis.records import Records
from stegvis.statistics.change import reliable_change

MOVES = ("forward", "unchanged", "backward")
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


def card_means(cards: pd.DataFrame, project: Project) -> pd.DataFrame:
    """Give the mean of each card's answered items: person, ``date``, ``mean``.

    A card with less than half of the rater's items answered has none.
    """
    scored = answers(cards, project)
    means = scored.groupby([*PERSON, "date"])["score"].agg(["mean", "size"]).reset_index()
    of_rater = {rater: len(project.card.items(rater)) for rater in RATERS}
    enough = means["size"] * 2 >= means["rater"].map(of_rater)
    return means[enough].drop(columns="size").astype({"mean": "float64"})


def _mean_changes(means: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    table = _first_and_latest(means, PERSON, "mean")
    table = table.assign(change=table["latest"] - table["first"])
    return table.merge(items[PERSON].drop_duplicates(), on=PERSON)


def person_movements(items: pd.DataFrame, means: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """Give each person's movement under a rule: ``municipality, participant, rater, move``.

    Parameters
    ----------
    items
        As :func:`item_movements` gives them; a person without any is left out.
    means
        The changes of the same people's means, as :class:`Movements` has them.
    """
    if rule.kind in ("net", "majority"):
        steps = items["change"] if rule.kind == "net" else np.sign(items["change"])
        table = items.assign(change=steps).groupby(PERSON)["change"].sum().reset_index()
        up, down = table["change"] > 0, table["change"] < 0
    else:
        table = means
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


@dataclass(frozen=True)
class Movements:
    """Everyone's movements up to a day.

    ``cards`` as :func:`cards_in_time` gives them, ``items`` as :func:`item_movements`, ``people``
    as :func:`person_movements` for each rule's id. ``forward`` lists ``municipality`` and
    ``participant`` of those forward by the primary rule and rater: the population ``positiv``.
    ``card_means`` as :func:`card_means` gives them; ``means`` has, for people with a movement, the
    ``first`` and ``latest`` of them on different dates and their ``change``.
    """

    cards: pd.DataFrame
    items: pd.DataFrame
    people: Mapping[str, pd.DataFrame]
    forward: pd.DataFrame
    card_means: pd.DataFrame
    means: pd.DataFrame


def movements(records: Records, project: Project, end: date) -> Movements:
    """Give everyone's movements up to a day, under every rule."""
    cards = cards_in_time(records, end)
    items = item_movements(cards, project)
    scored = card_means(cards, project)
    means = _mean_changes(scored, items)
    rules = project.movement.rules
    people = {rule.id: person_movements(items, means, rule) for rule in rules}
    primary = people[project.movement.primary_rule]
    forward = primary[
        primary["rater"].eq(project.movement.primary_rater) & primary["move"].eq(MOVES[0])
    ]
    forward = forward[["municipality", "participant"]]
    return Movements(cards, items, people, forward, scored, means)


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
    net = own.groupby([*PERSON, "indicator"])["change"].sum().reset_index()
    table = net.assign(move=_move(net["change"] > 0, net["change"] < 0))
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
