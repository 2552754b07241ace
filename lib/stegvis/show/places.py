"""The municipalities of a section: which they are, in what order, and what each delivers."""

from __future__ import annotations

from stegvis.language import swedish_order
from stegvis.place import ALL
from stegvis.show import swedish, wording
from stegvis.show.section import Section

NO_DELIVERY = "ingen leverans"


def places(section: Section) -> list[str]:
    """List the municipalities that the section is about, in Swedish order."""
    if not section.is_whole_project:
        return [section.place]
    return sorted((place.name for place in section.project.municipalities), key=swedish_order)


def without_delivery(section: Section) -> list[str]:
    """List the municipalities that have delivered nothing."""
    return [place for place in places(section) if not section.figures.delivered(place)]


def counting(section: Section) -> list[str]:
    """List the municipalities that deliver counts only."""
    return [place for place in places(section) if wording.delivers_counts(section.for_place(place))]


def name(place: str) -> str:
    """Call a municipality by its name, and ALLA by words."""
    return swedish.EVERYONE if place == ALL else place


def total_first(section: Section) -> list[str]:
    """List ALLA, where the section has it, and then the municipalities."""
    return [ALL, *places(section)] if section.is_whole_project else places(section)
