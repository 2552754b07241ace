"""Comparable with which: whether a municipality's movement and method can be set beside others'."""

from __future__ import annotations

import numpy as np
import pandas as pd

from stegvis.measure.movements import MOVES, Movements
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows, tally
from stegvis.place import ALL
from stegvis.records import Records

FEWEST = 3
"""Fewer people with a movement than this are no basis for a comparison."""
_DAYS_A_MONTH = 365.25 / 12
_FARTHEST = 0.5
"""A median from card to card may differ from the project's by at most half of it."""


def comparable_method(
    records: Records,
    moved: Movements,
    casemix_rows: pd.DataFrame,
    fidelity_rows: pd.DataFrame,
    question: Question,
) -> pd.DataFrame:
    """Say of each municipality whether its movement may be set beside its method and the others'.

    Returns ``municipality``, ``forward``, ``n`` (people forward, and with a movement, by the
    primary rule and rater) and ``status``: ``comparable``, or the first reason that it is not:
    ``counts_only``; ``other_rater`` (only the other rater has filled in cards); ``few`` (fewer
    than three people with a movement); ``other_items`` (an item is never answered, so the sum is
    of other items); ``other_interval`` (the median time from card to card is less than half, or
    more than one and a half, of the project's); ``method_unreported`` (the method's required
    components are not all reported, so fidelity is of others).

    Parameters
    ----------
    casemix_rows, fidelity_rows
        As :func:`stegvis.measure.casemix.casemix` and :func:`stegvis.measure.fidelity.fidelity`
        give them.
    """
    project, parts = question.project, question.in_parts()
    rater = project.movement.primary_rater
    people = moved.people[project.movement.primary_rule]
    own = people[people["rater"] == rater]
    table = tally(own[own["move"] == MOVES[0]], parts).rename(columns={"k": "forward"})
    table["n"] = tally(own, parts)["k"]
    place = table["municipality"]
    by_rater = tally(moved.cards, parts, rater=["participant", "coordinator"])
    cards = by_rater.pivot_table(index="municipality", columns="rater", values="k")
    others = cards.sum(axis="columns") - cards[rater]
    ideal = project.card.every_months * _DAYS_A_MONTH
    gaps = casemix_rows[casemix_rows["group"] == f"rater={rater}"]
    gap = gaps[gaps["measure"] == "casemix.card_gap"].set_index("municipality")["value"]
    reported = fidelity_rows[fidelity_rows["measure"] == "fidelity"].set_index("municipality")["n"]
    reasons = {
        "counts_only": place.map(records.deliveries.set_index("municipality")["scope"]) == "antal",
        "other_rater": place.map((cards[rater] == 0) & (others > 0)),
        "few": table["n"] < FEWEST,
        "other_items": place.map(_lacks_an_item(moved, question)),
        "other_interval": (place.map(gap) / ideal - 1).abs() > _FARTHEST,
        "method_unreported": place.map(reported).fillna(0) < len(project.required_components),
    }
    status = np.select(
        [
            reason.astype("boolean").fillna(value=False).to_numpy(bool)
            for reason in reasons.values()
        ],
        list(reasons),
        "comparable",
    )
    return table.assign(status=status)


def _lacks_an_item(moved: Movements, question: Question) -> pd.Series[bool]:
    movement, card = question.project.movement, question.project.card
    items = [item.id for item in card.items(movement.primary_rater)]
    own = moved.cards[moved.cards["rater"] == movement.primary_rater]
    answered = own.groupby("municipality")[items].count()
    return answered.eq(0).any(axis="columns")


def comparable_rows(table: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Write what :func:`comparable_method` found as figures.

    ``comparable.method``, for ALLA, group ``municipality=;status=``, definition the primary rule:
    k forward of n people with a movement.
    """
    rows = table.rename(columns={"forward": "k"})
    rule = question.project.movement.primary_rule
    told = figure_rows(rows, "comparable.method", ["municipality", "status"], rule)
    return told.assign(municipality=ALL)
