"""How much more alike the two raters' answers are than chance would make them."""

from __future__ import annotations

from stegvis.figures import Figure
from stegvis.show import swedish, wording
from stegvis.show.agreement import (
    NO_PAIRS,
    NOTHING_TO_SHOW,
    Indicator,
    ends_text,
    indicators,
    lacking,
    note,
    nothing_to_compare,
    placed,
)
from stegvis.show.exhibit import Exhibit, Group, Prose, Table
from stegvis.show.section import Section

UNDEFINED = "går inte att räkna"
READING = (
    "Kappa och AC2 säger hur mycket mer lika svaren är än slumpen skulle ge: 1 är helt lika, 0 är "
    "inte mer än slumpen. Större skillnader väger tyngre: i linjär vägning efter antalet steg, i "
    "kvadratisk efter antalet steg i kvadrat. Kappa blir lågt när nästan alla svar är desamma, "
    "även om de två är överens; AC2 påverkas mindre av det, och därför visas båda."
)
BOOTSTRAP = (
    "Här är samma tal med intervall från en bootstrap: personerna dras om på nytt, med alla sina "
    "svar, många gånger. Simuleringar visar att de intervallen är för snäva när personerna är få, "
    "så det är intervallen i tabellen före som gäller."
)
_COEFFICIENTS = ("Kappa, linjär", "Kappa, kvadratisk", "AC2, kvadratisk")


def coefficients(section: Section) -> Exhibit:
    """Show weighted kappa and AC2 of each indicator."""
    if nothing_to_compare(section):
        return Prose(NOTHING_TO_SHOW if section.delivered else wording.NOTHING_DELIVERED)
    found = indicators(section)
    shown = [(row.kappa["linear"], row.kappa["quadratic"], row.ac2) for row in found]
    flat = [figure for figures in shown for figure in figures]
    undefined = any(figure.value is None and figure.n for figure in flat)
    return Group(
        Prose(READING),
        Table(
            ("Indikator", *_COEFFICIENTS, "Par"),
            tuple(
                (row.name, *map(_coefficient, figures), swedish.count(row.ac2.n))
                for row, figures in zip(found, shown, strict=True)
            ),
            caption=placed(
                section, "Överensstämmelse utöver slumpen, med 95\N{NO-BREAK SPACE}% intervall,"
            ),
            note=note(
                section,
                found,
                lacking([figure for figure in flat if figure.value is not None]),
                "Kappa går inte att räkna när alla svar är desamma" if undefined else "",
            ),
        ),
        *_bootstrap(section, found),
    )


def _bootstrap(section: Section, found: list[Indicator]) -> list[Exhibit]:
    drawn = [row for row in found if any(figure.low is not None for figure in row.drawn)]
    if not drawn:
        return []
    table = Table(
        ("Indikator", *_COEFFICIENTS),
        tuple((row.name, *map(_coefficient, row.drawn)) for row in drawn),
        caption=placed(
            section,
            "Samma tal, med 95\N{NO-BREAK SPACE}% intervall från en bootstrap över personer,",
        ),
        note=note(section, drawn),
    )
    return [Prose(BOOTSTRAP), table]


def _coefficient(figure: Figure) -> str:
    if not figure.n:
        return NO_PAIRS
    if figure.value is None:
        return UNDEFINED
    return f"{swedish.decimal(figure.value, 2)} ({ends_text(figure)})"
