"""A definition put together by hand; where it means the same as one of the goal's, it is that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from slugify import slugify

from stegvis.card import Rater
from stegvis.explore.selection import ChoiceError
from stegvis.goal import Goal, Variant
from stegvis.project import Project
from stegvis.show.terms import RATERS

Denominator = Literal["exited", "started", "within"]
Population = Literal["alla", "positiv"]
OWN = "egen definition"


def of_exits(
    goal: Goal,
    project: Project,
    reasons: Sequence[str],
    denominator: Denominator,
    within: Sequence[str] = (),
) -> Variant:
    """Define a share of exits: which reasons count, and among whom.

    Raises
    ------
    ChoiceError
        When no reason is chosen, or none that can occur among whom it is a share of.
    """
    wanted = tuple(reason for reason in project.reason_ids if reason in reasons)
    among = tuple(reason for reason in project.reason_ids if reason in within)
    if not wanted:
        raise ChoiceError("Välj minst en avslutsorsak som ska räknas som nått mål.")
    if denominator != "within":
        among = ()
    elif not among:
        raise ChoiceError("Välj minst en avslutsorsak att räkna andelen bland.")
    elif not set(wanted) & set(among):
        raise ChoiceError(
            "Ingen av orsakerna som räknas som nått mål finns bland dem som andelen är av. Lägg "
            "till någon av dem."
        )
    of: Literal["exited", "started"] = "started" if denominator == "started" else "exited"
    for known in goal.variants:
        same = {*known.reasons} == {*wanted} and {*known.within} == {*among}
        if same and (known.denominator == of or among):
            return known
    whom = {"exited": ["avslutade"], "started": ["startade"], "within": list(among)}[denominator]
    name = slugify("_".join(["egen", *wanted, "av", *whom]), separator="_")
    return Variant(id=name, label=OWN, reasons=wanted, denominator=of, within=among, months=None)


def of_followup(
    goal: Goal, project: Project, months: int, population: Population, rule: str, rater: Rater
) -> Variant:
    """Define a share of those reached some months after exit; the rule matters for ”positiv”."""
    movement = project.movement
    changed = (rule, rater) != (movement.primary_rule, movement.primary_rater)
    if population == "alla" or not changed:
        for known in goal.variants:
            if (known.months, known.population) == (months, population):
                return known
        changed = False
    parts = ["egen", str(months), "manader", population, *([rule, RATERS[rater]] * changed)]
    name = slugify("_".join(parts), separator="_")
    return Variant(id=name, label=OWN, months=months, population=population)
