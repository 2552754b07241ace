"""Participants: who the started are, by what the plan parts them by."""

from __future__ import annotations

from collections.abc import Callable

from stegvis.external_table import ExternalTable
from stegvis.show import swedish, wording
from stegvis.show.bars import Bar
from stegvis.show.exhibit import Exhibit, Group, Prose
from stegvis.show.external import bars
from stegvis.show.external.note import Part, note
from stegvis.show.external.order import in_order, level
from stegvis.show.external.published import absent, find, only_people, published
from stegvis.show.section import Section
from stegvis.show.terms import TRAITS, UNKNOWN, capital


def called(trait: str) -> Callable[[str], str]:
    """Give what a value of a trait is called within a sentence."""

    def name(value: str) -> str:
        if value == UNKNOWN:
            return "uppgift saknas"
        return f"{value} år" if trait == "age_group" else value

    return name


def levels(section: Section, table: ExternalTable, trait: str, measure: str) -> list[str]:
    """List the values by which a measure is parted, in the project's order."""
    known = [*getattr(section.project.lists, trait), UNKNOWN]
    found = section.figures.table(section.place, measure)
    return in_order(found[trait].dropna() if trait in found else [], known, table)


def who(section: Section) -> Exhibit:
    """Show the started, for each table of the plan."""
    shown = [
        exhibit for table in published(section, "participants") for exhibit in _of(section, table)
    ]
    return Group(*shown) if shown else Prose(absent(section, "participants"))


def _of(section: Section, table: ExternalTable) -> list[Exhibit]:
    panels = {TRAITS[trait]: _bars(section, table, trait) for trait in table.by}
    panels = {title: shown for title, shown in panels.items() if shown}
    figures = [bar.figure for shown in panels.values() for bar in shown]
    if not figures:
        return []
    n = next((figure.n for figure in figures if figure.n is not None), None)
    if n == 0:
        return []
    traits = {one: trait for trait in table.by for one in _merged(section, table, trait)}
    told = note(
        section,
        [Part(table, figures)],
        f"n = {wording.participants(n)} som har startat" if n else "",
        only_people(section),
        "Uppgifterna är de som gällde vid starten",
        wording.caution(n),
        called=lambda value: called(traits.get(value, ""))(value),
    )
    by = swedish.listed(TRAITS[trait].lower() for trait in table.by)
    caption = f"Deltagare {wording.where(section)} efter {by}"
    return [bars.exhibits(panels, ("Deltagare", "Antal av alla startade"), caption, told)]


def _merged(section: Section, table: ExternalTable, trait: str) -> list[str]:
    """List the values of a trait that are told together with others."""
    known = (*getattr(section.project.lists, trait), UNKNOWN)
    return [value for values in table.merge.values() for value in values if value in known]


def _bars(section: Section, table: ExternalTable, trait: str) -> list[Bar]:
    measure = f"participants.{trait}"
    found = {
        value: find(section, measure, "started", **{trait: value})
        for value in levels(section, table, trait, measure)
    }
    return [
        Bar(capital(level(table, value, called(trait))), figure)
        for value, figure in found.items()
        if figure is not None
    ]
