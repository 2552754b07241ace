"""Tests of the tables from first to latest answer: whether the answers shifted."""

from __future__ import annotations

from stegvis.card import Rater
from stegvis.figures import Figure
from stegvis.show import wording
from stegvis.show.change_tests import TOGETHER, counted, p_cell, shown_raters
from stegvis.show.exhibit import Exhibit, Group, Prose, Table
from stegvis.show.section import Section
from stegvis.show.terms import RATERS_OF

WHAT = (
    "Två prövningar till ser på hela tabellen från första till senaste svar. Bowkers frågar om "
    "varje byte, som från 2 till 3, är lika vanligt som det motsatta; Stuarts och Maxwells om "
    "svaren i stort fördelar sig likadant båda gångerna. Tabellerna har få svar i varje ruta, så p "
    "räknas ut genom att första och senaste svar kastas om, person för person: på alla sätt som "
    "finns, eller på måfå många gånger när sätten är många."
)


def by_item(section: Section) -> Exhibit:
    """Show Bowker's and Stuart and Maxwell's tests of each item, by both raters."""
    raters, missing = shown_raters(section)
    if not raters:
        return Prose(*missing)
    if not section.figures.one(section.place, "change.below").n:
        return Prose(
            "Även prövningarna av hela tabellen från första till senaste svar väntar tills fler "
            "har ändrat sina svar."
        )
    return Group(Prose(WHAT), *(_table(section, rater) for rater in raters))


def _table(section: Section, rater: Rater) -> Table:
    def of(item: str, test: str) -> Figure:
        return section.figures.one(section.place, f"change.{test}", rater=rater, item=item)

    rows = tuple(
        (
            item.label,
            counted(of(item.id, "bowker")),
            p_cell(of(item.id, "bowker")),
            p_cell(of(item.id, "stuart_maxwell")),
        )
        for item in section.project.card.items(rater)
    )
    note = wording.note(
        section,
        "n = personer som har besvarat frågan på två kort",
        wording.left_out(section),
        TOGETHER if section.is_whole_project else "",
    )
    return Table(
        ("Fråga", "Ändrat svar av n", "Bowker", "Stuart–Maxwell"),
        rows,
        caption=f"Prövning av hela tabellen, {RATERS_OF[rater]} kort {wording.where(section)}",
        note=note,
    )
