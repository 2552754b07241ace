"""Practices: how far each part of the way of working has come in each municipality."""

from __future__ import annotations

from stegvis.place import ALL, fold
from stegvis.show import place_matrix, swedish, wording
from stegvis.show.exhibit import Exhibit, Group, Prose, Table
from stegvis.show.matrix import Cell
from stegvis.show.place_matrix import PlaceRow
from stegvis.show.places import name, places
from stegvis.show.section import Section
from stegvis.show.sheets import known, nothing, told_when
from stegvis.show.structure import PRACTICE
from stegvis.show.structure_comparable import why_not
from stegvis.show.terms import capital

SHEET = "implementering"
STATES = ("ej påbörjat", "påbörjat", "sprids till kollegor", "ordinarie")
_SCALE = swedish.listed(f"{number} = {word}" for number, word in enumerate(STATES))
_N = (
    "det andra talet på raden för alla kommuner, de som uppgett arbetssättet; det första är de som "
    "har det i ordinarie verksamhet"
)
_LAST = len(STATES) - 1


def states(section: Section) -> Exhibit:
    """Show the state of each practice; for the project in each municipality, and how many."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    if known(section, section.place, "practice.ordinary") is None:
        return Prose(nothing(section, SHEET))
    if not section.is_whole_project:
        return _own(section)
    practices = list(section.figures.table(ALL, "practice.reached")["practice"].unique())
    return Group(*_matrix(section, practices), _reached(section, practices))


def _note(section: Section, n: str, reading: str = "") -> str:
    return wording.note(
        section,
        f"n = {n}",
        f"Läget är kommunens egen uppgift: {_SCALE}",
        reading,
        told_when(section, SHEET),
    )


def _own(section: Section) -> Table:
    rows = section.figures.table(section.place, "practice.state")
    ordinary = section.figures.one(section.place, "practice.ordinary")
    return Table(
        ("Arbetssätt", "Läge"),
        tuple(
            (capital(practice), _words(int(k)))
            for practice, k in zip(rows["practice"], rows["k"], strict=True)
        ),
        caption=f"Arbetssätt enligt {section.project.method_name} {wording.where(section)}",
        note=_note(
            section,
            f"{swedish.count(ordinary.n)} arbetssätt, varav {swedish.count(ordinary.k)} i "
            "ordinarie verksamhet",
        ),
        numeric=frozenset(),
    )


def _words(state: int | None) -> str:
    return swedish.MISSING if state is None else f"{state} {STATES[state]}"


def _matrix(section: Section, practices: list[str]) -> list[Exhibit]:
    apart = why_not(section, PRACTICE)
    rows = [_total(section, practices)]
    for place in places(section):
        held = _states(section, place)
        found = [held.get(fold(practice)) for practice in practices]
        cells = tuple(
            Cell() if state is None else Cell(str(state), state / _LAST) for state in found
        )
        rows.append(PlaceRow(place, cells, tuple(map(_words, found)), apart.get(place, "")))
    method = section.project.method_name
    return place_matrix.exhibits(
        list(map(capital, practices)),
        rows,
        caption=f"Hur långt arbetssätten enligt {method} har kommit i varje kommun",
        table_note=_note(section, _N),
        chart_note=_note(section, _N, "Siffran i rutan är läget; mörkare ruta är ett senare läge"),
    )


def _total(section: Section, practices: list[str]) -> PlaceRow:
    reached = [
        section.figures.one(ALL, "practice.reached", practice=practice, state=_LAST)
        for practice in practices
    ]
    texts = [f"{swedish.count(figure.k)} av {swedish.count(figure.n)}" for figure in reached]
    words = (f"{text} i ordinarie verksamhet" for text in texts)
    return PlaceRow(name(ALL), tuple(map(Cell, texts)), tuple(words))


def _states(section: Section, place: str) -> dict[str, int]:
    table = section.figures.table(place, "practice.state")
    if not len(table):
        return {}
    return dict(zip(table["practice"].map(fold), table["k"].map(int), strict=True))


def _reached(section: Section, practices: list[str]) -> Table:
    def of(practice: str, state: int) -> str:
        reached = section.figures.one(ALL, "practice.reached", practice=practice, state=state)
        return wording.share(reached)

    return Table(
        ("Arbetssätt", *map(capital, STATES)),
        tuple(
            (capital(practice), *(of(practice, state) for state in range(len(STATES))))
            for practice in practices
        ),
        caption="Så många kommuner är i varje läge",
        note=_note(section, "kommuner som har uppgett arbetssättet"),
    )
