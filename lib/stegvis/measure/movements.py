"""Movements: how each answer, and each person, has moved between cards.

An item's movement is the person's latest answered value less the first, on different dates, no
later than 31 days after exit and no later than the period's end. A rule makes one movement of a
person's item movements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from stegvis.card import DAYS_AFTER_EXIT, RATERS, Rater
from stegvis.measure.answers import (
    NAME,
    Answers,
    Rows,
    first_and_latest,
    laid_out,
    of_each_day,
    where_in,
)
from stegvis.measure.population import started
from stegvis.project import Project, Rule
from stegvis.records import Records
from stegvis.statistics.change import reliable_change

MOVES = ("forward", "unchanged", "backward")
PERSON = ["municipality", "participant", "rater"]
_ROUNDING = 1e-9
"""Means of whole answers that differ by less than this are the same."""


def _started(records: Records, end: date) -> pd.DataFrame:
    """Give the started in the order of their names: person, and the day of ``exit``."""
    people = started(records.participants, end)[[*NAME, "exit"]]
    return people.sort_values(NAME, ignore_index=True)


def _in_time(cards: pd.DataFrame, people: pd.DataFrame, end: date) -> pd.DataFrame:
    person = where_in(people, cards)
    after_exit = (people["exit"] + pd.Timedelta(days=DAYS_AFTER_EXIT)).to_numpy()
    last = np.fmin(after_exit, np.datetime64(end))
    known = np.flatnonzero(person >= 0)
    chosen = known[cards["date"].to_numpy()[known] <= last[person[known]]]
    found: pd.DataFrame = cards.iloc[chosen]
    return found.assign(person=person[chosen])


def cards_in_time(records: Records, end: date) -> pd.DataFrame:
    """Keep the cards of the started dated by a day and at most 31 days after the person's exit.

    They have a column ``person`` too, a number for each person.
    """
    return _in_time(records.cards, _started(records, end), end)


def _laid_out(cards: pd.DataFrame, project: Project) -> dict[Rater, Answers]:
    found = {}
    for rater in RATERS:
        own = cards[cards["rater"] == rater]
        items = [item.id for item in project.card.items(rater)]
        found[rater] = laid_out(own, own["person"].to_numpy(), items)
    return found


def _named(codes: NDArray[np.integer], names: Sequence[str]) -> pd.Series[str]:
    """Name what codes stand for, as categories: each name is kept once."""
    categories = pd.CategoricalDtype(list(names))
    return pd.Series(pd.Categorical.from_codes(codes, dtype=categories))


def move(change: NDArray[np.integer | np.floating]) -> pd.Series[str]:
    """Name which way each change goes."""
    return _named((1 - np.sign(change)).astype("int64"), MOVES)


def _of_raters(numbers: Sequence[int]) -> pd.Series[str]:
    """Name the rater of rows that are in the order of raters, so many for each."""
    return _named(np.repeat(np.arange(len(RATERS)), numbers), RATERS)


def item_movements(
    answers: Mapping[Rater, Answers], people: pd.DataFrame, project: Project
) -> pd.DataFrame:
    """Give each person's movement on each item.

    Returns ``municipality``, ``participant``, ``rater``, ``item``, ``first``, ``latest``,
    ``change`` (steps of the scale), ``move``, and ``person``, the position among ``people``. Names
    are categories: there are as many rows as people and items together.
    """
    asked = [item.id for rater in RATERS for item in project.card.items(rater)]
    ends = [
        _ends(answers[rater], column)
        for rater in RATERS
        for column in range(len(project.card.items(rater)))
    ]
    person, first, latest = (np.concatenate(arrays) for arrays in zip(*ends, strict=True))
    number = [len(own) for own, _, _ in ends]
    split = len(project.card.items(RATERS[0]))
    names = list(dict.fromkeys(asked))
    codes = np.repeat([names.index(item) for item in asked], number)
    of_person = people[NAME].astype("category")
    return pd.DataFrame(
        {
            **{key: of_person[key].array.take(person) for key in NAME},
            "rater": _of_raters([sum(number[:split]), sum(number[split:])]),
            "item": _named(codes, names),
            "first": first,
            "latest": latest,
            "change": latest - first,
            "move": move(latest - first),
            "person": person,
        }
    )


def _ends(answers: Answers, column: int) -> tuple[Rows, Rows, Rows]:
    """Give who has moved on an item, and the first and the latest answer."""
    scores = answers.scores[:, column]
    known = np.flatnonzero(~np.isnan(scores))
    first, latest = first_and_latest(answers.person[known], answers.date[known])
    values = scores[known].astype("int64")
    return answers.person[known[first]], values[first], values[latest]


def card_means(
    answers: Mapping[Rater, Answers], people: pd.DataFrame, project: Project
) -> pd.DataFrame:
    """Give the mean of each card's answered items: person, ``date``, ``mean``, ``enough``.

    A card has ``enough`` when at least half of the rater's items are answered; one without any
    answer has no row.
    """
    parts = []
    for rater in RATERS:
        day, total, number = of_each_day(answers[rater])
        own = pd.DataFrame(
            {
                "person": answers[rater].person[day],
                "date": answers[rater].date[day],
                "mean": total / np.where(number > 0, number, np.nan),
                "enough": number * 2 >= len(project.card.items(rater)),
            }
        )
        parts.append(own[number > 0])
    table = pd.concat(parts, ignore_index=True)
    who = people[NAME].take(table["person"].to_numpy()).reset_index(drop=True)
    return pd.concat([who, table], axis=1).assign(rater=_of_raters([len(part) for part in parts]))


def _mean_changes(means: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """Set each person's first and latest mean beside each other, of those with a movement."""
    card = means["mean"].to_numpy()
    of = _number(means)
    first, latest = first_and_latest(of, means["date"].to_numpy())
    moved = np.isin(of[first], np.flatnonzero(np.bincount(_number(items))))
    first, latest = first[moved], latest[moved]
    ends = {"first": card[first], "latest": card[latest], "change": card[latest] - card[first]}
    return means[PERSON].iloc[first].reset_index(drop=True).assign(**ends)


def _number(rows: pd.DataFrame) -> Rows:
    """Give each person, as each rater sees them, a number."""
    raters = rows["rater"].cat.codes.to_numpy().astype("int64")
    return np.asarray(rows["person"].to_numpy() * len(RATERS) + raters)


def _summed(items: pd.DataFrame, steps: NDArray[np.int64], people: pd.DataFrame) -> pd.DataFrame:
    """Sum steps of items for each person and rater with any: person, ``change``."""
    number = _number(items)
    size = len(people) * len(RATERS)
    sums = np.bincount(number, weights=steps, minlength=size)
    found = np.flatnonzero(np.bincount(number, minlength=size))
    who, rater = np.divmod(found, len(RATERS))
    names = people[NAME].take(who).reset_index(drop=True)
    return names.assign(rater=_named(rater, RATERS), change=sums[found].astype("int64"))


def person_movements(
    items: pd.DataFrame, means: pd.DataFrame, people: pd.DataFrame, rule: Rule
) -> pd.DataFrame:
    """Give each person's movement under a rule: ``municipality, participant, rater, move``.

    Parameters
    ----------
    items
        As :func:`item_movements` gives them; a person without any is left out.
    means
        The changes of the same people's means, as :class:`Movements` has them.
    """
    if rule.kind in ("net", "majority"):
        steps = items["change"].to_numpy()
        table = _summed(items, steps if rule.kind == "net" else np.sign(steps), people)
        return table[PERSON].assign(move=move(table["change"].to_numpy()))
    change = means["change"].to_numpy()
    if rule.kind == "mean":
        assert rule.threshold is not None, "the project's YAML was validated"
        far = np.abs(change) >= rule.threshold - _ROUNDING
    else:
        assert rule.spread is not None, "the project's YAML was validated"
        assert rule.reliability is not None, "the project's YAML was validated"
        far = np.abs(change) > reliable_change(rule.spread, rule.reliability) + _ROUNDING
    return means[PERSON].assign(move=move(np.where(far, change, 0.0)))


@dataclass(frozen=True)
class Movements:
    """Everyone's movements up to a day.

    ``cards`` as :func:`cards_in_time` gives them, ``items`` as :func:`item_movements`, ``people``
    as :func:`person_movements` for each rule's id. ``forward`` lists ``municipality`` and
    ``participant`` of those forward by the primary rule and rater: the population ``positiv``.
    ``all_means`` as :func:`card_means` gives them; ``means`` has, for people with a movement, the
    ``first`` and ``latest`` of those with enough answers, on different dates, and their ``change``.
    """

    cards: pd.DataFrame
    items: pd.DataFrame
    people: Mapping[str, pd.DataFrame]
    forward: pd.DataFrame
    all_means: pd.DataFrame
    means: pd.DataFrame

    @cached_property
    def card_means(self) -> pd.DataFrame:
        """Give the means of the cards with enough answers."""
        return self.all_means[self.all_means["enough"]]


def movements(records: Records, project: Project, end: date) -> Movements:
    """Give everyone's movements up to a day, under every rule."""
    everyone = _started(records, end)
    cards = _in_time(records.cards, everyone, end)
    answers = _laid_out(cards, project)
    items = item_movements(answers, everyone, project)
    scored = card_means(answers, everyone, project)
    means = _mean_changes(scored[scored["enough"]], items)
    people = {
        rule.id: person_movements(items, means, everyone, rule) for rule in project.movement.rules
    }
    primary = people[project.movement.primary_rule]
    forward = primary[
        primary["rater"].eq(project.movement.primary_rater) & primary["move"].eq(MOVES[0])
    ]
    forward = forward[["municipality", "participant"]]
    return Movements(cards, items, people, forward, scored, means)
