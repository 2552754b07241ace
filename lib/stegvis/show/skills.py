"""Skills: training given and wanted, theme by municipality."""

from __future__ import annotations

from stegvis.place import ALL, fold
from stegvis.show import place_matrix, swedish, wording
from stegvis.show.exhibit import Exhibit, Group, Prose, Table
from stegvis.show.matrix import Cell
from stegvis.show.place_matrix import PlaceRow
from stegvis.show.places import name, places
from stegvis.show.section import Section
from stegvis.show.sheets import known, nothing, reporting, told_when
from stegvis.show.structure import TRAINING
from stegvis.show.structure_comparable import why_not
from stegvis.show.terms import capital

SHEET = "kompetens"
_SIGNS = ("✓", "△")
"""Before what is given, and before what is wanted."""
_SHADES = (0.45, 0.0)
"""Given is darker than wanted; a theme that is both is as dark as given."""
_N = "personer, talet i varje ruta, där antalet är ifyllt"

Held = dict[str, dict[str, int | None]]
"""By theme, folded: the people in each state, or None where their number was not told."""


def themes(section: Section) -> Exhibit:
    """Show the training given and wanted by theme; for the project in each municipality."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    if section.is_whole_project:
        rows = section.figures.table(ALL, "skill.state")
        if not len(rows):
            return Prose(nothing(section, SHEET))
        named = list(rows["theme"].unique())
        return Group(*_matrix(section, named), _reached(section, named))
    if not reporting(section, SHEET):
        return Prose(nothing(section, SHEET))
    return _own(section)


def _note(section: Section, n: str, reading: str = "") -> str:
    given, wanted = _names(section)[:2]
    return wording.note(
        section,
        f"n = {n}",
        f"Kommunens egen uppgift om utbildning som är {given} eller {wanted}; samma person kan "
        "finnas i flera teman",
        reading,
        told_when(section, SHEET),
    )


def _names(section: Section) -> list[str]:
    return [state.replace("_", " ") for state in section.project.lists.skill_state]


def _held(section: Section, place: str) -> Held:
    table = section.figures.table(place, "skill.state")
    held: Held = {}
    for row in table.to_dict("records"):
        k = None if row["k"] is None or row["k"] != row["k"] else int(row["k"])
        held.setdefault(fold(row["theme"]), {})[row["state"]] = k
    return held


def _words(section: Section, held: dict[str, int | None] | None) -> str:
    if not held:
        return swedish.MISSING
    names = dict(zip(section.project.lists.skill_state, _names(section), strict=True))
    texts = [
        names[state] + ("" if held[state] is None else f" ({swedish.count(held[state])})")
        for state in names
        if state in held
    ]
    return swedish.listed(texts)


def _cell(section: Section, held: dict[str, int | None] | None) -> Cell:
    if not held:
        return Cell()
    asked = section.project.lists.skill_state[:2]
    found = [number for number, state in enumerate(asked) if state in held and held[state] != 0]
    if not found:
        return Cell(_names(section)[2] if len(_names(section)) > 2 else swedish.MISSING)
    counts = [held[asked[number]] for number in found]
    texts = [
        f"{_SIGNS[number]} {_names(section)[number] if len(found) == 1 else ''}".strip()
        + ("" if k is None else f" {swedish.count(k)}")
        for number, k in zip(found, counts, strict=True)
    ]
    return Cell(" · ".join(texts), _SHADES[found[0]])


def _own(section: Section) -> Table:
    rows = section.figures.table(section.place, "skill.state")
    held = _held(section, section.place)
    given = known(section, section.place, "skill.given")
    n = (
        f"{swedish.count(given.n)} teman, varav {swedish.count(given.k)} med genomförd utbildning"
        if given
        else "inga teman som är genomförda eller önskade"
    )
    return Table(
        ("Tema", "Utbildning (personer)"),
        tuple(
            (capital(theme), _words(section, held[fold(theme)])) for theme in rows["theme"].unique()
        ),
        caption=f"Utbildning {wording.where(section)}",
        note=_note(section, n),
        numeric=frozenset(),
    )


def _matrix(section: Section, named: list[str]) -> list[Exhibit]:
    apart = why_not(section, TRAINING)
    rows = []
    for place in (ALL, *places(section)):
        held = _held(section, place)
        found = [held.get(fold(theme)) for theme in named]
        cells = tuple(_cell(section, one) for one in found)
        words = tuple(_words(section, one) for one in found)
        rows.append(PlaceRow(name(place), cells, words, apart.get(place, "")))
    given, wanted = _names(section)[:2]
    reading = f"{_SIGNS[0]} och mörk ruta är {given}, {_SIGNS[1]} och ljus ruta är {wanted}"
    return place_matrix.exhibits(
        list(map(capital, named)),
        rows,
        caption="Utbildning som är genomförd och önskad i varje kommun",
        table_note=_note(section, _N),
        chart_note=_note(section, _N, reading),
        most=4,
    )


def _reached(section: Section, named: list[str]) -> Table:
    states = section.project.lists.skill_state

    def of(theme: str, state: str) -> str:
        figure = known(section, ALL, "skill.places", theme=theme, state=state)
        return wording.share(figure) if figure else swedish.MISSING

    return Table(
        ("Tema", *map(capital, _names(section))),
        tuple((capital(theme), *(of(theme, state) for state in states)) for theme in named),
        caption="Så många kommuner har temat i varje läge",
        note=_note(section, "kommuner som har uppgett temat; en kommun kan ha det i flera lägen"),
    )
