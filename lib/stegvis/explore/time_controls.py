"""Controls of one municipality over time: pick it, and what to follow."""

from __future__ import annotations

import ipywidgets as widgets

from stegvis.explore import fields
from stegvis.explore.fields import Options
from stegvis.explore.outcome import outcomes
from stegvis.explore.over_time import TimeChoice, time_view
from stegvis.explore.panel import Panel, opened
from stegvis.explore.selection import select
from stegvis.explore.source import Source, open_source
from stegvis.explore.view import View
from stegvis.place import find_municipality
from stegvis.project import Project
from stegvis.show.exhibit import Prose

_CASELOAD = -1
"""Stands for the caseload, in the list of what can be followed."""


class TimeControls:
    """The fields of a municipality and what is followed, and the panel that shows it."""

    def __init__(self, source: Source, project: Project, municipality: str, period: str) -> None:
        self._source = source
        label = project.period(period).label
        place = find_municipality(municipality, project.municipalities).name
        places = fields.municipalities(project)
        self.project = fields.one("Projekt", fields.projects(source), project.id)
        self.municipality = fields.one("Kommun", places, place)
        self.period = fields.one("Till och med", fields.periods(project, label), label)
        self.followed = fields.one("Visa", _followed(project), 0)
        self.as_known = fields.yes_no("Visa även hur det såg ut vid kvartalets slut", value=False)
        choosing = (self.project, self.municipality, self.period, self.followed, self.as_known)
        self.panel = Panel(choosing, self.look, self.settle, source.views)

    @property
    def _project(self) -> Project:
        return self._source.projects[self.project.value]

    def look(self) -> View:
        """Make the view that the fields ask for."""
        selection = select(self._project, self.period.value, [self.municipality.value])
        number = self.followed.value
        outcome = None if number == _CASELOAD else outcomes(self._project)[number]
        return time_view(self._source, TimeChoice(selection, outcome, self.as_known.value))

    def settle(self, changed: widgets.Widget) -> None:
        """Put right the fields that depend on the one that was changed."""
        if changed is self.project:
            project = self._project
            places = fields.municipalities(project)
            kept = self.municipality.value
            place = kept if kept in places else next(iter(places))
            period = fields.newest_quarter(self._source, project)
            fields.give(self.municipality, places, place)
            fields.give(self.period, fields.periods(project, period), period)
            fields.give(self.followed, _followed(project), 0)
        fields.seen(self.as_known, wanted=self.followed.value != _CASELOAD)


def _followed(project: Project) -> Options:
    return {"Deltagare": _CASELOAD, **fields.outcome_names(project)}


def explore_over_time(underlag: str, projekt: str, kommun: str, period: str) -> Panel | Prose:
    """Explore one municipality over time, from a notebook's parameters."""

    def open_panel() -> Panel:
        source = open_source(underlag)
        return TimeControls(source, source.project(projekt), kommun, period).panel

    return opened(open_panel)
