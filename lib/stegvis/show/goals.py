"""Goals: what came of each, under the definition in force and under every other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from stegvis.figures import Figure
from stegvis.goal import Goal, Variant
from stegvis.show import swedish, wording
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Group
from stegvis.show.followup import FollowUp, positive, why_no_share
from stegvis.show.followup_shares import with_bounds
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
_BAND = "Ljust band: så lågt och så högt kan andelen ligga om även de som inte nåddes räknas in. "


def figure_of(section: Section, goal: Goal, variant: Variant) -> Figure:
    """Look up a goal's outcome under one of its definitions, with its bounds for non-response."""
    figure = section.figures.one(section.place, "goal", f"{goal.id}/{variant.id}")
    if variant.months is None:
        return figure
    share = _followed(variant).figure(section, "share")
    return replace(figure, bound_low=share.bound_low, bound_high=share.bound_high)


def _followed(variant: Variant) -> FollowUp:
    """Give the group that a definition of kind ``lasting`` is about."""
    assert variant.months is not None, "asked of a goal of kind lasting only"
    return FollowUp("lasting", variant.months, variant.population)


def deciding(section: Section, goal: Goal) -> Variant:
    """Give the definition in force on the period's last day."""
    return goal.primary(section.period.end)


def why_no_outcome(section: Section, variant: Variant) -> str:
    """Say why a definition has no outcome yet, and from when it can have one."""
    if variant.months is not None:
        return why_no_share(section, _followed(variant))
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
    texts = [Prose(text) for text in _told(section, goal, primary, figures[primary])]
    if all(figure.value is None for figure in figures.values()):
        return Group(*texts)
    order = sorted(goal.variants, key=lambda variant: variant != primary)
    ordered = {variant: figures[variant] for variant in order}
    table = _table(section, goal, ordered)
    if max(figure.n or 0 for figure in figures.values()) < wording.FEW:
        return Group(*texts, table)
    return Group(*texts, _chart(section, goal, ordered), table)


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
    group = _followed(variant)
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
        + bounds_in_words(section, variant, row.figure)
        for variant, row in zip(figures, rows, strict=True)
    )
    lasting = goal.kind == "lasting"
    return Chart.of(
        share_chart(rows, bands=lasting),
        alt=f"{_finding(goal, figures.get(primary))} {said}.",
        caption=f"{goal.name}: utfall mot målet {swedish.percent(goal.target)}",
        note="Fylld punkt, överst: den definition som gäller. Ihålig punkt: annan definition. "
        f"Streck: 95\N{NO-BREAK SPACE}% intervall. {_BAND if lasting else ''}"
        f"{_note(section, goal, figures)}",
    )


def _finding(goal: Goal, figure: Figure | None) -> str:
    """Say how the outcome that decides is to the target."""
    if figure is None or figure.value is None:
        return f"Målet {swedish.percent(goal.target)} kan inte jämföras med något utfall än."
    reached = "når" if figure.value >= goal.target else "når inte"
    return f"Utfallet {outcome(goal, figure)} {reached} målet {swedish.percent(goal.target)}."


def bounds(section: Section, variant: Variant) -> str:
    """Write a definition's bounds for non-response; nothing where there is none to have."""
    if variant.months is None:
        return ""
    group = _followed(variant)
    return with_bounds(group.figure(section, "share"), group.figure(section, "nonresponse"))


def bounds_in_words(section: Section, variant: Variant, figure: Figure) -> str:
    """Go on a sentence about an outcome with its bounds for non-response; else nothing."""
    if variant.months is None or not figure.n:
        return ""
    told = bounds(section, variant)
    missed = _followed(variant).figure(section, "nonresponse").k
    return f", med bortfallet inräknat {told}" if missed else f", {told}"


def _table(section: Section, goal: Goal, figures: dict[Variant, Figure]) -> Table:
    lasting = goal.kind == "lasting"
    rows = tuple(
        (
            variant.label,
            in_force(goal, variant),
            outcome(goal, figure) if figure.n else NO_OUTCOME,
            _yes_no(is_met(goal, figure)),
            interval(goal, figure),
            _yes_no(holds(goal, figure)),
            *((bounds(section, variant),) if lasting else ()),
        )
        for variant, figure in figures.items()
    )
    return Table(
        (
            "Definition",
            "I kraft",
            "Utfall",
            "Når målet",
            "95\N{NO-BREAK SPACE}% intervall",
            "Rymmer målet",
            *(("Bortfall inräknat",) if lasting else ()),
        ),
        rows,
        caption=f"{goal.name}: utfall mot målet {swedish.percent(goal.target)} enligt varje "
        "definition",
        note=_note(section, goal, figures),
        numeric=frozenset({2, 4, 6}),
    )


def _yes_no(answer: bool | None) -> str:
    return {True: "ja", False: "nej", None: swedish.MISSING}[answer]


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
