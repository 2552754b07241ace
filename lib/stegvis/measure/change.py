"""Tests of change: whether more people moved one way than the other, by item and by person.

Secondary to the counts in :mod:`stegvis.measure.steps`, and always of people: each person has one
movement on an item, and one under a rule. Answers to several items are never tested as one, for
those of one person are alike. With fewer than ``LEAST_MOVED`` who moved there is no p.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from stegvis.card import RATERS, Rater
from stegvis.measure.movements import MOVES, Movements
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows, tally
from stegvis.place import ALL
from stegvis.project import LEAST_MOVED, LEVEL, MOST_COUNTED
from stegvis.statistics.change import reliable_change
from stegvis.statistics.multiple import holm
from stegvis.statistics.paired import sign_test, signed_rank_test
from stegvis.statistics.symmetry import shifts

HOLM = "holm"
"""The definition of p adjusted for all items of a place being tested at once."""

Counts = NDArray[np.int64]


def change(moved: Movements, question: Question) -> pd.DataFrame:
    """Measure tests of change.

    Of an item, ``rater=;item=``: ``change.sign`` (k forward of n who moved; value is p, also with
    the definition ``holm``), ``change.wilcoxon`` (the same k and n, value is p weighing in how
    far), ``change.bowker`` and ``change.stuart_maxwell`` (k changed their answer of n with two;
    value is p). ``change.below`` counts items, k with p below ``LEVEL`` of n tested by
    ``change.sign``.

    Of people, ``rater=``: ``change.person_sign`` (as ``change.sign``, a definition for each rule)
    and ``change.person_wilcoxon`` (k whose mean rose of n whose mean changed). The limit of a
    reliable change is the value of ``change.reliable_limit``, a definition for each such rule.
    """
    items = pd.concat([_items(moved, question, rater) for rater in RATERS], ignore_index=True)
    people = [_person_sign(table, question, rule) for rule, table in moved.people.items()]
    parts = [*_item_rows(items), *people, _person_wilcoxon(moved, question), *_limits(question)]
    return pd.concat(parts, ignore_index=True)


def _items(moved: Movements, question: Question, rater: Rater) -> pd.DataFrame:
    """Test each item of a rater's card, a row for each place and item."""
    card = question.project.card
    scale = range(card.low, card.high + 1)
    items = [item.id for item in card.items(rater)]
    own = moved.items[moved.items["rater"] == rater]
    cells = tally(own, question, item=items, first=scale, latest=scale)
    tables: Counts = cells["k"].to_numpy(dtype="int64").reshape(-1, len(scale), len(scale))
    steps = np.subtract.outer(scale, scale).T  # the first answer down, the latest across
    up, down = tables[:, steps > 0].sum(axis=1), tables[:, steps < 0].sum(axis=1)
    enough = up + down >= LEAST_MOVED
    shifted = [shifts(table) for table in tables[enough]]
    rows = cells.iloc[:: len(scale) ** 2][["municipality", "item"]].reset_index(drop=True)
    return rows.assign(
        rater=rater,
        up=up,
        moved=up + down,
        answered=tables.sum(axis=(1, 2)),
        sign=np.where(enough, sign_test(up, down), np.nan),
        wilcoxon=_where(
            enough,
            [
                signed_rank_test(np.repeat(steps.ravel(), table.ravel()), MOST_COUNTED)
                for table in tables[enough]
            ],
        ),
        bowker=_where(enough, [found.bowker.p for found in shifted]),
        stuart_maxwell=_where(enough, [found.stuart_maxwell.p for found in shifted]),
    )


def _where(tested: NDArray[np.bool_], p: Sequence[float]) -> NDArray[np.float64]:
    """Lay out p over all rows, missing where nothing was tested."""
    laid = np.full(len(tested), np.nan)
    laid[tested] = p
    return laid


def _item_rows(items: pd.DataFrame) -> list[pd.DataFrame]:
    plain = items["sign"].to_numpy()
    adjusted = np.full(len(items), np.nan)
    for place in items["municipality"].unique():
        own = items["municipality"].eq(place).to_numpy()
        adjusted[own] = holm(plain[own])
    group = ["rater", "item"]
    rows = []
    for name, k, n, p, definition in (
        ("sign", "up", "moved", plain, ""),
        ("sign", "up", "moved", adjusted, HOLM),
        ("wilcoxon", "up", "moved", items["wilcoxon"], ""),
        ("bowker", "moved", "answered", items["bowker"], ""),
        ("stuart_maxwell", "moved", "answered", items["stuart_maxwell"], ""),
    ):
        table = items[["municipality", *group]].assign(k=items[k], n=items[n], value=p)
        rows.append(figure_rows(table, f"change.{name}", group, definition))
    for p, definition in ((plain, ""), (adjusted, HOLM)):
        below = items.assign(k=p < LEVEL, n=~np.isnan(p))
        sums = below.groupby("municipality", sort=False)[["k", "n"]].sum().reset_index()
        rows.append(figure_rows(sums, "change.below", [], definition))
    return rows


def _person_sign(people: pd.DataFrame, question: Question, rule: str) -> pd.DataFrame:
    counts = tally(people, question, rater=RATERS, move=MOVES)
    k = counts["k"].to_numpy(dtype="int64").reshape(-1, len(MOVES))
    up, moved = k[:, 0], k[:, 0] + k[:, 2]
    p = np.where(moved >= LEAST_MOVED, sign_test(up, k[:, 2]), np.nan)
    table = counts.iloc[:: len(MOVES)][["municipality", "rater"]].assign(k=up, n=moved, value=p)
    return figure_rows(table, "change.person_sign", ["rater"], rule)


def _person_wilcoxon(moved: Movements, question: Question) -> pd.DataFrame:
    rows = []
    for place in _places(question):
        own = moved.means
        if place != ALL:
            own = own[own["municipality"] == place]
        for rater in RATERS:
            steps = own.loc[own["rater"] == rater, "change"].round(9)
            n = int((steps != 0).sum())
            p = signed_rank_test(steps, MOST_COUNTED) if n >= LEAST_MOVED else np.nan
            rows.append((place, rater, int((steps > 0).sum()), n, p))
    table = pd.DataFrame(rows, columns=["municipality", "rater", "k", "n", "value"])
    return figure_rows(table, "change.person_wilcoxon", ["rater"])


def _limits(question: Question) -> list[pd.DataFrame]:
    places = _places(question)
    rows = []
    for rule in question.project.movement.rules:
        if rule.kind == "reliable":
            assert rule.spread is not None, "the project's YAML was validated"
            assert rule.reliability is not None, "the project's YAML was validated"
            limit = reliable_change(rule.spread, rule.reliability)
            table = pd.DataFrame({"municipality": places, "value": limit})
            rows.append(figure_rows(table, "change.reliable_limit", [], rule.id))
    return rows


def _places(question: Question) -> Sequence[str]:
    return [*question.places, *([ALL] if question.total else [])]
