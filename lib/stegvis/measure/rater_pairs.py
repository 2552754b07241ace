"""Pairs of answers: what a participant and the coordinator said of the same thing at one time.

A pair of cards is one of each rater, about the same person, dated at most 31 days apart. The
nearest two are paired first (of equally near ones the earliest), and no card is used twice, so
that each occasion counts once. Their items do not pair one to one: only items that the project
maps to the same indicator are compared, each of the one rater's with each of the other's.
"""

from __future__ import annotations

import pandas as pd

from stegvis.card import DAYS_APART
from stegvis.project import Project

PERSON = ["municipality", "participant"]
_COLUMNS = [*PERSON, "indicator", "own", "coordinator"]


def card_pairs(cards: pd.DataFrame) -> pd.DataFrame:
    """Pair the raters' cards.

    Parameters
    ----------
    cards
        With ``municipality``, ``participant``, ``rater`` and ``date``; one a person, rater and day.

    Returns
    -------
    A row for each pair: ``participant_card`` and ``coordinator_card``, labels of ``cards``' rows.
    """
    named = cards.rename_axis(index="card").reset_index()[[*PERSON, "rater", "date", "card"]]
    own = named[named["rater"] == "participant"].drop(columns="rater")
    theirs = named[named["rater"] == "coordinator"].drop(columns="rater")
    near = own.merge(theirs, on=PERSON, suffixes=("_participant", "_coordinator"))
    near = near.rename(
        columns={f"card_{rater}": f"{rater}_card" for rater in ("participant", "coordinator")}
    )
    near["apart"] = (near["date_participant"] - near["date_coordinator"]).dt.days.abs()
    near = near[near["apart"] <= DAYS_APART].sort_values(
        ["apart", "date_participant", "date_coordinator"], kind="stable"
    )
    both = ["participant_card", "coordinator_card"]
    chosen = []
    while len(near):
        taken = near[~(near.duplicated(both[0]) | near.duplicated(both[1]))]
        chosen.append(taken[both])
        near = near[~(near[both[0]].isin(taken[both[0]]) | near[both[1]].isin(taken[both[1]]))]
    return pd.concat(chosen, ignore_index=True) if chosen else near[both]


def rater_pairs(cards: pd.DataFrame, project: Project) -> pd.DataFrame:
    """Lay out the pairs of answers.

    ``cards`` as :func:`stegvis.measure.movements.cards_in_time` gives them.

    Returns
    -------
    ``municipality``, ``participant``, ``indicator``, ``own`` (the participant's answer) and
    ``coordinator``; a row for each pair of which both were answered.
    """
    pairs = card_pairs(cards)
    own = cards.loc[pairs["participant_card"]].reset_index(drop=True)
    theirs = cards.loc[pairs["coordinator_card"]].reset_index(drop=True)
    parts = [
        own[PERSON].assign(indicator=indicator, own=own[item], coordinator=theirs[other])
        for indicator in project.compared
        for item in project.card.measuring("participant", indicator)
        for other in project.card.measuring("coordinator", indicator)
    ]
    if not parts:
        return pd.DataFrame(columns=_COLUMNS)
    return pd.concat(parts, ignore_index=True).dropna(subset=["own", "coordinator"])
