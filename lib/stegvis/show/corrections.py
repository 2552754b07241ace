"""Late corrections: which figures a later delivery has changed, where, and from what to what."""

from __future__ import annotations

from collections.abc import Iterator

from stegvis.earlier import OLDER, OWN
from stegvis.figures import Figure
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.show import swedish, wording
from stegvis.show.exhibit import Exhibit, Group
from stegvis.show.figure_names import figure_name
from stegvis.show.places import places
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.table import Table
from stegvis.show.then_and_now import Comparison, Row, comparisons

WHICH = (
    "Huvudsiffrorna är antalen startade, avslutade och aktiva, avslutsorsakerna, målens utfall, "
    "uppföljningen, stegförflyttningen enligt huvudregeln och metodtroheten."
)
_COUNTED = ("caseload.started", "caseload.exited")


def conclusions(section: Section) -> list[str]:
    """Say of each comparison how many figures have been changed since, and where."""
    return [_said(section, comparison) for comparison in comparisons(section)]


def late(section: Section) -> Prose | Group:
    """Show what later deliveries have changed in what an earlier report could have told."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    found = comparisons(section)
    said = (f"{_what(one)} {_said(section, one)}{_untold(section, one)}" for one in found)
    exhibits: list[Exhibit] = [Prose(WHICH, *said)]
    corrected = tuple(line for one in found for line in _lines(section, one))
    if corrected:
        exhibits.append(_corrected(section, corrected))
    completed = tuple(line for one in found for line in _completed(section, one))
    if completed:
        exhibits.append(_completions(section, completed))
    whole = tuple(line for one in found for line in _whole(section, one))
    if whole:
        exhibits.append(_of_everyone(section, whole))
    return Group(*exhibits)


def _last(comparison: Comparison) -> Period:
    return comparison.then.period.quarters()[-1]


def _what(comparison: Comparison) -> str:
    period, last = comparison.then.period, _last(comparison)
    until = "det kvartalet" if period == last else swedish.period(last)
    return (
        f"Huvudsiffrorna om {swedish.period(period)}, så som de var kända med leveranser till och "
        f"med {until}, är jämförda med dem som är kända nu."
    )


def _untold(section: Section, comparison: Comparison) -> str:
    """Name the municipalities of which nothing was known then, where others had delivered."""
    then, now = comparison.then.figures, comparison.now.figures
    found = [
        place for place in places(section) if now.delivered(place) and not then.delivered(place)
    ]
    if not found or not comparison.then.delivered:
        return ""
    return f" Inte lämnat då: {swedish.listed(found)}."


def _newer(comparison: Comparison) -> bool:
    """Whether any delivery of a later quarter than those known then has come."""
    used = comparison.now.figures.table(None, "delivery.used")["quarter"]
    return any(Period.parse(str(label)).end > _last(comparison).end for label in used)


def _places(section: Section, comparison: Comparison, delivery: str) -> dict[str, Figure]:
    """Give how many figures differ in each municipality whose delivery then was of a kind."""
    table = comparison.then.figures.table(None, "corrected")
    known = set(table[table["delivery"] == delivery]["municipality"]) if len(table) else set()
    return {
        place: comparison.then.figures.one(place, "corrected", delivery=delivery)
        for place in places(section)
        if place in known
    }


def _changed(section: Section, comparison: Comparison, delivery: str) -> dict[str, Figure]:
    found = _places(section, comparison, delivery)
    return {place: figure for place, figure in found.items() if figure.k}


def _said(section: Section, comparison: Comparison) -> str:
    period = swedish.period(comparison.then.period)
    if not comparison.then.delivered:
        whose = "" if section.is_whole_project else f" från {section.place}"
        return f"Då fanns ingen leverans{whose} om {period}, så ingen siffra kan ha rättats."
    changed = any(_changed(section, comparison, kind) for kind in (OWN, OLDER))
    if not changed and not _newer(comparison):
        return (
            f"Ingen leverans för ett senare kvartal än {swedish.period(_last(comparison))} har "
            f"kommit, så ingen siffra om {period} har ändrats."
        )
    return " ".join(_sentences(section, comparison, period))


def _sentences(section: Section, comparison: Comparison, period: str) -> Iterator[str]:
    corrected = _changed(section, comparison, OWN)
    completed = _changed(section, comparison, OLDER)
    if corrected:
        where = swedish.listed(f"{place} ({_of(figure)})" for place, figure in corrected.items())
        yield f"Siffror om {period} har rättats i en senare leverans i {where}."
    else:
        yield f"Ingen siffra om {period} har rättats i en senare leverans."
    for place, figure in completed.items():
        yield (
            f"{place} hade då inte lämnat för {swedish.period(_last(comparison))}: {_of(figure)} "
            "har kompletterats sedan dess."
        )
    if section.is_whole_project:
        none = comparison.then.figures.one(ALL, "places", outcome="none")
        if none.k:
            yield (
                f"{swedish.count(none.k)} av {swedish.plural(none.n or 0, 'kommun', 'kommuner')} "
                "hade inte lämnat någon leverans då."
            )


def _of(figure: Figure) -> str:
    compared = swedish.plural(figure.n or 0, "huvudsiffra", "huvudsiffror")
    return f"{swedish.count(figure.k)} av {compared}"


def _lines(section: Section, comparison: Comparison) -> Iterator[tuple[str, ...]]:
    corrected = _changed(section, comparison, OWN)
    rows = list(comparison.changed()) if corrected else []
    for place in corrected:
        for row in rows:
            if row.place == place:
                yield (place, *_told(comparison, row))


def _told(comparison: Comparison, row: Row) -> tuple[str, ...]:
    project = comparison.now.project
    return (
        figure_name(project, row.measure, row.group, row.definition),
        swedish.period(comparison.then.period),
        row.text(comparison.then),
        row.text(comparison.now),
    )


def _corrected(section: Section, lines: tuple[tuple[str, ...], ...]) -> Table:
    return Table(
        ("Kommun", "Siffra", "Gäller", "Känt då", "Känt nu"),
        lines,
        caption="Siffror som har rättats i en senare leverans",
        note=wording.note(
            section,
            "Bara siffror som skiljer sig. Känt då: med leveranser till och med periodens sista "
            "kvartal. En rättelse kan ändra flera siffror",
            wording.LOCAL,
        ),
        numeric=frozenset({3, 4}),
    )


def _completed(section: Section, comparison: Comparison) -> Iterator[tuple[str, ...]]:
    then, now = comparison.then, comparison.now
    for place in _changed(section, comparison, OLDER):
        used = then.figures.table(place, "delivery.used")["quarter"].iloc[0]
        yield (
            place,
            swedish.period(then.period),
            swedish.period(Period.parse(str(used))),
            *(
                f"{row.text(then)} → {row.text(now)}"
                for row in (Row(place, measure, "", "cumulative") for measure in _COUNTED)
            ),
        )


def _completions(section: Section, lines: tuple[tuple[str, ...], ...]) -> Table:
    return Table(
        ("Kommun", "Gäller", "Senaste leverans då", "Startade", "Avslutade"),
        lines,
        caption="Kommuner som har kompletterat med en senare leverans",
        note=wording.note(
            section,
            "Före pilen: känt då. Efter pilen: känt nu. Fler siffror kan ha ändrats; alla står i "
            "figures.csv",
            wording.LOCAL,
        ),
        numeric=frozenset({3, 4}),
    )


def _whole(section: Section, comparison: Comparison) -> Iterator[tuple[str, ...]]:
    """Give what the changes mean for all municipalities together, when they are the same ones."""
    if not section.is_whole_project or not comparison.then.delivered:
        return
    if comparison.then.figures.one(ALL, "places", outcome="none").k:
        return
    for row in comparison.changed():
        if row.place == ALL:
            yield _told(comparison, row)


def _of_everyone(section: Section, lines: tuple[tuple[str, ...], ...]) -> Table:
    return Table(
        ("Siffra", "Gäller", "Känt då", "Känt nu"),
        lines,
        caption="Vad rättelser och kompletteringar ändrar för alla kommuner tillsammans",
        note=wording.note(
            section,
            "Bara siffror som skiljer sig. En rapport som skrevs då kan ha haft siffrorna i "
            "spalten Känt då",
            wording.LOCAL,
        ),
        numeric=frozenset({2, 3}),
    )
