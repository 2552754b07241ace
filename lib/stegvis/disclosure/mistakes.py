"""Mistakes in a plan: names of what the project does not have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from stegvis.card import RATERS
from stegvis.disclosure.esf import MEASURED
from stegvis.disclosure.tables import STATUSES, levels
from stegvis.external_table import ExternalTable
from stegvis.measure.lasting import POPULATIONS, horizons
from stegvis.project import Project


def mistakes(plan: tuple[ExternalTable, ...], project: Project) -> list[str]:
    """List what is wrong in a plan, as Swedish sentences that name the key."""
    return [
        f"external.{number}.{mistake}"
        for number, table in enumerate(plan)
        for mistake in (*_of_only(table, project), *_of_by(table), *_of_merge(table, project))
    ]


def _variants(table: ExternalTable, project: Project) -> list[str]:
    """List what ``only`` may name."""
    months = horizons(project)
    match table.table:
        case "caseload":
            return list(STATUSES)
        case "goals":
            return [f"{goal.id}/{one.id}" for goal in project.goals for one in goal.variants]
        case "lasting":
            return [f"{h}/{population}" for h, population in product(months, POPULATIONS)]
        case "retention":
            return [str(h) for h in months]
        case "movement":
            rules = [rule.id for rule in project.movement.rules]
            return [f"{rule}/{rater}" for rule, rater in product(rules, RATERS)]
        case "items":
            return list(RATERS)
        case "esf":
            return [one.id for one in project.esf.indicators]
        case _:
            return []


def _of_only(table: ExternalTable, project: Project) -> Iterator[str]:
    known = _variants(table, project)
    for name in table.only:
        if name not in known:
            choice = f"välj bland {', '.join(known)}" if known else f"{table.table} har inga"
            yield f"only: ”{name}” finns inte; {choice}"


def _of_by(table: ExternalTable) -> Iterator[str]:
    may = {"participants": ("gender", "age_group", "referrer"), "esf": MEASURED}
    known = may.get(table.table, ())
    for trait in table.by:
        if trait not in known:
            yield f"by: {table.table} delas inte upp efter {trait}"


def _of_merge(table: ExternalTable, project: Project) -> Iterator[str]:
    lists = [set(levels(project, trait)) for trait in table.by]
    if table.table == "exits":
        lists = [set(project.reason_ids)]
    for label, values in table.merge.items():
        if not any(known.issuperset(values) for known in lists) or not values:
            yield f"merge.{label}: värdena finns inte i en och samma lista som tabellen delas upp i"
        if any(label in known for known in lists):
            yield f"merge.{label}: så heter ett av värdena; välj ett annat namn"
        if "=" in label or ";" in label:
            yield f"merge.{label}: ett namn får inte ha = eller ;"
    for known in lists:
        told = [v for own in table.merge.values() if known.issuperset(own) for v in own]
        if len(set(told)) < len(told):
            yield "merge: ett värde kan bara redovisas på ett ställe"
