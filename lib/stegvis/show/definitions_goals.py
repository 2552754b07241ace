"""Goals by the book: every definition, of whom it is a share, and when it was in force."""

from __future__ import annotations

from collections.abc import Iterable

from stegvis.goal import Goal, Variant
from stegvis.project import MISREGISTERED
from stegvis.show import swedish
from stegvis.show.definitions_project import SOURCE
from stegvis.show.exhibit import Exhibit, Group, Prose, Table
from stegvis.show.followup import FollowUp, positive
from stegvis.show.goal_words import exit_labels, in_force, origin
from stegvis.show.goals import deciding
from stegvis.show.section import Section

_ANSWERS = "svaret ”ökat” eller ”behållit” om progressionen"
NEVER = "räknas aldrig"


def goals(section: Section) -> Exhibit:
    """Show each goal with all its definitions, and say which one decides on the last day."""
    return Group(*(part for goal in section.project.goals for part in _goal(section, goal)))


def _goal(section: Section, goal: Goal) -> tuple[Prose, Table]:
    decides = deciding(section, goal)
    day = swedish.date(section.period.end)
    about = (goal.note or "") if goal.official else f"Det är {origin(goal)}"
    words = " ".join(
        swedish.sentence(text)
        for text in (
            f"Målet ”{goal.name}” är minst {swedish.percent(goal.target)}",
            about,
            _which(section, decides),
        )
        if text
    )
    followed = [variant for variant in goal.variants if variant.population == "positiv"]
    table = Table(
        ("Definition", "Räknas som utfall", "Andel av", "I kraft", f"Avgör {day}"),
        tuple(
            (
                variant.label,
                _counted(section, variant),
                _among(section, variant),
                in_force(goal, variant),
                "ja" if variant == decides else "nej",
            )
            for variant in goal.variants
        ),
        caption=f"{goal.name}: definitionerna av målet {swedish.percent(goal.target)}",
        note=" ".join(
            swedish.sentence(text)
            for text in (f"Med {positive(section.project)}" if followed else "", SOURCE)
            if text
        ),
        numeric=frozenset(),
    )
    return Prose(words), table


def _which(section: Section, decides: Variant) -> str:
    day = swedish.date(section.period.end)
    if decides.in_force(section.period.end):
        return f"Den {day} avgör definitionen ”{decides.label}”."
    return (
        f"Den {day} var ingen definition i kraft; då avgör den som står först, ”{decides.label}”."
    )


def _counted(section: Section, variant: Variant) -> str:
    if variant.months is not None:
        after = FollowUp("lasting", variant.months, variant.population).after
        return f"{_ANSWERS}, {after} efter avslut"
    labels = exit_labels(section.project)
    return "avslut till " + swedish.either(labels[reason] for reason in variant.reasons)


def _among(section: Section, variant: Variant) -> str:
    if variant.months is not None:
        after = FollowUp("lasting", variant.months, variant.population).after
        whom = " med positiv stegförflyttning" if variant.population == "positiv" else ""
        return f"avslutade{whom} som har nåtts {after} efter avslut"
    if variant.within:
        labels = exit_labels(section.project)
        return "avslut till " + swedish.either(labels[reason] for reason in variant.within)
    return "alla avslutade" if variant.denominator == "exited" else "alla som har startat"


def reasons(section: Section) -> Exhibit:
    """Show every exit reason, and in which definitions of which goals it counts as reached."""
    project = section.project
    aims = [goal for goal in project.goals if goal.kind == "exit"]
    named = [indicator for indicator in project.esf.indicators if indicator.reasons]
    rows = tuple(
        (
            reason.label,
            *(_labels(v.label for v in goal.variants if reason.id in v.reasons) for goal in aims),
            *([_labels(one.id for one in named if reason.id in one.reasons)] if named else []),
        )
        if reason.id != MISREGISTERED
        else (reason.label, *[NEVER] * (len(aims) + bool(named)))
        for reason in project.exit_reasons
    )
    return Table(
        (
            "Avslutsorsak",
            *(f"Utfall i ”{goal.name}”" for goal in aims),
            *(["ESF-indikator"] if named else []),
        ),
        rows,
        caption="Avslutsorsaker och vad de räknas som",
        note=SOURCE,
        numeric=frozenset(),
    )


def _labels(labels: Iterable[str]) -> str:
    return swedish.listed(labels) or "räknas inte som utfall"
