"""Goals: what came of each, under the definition in force and under every other."""

from __future__ import annotations

from collections.abc import Iterable

from stegvis.figures import Figure
from stegvis.project import Goal, Variant
from stegvis.show import swedish, wording
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Group
from stegvis.show.followup import FollowUp, positive, why_no_share
from stegvis.show.goal_words import (
    confidence,
    exit_labels,
    holds,
    in_force,
    interval,
    is_met,
    meaning,
    origin,
    outcome,
    verdict,
)
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.share_chart import ShareRow, share_chart
from stegvis.show.table import Table

NO_OUTCOME = "inget utfall än"
_SAME = "är densamma med alla definitioner som kan prövas"
_NOT_OVER_TIME = (
    "Definitionerna räknar olika personer och tidpunkter, så skillnaden mellan dem är ingen "
    "utveckling över tid"
)


def figure_of(section: Section, goal: Goal, variant: Variant) -> Figure:
    """Look up a goal's outcome under one of its definitions."""
    return section.figures.one(section.place, "goal", f"{goal.id}/{variant.id}")


def deciding(section: Section, goal: Goal) -> Variant:
    """Give the definition in force on the period's last day."""
    return goal.primary(section.period.end)


def why_no_outcome(section: Section, variant: Variant) -> str:
    """Say why a definition has no outcome yet, and from when it can have one."""
    if variant.months is not None:
        return why_no_share(section, FollowUp("lasting", variant.months, variant.population))
    if variant.denominator == "started" and not variant.within:
        return f"Ingen har startat {section.until}."
    return f"Ingen har avslutats {section.until}, så det finns inget utfall att räkna."


def headline(section: Section) -> Prose:
    """Say first whether the project's own goals are met."""
    if not section.delivered:
        return Prose(wording.no_delivery(section), lead=True)
    goals = [goal for goal in section.project.goals if goal.official]
    return Prose(*(_conclusion(section, goal) for goal in goals), lead=True)


def _conclusion(section: Section, goal: Goal) -> str:
    variant = deciding(section, goal)
    figure = figure_of(section, goal, variant)
    if figure.value is None:
        return (
            f"Målet ”{goal.name}” ({swedish.percent(goal.target)}) kan inte prövas än "
            f"{wording.where(section)}. {why_no_outcome(section, variant)}"
        )
    return verdict(goal, figure, wording.where(section))


def official(section: Section) -> Prose | Group:
    """Show the project's own goals."""
    return _shown(section, [goal for goal in section.project.goals if goal.official])


def comparison(section: Section) -> Prose | Group:
    """Show the goals that are not the project's own but are counted for comparison."""
    goals = [goal for goal in section.project.goals if not goal.official]
    if section.delivered and not goals:
        return Prose("Projektet räknar inget mål från andra projekt till jämförelse.")
    return _shown(section, goals)


def _shown(section: Section, goals: Iterable[Goal]) -> Prose | Group:
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    return Group(*(_goal(section, goal) for goal in goals))


def _goal(section: Section, goal: Goal) -> Group:
    figures = {variant: figure_of(section, goal, variant) for variant in goal.variants}
    primary = deciding(section, goal)
    text = Prose(*_told(section, goal, primary, figures[primary]))
    if all(figure.value is None for figure in figures.values()):
        return Group(text)
    order = sorted(goal.variants, key=lambda variant: variant != primary)
    ordered = {variant: figures[variant] for variant in order}
    table = _table(section, goal, ordered)
    if max(figure.n or 0 for figure in figures.values()) < wording.FEW:
        return Group(text, table)
    return Group(text, _chart(section, goal, ordered), table)


def _told(section: Section, goal: Goal, primary: Variant, figure: Figure) -> Iterable[str]:
    if not goal.official:
        yield _conclusion(section, goal)
    labels = exit_labels(section.project)
    force = f", i kraft {in_force(goal, primary)}," if goal.official else ""
    yield " ".join(
        swedish.sentence(text)
        for text in (
            f"Definitionen{force} är ”{primary.label}”: {meaning(primary, labels)}",
            f"Med {positive(section.project)}" if primary.population == "positiv" else "",
            (goal.note or "") if goal.official else origin(goal),
            "" if section.is_whole_project else "Målet är satt för projektet som helhet",
        )
        if text
    )
    if primary.months is not None and figure.n:
        yield _with_nonresponse(section, primary)
    if warning := wording.caution(figure.n):
        yield warning


def _with_nonresponse(section: Section, variant: Variant) -> str:
    assert variant.months is not None, "asked of a goal of kind lasting only"
    group = FollowUp("lasting", variant.months, variant.population)
    share, missed = group.figure(section, "share"), group.figure(section, "nonresponse")
    if not missed.k:
        return "Alla som var aktuella för uppföljning nåddes."
    return (
        f"Andelen är av dem som nåddes. Av de aktuella nåddes {wording.share(missed)} inte; "
        "räknas de in ligger andelen någonstans i intervallet "
        f"{swedish.interval(share.bound_low, share.bound_high)}."
    )


def _note(section: Section, goal: Goal, figures: dict[Variant, Figure]) -> str:
    lasting = goal.kind == "lasting"
    return wording.note(
        section,
        "Andelen är av " + ("dem som nåddes" if lasting else "dem som varje definition räknar"),
        wording.LOCAL,
        origin(goal),
    )


def _chart(section: Section, goal: Goal, figures: dict[Variant, Figure]) -> Chart:
    primary = deciding(section, goal)
    rows = [
        ShareRow(
            variant.label,
            figure,
            outcome(goal, figure) if figure.n else NO_OUTCOME,
            goal.target,
            variant == primary,
        )
        for variant, figure in figures.items()
    ]
    said = "; ".join(
        f"{row.label}{' (den definition som gäller)' if row.deciding else ''}: {row.text}"
        + (f", {confidence(goal, row.figure)}" if row.figure.n else "")
        for row in rows
    )
    return Chart.of(
        share_chart(rows),
        alt=f"Punktdiagram över utfallet, med målet {swedish.percent(goal.target)} som streckad "
        f"linje. {said}.",
        caption=f"{goal.name}: utfall mot målet {swedish.percent(goal.target)}",
        note="Fylld punkt, överst: den definition som gäller. Ihålig punkt: annan definition. "
        f"Streck: 95\N{NO-BREAK SPACE}% intervall. {_note(section, goal, figures)}",
    )


def _table(section: Section, goal: Goal, figures: dict[Variant, Figure]) -> Table:
    rows = tuple(
        (
            variant.label,
            in_force(goal, variant),
            outcome(goal, figure) if figure.n else NO_OUTCOME,
            interval(goal, figure),
            _yes_no(is_met(goal, figure)),
            _yes_no(holds(goal, figure)),
        )
        for variant, figure in figures.items()
    )
    return Table(
        (
            "Definition",
            "I kraft",
            "Utfall",
            "95\N{NO-BREAK SPACE}% intervall",
            "Når målet",
            "Intervallet rymmer målet",
        ),
        rows,
        caption=f"{goal.name}: utfall mot målet {swedish.percent(goal.target)} enligt varje "
        "definition",
        note=_note(section, goal, figures),
        numeric=frozenset({2, 3}),
    )


def _yes_no(answer: bool | None) -> str:
    return {True: "ja", False: "nej", None: swedish.MISSING}[answer]


def sensitivity(section: Section) -> Prose:
    """Say for each goal whether the conclusion depends on the definition."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    return Prose(*(_depends(section, goal) for goal in section.project.goals))


def _depends(section: Section, goal: Goal) -> str:
    counted = {
        variant: figure
        for variant in goal.variants
        if (figure := figure_of(section, goal, variant)).n
    }
    about = f"”{goal.name}” ({swedish.percent(goal.target)})"
    if len(counted) < 2:
        how_many = "bara en definition" if counted else "ingen definition"
        return f"{about}: {how_many} kan prövas än, så det finns inget att jämföra."
    said = {
        met: swedish.listed(
            f"”{variant.label}” ger {outcome(goal, figure)}"
            for variant, figure in counted.items()
            if is_met(goal, figure) is met
        )
        for met in (True, False)
    }
    texts = [
        f"slutsatsen {'beror på definitionen' if all(said.values()) else _SAME}",
        f"målet nås: {said[True]}" if said[True] else "",
        f"målet nås inte: {said[False]}" if said[False] else "",
        _NOT_OVER_TIME if goal.kind == "lasting" else "",
    ]
    verdict, *reasons = (text for text in texts if text)
    return " ".join([f"{about}: {verdict}.", *map(swedish.sentence, reasons)])


def definitions(section: Section) -> Table:
    """List every goal's definitions: what is counted, and when each was in force."""
    labels = exit_labels(section.project)
    rows = tuple(
        (
            f"{goal.name}, {swedish.percent(goal.target)}",
            variant.label,
            meaning(variant, labels),
            in_force(goal, variant),
        )
        for goal in section.project.goals
        for variant in goal.variants
    )
    return Table(
        ("Mål", "Definition", "Vad som räknas", "I kraft"),
        rows,
        caption=f"Målens definitioner i {section.project.name}",
        note=" ".join(
            swedish.sentence(text)
            for text in (
                f"Med {positive(section.project)}",
                *(f"”{g.name}” är {origin(g)}" for g in section.project.goals if not g.official),
            )
        ),
        numeric=frozenset(),
    )
