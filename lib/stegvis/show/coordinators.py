"""Coordinators: how many participants have had to change theirs, and how often."""

from __future__ import annotations

from stegvis.show import swedish, wording
from stegvis.show.comparable import NOT_COMPARABLE
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.places import NO_DELIVERY, name, places, total_first
from stegvis.show.section import Section
from stegvis.show.stacked_chart import StackedRow, stacked_chart
from stegvis.show.structure import CHANGED
from stegvis.show.structure_comparable import why_not
from stegvis.show.style import SHADES

CHANGES = {"0": "inget byte", "1": "ett byte", "2+": "två eller fler"}

READING = (
    "Den som har varit med länge har haft fler tillfällen att byta samordnare. Läs därför andelen "
    "mot hur länge deltagarna har varit med."
)


def changes(section: Section) -> Exhibit:
    """Show how many have changed coordinator, once or more, in each municipality."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    if wording.delivers_counts(section):
        return Prose(wording.counts_only(section, "uppgift om byten av samordnare"))
    changed = section.figures.one(section.place, "coordinator.changed")
    if not changed.n:
        return Prose(f"För ingen deltagare {wording.where(section)} är antalet byten känt.")
    apart = why_not(section, CHANGED)
    unknown = section.figures.one(section.place, "coordinator.unknown")
    caption = f"Byten av samordnare {wording.where(section)}"
    note = wording.note(
        section,
        f"n = {wording.participants(changed.n)} vars antal byten är ifyllt",
        f"För {wording.share(unknown)} av de startade är det inte ifyllt" if unknown.k else "",
        "Räknat så som den senaste leveransen har dem, även om den är nyare än perioden",
        wording.left_out(section),
    )
    caution = wording.caution(changed.n)
    shown: list[Exhibit] = [Prose(*([caution] if caution else []), READING)]
    table = Table(
        ("Kommun", *map(str.capitalize, CHANGES.values()), "Minst ett byte", "Anmärkning"),
        tuple(_line(section, place, apart) for place in total_first(section)),
        caption=f"{caption}, i siffror",
        note=note,
        numeric=frozenset(range(1, len(CHANGES) + 2)),
    )
    if changed.n >= wording.FEW:
        rows = [_row(section, place) for place in places(section)]
        said = "; ".join(f"{row.label}: {_words(row)}" for row in rows)
        shown.append(
            Chart.of(
                stacked_chart(rows, dict(zip(CHANGES, SHADES, strict=True)), CHANGES),
                alt=f"{said}.",
                caption=caption,
                note=note,
            )
        )
    return Group(*shown, table)


def _counts(section: Section, place: str) -> dict[str, int]:
    return {
        word: section.figures.one(place, "coordinator.changes", changes=word).k or 0
        for word in CHANGES
    }


def _lacking(section: Section, place: str) -> str:
    """Say why a municipality has no numbers; nothing when it has."""
    if not section.figures.delivered(place):
        return NO_DELIVERY
    if wording.delivers_counts(section.for_place(place)):
        return "bara antal"
    unknown = section.figures.one(place, "coordinator.unknown")
    if not unknown.n:
        return "ingen har startat"
    return "" if section.figures.one(place, "coordinator.changed").n else "ingen uppgift"


def _row(section: Section, place: str) -> StackedRow:
    lacking = _lacking(section, place)
    return StackedRow(place, {} if lacking else _counts(section, place), lacking)


def _words(row: StackedRow) -> str:
    counts = (f"{CHANGES[word]} {swedish.count(k)}" for word, k in row.parts.items())
    return row.text or ", ".join(counts)


def _line(section: Section, place: str, apart: dict[str, str]) -> tuple[str, ...]:
    lacking = _lacking(section, place)
    if lacking:
        return (name(place), *[swedish.MISSING] * (len(CHANGES) + 1), lacking)
    changed = section.figures.one(place, "coordinator.changed")
    return (
        name(place),
        *(swedish.count(k) for k in _counts(section, place).values()),
        wording.share(changed),
        f"{NOT_COMPARABLE}: {apart[place]}" if place in apart else swedish.MISSING,
    )
