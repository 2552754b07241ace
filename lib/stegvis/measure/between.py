"""Between municipalities: what only several together can say of each."""

from __future__ import annotations

import pandas as pd

from stegvis.measure.casemix import casemix
from stegvis.measure.comparable_method import comparable_method, comparable_rows
from stegvis.measure.fidelity_forward import fidelity_forward
from stegvis.measure.funnel import funnel
from stegvis.measure.movements import Movements
from stegvis.measure.outcomes_compared import outcomes_compared
from stegvis.measure.pooled import pooled
from stegvis.measure.question import Question
from stegvis.records import Records


def outcomes_between(
    goal_rows: pd.DataFrame, followup_rows: pd.DataFrame, question: Question
) -> list[pd.DataFrame]:
    """Measure each goal's funnel and pooled shares, for ALLA."""
    return [
        table
        for definition, outcomes in outcomes_compared(goal_rows, followup_rows, question)
        for table in (funnel(definition, outcomes), pooled(definition, outcomes))
    ]


def method_between(
    records: Records, moved: Movements, fidelity_rows: pd.DataFrame, question: Question
) -> list[pd.DataFrame]:
    """Measure everyone's case mix and, for ALLA, how method and movement go together."""
    mixed = casemix(moved, question)
    if not question.total:
        return [mixed]
    table = comparable_method(records, moved, mixed, fidelity_rows, question)
    return [
        mixed,
        comparable_rows(table, question),
        fidelity_forward(table, fidelity_rows, question),
    ]
