"""Measures' rows put together as ``figures.csv`` keeps them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from stegvis.figures import COLUMNS, Figures
from stegvis.measure.question import Question
from stegvis.place import ALL


def assembled(parts: Iterable[pd.DataFrame], question: Question) -> Figures:
    """Give the figures of several measures of one question, place by place with ALLA last.

    ``parts`` are frames as :func:`stegvis.measure.tally.figure_rows` makes them; they may be empty.
    """
    kept = [part for part in parts if len(part)]
    frame = pd.concat(kept, ignore_index=True) if kept else pd.DataFrame()
    frame = frame.assign(
        project=question.project.id, period=question.period.label, suppressed=False
    )
    frame = frame.reindex(columns=list(COLUMNS)).astype(COLUMNS)
    order = {place: rank for rank, place in enumerate([*question.places, ALL])}
    by_place = frame["municipality"].map(order).argsort(kind="stable")
    return Figures(frame.iloc[by_place].reset_index(drop=True))
