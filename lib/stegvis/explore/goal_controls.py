"""Controls of the goals: pick one of a goal's definitions, or put one together."""

from __future__ import annotations

import ipywidgets as widgets

from stegvis.card import RATERS
from stegvis.explore import definition, fields
from stegvis.explore.fields import Options
from stegvis.explore.goals import GoalChoice, goal_view
from stegvis.explore.panel import Panel, opened
from stegvis.explore.selection import ChoiceError, select
from stegvis.explore.source import Source, open_source
from stegvis.explore.view import View
from stegvis.goal import Goal, Variant
from stegvis.measure.lasting import horizons
from stegvis.project import Project
from stegvis.show import swedish
from stegvis.show.exhibit import Prose
from stegvis.show.followup import POPULATIONS
from stegvis.show.terms import RATERS_OF, capital

_OWN = ""
"""Stands for a definition put together by hand, in the list of definitions."""
_AMONG: Options = {
    "alla avslutade": "exited",
    "alla som startat": "started",
    "avslutade av vissa orsaker": "within",
}
_POPULATIONS: Options = {capital(label): name for name, label in POPULATIONS.items()}
_RATERS: Options = {f"{capital(RATERS_OF[rater])} kort": rater for rater in RATERS}


class GoalControls:
    """The fields of a goal's definition, and the panel that shows its outcome.

    Choosing a definition sets the fields below it; changing one of these leaves the definition,
    unless what they say is another of the goal's.
    """

    def __init__(self, source: Source, project: Project, period: str) -> None:
        self._source = source
        label = project.period(period).label
        places, goal = fields.municipalities(project), project.goals[0]
        movement, months = project.movement, _months(project)
        self.project = fields.one("Projekt", fields.projects(source), project.id)
        self.period = fields.one("Period", fields.periods(project, label), label)
        self.municipalities = fields.several("Kommuner", places, places.values())
        self.goal = fields.one("Mål", _goals(project), goal.id)
        self.variant = fields.one("Definition", {"egen definition": _OWN}, _OWN)
        self.reasons = fields.several("Räknas som nått mål", _reasons(project), ())
        self.denominator = fields.one("Andel av", _AMONG, "exited")
        self.within = fields.several("Avslutade till", _reasons(project), ())
        self.months = fields.one("Efter avslut", months, horizons(project)[0])
        self.population = fields.one("Vilka som följs upp", _POPULATIONS, "alla")
        self.rule = fields.one("Positiv enligt regeln", _rules(project), movement.primary_rule)
        self.rater = fields.one("På", _RATERS, movement.primary_rater)
        self._choose_primary()
        choosing = (
            *(self.project, self.period, self.municipalities, self.goal, self.variant),
            *(self.reasons, self.denominator, self.within),
            *(self.months, self.population, self.rule, self.rater),
        )
        self.panel = Panel(choosing, self.look, self.settle, source.views)

    @property
    def _project(self) -> Project:
        return self._source.projects[self.project.value]

    @property
    def _goal(self) -> Goal:
        return next(goal for goal in self._project.goals if goal.id == self.goal.value)

    def chosen(self) -> Variant:
        """Give the definition that the fields say.

        Raises
        ------
        ChoiceError
            When they say none.
        """
        if self._goal.kind == "exit":
            return definition.of_exits(
                self._goal,
                self._project,
                self.reasons.value,
                self.denominator.value,
                self.within.value,
            )
        return definition.of_followup(
            self._goal,
            self._project,
            self.months.value,
            self.population.value,
            self.rule.value,
            self.rater.value,
        )

    def look(self) -> View:
        """Make the view that the fields ask for."""
        selection = select(self._project, self.period.value, self.municipalities.value)
        choice = GoalChoice(selection, self._goal, self.chosen(), self.rule.value, self.rater.value)
        return goal_view(self._source, choice)

    def settle(self, changed: widgets.Widget) -> None:
        """Put right the fields that depend on the one that was changed."""
        if changed is self.project:
            self._choose_project()
        if changed in (self.project, self.goal):
            self._choose_primary()
        elif changed is self.variant and self.variant.value != _OWN:
            known = (v for v in self._goal.variants if v.id == self.variant.value)
            self._set(next(known))
        self._name()

    def _choose_project(self) -> None:
        project, movement = self._project, self._project.movement
        period = fields.newest_quarter(self._source, project)
        places = fields.municipalities(project)
        fields.give(self.period, fields.periods(project, period), period)
        fields.give(self.municipalities, places, tuple(places.values()))
        fields.give(self.goal, _goals(project), project.goals[0].id)
        fields.give(self.reasons, _reasons(project), ())
        fields.give(self.within, _reasons(project), ())
        fields.give(self.months, _months(project), horizons(project)[0])
        fields.give(self.rule, _rules(project), movement.primary_rule)
        self.rater.value = movement.primary_rater

    def _choose_primary(self) -> None:
        goal = self._goal
        primary = goal.primary(self._project.period(self.period.value).end)
        labels: Options = {_named(variant, primary): variant.id for variant in goal.variants}
        fields.give(self.variant, {**labels, "egen definition": _OWN}, primary.id)
        self._set(primary)
        self._name()

    def _set(self, variant: Variant) -> None:
        movement = self._project.movement
        if variant.months is None:
            self.reasons.value = variant.reasons
            self.denominator.value = "within" if variant.within else variant.denominator
            self.within.value = variant.within
        else:
            self.months.value, self.population.value = variant.months, variant.population
            self.rule.value = movement.primary_rule
            self.rater.value = movement.primary_rater

    def _name(self) -> None:
        """Name the definition that the fields say, and show the fields that it needs."""
        known = {variant.id for variant in self._goal.variants}
        try:
            named = self.chosen().id
        except ChoiceError:
            named = _OWN
        self.variant.value = named if named in known else _OWN
        exits, positive = self._goal.kind == "exit", self.population.value == "positiv"
        for field, wanted in {
            self.reasons: exits,
            self.denominator: exits,
            self.within: exits and self.denominator.value == "within",
            self.months: not exits,
            self.population: not exits,
            self.rule: not exits and positive,
            self.rater: not exits and positive,
        }.items():
            fields.seen(field, wanted=wanted)


def _named(variant: Variant, primary: Variant) -> str:
    return f"{variant.label} (gäller)" if variant == primary else variant.label


def _goals(project: Project) -> Options:
    return {f"{goal.name}, {swedish.percent(goal.target)}": goal.id for goal in project.goals}


def _reasons(project: Project) -> Options:
    return {project.reason_label(reason): reason for reason in project.reason_ids}


def _months(project: Project) -> Options:
    return {swedish.plural(number, "månad", "månader"): number for number in horizons(project)}


def _rules(project: Project) -> Options:
    return {rule.label: rule.id for rule in project.movement.rules}


def explore_goals(underlag: str, projekt: str, period: str) -> Panel | Prose:
    """Explore goals, from a notebook's parameters."""

    def open_panel() -> Panel:
        source = open_source(underlag)
        return GoalControls(source, source.project(projekt), period).panel

    return opened(open_panel)
