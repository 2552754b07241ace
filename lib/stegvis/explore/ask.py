"""From a selection and an outcome to a section with the figures that answer, and no others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pandas as pd

from stegvis.card import Rater
from stegvis.explore.outcome import Outcome
from stegvis.explore.selection import Selection
from stegvis.explore.source import Reading, Source
from stegvis.figures import Figures
from stegvis.measure.assemble import assembled
from stegvis.measure.caseload import caseload
from stegvis.measure.coverage import deliveries, scopes
from stegvis.measure.question import Question
from stegvis.period import Period
from stegvis.project import Project
from stegvis.records import Records
from stegvis.show.section import Section
from stegvis.show.style import dress

Measure = Callable[[Records, Question], pd.DataFrame]


def with_rule(project: Project, rule: str, rater: Rater) -> Project:
    """Give the project as it would be if another rule or rater decided who has moved forward."""
    chosen = {"primary_rule": rule, "primary_rater": rater}
    return project.model_copy(update={"movement": project.movement.model_copy(update=chosen)})


def ask(
    source: Source,
    title: str,
    selection: Selection,
    outcome: Outcome | None = None,
    *,
    project: Project | None = None,
    also: tuple[Measure, ...] = (),
) -> Section:
    """Measure the caseload and an outcome of some municipalities, and of their sum.

    What has been asked of a source once is not measured again.

    Parameters
    ----------
    project
        The selection's project, where another rule decides than in its YAML. Municipalities that
        deliver counts have counted ”positiv” by the YAML's rule: then they are not in that group.
    also
        Further measures.
    """
    chosen = project or selection.project
    where = (chosen.id, selection.period.label, selection.municipalities)
    key = (*where, outcome, chosen.movement, also)
    asked = _asked(selection, outcome, chosen)
    if key not in source.answers:
        source.answers[key] = _measured(source, selection, outcome, asked, also)
    dress(chosen.main_colour)
    return Section(
        title,
        asked,
        selection.place,
        selection.period,
        "intern",
        source.store.is_synthetic,
        source.answers[key],
    )


def ask_briefly(
    source: Source, selection: Selection, outcome: Outcome, end: Period, reading: Reading
) -> Figures:
    """Measure the outcome alone of one municipality, at the end of a period, from a reading.

    No rows where the reading has no delivery.
    """
    project = selection.project
    key = (project.id, selection.municipalities, outcome, end.label, reading)
    if key not in source.answers:
        records = source.records(project, reading)
        delivered = selection.place in set(records.deliveries["municipality"])
        places = (selection.place,) if delivered else ()
        question = Question(_asked(selection, outcome, project), end, places, total=False)
        moved = partial(source.movements, project, reading, end.end)
        rows = outcome.rows(records, moved, question) if delivered else []
        source.answers[key] = assembled(rows, question)
    return source.answers[key]


def _asked(selection: Selection, outcome: Outcome | None, project: Project) -> Project:
    asked = selection.narrowed(project)
    if outcome is None or outcome.goal is None:
        return asked
    return asked.model_copy(update={"goals": (outcome.goal,)})


def _measured(
    source: Source,
    selection: Selection,
    outcome: Outcome | None,
    asked: Project,
    also: tuple[Measure, ...],
) -> Figures:
    reading = Reading(selection.period, selection.only)
    records = selection.of(source.records(asked, reading))
    if asked.movement != selection.project.movement:
        records = _without_counted_positive(records)
    used = set(records.deliveries["municipality"])
    delivered = tuple(place for place in selection.municipalities if place in used)
    question = Question(asked, selection.period, delivered, total=not selection.is_one)
    parts = [deliveries(records, question)]
    if question.total:
        parts.append(scopes(records, asked))
    if delivered:
        parts += [measure(records, question) for measure in (caseload, *also)]
        if outcome is not None:
            moved = partial(source.movements, asked, reading, selection.period.end)
            parts += outcome.rows(records, moved, question)
            parts += outcome.waiting(records, moved, question)
    return assembled(parts, question)


def _without_counted_positive(records: Records) -> Records:
    counts = records.followup_counts
    return replace(records, followup_counts=counts[counts["population"] != "positiv"])
