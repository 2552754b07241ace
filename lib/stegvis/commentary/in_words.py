"""What a figure in a text is called in a sentence, where its dotted name would say nothing.

Every phrase is neuter, so that ”nu är det …” can follow.
"""

from __future__ import annotations

from stegvis.commentary.lookup import Found
from stegvis.commentary.names import TARGET, Row
from stegvis.commentary.written import BOUNDS, INTERVAL
from stegvis.figures import group_text
from stegvis.goal import Goal
from stegvis.show.figure_names import figure_name
from stegvis.show.section import Section
from stegvis.show.terms import RATERS_OF

_STATUS = {"started": "startade", "exited": "avslutade", "active": "aktiva"}

ABOUT = {
    "agreement": "hur lika de två bedömarna svarar",
    "belief": "samordnarens tro",
    "cards": "progressionskorten",
    "caseload": "deltagarna",
    "casemix": "deltagarnas första kort",
    "change": "prövningen av förändring",
    "comparable": "vilka som kan jämföras",
    "coordinator": "byten av samordnare",
    "delivery": "leveranserna",
    "deviation": "avvikelsen från det väntade",
    "earlier": "hur det såg ut förut",
    "esf": "ESF:s indikatorer",
    "fidelity": "metodtroheten",
    "forecast": "hur det kan gå till projektets slut",
    "funnel": "skillnaderna mellan kommuner",
    "goal": "måluppfyllelsen",
    "lasting": "varaktig progression",
    "method": "metodens delar",
    "occupation": "sysselsättningen",
    "paired": "dem som svarade båda gångerna",
    "panel": "kortens medelvärden",
    "participants": "vilka deltagarna är",
    "pooled": "de sammanvägda andelarna",
    "posts": "tjänsterna",
    "practice": "arbetssätten",
    "referrer": "remittenterna",
    "response": "bortfallet",
    "retention": "hur många som är kvar i arbete",
    "skill": "utbildningarna",
    "steps": "stegförflyttningarna",
    "structure": "de strukturella uppgifterna",
    "support": "försörjningen",
    "time": "tiden till avslut",
    "weighting": "vägningen för bortfall",
}
"""What a family of measures is about, after ”ett tal om”."""

_MOVES = {"forward": "gått framåt", "unchanged": "inte flyttat sig", "backward": "gått bakåt"}


def in_words(section: Section, found: Found) -> str:
    """Name a figure within a sentence, with its place where that is another than the text's own.

    Such as ”utfallet för Arbete eller studier” or ”antalet startade i Hjo”.
    """
    where = f" i {found.place}" if found.place else ""
    if found.row is None:
        goal = next(goal for goal in section.project.goals if goal.id == found.goal)
        return f"målet för {goal.name}"
    return _named(section, found.row, found.column) + where


def _named(section: Section, row: Row, column: str) -> str:
    measure = row.measure
    if measure == "goal":
        goal_id, variant_id = row.definition.split("/")
        goal = next(goal for goal in section.project.goals if goal.id == goal_id)
        in_force = goal.primary(section.period.end).id == variant_id
        named = goal.name if in_force else _with_variant(goal, variant_id)
        return f"{_of_share(column)} för {named}"
    if measure in ("lasting.share", "retention.share"):
        what = "varaktig progression" if measure == "lasting.share" else "kvar i arbete"
        among = " med positiv stegförflyttning" if "positiv" in row.values else ""
        return f"{_of_share(column)} för {what}{among} {row.values[0]} månader efter avslut"
    family, _, rest = measure.partition(".")
    if family == "caseload" and rest in _STATUS:
        within = " under perioden" if row.definition == "period" else ""
        return f"antalet {_STATUS[rest]}{within}"
    if measure == "steps.person":
        rater, move = row.values
        whose = next(name for key, name in RATERS_OF.items() if key == rater)
        rule = _with_rule(section, row.definition)
        return f"{_of_people(column)} som {_MOVES[move]} på {whose} kort{rule}"
    known = figure_name(section.project, measure, group_text(**dict(row.group)), row.definition)
    if not known.startswith(measure):
        return f"talet för ”{known}”"
    return f"ett tal om {ABOUT.get(family, 'det som beskrivs')}"


def _with_rule(section: Section, rule_id: str) -> str:
    """Name the rule of a movement, where it is another than the project's primary one."""
    movement = section.project.movement
    if rule_id == movement.primary_rule:
        return ""
    return f" ({next(rule.label for rule in movement.rules if rule.id == rule_id)})"


def _with_variant(goal: Goal, variant_id: str) -> str:
    label = next(variant.label for variant in goal.variants if variant.id == variant_id)
    return f"{goal.name} ({label})"


def _of_share(column: str) -> str:
    return {
        "k": "antalet utfall",
        "n": "antalet i nämnaren",
        INTERVAL: "intervallet",
        BOUNDS: "intervallet med bortfallet inräknat",
        TARGET: "målet",
    }.get(column, "utfallet")


def _of_people(column: str) -> str:
    return {"k": "antalet", "n": "antalet i nämnaren till dem"}.get(column, "talet för dem")
