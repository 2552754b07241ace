"""The structural level in one frame: what differs between municipalities, row by row."""

from __future__ import annotations

from stegvis.figures import Figure
from stegvis.place import ALL
from stegvis.show import structure_comparable, swedish, wording
from stegvis.show.comparable import NOT_COMPARABLE
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.places import name, total_first
from stegvis.show.section import Section
from stegvis.show.sheets import known
from stegvis.show.strips import Mark, Strip, strip_chart
from stegvis.show.structure_comparable import Aspect

LOAD = Aspect("Aktiva per heltidstjänst", "caseload.per_post", "tjänster", shares=False)
CHANGED = Aspect("Har bytt samordnare", "coordinator.changed", of="deltagare")
KNOWLEDGE = Aspect(
    "Remittenter med god kunskap om metoden",
    "referrer.all",
    "remittenter",
    of="svar",
    basis=structure_comparable.referrers,
    other="svaren kommer från andra remittenter än i flest kommuner",
)
PRACTICE = Aspect(
    "Arbetssätt i ordinarie verksamhet",
    "practice.ordinary",
    "implementering",
    basis=structure_comparable.practices,
    other="har uppgett andra arbetssätt än flest kommuner",
)
TRAINING = Aspect(
    "Teman med genomförd utbildning",
    "skill.given",
    "kompetens",
    basis=structure_comparable.themes,
    other="andra teman är aktuella än i flest kommuner",
)
ASPECTS = (LOAD, CHANGED, KNOWLEDGE, PRACTICE, TRAINING)

READING = (
    "Varje kommun har samma rad i alla spalter och i alla diagram om den strukturella nivån, så "
    "att ögat kan gå tvärs över. Raderna står i bokstavsordning: de är ingen rangordning. "
    "Spalterna visar vad som skiljer kommunerna åt, inte vad skillnaderna leder till."
)
READ = (
    f"Punkt: värdet. Streck: 95{swedish.NBSP}% intervall. Stjärna, och ihålig punkt: "
    f"{NOT_COMPARABLE}"
)
_NOTHING = Figure(None, None, None, None, None, None, None)


def side_by_side(section: Section) -> Exhibit:
    """Show what differs in the structure around the people, each municipality on its own row."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    order = total_first(section)
    reasons = {aspect: structure_comparable.why_not(section, aspect) for aspect in ASPECTS}
    strips = [_strip(section, aspect, order, reasons[aspect]) for aspect in ASPECTS]
    if not any(mark.text != swedish.MISSING for strip in strips for mark in strip.marks):
        return Prose("Inget är rapporterat om den strukturella nivån.")
    table = Table(
        ("Kommun", *(aspect.title for aspect in ASPECTS)),
        tuple(
            (name(place), *(_cell(section, aspect, place, reasons[aspect]) for aspect in ASPECTS))
            for place in order
        ),
        caption="Den strukturella nivån, kommun för kommun, i siffror",
        note=_note(section),
        numeric=frozenset(),
    )
    if not section.is_whole_project:
        return table
    names = [name(place) for place in order]
    chart = Chart.of(
        strip_chart(names, strips, bold=order.index(ALL)),
        alt=_in_words(names, strips),
        caption="Den strukturella nivån, kommun för kommun",
        note=_note(section, READ),
    )
    return Group(Prose(READING), chart, table, *_apart(order, reasons))


def _strip(section: Section, aspect: Aspect, order: list[str], reasons: dict[str, str]) -> Strip:
    marks = tuple(_mark(section, aspect, place, place not in reasons) for place in order)
    return Strip(aspect.title, marks, aspect.shares)


def _mark(section: Section, aspect: Aspect, place: str, same: bool) -> Mark:
    figure = known(section, place, aspect.measure)
    if figure is None or figure.value is None:
        return Mark(_NOTHING, swedish.MISSING)
    if not aspect.shares:
        return Mark(figure, swedish.decimal(figure.value), same)
    few = aspect.of and (figure.n or 0) < wording.FEW
    text = f"{swedish.count(figure.k)} av {swedish.count(figure.n)}"
    return Mark(_NOTHING if few else figure, text, same)


def _cell(section: Section, aspect: Aspect, place: str, reasons: dict[str, str]) -> str:
    figure = known(section, place, aspect.measure)
    if figure is None or (aspect.shares and figure.value is None):
        counts = aspect.sheet is None and wording.delivers_counts(section.for_place(place))
        return "bara antal" if counts else swedish.MISSING
    if figure.value is None:
        return "ingen tjänst"
    said = wording.share(figure) if aspect.shares else swedish.decimal(figure.value)
    return f"{said}, {NOT_COMPARABLE}" if place in reasons else said


def _note(section: Section, reading: str = "") -> str:
    return wording.note(
        section,
        "n = det andra talet, det som står efter ”av”: personer, svar, arbetssätt eller teman",
        "Aktiva per heltidstjänst är aktiva deltagare delat med årsarbetskrafter, båda periodens "
        "sista dag, och för alla kommuner bara de som uppgett tjänster",
        "Byten av samordnare räknas så som leveransen har dem, och de har inga datum",
        wording.left_out(section).replace("ingår inte", "ingår inte i bytena"),
        reading,
    )


def _in_words(names: list[str], strips: list[Strip]) -> str:
    """Say what all municipalities have together, for each aspect."""
    together = names.index(name(ALL))
    said = "; ".join(f"{strip.title}: {strip.marks[together].text}" for strip in strips)
    return f"{names[together]}: {said}. Varje kommuns uppgifter står i tabellen efter diagrammet."


def _apart(order: list[str], reasons: dict[Aspect, dict[str, str]]) -> list[Exhibit]:
    """List what cannot be compared and why; nothing when all can."""
    rows = tuple(
        (place, aspect.title, swedish.sentence(reasons[aspect][place]))
        for place in order
        for aspect in ASPECTS
        if place in reasons[aspect]
    )
    if not rows:
        return []
    return [
        Table(
            ("Kommun", "Uppgift", "Varför den är ej jämförbar"),
            rows,
            caption="Ej jämförbar",
            note="En uppgift är ej jämförbar när den gäller ett annat kvartal än flest kommuners, "
            "när nämnaren består av något annat eller när den bygger på för få.",
            numeric=frozenset(),
        )
    ]
