"""The project in short: its goals, and what its municipalities' figures cannot be used for."""

from __future__ import annotations

from stegvis.figures import Figure
from stegvis.goal import Goal
from stegvis.period import Period
from stegvis.show import goals, swedish, wording
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Group
from stegvis.show.followup import only_positive_reached
from stegvis.show.goal_words import confidence, holds, interval, is_met, origin, outcome
from stegvis.show.places import counting, places, without_delivery
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.share_chart import ShareRow, share_chart
from stegvis.show.table import Table


def headline(section: Section) -> Prose:
    """Say first how many have taken part, and whether the project's own goals are met."""
    if not section.delivered:
        return Prose(wording.no_delivery(section), lead=True)
    started, exited = (
        section.figures.one(section.place, f"caseload.{status}", "cumulative").k or 0
        for status in ("started", "exited")
    )
    who = f"{wording.participants(started)} har startat {wording.where(section)} {section.until}"
    left = f"{swedish.count(exited)} av dem har avslutats" if exited else "ingen har avslutats än"
    return Prose(f"{who}; {left}.", *goals.headline(section).paragraphs, lead=True)


def outcomes(section: Section) -> Prose | Group:
    """Show every goal's outcome under the definition in force."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    figures = {
        goal: goals.figure_of(section, goal, goals.deciding(section, goal))
        for goal in section.project.goals
    }
    lacking = [
        f"”{goal.name}”: {goals.why_no_outcome(section, goals.deciding(section, goal))}"
        for goal, figure in figures.items()
        if not figure.n
    ]
    if len(lacking) == len(figures):
        return Prose(*lacking)
    shown = [Prose(*lacking)] if lacking else []
    return Group(*shown, _chart(section, figures), _table(section, figures))


def _chart(section: Section, figures: dict[Goal, Figure]) -> Chart:
    rows = [
        ShareRow(
            f"{goal.name} (inofficiellt)" if not goal.official else goal.name,
            figure,
            outcome(goal, figure) if figure.n else goals.NO_OUTCOME,
            goal.target,
            goal.official,
        )
        for goal, figure in figures.items()
    ]
    said = "; ".join(
        f"{row.label}, mål {swedish.percent(row.target)}: {row.text}{_reached(row)}"
        + (f", {confidence(goal, figure)}" if figure.n else "")
        + goals.bounds_in_words(section, goals.deciding(section, goal), figure)
        for row, (goal, figure) in zip(rows, figures.items(), strict=True)
    )
    return Chart.of(
        share_chart(rows),
        alt=f"{said}.",
        caption="Målens utfall enligt den definition som gäller",
        note=f"Punkt: utfallet. Streck: 95{swedish.NBSP}% intervall. Streckad linje: målet. "
        + _note(section, figures),
    )


def _reached(row: ShareRow) -> str:
    """Go on with how an outcome is to its target."""
    if row.figure.value is None or row.target is None:
        return ""
    return ", når målet" if row.figure.value >= row.target else ", når inte målet"


def _table(section: Section, figures: dict[Goal, Figure]) -> Table:
    answer = {True: "ja", False: "nej", None: swedish.MISSING}
    bounds = {
        goal: goals.bounds(section, goals.deciding(section, goal)) or swedish.MISSING
        for goal in figures
    }
    return Table(
        (
            "Mål",
            "Målnivå",
            "Utfall",
            f"95{swedish.NBSP}% intervall",
            "Bortfall inräknat",
            "Når målet",
            "Rymmer målet",
        ),
        tuple(
            (
                goal.name,
                swedish.percent(goal.target),
                outcome(goal, figure) if figure.n else goals.NO_OUTCOME,
                interval(goal, figure),
                bounds[goal],
                answer[is_met(goal, figure)],
                answer[holds(goal, figure)],
            )
            for goal, figure in figures.items()
        ),
        caption="Målens utfall enligt den definition som gäller",
        note=_note(section, figures),
        numeric=frozenset({1, 2, 3, 4}),
    )


def _note(section: Section, figures: dict[Goal, Figure]) -> str:
    return wording.note(
        section,
        *(f"{goal.name}: {goals.deciding(section, goal).label}" for goal in figures),
        *(f"”{goal.name}” är {origin(goal)}" for goal in figures if not goal.official),
        wording.LOCAL,
    )


def comparability(section: Section) -> Prose:
    """Say which figures must not be compared, and why."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    said = (
        _about_lacking(section),
        _about_older(section),
        _about_counts(section),
        _about_positive_only(section),
        _about_few(section),
        "Grupperna ”alla avslut” och ”positiv stegförflyttning” har olika personer i nämnaren, "
        "och 6 och 12 månader är olika tidpunkter. Siffror för olika grupper får aldrig läggas "
        "ihop, och bara samma grupp och tid får jämföras mellan kommuner.",
        "Skillnader mellan kommuner är förenliga med olika arbetssätt, men också med olika "
        "deltagare, olika bedömare och slump. Siffrorna visar inte vad som har orsakat dem.",
    )
    return Prose(*(text for text in said if text))


def _about_lacking(section: Section) -> str:
    lacking = without_delivery(section)
    if not lacking:
        return ""
    return f"{swedish.listed(lacking)} har inte lämnat någon leverans och ingår inte i något tal."


def _about_older(section: Section) -> str:
    used = section.figures.table(None, "delivery.used")
    newest = {row.municipality: Period.parse(str(row.quarter)) for row in used.itertuples()}
    older = [
        f"{place} ({swedish.period(newest[place])})"
        for place in places(section)
        if place in newest and newest[place].end < section.period.end
    ]
    if not older:
        return ""
    return (
        f"Den senaste leveransen gäller en tidigare period för {swedish.listed(older)}. Det som "
        "har hänt därefter saknas."
    )


def _about_counts(section: Section) -> str:
    found = counting(section)
    if not found:
        return ""
    return (
        f"{swedish.listed(found)} lämnar bara antal. Antalen ingår i startade, avslutade, "
        "avslutsorsaker och uppföljning för samma grupp och tid, men inte i stegförflyttningar."
    )


def _about_positive_only(section: Section) -> str:
    found = [
        place
        for place in places(section)
        if section.figures.delivered(place) and only_positive_reached(section.for_place(place))
    ]
    if not found:
        return ""
    return (
        f"I {swedish.listed(found)} har bara personer med positiv stegförflyttning nåtts vid "
        "minst en uppföljning. Där säger andelen för ”alla avslut” inget om de andra."
    )


def _about_few(section: Section) -> str:
    few = [
        place
        for place in places(section)
        if section.figures.delivered(place)
        and (section.figures.one(place, "caseload.started", "cumulative").k or 0) < wording.SMALL
    ]
    if not few:
        return ""
    return (
        f"I {swedish.listed(few)} har färre än {wording.SMALL} deltagare startat. Läs antalen där, "
        "inte andelarna, och rangordna inte."
    )
