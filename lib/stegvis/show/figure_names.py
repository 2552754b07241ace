"""Rows of figures in words: what a reader calls a goal's outcome, a count or a share."""

from __future__ import annotations

from typing import cast

from stegvis.card import Rater
from stegvis.project import Project
from stegvis.show import swedish
from stegvis.show.followup import POPULATIONS
from stegvis.show.terms import MOVES, RATERS_OF

_CASELOAD = {"started": "Startade", "exited": "Avslutade", "active": "Aktiva"}
_LASTING = {
    "share": "Ökat eller behållit sin progression",
    "eligible": "Aktuella för uppföljning",
    "reached": "Nådda vid uppföljningen",
    "nonresponse": "Ej nådda vid uppföljningen",
    "increased": "Ökat sin progression",
    "kept": "Behållit sin progression",
    "declined": "Minskat sin progression",
}
_RETENTION = {
    "share": "Kvar i arbete",
    "eligible": "Aktuella för uppföljning",
    "nonresponse": "Ej nådda vid uppföljningen",
}


def figure_name(project: Project, measure: str, group: str, definition: str) -> str:
    """Name a row of figures as a reader would, from its own columns.

    The caseload, exit reasons, goals, lasting progression, retention, people's step movements and
    fidelity have names; any other row is called as ``figures.csv`` calls it, to be found there.
    """
    keys = dict(part.split("=", 1) for part in group.split(";") if part)
    return _named(project, measure, keys, definition) or " ".join(
        part for part in (measure, group, definition) if part
    )


def _named(project: Project, measure: str, keys: dict[str, str], definition: str) -> str | None:
    kind, _, name = measure.partition(".")
    if measure == "goal":
        return _goal(project, definition)
    if measure == "caseload.exit_reason":
        return f"Avslut med orsaken {project.reason_label(keys['reason']).lower()}"
    if kind == "caseload" and name in _CASELOAD:
        return _CASELOAD[name] + (" inom perioden" if definition == "period" else "")
    if kind == "lasting" and name in _LASTING:
        population = POPULATIONS[keys["population"]]
        return f"{_LASTING[name]} {_after(keys)} ({population})"
    if kind == "retention" and name in _RETENTION:
        return f"{_RETENTION[name]} {_after(keys)} till arbete"
    if measure == "steps.person":
        label = next(rule.label for rule in project.movement.rules if rule.id == definition)
        move = MOVES[keys["move"]]
        cards = RATERS_OF[cast("Rater", keys["rater"])]
        return f"Steg {move} (regeln ”{label}” på {cards} kort)"
    return f"Metodtrohet ({project.method_name})" if measure == "fidelity" else None


def _goal(project: Project, definition: str) -> str:
    goal_id, variant_id = definition.split("/", 1)
    goal = next(goal for goal in project.goals if goal.id == goal_id)
    variant = next(variant for variant in goal.variants if variant.id == variant_id)
    return f"Utfall för {goal.name} ({variant.label})"


def _after(keys: dict[str, str]) -> str:
    return f"{swedish.plural(int(keys['months']), 'månad', 'månader')} efter avslut"
