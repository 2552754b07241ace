"""How alike participant and coordinator answer, on the indicators that both have items of."""

from __future__ import annotations

from dataclasses import dataclass

from stegvis.card import DAYS_APART
from stegvis.figures import Figure
from stegvis.show import swedish, wording
from stegvis.show.caseload import nobody
from stegvis.show.exhibit import Exhibit, Prose
from stegvis.show.section import Section

NO_PAIRS, NO_INTERVAL = "inga par", "intervall saknas"
NOTHING_TO_SHOW = "Det finns inga par av svar att visa."
_NOT_ONE_TO_ONE = (
    "De två kortens frågor motsvarar inte varandra en mot en. Bara frågor som projektet har "
    "kopplat till samma indikator jämförs"
)


@dataclass(frozen=True)
class Indicator:
    """An indicator's figures."""

    name: str
    near: Figure
    difference: Figure
    kappa: dict[str, Figure]
    ac2: Figure
    drawn: tuple[Figure, Figure, Figure]
    """The same three coefficients, with a bootstrap's intervals."""


def indicators(section: Section) -> list[Indicator]:
    """Look up the figures of each indicator that both raters have items of."""

    def one(measure: str, indicator: str, weights: str = "") -> Figure:
        name = f"agreement.{measure}"
        return section.figures.one(section.place, name, weights, indicator=indicator)

    return [
        Indicator(
            section.project.indicators[indicator],
            one("within_one", indicator),
            one("difference", indicator),
            {kind: one("kappa", indicator, kind) for kind in ("linear", "quadratic")},
            one("ac2", indicator, "quadratic"),
            (
                one("bootstrap", indicator, "kappa/linear"),
                one("bootstrap", indicator, "kappa/quadratic"),
                one("bootstrap", indicator, "ac2/quadratic"),
            ),
        )
        for indicator in section.project.compared
    ]


def whole(section: Section, measure: str) -> Figure:
    """Look up ``difference`` or ``within_one`` of all indicators together."""
    return section.figures.one(section.place, f"agreement.{measure}")


def nothing_to_compare(section: Section) -> str:
    """Say why the raters' answers cannot be compared; nothing when they can."""
    if not section.delivered:
        return wording.NOTHING_DELIVERED
    if wording.delivers_counts(section):
        return wording.counts_only(section, "de två bedömarnas svar")
    if not section.figures.one(section.place, "caseload.started", "cumulative").k:
        return nobody(section)
    if not section.project.compared:
        return (
            "Projektet har inte kopplat frågor på deltagarens och samordnarens kort till samma "
            "indikator. Deras svar kan därför inte jämföras fråga för fråga."
        )
    if not whole(section, "within_one").n:
        return (
            f"Ingen deltagare {wording.where(section)} har svarat om samma sak som samordnaren på "
            f"kort daterade med högst {DAYS_APART} dagars mellanrum {section.until}, så det finns "
            "inget att jämföra."
        )
    return ""


def headline(section: Section) -> Exhibit:
    """Say how often the two are within one step, and who answers higher."""
    if not section.delivered:
        return Prose(wording.no_delivery(section), lead=True)
    missing = nothing_to_compare(section)
    if missing:
        return Prose(missing, lead=True)
    near, difference = whole(section, "within_one"), whole(section, "difference")
    who = wording.participants(difference.k or 0)
    if near.n == 1:
        step = "högst ett steg" if near.k else "mer än ett steg"
        said = (
            f"I det enda par av svar som kan jämföras {wording.where(section)} skiljer deltagaren "
            f"och samordnaren {step}."
        )
        return Prose(said, lead=True)
    said = (
        f"I {wording.share(near)} par av svar från {who} {wording.where(section)} skiljer "
        f"deltagaren och samordnaren högst ett steg, {wording.confidence(near)}."
    )
    return Prose(f"{said} {_direction(difference)}", lead=True)


def _direction(figure: Figure) -> str:
    mean = swedish.decimal(figure.value, 2)
    if figure.low is None or figure.high is None or figure.value is None:
        return (
            "Skillnaden, samordnarens svar minus deltagarens, är i genomsnitt "
            f"{mean}\N{NO-BREAK SPACE}steg."
        )
    ends = swedish.decimal_interval(figure.low, figure.high)
    if figure.low <= 0 <= figure.high:
        return (
            f"Skillnaden, samordnarens svar minus deltagarens, är i genomsnitt "
            f"{mean}\N{NO-BREAK SPACE}steg. Intervallet {ends} rymmer noll: det går inte att säga "
            "att någon av dem svarar högre."
        )
    which = "högre" if figure.value > 0 else "lägre"
    return (
        f"Samordnaren svarar i genomsnitt {which} än deltagaren: skillnaden är "
        f"{mean}\N{NO-BREAK SPACE}steg, 95\N{NO-BREAK SPACE}% intervall {ends}."
    )


def note(section: Section, found: list[Indicator], *more: str) -> str:
    """Write the note under what shows the indicators."""
    everybody = whole(section, "difference")
    return wording.note(
        section,
        f"n = {swedish.plural(everybody.n or 0, 'par', 'par')} av svar från "
        f"{wording.participants(everybody.k or 0)}, på alla indikatorer",
        wording.left_out(section),
        f"{_NOT_ONE_TO_ONE}, och bara kort daterade med högst {DAYS_APART} dagars mellanrum",
        "En persons svar hör ihop, och det räknar intervallen med",
        *more,
        wording.caution(max(row.difference.k or 0 for row in found)),
    )


def placed(section: Section, what: str) -> str:
    """Say what is shown, and of which place."""
    return f"{what} {wording.where(section)}"


def ends_text(figure: Figure) -> str:
    """Write a figure's interval; words when it should have had one."""
    if figure.low is None and figure.n:
        return NO_INTERVAL
    return swedish.decimal_interval(figure.low, figure.high)


def lacking(figures: list[Figure]) -> str:
    """Say why some of the figures have no interval; nothing when all have one."""
    if all(figure.low is not None or not figure.n for figure in figures):
        return ""
    return (
        "Intervall saknas där alla säger detsamma, där alla är överens eller där en enda person "
        "avgör: då säger svaren inget om osäkerheten"
    )
