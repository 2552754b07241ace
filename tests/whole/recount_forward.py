"""The share forward, with bounds for those without a movement, counted again."""

from __future__ import annotations

from collections.abc import Iterator

from stegvis.period import Period
from stegvis.project import Project
from whole.recount import RATERS, Line, Person, Town, _bounded


def lines(towns: list[Town], project: Project, period: Period, total: bool) -> Iterator[Line]:
    begun = [p for town in towns for p in town.people if p["start"] <= period.end]
    people = [Person(row, project, period.end) for row in begun]
    for rule in project.movement.rules:
        for rater in RATERS.values():
            words = [word for person in people if (word := person.under(rule, rater))]
            counted = _bounded(words.count("forward"), len(words), len(people))
            yield "steps.forward", f"rater={rater}", rule.id, counted
