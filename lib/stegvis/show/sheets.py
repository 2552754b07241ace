"""The structural sheets: from which quarter each municipality's is, and who has filled none in."""

from __future__ import annotations

from collections.abc import Hashable

from stegvis.figures import Figure, MissingFigureError
from stegvis.period import Period
from stegvis.show import swedish
from stegvis.show.places import places
from stegvis.show.section import Section
from stegvis.show.terms import short_quarter


def known(section: Section, place: str, measure: str, **group: Hashable) -> Figure | None:
    """Look a figure up that a municipality has only when it has reported what it is about."""
    try:
        return section.figures.one(place, measure, "", **group)
    except MissingFigureError:
        return None


def quarters(section: Section, sheet: str) -> dict[str, Period]:
    """Give the quarter that each municipality's sheet describes; none where it is not filled in."""
    rows = section.figures.table(None, "structure.quarter")
    own = rows[rows["sheet"] == sheet] if len(rows) else rows
    labels = own.get("quarter", ())
    return dict(zip(own["municipality"], map(Period.parse, map(str, labels)), strict=True))


def reporting(section: Section, sheet: str) -> list[str]:
    """List the municipalities of the section that have filled the sheet in."""
    filled = quarters(section, sheet)
    return [place for place in places(section) if place in filled]


def nothing(section: Section, sheet: str) -> str:
    """Say that nobody has filled the sheet in."""
    filled = (
        "Ingen kommun har" if section.is_whole_project else f"{section.place} har inte"
    ) + f" fyllt i bladet ”{sheet}”"
    return f"{filled} {section.until}, så det finns inget att visa här."


def told_when(section: Section, sheet: str) -> str:
    """Say from which quarter the sheet is, and which municipalities have not filled it in."""
    rows = section.figures.table(section.place, "structure.quarter")
    own = rows[rows["sheet"] == sheet].sort_values("quarter", ascending=False)
    found = [Period.parse(str(label)) for label in own["quarter"]]
    if not section.is_whole_project:
        older = ", som är före rapportens period" if found[0].end < section.period.start else ""
        return f"Bladet ”{sheet}” gäller {short_quarter(found[0])}{older}"
    counts = [
        f"{short_quarter(label)} i {swedish.count(k)} av {swedish.plural(n, 'kommun', 'kommuner')}"
        for label, k, n in zip(found, own["k"].map(int), own["n"].map(int), strict=True)
    ]
    filled = reporting(section, sheet)
    lacking = [place for place in places(section) if place not in filled]
    absent = f"; ingen uppgift från {swedish.listed(lacking)}" if lacking else ""
    return f"Bladet ”{sheet}” gäller {swedish.listed(counts)}{absent}"
