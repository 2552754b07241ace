"""Definitions laid side by side: each goal under every way to count it that can be defended."""

from __future__ import annotations

from collections.abc import Sequence

from stegvis.goal import Goal
from stegvis.show import swedish, wording
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Group
from stegvis.show.goal_words import origin
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.specification_chart import Column, specification_chart
from stegvis.show.specification_text import told
from stegvis.show.specification_words import (
    DIMENSIONS,
    Way,
    choices,
    choices_of,
    counted,
    in_force,
    in_words,
    lettered,
    reading,
    ways_of,
)
from stegvis.show.table import Table


def panels(section: Section) -> Prose | Group:
    """Show every goal under every way to count it, and say whether the conclusion depends on it."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    return Group(*(_panel(section, goal) for goal in section.project.goals))


def _panel(section: Section, goal: Goal) -> Group:
    ways = ways_of(section, goal)
    shown = sorted((way for way in ways if way.figure.n), key=lambda way: -way.value)
    texts = [Prose(text) for text in told(section, goal, ways, shown)]
    if len(shown) < 2:
        return Group(*texts)
    table = _table(section, goal, shown)
    if max(way.figure.n or 0 for way in shown) < wording.FEW:
        return Group(*texts, table)
    return Group(*texts, _chart(section, goal, shown), table)


def _dimensions(section: Section, goal: Goal, shown: Sequence[Way]) -> dict[str, list[str]]:
    """Give each dimension's heading and the labels of its choices that have people."""
    found: dict[str, list[str]] = {}
    for turn, (dimension, offered) in enumerate(choices(section, goal).items()):
        taken = {choices_of(way.specification)[turn] for way in shown}
        found[DIMENSIONS[dimension]] = [
            lettered(section.project, goal, dimension, choice)
            for choice in offered
            if choice in taken
        ]
    return found


def _labels(section: Section, goal: Goal, way: Way) -> tuple[str, ...]:
    return tuple(
        lettered(section.project, goal, dimension, choice)
        for dimension, choice in zip(DIMENSIONS, choices_of(way.specification), strict=True)
    )


def _note(section: Section, goal: Goal) -> str:
    return wording.note(
        section,
        "n = antalet efter ”av” i tabellen, för varje sätt att räkna",
        reading(section.project),
        _counts(section, goal),
        wording.LOCAL,
        origin(goal),
    )


def _counts(section: Section, goal: Goal) -> str:
    """Say where municipalities that deliver counts only are left out."""
    if wording.delivers_counts(section):
        return "Kommunen lämnar bara antal, så bara de sätt som antalen räcker till visas"
    if not (left_out := wording.left_out(section)):
        return ""
    where = (
        "där alla räknas vid avslut"
        if goal.kind == "exit"
        else "där alla räknas, eller de som har gått framåt enligt den regel som gäller"
    )
    return f"{left_out}, utom {where}"


def _chart(section: Section, goal: Goal, shown: Sequence[Way]) -> Chart:
    primary = in_force(section, goal)
    summary = section.figures.one(section.place, "goal.specifications", goal.id)
    own = next((way for way in shown if way.specification == primary), None)
    columns = [
        Column(
            way.figure,
            _labels(section, goal, way),
            way is own,
            f"gäller: {counted(goal, way.figure)}" if way is own else "",
        )
        for way in shown
    ]
    target = swedish.percent(goal.target)
    said = f" Den definition som gäller ger {counted(goal, own.figure)}." if own else ""
    return Chart.of(
        specification_chart(columns, _dimensions(section, goal, shown), goal.target),
        alt=f"Andelen med varje sätt att räkna, sorterade från {swedish.percent(summary.high)} "
        f"till {swedish.percent(summary.low)}, ovanför en matris över valen bakom varje andel. "
        f"{swedish.count(summary.k)} av {swedish.count(summary.n)} sätt når målet {target}, som är "
        f"en streckad linje.{said}",
        caption=f"{goal.name}: varje sätt att räkna mot målet {target}",
        note=f"{_note(section, goal)} En kolumn är ett sätt att räkna: punkten är andelen, "
        "strecket dess 95\N{NO-BREAK SPACE}% intervall, och prickarna under visar valen. Fylld "
        "punkt på ljust band: den definition som gäller.",
    )


def _table(section: Section, goal: Goal, shown: Sequence[Way]) -> Table:
    primary = in_force(section, goal)
    return Table(
        (
            "Sätt att räkna",
            "Andel",
            "95\N{NO-BREAK SPACE}% intervall",
            "Med bortfallet inräknat",
        ),
        tuple(
            (
                in_words(section.project, goal, way.specification)
                + (" (den definition som gäller)" if way.specification == primary else ""),
                counted(goal, way.figure),
                swedish.interval(way.figure.low, way.figure.high),
                _bounds(way),
            )
            for way in shown
        ),
        caption=f"{goal.name}: varje sätt att räkna, största andelen först",
        note=_note(section, goal),
    )


def _bounds(way: Way) -> str:
    low, high = way.figure.bound_low, way.figure.bound_high
    return "inget bortfall" if low is not None and low == high else swedish.interval(low, high)
