"""Movements by where on the scale they began, and by where they ended.

Who begins low can hardly but go up, and an unusually low answer is followed more often by one
nearer the person's own usual level, also when nothing has changed: regression to the mean. Seen
backwards in time it looks the same. So where nothing but chance has moved the answers, as large a
share goes forward from low as comes down to low; Campbell & Kenny (1999), A Primer on Regression
Artifacts, chapter 3.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from stegvis.card import RATERS
from stegvis.measure.movements import MOVES, Movements
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows, tally

LEVELS = ("low", "middle", "high")
"""Below, at and above the middle of the scale."""


def starting_level(moved: Movements, question: Question) -> pd.DataFrame:
    """Measure item movements (not people) by level.

    Group ``rater=;level=;move=``. ``steps.start``: by the level of the first answer;
    ``steps.end``: by that of the latest. n is the movements that begin, or end, at the level.
    """
    card = question.project.card
    middle = (card.low + card.high) / 2
    rows = []
    for measure, end in (("steps.start", "first"), ("steps.end", "latest")):
        answer = moved.items[end].astype("float64")
        levels = np.select([answer < middle, answer > middle], [LEVELS[0], LEVELS[2]], LEVELS[1])
        frame = moved.items.assign(level=levels)
        table = tally(frame, question, rater=RATERS, level=LEVELS, move=MOVES)
        whole = ["municipality", "rater", "level"]
        table["n"] = table.groupby(whole, sort=False)["k"].transform("sum")
        rows.append(figure_rows(table, measure, ["rater", "level", "move"]))
    return pd.concat(rows, ignore_index=True)
