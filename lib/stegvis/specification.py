"""A specification: one way to count a goal's outcome, by the choices it is made of.

A goal's definition makes five choices that could have been made otherwise. Each is a key of the
figures ``goal.specification``, so that a row says all by itself what was counted.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from stegvis.goal import Goal, Variant
from stegvis.project import Project

KEPT, INCREASED = "increased+kept", "increased"
"""The outcomes that a goal of kind ``lasting`` may count: kept or increased, or increased alone."""

NO_RULE = "none"
"""The rule where everyone is counted, however they have moved."""


@dataclass(frozen=True)
class Specification:
    """One way to count.

    Parameters
    ----------
    outcome
        What counts as reached: exit reasons or answers, joined by ``+``.
    months
        When it is looked at: months after exit, ``"0"`` at exit.
    denominator
        What it is a share of: ``exited`` and ``started``, ``reached`` and ``eligible`` for
        follow-up, or the exit reasons, joined by ``+``, that a definition keeps to.
    population
        ``alla``, or ``positiv``: those who have moved forward.
    rule
        The id of the rule, of the project's primary rater, by which they have; else ``none``.
    """

    outcome: str
    months: str
    denominator: str
    population: str
    rule: str

    @property
    def keys(self) -> dict[str, str]:
        """Give the keys of the specification's row among the figures."""
        return asdict(self)


def joined(ids: tuple[str, ...]) -> str:
    """Write a set of exit reasons or answers as a key's value."""
    return "+".join(ids)


def specified(project: Project, goal: Goal, variant: Variant) -> Specification:
    """Tell which specification one of a goal's own definitions is."""
    if goal.kind == "exit":
        denominator = joined(variant.within) or variant.denominator
        return Specification(joined(variant.reasons), "0", denominator, "alla", NO_RULE)
    rule = project.movement.primary_rule if variant.population == "positiv" else NO_RULE
    return Specification(KEPT, str(variant.months), "reached", variant.population or "alla", rule)
