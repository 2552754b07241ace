"""The parts of a deviation in words: what each is, and how much it means."""

from __future__ import annotations

from collections.abc import Iterator

from stegvis.figures import Figure
from stegvis.goal import Goal
from stegvis.show import goals, swedish, wording
from stegvis.show.section import Section

_SHORT = {
    "volume": "Volym",
    "timing": "Tid",
    "population": "Urval",
    "nonresponse": "Bortfall",
    "municipalities": "Kommunernas utfall",
}


def shorter(section: Section, goal: Goal, part: str) -> str:
    """Name a part at a chart's row."""
    return label(section, goal, part) if part in ("timing", "population") else _SHORT[part]


def label(section: Section, goal: Goal, part: str) -> str:
    """Name a part, and say who are left after it."""
    variant = goals.deciding(section, goal)
    after = swedish.plural(variant.months, "månad", "månader") if variant.months else ""
    who = {
        "volume": "har startat",
        "timing": f"avslutade i minst {after}" if after else "har avslutats",
        "population": "positiv stegförflyttning" if after else "avslut som räknas",
        "nonresponse": "nåddes",
        "municipalities": "har utfallet",
    }
    return f"{_SHORT[part]}: {who[part]}"


def more(value: float | None) -> str:
    """Say a difference without its sign: ”12,5 färre”.

    >>> more(-12.5), more(1.0), more(0.0)
    ('12,5 färre', '1 fler', 'varken fler eller färre')
    """
    text = swedish.amount(abs(value or 0.0))
    if text == "0":
        return "varken fler eller färre"
    return f"{text} {'fler' if (value or 0) > 0 else 'färre'}"


def told(
    section: Section, goal: Goal, expected: Figure, total: Figure, parts: dict[str, Figure]
) -> Iterator[str]:
    """Tell the way from the expected to the actual outcome, a paragraph for each step."""
    yield f"{_awaited(section, goal, expected)} {_came(expected, total)}"
    for part, figure in parts.items():
        if figure.n:
            yield _part(section, goal, part, figure)


def _awaited(section: Section, goal: Goal, expected: Figure) -> str:
    aim = f"”{goal.name}” ({swedish.percent(goal.target)})"
    amount = swedish.amount(expected.value)
    if section.project.expected.participants:
        return (
            f"{aim}: av {swedish.count(expected.n)} väntade deltagare skulle {amount} få utfallet."
        )
    if not expected.n:
        return f"{aim}: ingen har startat {section.until}."
    return f"{aim}: av {swedish.count(expected.n)} som har startat skulle {amount} få utfallet."


def _came(expected: Figure, total: Figure) -> str:
    if not expected.n:
        return "Det finns inget att jämföra."
    got = "Ingen fick det" if not total.k else f"{wording.people(total.k)} fick det"
    difference = more(total.value)
    if difference == more(0.0):
        return f"{got}, precis så många som väntades."
    return f"{got}, {difference} än väntat."


def _part(section: Section, goal: Goal, part: str, figure: Figure) -> str:
    some = f"{swedish.count(figure.k)} av {swedish.count(figure.n)}"
    variant = goals.deciding(section, goal)
    after = swedish.plural(variant.months, "månad", "månader") if variant.months else ""
    if part == "municipalities":
        return (
            f"Kommunernas utfall: {some} fick utfallet. Det är {more(figure.value)} än målets "
            "andel av dem."
        )
    started = f"Volym: {some} väntade deltagare har startat"
    if (figure.k or 0) > (figure.n or 0):
        started = (
            f"Volym: {swedish.count(figure.k)} har startat, fler än de {swedish.count(figure.n)} "
            "som väntades"
        )
    said, others = {
        "volume": (started, "Skillnaden"),
        "timing": (
            f"Tid: {some} har varit avslutade i minst {after}"
            if after
            else f"Tid: {some} har avslutats",
            "De andra kan inte ha något utfall än, och",
        ),
        "population": (
            f"Urval: av dem har {some} en positiv stegförflyttning, och bara de räknas"
            if after
            else f"Urval: {some} avslut räknas i målets definition",
            "De andra",
        ),
        "nonresponse": (
            f"Bortfall: av dem nåddes {some}",
            "Hur det gick för de andra är inte känt; de",
        ),
    }[part]
    if figure.k == figure.n:
        return f"{said}, så där finns ingen skillnad."
    return f"{said}. {others} motsvarar med målets andel {more(figure.value)}."
