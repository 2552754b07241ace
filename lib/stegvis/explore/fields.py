"""Fields to choose in: Swedish labels that are not cut, native elements that a keyboard reaches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import ipywidgets as widgets

from stegvis.explore.outcome import outcomes
from stegvis.explore.source import Source
from stegvis.language import swedish_order
from stegvis.project import Project
from stegvis.show import swedish

_LABEL = {"description_width": "11em"}
_WIDTH = "38em"
_ROWS = 6
"""Rows of a list that are seen at once; it scrolls beyond them."""
MANY = "Håll ned Ctrl för att välja flera; Ctrl + A väljer alla."

Options = Mapping[str, object]
"""What can be chosen: its label to its value."""


def one(label: str, options: Options, value: object) -> widgets.Dropdown:
    """Make a field in which one thing is chosen."""
    return widgets.Dropdown(
        options=list(options.items()),
        value=value,
        description=label,
        style=_LABEL,
        layout=widgets.Layout(width=_WIDTH),
    )


def several(label: str, options: Options, values: Iterable[object]) -> widgets.SelectMultiple:
    """Make a field in which several things can be chosen."""
    return widgets.SelectMultiple(
        options=list(options.items()),
        value=tuple(values),
        description=label,
        tooltip=MANY,
        rows=min(len(options), _ROWS),
        style=_LABEL,
        layout=widgets.Layout(width=_WIDTH),
    )


def yes_no(label: str, *, value: bool) -> widgets.Checkbox:
    """Make a box to tick."""
    return widgets.Checkbox(
        value=value, description=label, indent=False, layout=widgets.Layout(width=_WIDTH)
    )


def give(field: widgets.Widget, options: Options, value: object) -> None:
    """Give a field other options, and choose among them."""
    field.options = list(options.items())
    field.value = value


def seen(field: widgets.Widget, *, wanted: bool) -> None:
    """Show a field, or take it away, from the keyboard's order too."""
    field.layout.display = None if wanted else "none"


def projects(source: Source) -> Options:
    """List the projects by name."""
    return {project.name: project.id for project in source.projects.values()}


def municipalities(project: Project) -> Options:
    """List a project's municipalities in Swedish order."""
    names = sorted((place.name for place in project.municipalities), key=swedish_order)
    return {name: name for name in names}


def periods(project: Project, chosen: str) -> Options:
    """List a project's quarters, newest first, its whole span, and the one that was chosen."""
    quarters = {swedish.period(quarter): quarter.label for quarter in project.span.quarters()}
    newest = dict(reversed(quarters.items()))
    known = {**newest, swedish.period(project.span): project.span.label}
    own = project.period(chosen)
    return known if own.label in known.values() else {swedish.period(own): own.label, **known}


def newest_quarter(source: Source, project: Project) -> str:
    """Give the newest quarter that the project has deliveries of, within its span."""
    newest = source.store.newest_period(project)
    last = project.span.quarters()[-1]
    return last.label if newest is None else min(newest, last).label


def outcome_names(project: Project) -> Options:
    """List what can be looked at, each by its place in the list of outcomes."""
    return {outcome.label: number for number, outcome in enumerate(outcomes(project))}
