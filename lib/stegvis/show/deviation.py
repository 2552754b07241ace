"""Deviation: the way from the expected to the actual outcome of each goal, part by part."""

from __future__ import annotations

from stegvis.figures import Figure
from stegvis.goal import Goal
from stegvis.show import goals, swedish, wording
from stegvis.show.deviation_places import by_place
from stegvis.show.deviation_words import label, shorter, told
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.goal_words import origin
from stegvis.show.places import without_delivery
from stegvis.show.section import Section
from stegvis.show.waterfall import Part, waterfall

_EXPECTED = "Väntat är målets andel av de deltagare som väntades."
_STARTED = (
    "Hur många deltagare som väntades är inte känt. Väntat är därför målets andel av dem som har "
    "startat, och vad det betyder att fler eller färre startade än tänkt går inte att säga."
)
HOW = (
    "Varje del visar hur många fler eller "
    "färre personer med utfallet som den motsvarar, och delarna summerar till hela skillnaden. De "
    "räknas i den ordning de står: den som inte har avslutats räknas där, och inte en gång till "
    "längre ned. Delarna visar var skillnaden finns, inte vad den beror på.",
    "Väntade antal är andelar av antal och behöver därför inte vara hela tal.",
)


def deviations(section: Section) -> Exhibit:
    """Show, for each goal, the deviation from what was expected as chart, table and words."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    if not section.is_whole_project:
        return Prose("Målen är satta för hela projektet, så avvikelsen räknas bara där.")
    lacking = without_delivery(section)
    absent = (
        [
            f"{swedish.listed(lacking)} har inte lämnat någon leverans, så ingen därifrån räknas "
            "som startad."
        ]
        if lacking
        else []
    )
    awaited = _EXPECTED if section.project.expected.participants else _STARTED
    return Group(
        Prose(awaited, *HOW, *absent), *(_goal(section, goal) for goal in section.project.goals)
    )


def _goal(section: Section, goal: Goal) -> Group:
    variant = goals.deciding(section, goal)
    definition = f"{goal.id}/{variant.id}"
    of = section.figures.one
    expected = of(section.place, "deviation.expected", definition)
    total = of(section.place, "deviation.total", definition)
    names = section.figures.table(section.place, "deviation.part", definition)["part"]
    parts = {
        str(name): of(section.place, "deviation.part", definition, part=name) for name in names
    }
    words = Prose(*told(section, goal, expected, total, parts), *_definitions(section, goal))
    if not expected.n:
        return Group(words)
    awaited = "väntades" if section.project.expected.participants else "har startat"
    note = _note(section, goal, f"n = {wording.participants(expected.n)} som {awaited}")
    caption = f"{goal.name}: från väntat till faktiskt utfall"
    table = _table(goal, section, expected, total, parts, caption, note)
    remaining = parts["municipalities"].n or 0
    about = _note(section, goal, f"n = {wording.people(remaining)} som återstår efter delarna före")
    places = by_place(section, goal, definition, about)
    if expected.n < wording.FEW:
        return Group(words, table, *places)
    return Group(
        words, _chart(goal, section, expected, total, parts, caption, note), table, *places
    )


def _note(section: Section, goal: Goal, n: str) -> str:
    return wording.note(
        section,
        n,
        f"{goal.name}: {goals.deciding(section, goal).label}",
        f"”{goal.name}” är {origin(goal)}" if not goal.official else "",
        _counting(section),
        wording.LOCAL,
    )


def _counting(section: Section) -> str:
    if not wording.left_out(section):
        return ""
    return (
        "Kommuner som lämnar bara antal ingår; för uppföljningen räknas bara dem som de själva har "
        "angett som aktuella"
    )


def _chart(
    goal: Goal,
    section: Section,
    expected: Figure,
    total: Figure,
    parts: dict[str, Figure],
    caption: str,
    note: str,
) -> Chart:
    first, last = Part("Väntat", expected.value or 0.0), Part("Faktiskt", float(total.k or 0))
    between = [
        Part(shorter(section, goal, name), figure.value or 0.0) for name, figure in parts.items()
    ]
    said = "; ".join(f"{part.label}: {swedish.signed(part.value)}" for part in between)
    return Chart.of(
        waterfall(first, between, last, "personer med utfallet"),
        alt=f"Från väntat {swedish.amount(first.value)} till faktiskt "
        f"{swedish.count(total.k)}. {said}.",
        caption=caption,
        note=note,
    )


def _table(
    goal: Goal,
    section: Section,
    expected: Figure,
    total: Figure,
    parts: dict[str, Figure],
    caption: str,
    note: str,
) -> Table:
    awaited = "väntade" if section.project.expected.participants else "startade"
    rows = (
        ("Väntat", f"{swedish.count(expected.n)} {awaited}", swedish.amount(expected.value)),
        *(
            (
                label(section, goal, name),
                f"{swedish.count(figure.k)} av {swedish.count(figure.n)}",
                swedish.signed(figure.value),
            )
            for name, figure in parts.items()
        ),
        ("Hela skillnaden", swedish.MISSING, swedish.signed(total.value)),
        ("Faktiskt", swedish.MISSING, swedish.count(total.k)),
    )
    return Table(
        ("Del", "Kvar av dem före", "Personer med utfallet"),
        rows,
        caption=f"{caption}, i siffror",
        note=note,
    )


def _definitions(section: Section, goal: Goal) -> list[str]:
    """Say what another definition would have given: beside the sum, not a part of it."""
    variant = goals.deciding(section, goal)
    definition = f"{goal.id}/{variant.id}"
    said = []
    for other in goal.variants:
        if other == variant:
            continue
        figure = section.figures.one(
            section.place, "deviation.definition", definition, variant=other.id
        )
        if figure.n:
            k_of_n = f"{swedish.count(figure.k)} av {swedish.count(figure.n)}"
            said.append(f"”{other.label}” ger {k_of_n}, {_than(figure.value)}")
    if not said:
        return []
    return [
        f"Definition: {'; '.join(said)}. Det är andra sätt att räkna utfallet, ofta för andra "
        "personer, och ingår inte i summan."
    ]


def _than(value: float | None) -> str:
    if not value:
        return "lika många personer"
    more = "fler" if value > 0 else "färre"
    return f"{swedish.plural(int(abs(value)), 'person', 'personer')} {more}"
