"""The share forward, and how far it could be from the truth of all who started."""

from __future__ import annotations

import pandas as pd

from stegvis.card import RATERS
from stegvis.measure.lasting import with_bounds
from stegvis.measure.movements import MOVES, Movements
from stegvis.measure.population import started
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows, tally
from stegvis.records import Records


def forward(records: Records, moved: Movements, question: Question) -> pd.DataFrame:
    """Measure the share forward with bounds for those who have no movement to count.

    ``steps.forward`` (``rater=``, definition the rule's id): k forward of n with a movement under
    the rule, Wilson interval; bounds of all who have started, those without a movement counted as
    not forward, and as forward.
    """
    everyone = tally(started(records.participants, question.period.end), question)["k"]
    rows = []
    for rule, people in moved.people.items():
        for rater in RATERS:
            own = people[people["rater"] == rater]
            table = tally(own[own["move"] == MOVES[0]], question)
            table["n"] = tally(own, question)["k"]
            table = with_bounds(table.assign(eligible=everyone, rater=rater))
            rows.append(figure_rows(table, "steps.forward", ["rater"], rule))
    return pd.concat(rows, ignore_index=True)
