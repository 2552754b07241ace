"""How alike participant and coordinator answer, on the indicators that both have items of."""

from __future__ import annotations

from dataclasses import dataclass

from stegvis.figures import Figure
from stegvis.project import DAYS_APART
from stegvis.show import swedish, wording
from stegvis.show.caseload import nobody
from stegvis.show.difference_chart import DifferenceRow, difference_chart
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.section import Section
from stegvis.show.share_chart import ShareRow, share_chart

NO_PAIRS, UNDEFINED, NO_INTERVAL = "inga par", "går inte att räkna", "intervall saknas"
CLOSENESS = (
    "Varje par är en deltagares och samordnarens svar om samma sak vid samma tillfälle. Ju fler "
    "par som skiljer högst ett steg, och ju närmare noll medelskillnaden är, desto mer lika ser de "
    "på saken. Att de svarar olika är inget fel: skillnaden är något att tala om."
)
COEFFICIENTS = (
    "Kappa och AC2 säger hur mycket mer lika svaren är än slumpen skulle ge: 1 är helt lika, 0 är "
    "inte mer än slumpen. Större skillnader väger tyngre: i linjär vägning efter antalet steg, i "
    "kvadratisk efter antalet steg i kvadrat. Kappa blir lågt när nästan alla svar är desamma, "
    "även om de två är överens; AC2 påverkas mindre av det, och därför visas båda."
)
_NOT_ONE_TO_ONE = (
    "De två kortens frågor motsvarar inte varandra en mot en. Bara frågor som projektet har "
    "kopplat till samma indikator jämförs"
)


@dataclass(frozen=True)
class _Row:
    """An indicator's figures."""

    name: str
    near: Figure
    difference: Figure
    kappa: dict[str, Figure]
    ac2: Figure


def _rows(section: Section) -> list[_Row]:
    def one(measure: str, indicator: str, weights: str = "") -> Figure:
        name = f"agreement.{measure}"
        return section.figures.one(section.place, name, weights, indicator=indicator)

    return [
        _Row(
            section.project.indicators[indicator],
            one("within_one", indicator),
            one("difference", indicator),
            {kind: one("kappa", indicator, kind) for kind in ("linear", "quadratic")},
            one("ac2", indicator, "quadratic"),
        )
        for indicator in section.project.compared
    ]


def _whole(section: Section, measure: str) -> Figure:
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
    if not _whole(section, "within_one").n:
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
    near, difference = _whole(section, "within_one"), _whole(section, "difference")
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


def closeness(section: Section) -> Exhibit:
    """Show the share within one step and the mean difference of each indicator."""
    missing = nothing_to_compare(section)
    if missing:
        return Prose(missing)
    found = _rows(section)
    few = max(row.difference.k or 0 for row in found) < wording.FEW
    near, apart = _near_table(section, found), _difference_table(section, found)
    if few:
        return Group(Prose(CLOSENESS), near, apart)
    return Group(
        Prose(CLOSENESS),
        _near_chart(section, found),
        near,
        _difference_chart(section, found),
        apart,
    )


def _note(section: Section, found: list[_Row], *more: str) -> str:
    everybody = _whole(section, "difference")
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


def _where(section: Section, what: str) -> str:
    return f"{what} {wording.where(section)}"


def _near_text(row: _Row) -> str:
    return wording.share(row.near) if row.near.n else NO_PAIRS


def _near_chart(section: Section, found: list[_Row]) -> Chart:
    said = "; ".join(
        f"{row.name}: {_near_text(row)}"
        + (f", {wording.confidence(row.near)}" if row.near.n else "")
        for row in found
    )
    return Chart.of(
        share_chart([ShareRow(row.name, row.near, _near_text(row)) for row in found]),
        alt=f"Punktdiagram över andelen par som skiljer högst ett steg. {said}.",
        caption=_where(section, "Andel par av svar som skiljer högst ett steg,"),
        note=_note(section, found, "Streck: 95\N{NO-BREAK SPACE}% intervall"),
    )


def _near_table(section: Section, found: list[_Row]) -> Table:
    return Table(
        ("Indikator", "Högst ett steg", "95\N{NO-BREAK SPACE}% intervall", "Deltagare"),
        tuple(
            (
                row.name,
                _near_text(row),
                swedish.interval(row.near.low, row.near.high),
                swedish.count(row.difference.k),
            )
            for row in found
        ),
        caption=_where(section, "Par av svar som skiljer högst ett steg,"),
        note=_note(section, found),
    )


def _mean_text(row: _Row) -> str:
    return swedish.decimal(row.difference.value, 2) if row.difference.n else NO_PAIRS


def _ends_text(figure: Figure) -> str:
    if figure.low is None and figure.n:
        return NO_INTERVAL
    return swedish.decimal_interval(figure.low, figure.high)


def _lacking(figures: list[Figure]) -> str:
    if all(figure.low is not None or not figure.n for figure in figures):
        return ""
    return (
        "Intervall saknas där alla säger detsamma, där alla är överens eller där en enda person "
        "avgör: då säger svaren inget om osäkerheten"
    )


def _difference_chart(section: Section, found: list[_Row]) -> Chart:
    said = "; ".join(
        f"{row.name}: {_mean_text(row)}"
        + (f", {_ends_text(row.difference)}" if row.difference.n else "")
        for row in found
    )
    drawn = [DifferenceRow(row.name, row.difference, _mean_text(row)) for row in found]
    return Chart.of(
        difference_chart(
            drawn,
            1.0,
            "Samordnaren lägre",
            "Samordnaren högre",
            "Samordnarens svar minus deltagarens, steg på skalan",
        ),
        alt=f"Punkter på en skala med noll i mitten: medelskillnaden i steg. {said}.",
        caption=_where(section, "Medelskillnad mellan samordnarens och deltagarens svar"),
        note=_note(section, found, "Streck: 95\N{NO-BREAK SPACE}% intervall"),
    )


def _difference_table(section: Section, found: list[_Row]) -> Table:
    return Table(
        ("Indikator", "Medelskillnad, steg", "95\N{NO-BREAK SPACE}% intervall", "Par"),
        tuple(
            (
                row.name,
                _mean_text(row),
                _ends_text(row.difference),
                swedish.count(row.difference.n),
            )
            for row in found
        ),
        caption=_where(section, "Samordnarens svar minus deltagarens"),
        note=_note(section, found, _lacking([row.difference for row in found])),
    )


def coefficients(section: Section) -> Exhibit:
    """Show weighted kappa and AC2 of each indicator."""
    missing = nothing_to_compare(section)
    if missing:
        return Prose(missing)
    found = _rows(section)
    shown = [(row.kappa["linear"], row.kappa["quadratic"], row.ac2) for row in found]
    flat = [figure for figures in shown for figure in figures]
    undefined = any(figure.value is None and figure.n for figure in flat)
    return Group(
        Prose(COEFFICIENTS),
        Table(
            ("Indikator", "Kappa, linjär", "Kappa, kvadratisk", "AC2, kvadratisk", "Par"),
            tuple(
                (row.name, *map(_coefficient, figures), swedish.count(row.ac2.n))
                for row, figures in zip(found, shown, strict=True)
            ),
            caption=_where(
                section, "Överensstämmelse utöver slumpen, med 95\N{NO-BREAK SPACE}% intervall,"
            ),
            note=_note(
                section,
                found,
                _lacking([figure for figure in flat if figure.value is not None]),
                "Kappa går inte att räkna när alla svar är desamma" if undefined else "",
            ),
        ),
    )


def _coefficient(figure: Figure) -> str:
    if not figure.n:
        return NO_PAIRS
    if figure.value is None:
        return UNDEFINED
    return f"{swedish.decimal(figure.value, 2)} ({_ends_text(figure)})"
