"""Every figure of a report, measured in one pass."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from stegvis.figures import Figures
from stegvis.measure.agreement import agreement
from stegvis.measure.assemble import assembled
from stegvis.measure.belief import belief
from stegvis.measure.between import method_between, outcomes_between
from stegvis.measure.caseload import caseload, caseload_by_quarter
from stegvis.measure.change import change
from stegvis.measure.comparable import comparable
from stegvis.measure.coverage import coverage, deliveries, scopes
from stegvis.measure.deviation import deviation
from stegvis.measure.earlier import Earlier, earlier
from stegvis.measure.esf import esf
from stegvis.measure.fidelity import fidelity
from stegvis.measure.first_due import first_due
from stegvis.measure.forecast import forecasts
from stegvis.measure.forward import forward
from stegvis.measure.goals import goals
from stegvis.measure.lasting import followed, lasting, retention
from stegvis.measure.movements import movements
from stegvis.measure.occupation import occupation
from stegvis.measure.paired import paired
from stegvis.measure.panel import panel
from stegvis.measure.participants import participants
from stegvis.measure.question import Question
from stegvis.measure.response import contacted, response
from stegvis.measure.specification import specifications
from stegvis.measure.starting_level import starting_level
from stegvis.measure.steps import steps
from stegvis.measure.structure import structure
from stegvis.measure.support import support
from stegvis.measure.time_to_exit import time_to_exit
from stegvis.measure.weighted import weighted
from stegvis.period import Period
from stegvis.project import Project
from stegvis.records import Records


def measure(
    records: Records,
    project: Project,
    period: Period,
    places: Sequence[str],
    total: bool,
    known: Sequence[Earlier] = (),
) -> Figures:
    """Measure everything for some municipalities, and for ALLA as their sum.

    Parameters
    ----------
    places
        Names of municipalities; those without a delivery in use get no rows.
    total
        Whether to measure ALLA too; then ``places`` should be all of the project's.
    known
        The records of the earlier moments to compare with, of the same municipalities.
    """
    question = Question.about(records, project, period, places, total=total)
    parts = [deliveries(records, question)]
    if total:
        parts.append(scopes(records, project))
    if question.places:
        parts += _all_measures(records, question)
        parts += earlier(known, records, pd.concat(parts, ignore_index=True), question)
    return assembled(parts, question)


def _all_measures(records: Records, question: Question) -> list[pd.DataFrame]:
    moved = movements(records, question.project, question.period.end)
    followups = followed(records, moved.forward, question)
    people = contacted(records, moved.forward, question)
    goal_rows = goals(records, followups, question)
    fidelity_rows = fidelity(records, question)
    comparisons: list[pd.DataFrame] = []
    if question.total:
        comparable_rows = comparable(records, followups, people, question)
        comparisons = [comparable_rows, *outcomes_between(goal_rows, comparable_rows, question)]
    return [
        caseload(records, question),
        caseload_by_quarter(records, question),
        participants(records, question),
        coverage(records, moved, question),
        steps(moved, question),
        starting_level(moved, question),
        change(moved, question),
        panel(moved, question),
        forward(records, moved, question),
        goal_rows,
        specifications(records, moved, question),
        forecasts(records, moved, question),
        lasting(followups),
        retention(records, question),
        first_due(records, moved.forward, question),
        response(people, question),
        paired(records, question),
        *comparisons,
        *([weighted(people, question)] if question.total else []),
        fidelity_rows,
        structure(records, question),
        esf(records, question),
        support(records, question),
        occupation(records, question),
        deviation(records, goal_rows, followups, question),
        *method_between(records, moved, fidelity_rows, question),
        agreement(moved.cards, question),
        belief(records, moved.cards, question),
        time_to_exit(records, question),
    ]
