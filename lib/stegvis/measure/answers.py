"""Answers laid out to be followed over time: one rater's cards, person by person, day by day.

Every measure of movement asks for the same two things of each person, the first answer and the
latest. Rows that are in order answer it by where one person ends and the next begins, for all
people at once, so the cards are put in order once and no item's answers are grouped again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Rows = NDArray[np.intp]
"""Positions of rows."""
Floats = NDArray[np.float64]
NAME = ["municipality", "participant"]
"""What names a person."""


def where_in(people: pd.DataFrame, rows: pd.DataFrame) -> Rows:
    """Give, for each row about a person, the position of the person; −1 when not among them.

    Texts are numbered once, so that what is looked up for each row is a whole number. Both frames
    have ``municipality`` and ``participant``; a person is there once among ``people``.
    """
    numbers = np.zeros(len(people) + len(rows), dtype="int64")
    for key in NAME:
        codes, values = pd.factorize(pd.concat([people[key], rows[key]], ignore_index=True))
        numbers = numbers * len(values) + codes
    return pd.Index(numbers[: len(people)]).get_indexer(pd.Index(numbers[len(people) :]))


@dataclass(frozen=True)
class Answers:
    """One rater's cards in order of person and day, a row for each.

    ``person`` is a position among people, ``date`` the card's, and ``scores`` has a column for
    each of the rater's items, in whole steps of the scale; NaN where an item is unanswered.
    """

    person: Rows
    date: NDArray[np.datetime64]
    scores: Floats


def laid_out(cards: pd.DataFrame, person: Rows, items: list[str]) -> Answers:
    """Lay one rater's cards out; of cards of one day the first row comes first.

    ``person`` has, for each row of ``cards``, the position of whom it is about.
    """
    date = cards["date"].to_numpy()
    order = np.lexsort((date, person))
    scores = np.empty((len(cards), len(items)), order="F")
    for at, item in enumerate(items):
        scores[:, at] = cards[item].to_numpy("float64", na_value=np.nan)[order]
    return Answers(person[order], date[order], scores)


def first_and_latest(person: Rows, date: NDArray[np.datetime64]) -> tuple[Rows, Rows]:
    """Give each person's first and latest row, of people with rows of different dates.

    The rows are in order of person and day.
    """
    first = np.flatnonzero(np.diff(person, prepend=-1))
    latest = np.flatnonzero(np.diff(person, append=-1))
    apart = date[first] < date[latest]
    return first[apart], latest[apart]


def of_each_day(answers: Answers) -> tuple[Rows, Floats, Floats]:
    """Sum the answers of each person and day: the day's first row, the sum, and how many.

    A rater fills in one card a day; should there be two, they are one with the answers of both.
    """
    known = ~np.isnan(answers.scores)
    number = known.sum(axis=1, dtype="float64")
    total = np.where(known, answers.scores, 0.0).sum(axis=1)
    new = np.diff(answers.person, prepend=-1) != 0
    new[1:] |= np.diff(answers.date) != np.timedelta64(0)
    days = np.flatnonzero(new)
    if not len(days):
        return days, total, number
    return days, np.add.reduceat(total, days), np.add.reduceat(number, days)
