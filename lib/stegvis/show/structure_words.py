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
            f"{wording.share(changed)} deltagare vars byten är kända har bytt samordnare minst en "
            "gång."
        )
    answers = known(section, section.place, "referrer.all")
    if answers is not None and answers.n:
        yield f"Av remittenternas svar säger {wording.share(answers)} att kunskapen om BIP är god."
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
    own = {place: figure.value for place, figure in loads.items() if figure and figure.value}
    said = {place: swedish.decimal(value) for place, value in own.items()}
    if len(set(said.values())) < 2:
        return ""
    least, most = min(own, key=own.__getitem__), max(own, key=own.__getitem__)
    return f"; kommunernas egna går från {said[least]} i {least} till {said[most]} i {most}"


def _parts(section: Section) -> str:
    figures = {
        "arbetssätt är i ordinarie verksamhet": known(section, section.place, "practice.ordinary"),
        "utbildningsteman är genomförda": known(section, section.place, "skill.given"),
    }
    return swedish.listed(
        f"{wording.share(figure)} {what}" for what, figure in figures.items() if figure and figure.n
    )


def _silent(section: Section) -> str:
    """Name the municipalities that have filled in none of the sheets."""
    filled = {place for sheet in _SHEETS for place in reporting(section, sheet)}
    silent = [place for place in places(section) if place not in filled]
    if not silent or not section.is_whole_project or not filled:
        return ""
    return (
        "Ingen uppgift om tjänster, remittenter, arbetssätt eller utbildning finns från "
        f"{swedish.listed(silent)}."
    )
