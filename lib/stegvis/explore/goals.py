"""A goal under any definition, for any of the municipalities: the report's answer asked further."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from stegvis.card import Rater
from stegvis.explore.ask import ask, with_rule
from stegvis.explore.goal_answer import Answer
from stegvis.explore.goal_exhibits import exhibits
from stegvis.explore.outcome import of_variant
from stegvis.explore.selection import Selection
from stegvis.explore.source import Source
from stegvis.explore.view import View
from stegvis.figures import Figures
from stegvis.goal import Goal, Variant


@dataclass(frozen=True)
class GoalChoice:
    """Which goal, of whom, under which definition; the rule matters where it asks ”positiv”."""

    selection: Selection
    goal: Goal
    variant: Variant
    rule: str
    rater: Rater


def goal_view(source: Source, choice: GoalChoice) -> View:
    """Show a goal's outcome under the chosen definition, beside the definition in force."""
    selection, variant = choice.selection, choice.variant
    project = selection.project
    if variant.population == "positiv":
        project = with_rule(project, choice.rule, choice.rater)
    chosen = of_variant(choice.goal, variant)
    title = choice.goal.name
    answer = Answer(selection, chosen, ask(source, title, selection, chosen, project=project))
    primary = of_variant(choice.goal, choice.goal.primary(selection.period.end))
    reference = None
    if primary != chosen:
        reference = Answer(selection, primary, ask(source, title, selection, primary))
    section = answer.section
    if reference is not None:
        figures = _beside(section.figures, reference)
        section = replace(section, figures=figures)
    shown = tuple(exhibits(answer, reference))
    return View(selection, section, shown, "mal", chosen.slug(project))


def _beside(figures: Figures, reference: Answer) -> Figures:
    """Add the rows of the definition in force, named by it where the measure alone would not."""
    rows = reference.section.figures.frame
    rows = rows[rows["measure"].str.startswith(("goal", "lasting."))]
    name = f"{reference.goal.id}/{reference.goal.variants[0].id}"
    named = rows.assign(definition=pd.Series(name, index=rows.index, dtype="str"))
    return Figures(pd.concat([figures.frame, named], ignore_index=True))
