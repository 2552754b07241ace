"""What a page of the method book is measured with: the measures it tells of, and no others.

All of them on every page would take ten times as long. That those here are all that a report
measures is seen by the test that every measure of a report has its page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

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
from stegvis.measure.movements import Movements, movements
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
from stegvis.records import Records

Parts = Sequence[pd.DataFrame]


@dataclass(frozen=True)
class Asked:
    """What is asked of some records, and what several measures are made of."""

    records: Records
    question: Question
    known: Sequence[Earlier] = ()

    @cached_property
    def moved(self) -> Movements:
        return movements(self.records, self.question.project, self.question.period.end)

    @cached_property
    def followups(self) -> pd.DataFrame:
        return followed(self.records, self.moved.forward, self.question)

    @cached_property
    def people(self) -> Mapping[int, pd.DataFrame]:
        return contacted(self.records, self.moved.forward, self.question)

    @cached_property
    def goal_rows(self) -> pd.DataFrame:
        return goals(self.records, self.followups, self.question)

    @cached_property
    def comparable_rows(self) -> pd.DataFrame:
        return comparable(self.records, self.followups, self.people, self.question)

    @cached_property
    def fidelity_rows(self) -> pd.DataFrame:
        return fidelity(self.records, self.question)

    def of_records(self, *measures: Callable[[Records, Question], pd.DataFrame]) -> Parts:
        return [measure(self.records, self.question) for measure in measures]

    def of_movements(self, *measures: Callable[[Movements, Question], pd.DataFrame]) -> Parts:
        return [measure(self.moved, self.question) for measure in measures]


def _participants(of: Asked) -> Parts:
    return [
        *of.of_records(deliveries, caseload, caseload_by_quarter, participants),
        scopes(of.records, of.question.project),
        coverage(of.records, of.moved, of.question),
    ]


def _steps(of: Asked) -> Parts:
    told = of.of_movements(steps, starting_level, panel)
    return [*told, forward(of.records, of.moved, of.question)]


def _goals(of: Asked) -> Parts:
    told = [measure(of.records, of.moved, of.question) for measure in (specifications, forecasts)]
    return [of.goal_rows, *told]


def _followups(of: Asked) -> Parts:
    return [
        lasting(of.followups),
        *of.of_records(retention, paired),
        first_due(of.records, of.moved.forward, of.question),
        response(of.people, of.question),
        weighted(of.people, of.question),
        of.comparable_rows,
    ]


def _between(of: Asked) -> Parts:
    return [
        of.fidelity_rows,
        *outcomes_between(of.goal_rows, of.comparable_rows, of.question),
        *method_between(of.records, of.moved, of.fidelity_rows, of.question),
    ]


def _esf(of: Asked) -> Parts:
    more = deviation(of.records, of.goal_rows, of.followups, of.question)
    return [*of.of_records(esf, support, occupation), more]


def _raters(of: Asked) -> Parts:
    cards = of.moved.cards
    return [agreement(cards, of.question), belief(of.records, cards, of.question)]


def _earlier(of: Asked) -> Parts:
    now = [
        *of.of_records(caseload, retention),
        *of.of_movements(steps),
        *(of.goal_rows, lasting(of.followups), of.fidelity_rows),
    ]
    current = pd.concat(now, ignore_index=True)
    return [*now, *earlier(of.known, of.records, current, of.question)]


ROOMS: Mapping[str, Callable[[Asked], Parts]] = {
    "andringar": _earlier,
    "bedomare": _raters,
    "deltagare": _participants,
    "esf": _esf,
    "kommuner": _between,
    "mal": _goals,
    "provning": lambda of: of.of_movements(change),
    "stegforflyttning": _steps,
    "struktur": lambda of: of.of_records(structure),
    "tid": lambda of: of.of_records(time_to_exit),
    "uppfoljning": _followups,
}
"""How each page is measured, by the page's name."""


def measured(page: str, asked: Asked) -> Figures:
    """Measure what a page tells of."""
    return assembled(ROOMS[page](asked), asked.question)
