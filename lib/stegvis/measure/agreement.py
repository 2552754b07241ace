"""Agreement: how alike the participant and the coordinator see the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from stegvis.figures import group_text
from stegvis.measure.question import Question
from stegvis.measure.rater_pairs import PERSON, rater_pairs
from stegvis.place import ALL
from stegvis.project import Project
from stegvis.statistics.agreement import Kind, agreement_weights, gwet_ac2, weighted_kappa
from stegvis.statistics.clusters import (
    Interval,
    Statistic,
    bootstrap_interval,
    coefficient_interval,
    mean_interval,
    redrawn,
    share_interval,
)
from stegvis.statistics.intervals import Floats

WEIGHTS: tuple[Kind, ...] = ("linear", "quadratic")
_COEFFICIENTS = {"kappa": weighted_kappa, "ac2": gwet_ac2}
Integers = NDArray[np.int64]
_COLUMNS = ["municipality", "measure", "group", "definition", "k", "n", "value", "low", "high"]


def agreement(cards: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Measure the raters' agreement on each indicator that both answer items of.

    ``agreement.kappa`` and ``agreement.ac2`` (definition ``linear`` or ``quadratic``: the weights)
    and ``agreement.difference`` (value the mean of coordinator less participant, in steps of the
    scale): k people, n pairs of answers, group ``indicator=``. ``agreement.bootstrap`` (definition
    such as ``kappa/linear``) has the same coefficients with a bootstrap's interval.
    ``agreement.within_one``: k pairs at most one step apart of n pairs, value their share.
    ``agreement.difference`` and ``agreement.within_one`` are also for all indicators
    together, without a group. Intervals let the answers of one person belong together. Where the
    project maps no indicator to both raters, there are no rows.

    ``cards`` as :func:`stegvis.measure.movements.cards_in_time` gives them; of municipalities that
    deliver counts there are none, so ALLA is without them.
    """
    project = question.project
    pairs = rater_pairs(cards, project)
    pairs = pairs[pairs["municipality"].isin(list(question.places))]
    coded = _coded(pairs, project)
    rows_of = pairs.groupby("municipality", sort=False).indices
    places = {place: coded[rows_of.get(place, [])] for place in question.places}
    if question.total:
        places[ALL] = coded
    rows = [
        {"municipality": place, **row}
        for place, own in places.items()
        for row in _of_place(own, project)
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


def _coded(pairs: pd.DataFrame, project: Project) -> Integers:
    """Give each pair as whole numbers: its person, in the order of ids, its indicator and steps."""
    order = {indicator: number for number, indicator in enumerate(project.compared)}
    columns = (
        pairs.groupby(PERSON).ngroup(),
        pairs["indicator"].map(order),
        *(pairs[rater].astype("int64") - project.card.low for rater in ("own", "coordinator")),
    )
    return np.column_stack([column.to_numpy(dtype="int64") for column in columns])


def _of_place(pairs: Integers, project: Project) -> Iterator[dict[str, Any]]:
    scale = project.card.high - project.card.low + 1
    for number, indicator in enumerate(project.compared):
        people = _tables(pairs[pairs[:, 1] == number], scale)
        group = group_text(indicator=indicator)
        yield from (row | {"group": group} for row in _coefficients(people))
        yield from (row | {"group": group} for row in _closeness(people))
    if project.compared:
        yield from (row | {"group": ""} for row in _closeness(_tables(pairs, scale)))


def _tables(pairs: Integers, scale: int) -> Floats:
    """Count each person's pairs, participant by coordinator, in the order of the people's ids."""
    ids, who = np.unique(pairs[:, 0], return_inverse=True)
    people = np.zeros((len(ids), scale, scale))
    np.add.at(people, (who, pairs[:, 2], pairs[:, 3]), 1.0)
    return people


def _row(measure: str, k: int, people: Floats, value: Any, ends: Interval) -> dict[str, Any]:
    counts = {"k": k, "n": int(people.sum())}
    return {"measure": measure, **counts, "value": value, "low": ends[0], "high": ends[1]}


def _coefficients(people: Floats) -> Iterator[dict[str, Any]]:
    drawn = redrawn(people)
    for name, coefficient in _COEFFICIENTS.items():
        for kind in WEIGHTS:
            weights = agreement_weights(people.shape[-1], kind)
            statistic: Statistic = partial(coefficient, weights=weights)
            value = float(statistic(people.sum(axis=0)))
            ends = coefficient_interval(people, statistic)
            yield _row(f"agreement.{name}", len(people), people, value, ends) | {"definition": kind}
            ends = bootstrap_interval(drawn, statistic)
            row = _row("agreement.bootstrap", len(people), people, value, ends)
            yield row | {"definition": f"{name}/{kind}"}


def _closeness(people: Floats) -> Iterator[dict[str, Any]]:
    steps = np.arange(people.shape[-1])
    apart = steps - steps[:, None]

    def difference(tables: Floats) -> Floats:
        total = tables.sum(axis=(-2, -1))
        sums = (tables * apart).sum(axis=(-2, -1))
        return np.asarray(sums / np.where(total > 0, total, np.nan), dtype=float)

    mean = float(difference(people.sum(axis=0)))
    longest = len(steps) - 1
    low, high = np.clip(mean_interval(people, difference), -longest, longest)
    ends = float(low), float(high)
    yield _row("agreement.difference", len(people), people, mean, ends) | {"definition": ""}
    near = (people * (np.abs(apart) <= 1)).sum(axis=(1, 2))
    k, n = int(near.sum()), people.sum(axis=(1, 2))
    ends = share_interval(near, n)
    value = k / n.sum() if len(people) else np.nan
    yield _row("agreement.within_one", k, people, value, ends) | {"definition": ""}
