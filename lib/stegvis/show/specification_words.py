"""The ways to count a goal, in words: each choice, and what changing one of them comes to."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from string import ascii_uppercase

from stegvis.figures import Figure
from stegvis.goal import Goal
from stegvis.project import Project
from stegvis.show import swedish, wording
from stegvis.show.goal_words import exit_labels
from stegvis.show.section import Section
from stegvis.show.terms import RATERS_OF
from stegvis.specification import KEPT, Specification, specified

DIMENSIONS = {
    "outcome": "Utfall",
    "months": "När",
    "denominator": "Andel av",
    "who": "Vilka",
}
"""The choices of a way to count, in order, as they are headed; ``who`` is population and rule."""


def choices_of(chosen: Specification) -> tuple[str, str, str, str]:
    """Give a way's choices, one for each of `DIMENSIONS`."""
    return (chosen.outcome, chosen.months, chosen.denominator, chosen.rule)


@dataclass(frozen=True)
class Way:
    """A way to count a goal, and what it gives."""

    specification: Specification
    figure: Figure

    @property
    def value(self) -> float:
        """Give the share, of a way in which anyone is counted."""
        assert self.figure.value is not None, "asked of ways with people only"
        return self.figure.value


def ways_of(section: Section, goal: Goal) -> list[Way]:
    """List a goal's ways to count, in measured order."""
    table = section.figures.table(section.place, "goal.specification", goal.id)
    names = [field.name for field in fields(Specification)]
    specifications = [Specification(*row) for row in table[names].itertuples(index=False)]
    return [
        Way(known, section.figures.one(section.place, "goal.specification", goal.id, **known.keys))
        for known in specifications
    ]


def in_force(section: Section, goal: Goal) -> Specification:
    """Give the way of the definition in force on the period's last day."""
    return specified(section.project, goal, goal.primary(section.period.end))


def label(project: Project, goal: Goal, dimension: str, choice: str) -> str:
    """Name a choice."""
    if dimension == "outcome":
        if goal.kind == "lasting":
            return "ökat eller behållit" if choice == KEPT else "ökat"
        return next(v.label for v in goal.variants if "+".join(v.reasons) == choice)
    if dimension == "months":
        return "vid avslut" if choice == "0" else _after(choice)
    if dimension == "denominator":
        known = {
            "exited": "alla avslutade",
            "started": "alla startade",
            "reached": "de nådda",
            "eligible": "alla aktuella",
        }
        return known.get(choice) or "avslut till " + _reasons(project, choice.split("+"))
    rules = {rule.id: rule.label for rule in project.movement.rules}
    return rules.get(choice, "alla")


def lettered(project: Project, goal: Goal, dimension: str, choice: str) -> str:
    """Name a choice as `label` does, a rule of movement with its letter."""
    letter = letters(project).get(choice) if dimension == "who" else None
    return label(project, goal, dimension, choice) + (f" ({letter})" if letter else "")


def in_words(project: Project, goal: Goal, specification: Specification) -> str:
    """Write a way to count as one phrase: outcome, when, of whom, and by which rule of movement."""
    chosen = {
        dimension: label(project, goal, dimension, choice)
        for dimension, choice in zip(DIMENSIONS, choices_of(specification), strict=True)
    }
    everyone = specification.population == "alla"
    forward = "" if everyone else f", framåt enligt {letters(project)[specification.rule]}"
    return f"{chosen['outcome']} {chosen['months']}, av {chosen['denominator']}{forward}"


def letters(project: Project) -> dict[str, str]:
    """Give each rule of movement a letter, for where its name takes too much room."""
    return {
        rule.id: letter
        for rule, letter in zip(project.movement.rules, ascii_uppercase, strict=False)
    }


def _after(months: str) -> str:
    return f"{swedish.plural(int(months), 'månad', 'månader')} efter avslut"


def _reasons(project: Project, ids: list[str]) -> str:
    labels = exit_labels(project)
    return swedish.listed(labels[reason] for reason in ids)


def share(goal: Goal, figure: Figure) -> str:
    """Write a share alone, with decimals enough not to look like the target."""
    return swedish.percent(figure.value, _decimals(goal, figure))


def counted(goal: Goal, figure: Figure) -> str:
    """Write the counts and the share, with as many decimals as the share alone needs."""
    return wording.share(figure, _decimals(goal, figure))


def _decimals(goal: Goal, figure: Figure) -> int:
    return wording.decimals(replace(figure, low=None, high=None), goal.target)


def changed(project: Project, goal: Goal, primary: Specification, other: Specification) -> str:
    """Say after ”om” in what one choice a way differs from another; nothing if in more.

    The months and what the share is of are one choice where the goal is about exits: at exit it
    is of those who left, and later of those who were reached. Who is counted is told apart, by
    `same_but_people`.
    """
    differing = _differing(primary, other)
    if differing == {"outcome"}:
        return _other_outcome(project, goal, primary.outcome, other.outcome)
    if differing == {"months"}:
        return f"uppföljningen {_after(other.months)} räknas i stället"
    if differing == {"months", "denominator"} and primary.months == "0":
        later = f"sysselsättningen {_after(other.months)} räknas i stället, av dem som nåddes"
        return later if other.denominator == "reached" else ""
    if differing == {"denominator"}:
        return {
            "started": "andelen är av alla som har startat",
            "exited": "andelen är av alla avslutade",
            "eligible": "andelen är av alla aktuella, så att de som inte nåddes räknas som nej",
        }.get(other.denominator, "")
    return ""


def same_but_people(primary: Specification, other: Specification) -> bool:
    """Whether two ways differ in who is counted, by population or rule, and in nothing else."""
    differing = _differing(primary, other)
    return bool(differing) and differing <= {"population", "rule"}


def _differing(one: Specification, other: Specification) -> set[str]:
    names = [field.name for field in fields(Specification)]
    return {name for name in names if getattr(one, name) != getattr(other, name)}


def _other_outcome(project: Project, goal: Goal, primary: str, other: str) -> str:
    if goal.kind == "lasting":
        return "bara de som har ökat räknas"
    before, after = primary.split("+"), other.split("+")
    added = [reason for reason in after if reason not in before]
    dropped = [reason for reason in before if reason not in after]
    parts = [f"även {_reasons(project, added)} räknas"] if added else []
    parts += [f"{_reasons(project, dropped)} inte räknas"] if dropped else []
    return swedish.listed(parts)


def reading(project: Project) -> str:
    """Say what the choice of people means: whose cards, and forward by which rule."""
    named = letters(project)
    rules = "; ".join(f"{named[rule.id]} {rule.label}" for rule in project.movement.rules)
    return (
        "Vilka: alla, eller bara de som har gått framåt enligt en regel för stegförflyttning på "
        f"{RATERS_OF[project.movement.primary_rater]} kort: {rules}"
    )


def choices(section: Section, goal: Goal) -> dict[str, list[str]]:
    """List the choices of each of `DIMENSIONS`, in measured order."""
    offered = zip(*(choices_of(way.specification) for way in ways_of(section, goal)), strict=True)
    return {name: list(dict.fromkeys(row)) for name, row in zip(DIMENSIONS, offered, strict=True)}
