"""Reliable change: how far a person's mean must move to exceed the error of measurement."""

from __future__ import annotations

from stegvis.project import Rule
from stegvis.show import moves, swedish, wording
from stegvis.show.exhibit import Exhibit, Prose
from stegvis.show.section import Section
from stegvis.show.steps import nothing_yet
from stegvis.show.terms import RATERS as RATER_NAMES

SOURCE = "Jacobson och Truax (1991)"
NO_RULE = "Projektet har ingen regel som jämför förändringen med kortets mätfel."


def change(section: Section) -> Exhibit:
    """Say the limit, what it is made of, its source, and how many are beyond it."""
    rater = section.project.movement.primary_rater
    missing = nothing_yet(section, rater)
    if missing:
        return Prose(missing)
    rules = [rule for rule in section.project.movement.rules if rule.kind == "reliable"]
    if not rules:
        return Prose(NO_RULE)
    return Prose(
        *(text for rule in rules for text in (_limit(section, rule), _people(section, rule)))
    )


def _limit(section: Section, rule: Rule) -> str:
    limit = section.figures.one(section.place, "change.reliable_limit", rule.id).value
    return (
        "Ett kort mäter inte exakt: samma person kan svara lite olika utan att något har ändrats. "
        f"En persons medelvärde behöver därför ändras mer än {swedish.decimal(limit, 2)} skalsteg "
        f"för att förändringen ska räknas som större än mätfelet, enligt {SOURCE}. Gränsen bygger "
        f"på reliabiliteten {swedish.setting(rule.reliability)} och spridningen "
        f"{swedish.setting(rule.spread)}, som står i projektfilen. Av dem som inte har förändrats "
        "väntas ändå ungefär en av tjugo hamna bortom den."
    )


def _people(section: Section, rule: Rule) -> str:
    rater = section.project.movement.primary_rater
    row = moves.look_up(section, rule.label, "steps.person", rule.id, rater=rater)
    who, place = RATER_NAMES[rater], wording.where(section)
    if not row.n:
        return f"Ingen {place} har två kort från {who} med minst hälften av frågorna besvarade."
    if row.n == 1:
        went = {"gått framåt": row.forward, "gått bakåt": row.backward}
        said = next((words for words, figure in went.items() if figure.k), "")
        beyond = f"{said} mer än så" if said else "inte flyttat sig så långt"
        return f"Enligt {who} har den enda person {place} som har två sådana kort {beyond}."
    forward, back = (_some(figure.k) for figure in (row.forward, row.backward))
    within = row.unchanged.k or 0
    inside = "1 är" if within == 1 else f"{_some(within)} är"
    return (
        f"Av {wording.people(row.n)} {place} med två kort från {who} har {forward} gått mer än så "
        f"framåt och {back} mer än så bakåt; {inside} inom gränsen."
    )


def _some(number: int | None) -> str:
    return swedish.count(number) if number else "ingen"
