"""Goals: what came of each, under every definition that is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stegvis.external_table import ExternalTable
from stegvis.figures import Figure
from stegvis.goal import Goal, Variant
from stegvis.show import goal_words, swedish, wording
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Group
from stegvis.show.external.note import Part, note
from stegvis.show.external.published import WHY, absent, as_of, find, table_with
from stegvis.show.followup import positive
from stegvis.show.goals import NO_OUTCOME, deciding
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.share_chart import ShareRow, share_chart
from stegvis.show.table import Table

BAND = "Ljust band: så lågt och så högt kan andelen ligga om även de som inte nåddes räknas in"
_INTERVAL = f"95{swedish.NBSP}% intervall"
_YES_NO = {True: "ja", False: "nej", None: swedish.MISSING}


@dataclass(frozen=True)
class Told:
    """A published outcome of a goal under one of its definitions, hidden or not."""

    goal: Goal
    variant: Variant
    table: ExternalTable
    figure: Figure

    @property
    def outcome(self) -> str:
        """Write the outcome, ``..`` when it is hidden."""
        known = self.figure.n or self.figure.hidden
        return goal_words.outcome(self.goal, self.figure) if known else NO_OUTCOME

    @property
    def interval(self) -> str:
        """Write its interval, ``..`` when it is hidden."""
        hidden = self.figure.hidden
        return swedish.HIDDEN if hidden else goal_words.interval(self.goal, self.figure)

    @property
    def bounds(self) -> str:
        """Write its bounds for non-response, ``..`` when they are hidden."""
        return bounds(self.figure)

    def answer(self, told: bool | None) -> str:
        """Write yes or no, ``..`` when it is hidden."""
        return swedish.HIDDEN if self.figure.hidden else _YES_NO[told]


def bounds(figure: Figure) -> str:
    """Write the bounds for non-response of a share, ``..`` when they are hidden."""
    if figure.suppressed and figure.bound_low is None:
        return swedish.HIDDEN
    return swedish.interval(figure.bound_low, figure.bound_high)


def told(section: Section, goal: Goal, variant: Variant) -> Told | None:
    """Look up a goal's outcome by one of its definitions; None where it is not published."""
    name = f"{goal.id}/{variant.id}"
    table, figure = table_with(section, "goals", name), find(section, "goal", name)
    if table is None or figure is None:
        return None
    if variant.months is not None and not figure.hidden:
        keys = {"months": variant.months, "population": variant.population}
        share = find(section, "lasting.share", "", **keys)
        if share is not None and (share.k, share.n) == (figure.k, figure.n):
            figure = replace(
                figure,
                bound_low=share.bound_low,
                bound_high=share.bound_high,
                suppressed=share.suppressed,
            )
    return Told(goal, variant, table, figure)


def defined(section: Section, goal: Goal) -> str:
    """Name a goal's definition in force as the plan does."""
    return f"{goal.id}/{deciding(section, goal).id}"


def headline(section: Section) -> Prose:
    """Say first whether the project's own goals are met, as far as it is told."""
    goals = [goal for goal in section.project.goals if goal.official]
    return Prose(*(conclusion(section, goal) for goal in goals), lead=True)


def conclusion(section: Section, goal: Goal) -> str:
    """Say whether a goal is met under the definition in force, or why that is not told."""
    variant, place = deciding(section, goal), wording.where(section)
    found = told(section, goal, variant)
    named = f"Målet ”{goal.name}” ({swedish.percent(goal.target)})"
    if found is None:
        missing = absent(section, "goals", defined(section, goal))
        return f"{named} kan inte prövas {place}. {missing}"
    until = as_of(section, found.figure)
    if found.figure.hidden:
        return f"Om målet ”{goal.name}” nås {place} {until} redovisas inte: {WHY}."
    if not found.figure.n:
        return f"{named} kan inte prövas än {place}: ingen har något utfall {until}."
    return f"{goal_words.verdict(goal, found.figure, place)} Uppgifterna är {until}."


def official(section: Section) -> Group:
    """Show the project's own goals."""
    return Group(*(_goal(section, goal) for goal in section.project.goals if goal.official))


def comparison(section: Section) -> Prose | Group:
    """Show the goals that are not the project's own but are counted for comparison."""
    goals = [goal for goal in section.project.goals if not goal.official]
    if not goals:
        return Prose("Projektet räknar inget mål från andra projekt till jämförelse.")
    return Group(*(_goal(section, goal) for goal in goals))


def _goal(section: Section, goal: Goal) -> Group:
    primary = deciding(section, goal)
    order = sorted(goal.variants, key=lambda variant: variant != primary)
    found = [one for variant in order if (one := told(section, goal, variant)) is not None]
    texts = [] if goal.official else [conclusion(section, goal)]
    if not found:
        missing = absent(section, "goals", defined(section, goal))
        return Group(Prose(*(texts or [missing])))
    labels = goal_words.exit_labels(section.project)
    texts.append(
        f"Definitionen som gäller är ”{primary.label}”: {goal_words.meaning(primary, labels)}."
        + (f" Med {positive(section.project)}." if primary.population == "positiv" else "")
        + ("" if section.is_whole_project else " Målet är satt för projektet som helhet.")
    )
    texts += filter(None, [wording.caution(found[0].figure.n)])
    return Group(Prose(*texts), *exhibits(section, found, f"{goal.name}: utfall mot målet"))


def exhibits(section: Section, found: Sequence[Told], caption: str) -> list[Chart | Table]:
    """Show outcomes of one goal, or of several, as a chart and as a table."""
    goals = list(dict.fromkeys(one.goal for one in found))
    names = [one.variant.label if len(goals) == 1 else one.goal.name for one in found]
    if len(goals) == 1:
        caption += f" {swedish.percent(goals[0].target)}"
    lasting = any(one.variant.months is not None for one in found)
    note_ = note(
        section,
        [Part(one.table, [one.figure], name) for one, name in zip(found, names, strict=True)],
        "Andelen är av dem som varje definition räknar; för varaktig progression av dem som nåddes"
        if lasting
        else "Andelen är av dem som varje definition räknar",
        *(f"{one.goal.name}: {one.variant.label}" for one in found if len(goals) > 1),
        *(f"”{goal.name}” är {goal_words.origin(goal)}" for goal in goals if not goal.official),
        wording.LOCAL,
    )
    table = Table(
        (
            "Definition" if len(goals) == 1 else "Mål",
            "Målnivå",
            "Utfall",
            "Når målet",
            _INTERVAL,
            "Rymmer målet",
            *(("Bortfall inräknat",) if lasting else ()),
        ),
        tuple(_cells(one, name, lasting) for one, name in zip(found, names, strict=True)),
        caption=f"{caption}, i siffror",
        note=note_,
        numeric=frozenset({1, 2, 4, 6}),
    )
    drawn = [one for one in found if one.figure.value is not None]
    if max((one.figure.n or 0 for one in drawn), default=0) < wording.FEW:
        return [table]
    return [_chart(section, found, names, caption, note_, lasting), table]


def _cells(one: Told, name: str, lasting: bool) -> tuple[str, ...]:
    return (
        name,
        swedish.percent(one.goal.target),
        one.outcome,
        one.answer(goal_words.is_met(one.goal, one.figure)),
        one.interval,
        one.answer(goal_words.holds(one.goal, one.figure)),
        *((one.bounds,) if lasting else ()),
    )


def _chart(
    section: Section,
    found: Sequence[Told],
    names: Sequence[str],
    caption: str,
    note_: str,
    lasting: bool,
) -> Chart:
    rows = [
        ShareRow(
            name,
            one.figure,
            one.outcome,
            one.goal.target,
            one.variant == deciding(section, one.goal),
        )
        for one, name in zip(found, names, strict=True)
    ]
    said = "; ".join(_in_words(one, row) for one, row in zip(found, rows, strict=True))
    reading = (
        f"Punkt: utfallet, fylld för den definition som gäller. Streck: {_INTERVAL}. "
        f"Streckad linje: målet. {BAND + '. ' if lasting else ''}"
    )
    return Chart.of(
        share_chart(rows, bands=lasting), alt=f"{said}.", caption=caption, note=reading + note_
    )


def _in_words(one: Told, row: ShareRow) -> str:
    aim = swedish.percent(one.goal.target)
    if one.figure.value is None:
        return f"{row.label}: {row.text}"
    reached = "når" if goal_words.is_met(one.goal, one.figure) else "når inte"
    interval = goal_words.confidence(one.goal, one.figure)
    return f"{row.label}: {row.text}, {reached} målet {aim}, {interval}"
