"""Goals in words: what a definition counts, when it was in force, and how an outcome turned out."""

from __future__ import annotations

from collections.abc import Mapping

from stegvis.figures import Figure
from stegvis.goal import Goal, Variant
from stegvis.project import Project
from stegvis.show import swedish, wording
from stegvis.show.followup import FollowUp


def about(goal: Goal) -> str:
    """Begin a paragraph about a goal: its name, its target, and whether it is the project's own."""
    unofficial = "" if goal.official else ", inofficiellt"
    return f"”{goal.name}” ({swedish.percent(goal.target)}{unofficial})"


def outcome(goal: Goal, figure: Figure) -> str:
    """Write an outcome: ”81 av 300 (27 %)”."""
    return wording.share(figure, wording.decimals(figure, goal.target))


def interval(goal: Goal, figure: Figure) -> str:
    """Write an outcome's interval: ”22–32 %”."""
    return swedish.interval(figure.low, figure.high, wording.decimals(figure, goal.target))


def confidence(goal: Goal, figure: Figure) -> str:
    """Write an outcome's interval with its level: ”95 % intervall 22–32 %”."""
    return wording.confidence(figure, wording.decimals(figure, goal.target))


def is_met(goal: Goal, figure: Figure) -> bool | None:
    """Whether the outcome reaches the target; None without an outcome."""
    return None if figure.value is None else figure.value >= goal.target


def holds(goal: Goal, figure: Figure) -> bool | None:
    """Whether the interval holds the target; None without one."""
    if figure.low is None or figure.high is None:
        return None
    return figure.low <= goal.target <= figure.high


def verdict(goal: Goal, figure: Figure, where: str) -> str:
    """Say whether a goal is met, by how many of how many, and what the interval allows."""
    reached = "nås" if is_met(goal, figure) else "nås inte"
    if holds(goal, figure):
        allowed = (
            "som rymmer målet: siffrorna är förenliga både med att nå det och med att missa det"
        )
    else:
        allowed = "som helt ligger " + ("över målet" if is_met(goal, figure) else "under målet")
    return (
        f"Målet ”{goal.name}” ({swedish.percent(goal.target)}) {reached} {where}: "
        f"{outcome(goal, figure)}, {confidence(goal, figure)}, {allowed}."
    )


def origin(goal: Goal) -> str:
    """Mark a goal that is not the project's own, and say whose it is; else nothing."""
    if goal.official:
        return ""
    return "inofficiellt: " + goal.note if goal.note else "inofficiellt, till jämförelse"


def in_force(goal: Goal, variant: Variant) -> str:
    """Say when a definition was in force, or that it never was."""
    if not variant.official:
        return "nej, till jämförelse"
    if not goal.official:
        return "nej, inofficiellt mål"
    since, until = variant.since, variant.until
    begun = f"från och med {swedish.date(since)}" if since else ""
    ended = f"till och med {swedish.date(until)}" if until else ""
    return " ".join(part for part in (begun, ended) if part) or "hela projekttiden"


def exit_labels(project: Project) -> dict[str, str]:
    """Give what each exit reason is called within a sentence."""
    return {reason.id: reason.label.lower() for reason in project.exit_reasons}


def meaning(variant: Variant, labels: Mapping[str, str]) -> str:
    """Say what a definition counts, and of whom it is a share."""
    if variant.months is not None:
        group = FollowUp("lasting", variant.months, variant.population)
        among = "" if variant.population == "alla" else " med positiv stegförflyttning"
        return f"ökat eller behållit sin progression {group.after} efter avslut, av nådda{among}"
    reasons = swedish.listed(labels[reason] for reason in variant.reasons)
    if variant.within:
        among = "avslut till " + swedish.listed(labels[reason] for reason in variant.within)
    else:
        among = "alla avslutade" if variant.denominator == "exited" else "alla som startat"
    return f"avslut till {reasons}, av {among}"
