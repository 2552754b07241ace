"""The structural level said first: what was reported, and what differs, without a cause."""

from __future__ import annotations

from collections.abc import Iterator

from stegvis.show import swedish, wording
from stegvis.show.exhibit import Exhibit, Prose
from stegvis.show.places import places
from stegvis.show.section import Section
from stegvis.show.sheets import known, reporting

_SHEETS = ("tjänster", "remittenter", "implementering", "kompetens")


def headline(section: Section) -> Exhibit:
    """Say what the municipalities have reported around the people, and how far it spreads."""
    if not section.delivered:
        return Prose(wording.no_delivery(section), lead=True)
    said = [text for text in _told(section) if text]
    if not said:
        said = [f"Inget är rapporterat om den strukturella nivån {section.until}."]
    return Prose(" ".join([*said, _silent(section)]).strip(), lead=True)


def _told(section: Section) -> Iterator[str]:
    yield _load(section)
    changed = known(section, section.place, "coordinator.changed")
    if changed is not None and changed.n:
        yield (
            f"Minst ett byte av samordnare har {wording.share(changed)} deltagare vars byten är "
            "kända."
        )
    answers = known(section, section.place, "referrer.all")
    if answers is not None and answers.n:
        said = f"Av remittenternas svar säger {wording.share(answers)} att kunskapen om"
        yield f"{said} {section.project.method_name} är god."
    if parts := _parts(section):
        yield swedish.sentence(parts)


def _load(section: Section) -> str:
    load = known(section, section.place, "caseload.per_post")
    if load is None or load.value is None:
        return ""
    each = f"{swedish.decimal(load.value)} aktiva deltagare på varje heltidstjänst"
    if not section.is_whole_project:
        return f"I {section.place} går det {each}."
    if load.n == 1:
        return f"I den enda kommun som har uppgett sina tjänster går det {each}."
    told = f"I de {swedish.count(load.n)} kommuner som har uppgett sina tjänster går det {each}"
    return f"{told}{_spread(section)}."


def _spread(section: Section) -> str:
    """Go on with the least and the most of the municipalities' own; nothing where all are alike."""
    loads = {place: known(section, place, "caseload.per_post") for place in places(section)}
    own = {p: load.value for p, load in loads.items() if load and load.value is not None}
    said = {place: swedish.decimal(value) for place, value in own.items()}
    if len(set(said.values())) < 2:
        return ""
    least, most = min(own, key=own.__getitem__), max(own, key=own.__getitem__)
    return f"; kommunernas egna går från {said[least]} i {least} till {said[most]} i {most}"


def _parts(section: Section) -> str:
    of = "kommunernas " if section.is_whole_project else ""
    told = {
        (f"av {of or 'alla '}arbetssätt", "i ordinarie verksamhet"): "practice.ordinary",
        (f"av {of or 'alla '}utbildningsteman", "genomförda"): "skill.given",
    }
    found = {words: known(section, section.place, measure) for words, measure in told.items()}
    return swedish.listed(
        f"{among} är {wording.share(figure)} {state}"
        for (among, state), figure in found.items()
        if figure and figure.n
    )


def _silent(section: Section) -> str:
    """Say which sheets nobody has filled in, and which municipalities have filled in none."""
    filled = {sheet: reporting(section, sheet) for sheet in _SHEETS}
    empty = [f"”{sheet}”" for sheet, own in filled.items() if not own]
    lacking = f"{swedish.form(len(empty), 'bladet', 'bladen')} {swedish.listed(empty)}"
    some = {place for own in filled.values() for place in own}
    silent = [place for place in places(section) if place not in some]
    who = "Ingen kommun" if section.is_whole_project else section.place
    said = [
        f"{who} har {'' if section.is_whole_project else 'inte '}fyllt i {lacking}."
        if empty
        else "",
        f"Inget av bladen är ifyllt av {swedish.listed(silent)}."
        if silent and some and section.is_whole_project
        else "",
    ]
    return " ".join(text for text in said if text)
