"""What the ways to count a goal come to: how many reach it, and what changing one choice does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stegvis.goal import Goal
from stegvis.show import swedish
from stegvis.show.goal_words import about, is_met
from stegvis.show.section import Section
from stegvis.show.specification_words import (
    Way,
    changed,
    choices,
    choices_of,
    counted,
    in_force,
    label,
    same_but_people,
    share,
    ways_of,
)

_SAME = "så slutsatsen är densamma med alla"
_DEPENDS = "så slutsatsen beror på hur man räknar"
_NOT_OVER_TIME = (
    "De som har hunnit följas upp olika länge är olika personer, så skillnader mellan månaderna är "
    "ingen utveckling över tid."
)


def told(section: Section, goal: Goal, ways: Sequence[Way], shown: Sequence[Way]) -> Iterable[str]:
    """Say whether the conclusion depends on how a goal is counted, of the ways with people."""
    if len(shown) < 2:
        how_many = "bara ett sätt att räkna" if shown else "inget sätt att räkna"
        yield f"{about(goal)}: {how_many} omfattar någon än, så det finns inget att jämföra."
        return
    summary = section.figures.one(section.place, "goal.specifications", goal.id)
    met = f"{swedish.count(summary.k)} av {swedish.count(summary.n)} sätt att räkna"
    conclusion = _SAME if summary.k in (0, summary.n) else _DEPENDS
    low, high = swedish.percent(summary.low), swedish.percent(summary.high)
    span = f"är {low} med alla" if low == high else f"är som lägst {low} och som högst {high}"
    yield f"{about(goal)}: målet nås i {met}, {conclusion}. Andelen {span}."
    yield from _one_change(section, goal, shown)
    if lacking := _lacking(section, goal, ways, shown):
        yield lacking
    if goal.kind == "lasting" and len({way.specification.months for way in shown}) > 1:
        yield _NOT_OVER_TIME


def _one_change(section: Section, goal: Goal, shown: Sequence[Way]) -> Iterable[str]:
    """Say what the definition in force gives, and what it gives with one choice changed."""
    primary, project = in_force(section, goal), section.project
    own = next((way for way in shown if way.specification == primary), None)
    if own is None:
        yield "Den definition som gäller omfattar ingen än."
        return
    measured = [way for way in ways_of(section, goal) if way in shown]
    in_order = sorted(measured, key=lambda way: way.specification.outcome == primary.outcome)
    told = {way: changed(project, goal, primary, way.specification) for way in in_order}
    wider = [f"{_beside(goal, own, way)} om {text}" for way, text in told.items() if text]
    said = f"Den definition som gäller ger {counted(goal, own.figure)}."
    yield f"{said} Ändras bara ett val blir det {'; '.join(wider)}." if wider else said
    people = [way for way in in_order if same_but_people(primary, way.specification)]
    yield from _other_people(section, goal, own, people)


def _other_people(section: Section, goal: Goal, own: Way, others: Sequence[Way]) -> Iterable[str]:
    forward = [
        f"{_beside(goal, own, way)} enligt regeln "
        f"”{label(section.project, goal, 'who', way.specification.rule)}”"
        for way in others
        if way.specification.population == "positiv"
    ]
    everyone = [way for way in others if way.specification.population == "alla"]
    texts = [
        f"Räknas alla, hur de än har rört sig, blir det {_beside(goal, own, way)}"
        for way in everyone
    ]
    if forward:
        begun = (
            "Räknas bara de som har gått framåt blir det"
            if own.specification.population == "alla"
            else "Räknas framåt på ett annat sätt blir det"
        )
        texts.append(f"{begun} {swedish.listed(forward)}")
    if texts:
        yield " ".join(f"{text}." for text in texts)


def _beside(goal: Goal, own: Way, way: Way) -> str:
    """Write a way's share, and whether the target then is met when the other one says not so."""
    met = is_met(goal, way.figure)
    turned = "" if met == is_met(goal, own.figure) else f" (målet nås{'' if met else ' inte'})"
    return share(goal, way.figure) + turned


def _lacking(section: Section, goal: Goal, ways: Sequence[Way], shown: Sequence[Way]) -> str:
    """Name the choices under which nobody is counted; nothing when every way is shown."""
    if len(shown) == len(ways):
        return ""
    unseen = [
        f"”{label(section.project, goal, dimension, choice)}”"
        for turn, (dimension, offered) in enumerate(choices(section, goal).items())
        for choice in offered
        if choice not in {choices_of(way.specification)[turn] for way in shown}
    ]
    named = f": {swedish.listed(unseen)}" if unseen else ""
    return f"De sätt att räkna som inte omfattar någon person visas inte{named}."
