"""The municipalities beside each other, in alphabetical order: their participants and movements."""

from __future__ import annotations

from collections.abc import Mapping

from stegvis.external_table import Kind
from stegvis.figures import Figure
from stegvis.place import ALL
from stegvis.show import swedish
from stegvis.show.caseload import STATUSES as STARTED
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Exhibit, Group
from stegvis.show.external import caseload, movement
from stegvis.show.external.note import Part, note
from stegvis.show.external.published import absent, table_with
from stegvis.show.municipalities import STATUSES
from stegvis.show.places import name, places, total_first
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.stacked_chart import StackedRow, stacked_chart
from stegvis.show.style import CASELOAD
from stegvis.show.table import Table
from stegvis.show.terms import RATERS_OF

NOT_RANKED = (
    "Kommunerna står i bokstavsordning. Det är ingen rangordning: skillnader mellan dem är "
    "förenliga med olika arbetssätt, men också med olika deltagare, olika bedömare och slump."
)
TOGETHER, EACH = "Alla kommuner", "de enskilda kommunerna"


def headline(section: Section) -> Prose:
    """Say first how many municipalities take part, and what comparing them cannot show."""
    number = len(places(section.for_place(ALL)))
    return Prose(
        f"{swedish.plural(number, 'kommun', 'kommuner')} deltar i {section.project.name}. Här "
        "står deras uppgifter bredvid varandra, så långt de kan redovisas utan att små antal röjs.",
        NOT_RANKED,
        lead=True,
    )


def one_place(section: Section) -> Section:
    """Give the same section about one of the municipalities: the plan is the same for all."""
    return section.for_place(places(section.for_place(ALL))[0])


def parts(
    section: Section, kind: Kind, name: str, figures: Mapping[str, list[Figure]]
) -> list[Part]:
    """Give the parts of a table that has ALLA and the municipalities, by place."""
    own = [figure for place, found in figures.items() if place != ALL for figure in found]
    tables = {
        TOGETHER: table_with(section, kind, name),
        EACH: table_with(one_place(section), kind, name),
    }
    told = {TOGETHER: figures.get(ALL, []), EACH: own}
    return [Part(table, told[who], who) for who, table in tables.items() if table is not None]


def lacking(found: Mapping[str, object]) -> str:
    """Say which municipalities have nothing to tell; nothing when all have."""
    without = swedish.listed(name(place) for place, told in found.items() if not told)
    return f"Inga uppgifter: {without}" if without else ""


def started(section: Section) -> Exhibit:
    """Show how many have started, left and remain in each municipality."""
    counted = {place: caseload.counts(section.for_place(place)) for place in total_first(section)}
    own = {place: found for place, found in counted.items() if place != ALL and found}
    if not own:
        return Prose(absent(one_place(section), "caseload"))
    said = note(
        section,
        [
            part
            for status in STARTED
            for part in parts(section, "caseload", status, _of(counted, status))
        ],
        "Startade är avslutade och aktiva tillsammans",
        lacking(counted),
    )
    caption = "Deltagare i varje kommun"
    exhibit = Table(
        ("Kommun", *STARTED.values()),
        tuple(
            (name(place), *(caseload.count(found.get(status)) for status in STARTED))
            for place, found in counted.items()
        ),
        caption=f"{caption}, i siffror",
        note=said,
    )
    rows = [_bar(place, found) for place, found in own.items()]
    if not any(row.parts for row in rows):
        return Group(Prose("Inget diagram ritas: ingen kommuns antal redovisas helt."), exhibit)
    chart = Chart.of(
        stacked_chart(rows, CASELOAD, STATUSES),
        alt="; ".join(f"{row.label}: {_in_words(row)}" for row in rows) + ".",
        caption=caption,
        note=said,
    )
    return Group(chart, exhibit)


def _of(counted: Mapping[str, Mapping[str, Figure]], status: str) -> dict[str, list[Figure]]:
    return {place: [found[status]] for place, found in counted.items() if status in found}


def _bar(place: str, found: Mapping[str, Figure]) -> StackedRow:
    begun = caseload.count(found.get("started"))
    text = begun if begun == swedish.HIDDEN else f"{begun} startade"
    told = {status: found[status] for status in STATUSES if status in found}
    if len(told) < len(STATUSES) or any(figure.hidden for figure in told.values()):
        return StackedRow(place, {}, text)
    return StackedRow(place, {status: figure.k or 0 for status, figure in told.items()}, text)


def _in_words(row: StackedRow) -> str:
    if not row.parts:
        return row.text
    return f"{row.text}, {swedish.count(row.parts['exited'])} avslutade"


def moved(section: Section) -> Exhibit:
    """Show how people have moved in each municipality, by the primary rule and rater."""
    rule = section.project.movement
    decides = movement.decides(section)
    found = {
        place: movement.primary(section.for_place(place), name(place))
        for place in total_first(section)
    }
    told = {place: row for place, row in found.items() if row and (row.n or row.hidden)}
    if set(told) <= {ALL}:
        return Prose(absent(one_place(section), "movement", decides))
    return movement.chart_and_table(
        section,
        "Kommun",
        list(told.values()),
        parts(section, "movement", decides, {p: [*row.figures] for p, row in told.items()}),
        "Personernas stegförflyttning i varje kommun",
        "n = personer med minst en fråga besvarad på två kort",
        f"Riktningen är enligt regeln ”{rule.primary.label}” på {RATERS_OF[rule.primary_rater]} "
        "kort",
        lacking({place: place in told for place in found}),
    )
