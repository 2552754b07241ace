"""Controls of the method: pick a part of it, and an outcome to set beside it."""

from __future__ import annotations

import ipywidgets as widgets

from stegvis.explore import fields
from stegvis.explore.beside import FIDELITY, MethodChoice, component_label
from stegvis.explore.fields import Options
from stegvis.explore.methods import method_view
from stegvis.explore.outcome import outcomes
from stegvis.explore.panel import Panel, opened
from stegvis.explore.selection import select
from stegvis.explore.source import Source, open_source
from stegvis.explore.view import View
from stegvis.project import Project
from stegvis.show.exhibit import Prose


class MethodControls:
    """The fields of a method's part and an outcome, and the panel that shows them together."""

    def __init__(self, source: Source, project: Project, period: str) -> None:
        self._source = source
        label = project.period(period).label
        self.project = fields.one("Projekt", fields.projects(source), project.id)
        self.period = fields.one("Period", fields.periods(project, label), label)
        self.component = fields.one("Del av metoden", _components(project), project.method[0].id)
        self.outcome = fields.one("Utfall", fields.outcome_names(project), 0)
        choosing = (self.project, self.period, self.component, self.outcome)
        self.panel = Panel(choosing, self.look, self.settle, source.views)

    @property
    def _project(self) -> Project:
        return self._source.projects[self.project.value]

    def look(self) -> View:
        """Make the view that the fields ask for."""
        names = [place.name for place in self._project.municipalities]
        selection = select(self._project, self.period.value, names)
        outcome = outcomes(self._project)[self.outcome.value]
        return method_view(self._source, MethodChoice(selection, self.component.value, outcome))

    def settle(self, changed: widgets.Widget) -> None:
        """Put right the fields that depend on the one that was changed."""
        if changed is self.project:
            project = self._project
            period = fields.newest_quarter(self._source, project)
            fields.give(self.period, fields.periods(project, period), period)
            fields.give(self.component, _components(project), project.method[0].id)
            fields.give(self.outcome, fields.outcome_names(project), 0)


def _components(project: Project) -> Options:
    ids = [*(part.id for part in project.method), FIDELITY]
    return {component_label(project, component): component for component in ids}


def explore_methods(underlag: str, projekt: str, period: str) -> Panel | Prose:
    """Explore the method beside outcomes, from a notebook's parameters."""

    def open_panel() -> Panel:
        source = open_source(underlag)
        return MethodControls(source, source.project(projekt), period).panel

    return opened(open_panel)
