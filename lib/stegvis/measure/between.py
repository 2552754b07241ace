"""Between municipalities: what only several together can say of each."""

from __future__ import annotations

import pandas as pd

from stegvis.measure.funnel import funnel
from stegvis.measure.outcomes_compared import outcomes_compared
from stegvis.measure.pooled import pooled
from stegvis.measure.question import Question


def between(
    goal_rows: pd.DataFrame, followups: pd.DataFrame, question: Question
) -> list[pd.DataFrame]:
    """Measure each goal's funnel and pooled shares; nothing when not asked for ALLA."""
    if not question.total:
        return []
    compared = outcomes_compared(goal_rows, followups, question)
    return [
        table
        for definition, outcomes in compared
        for table in (funnel(definition, outcomes), pooled(definition, outcomes))
    ]
