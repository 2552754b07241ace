"""How near the two raters' answers are, and who answers higher, indicator by indicator."""

from __future__ import annotations

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
from stegvis.show.difference_chart import DifferenceRow, difference_chart
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.finding import extremes
from stegvis.show.section import Section
from stegvis.show.share_chart import ShareRow, share_chart

READING = (
    "Varje par är en deltagares och samordnarens svar om samma sak vid samma tillfälle. Ju fler "
    "par som skiljer högst ett steg, och ju närmare noll medelskillnaden är, desto mer lika ser de "
    "på saken. Att de svarar olika är inget fel: skillnaden är något att tala om."
)


def closeness(section: Section) -> Exhibit:
    """Show the share within one step and the mean difference of each indicator."""
    if nothing_to_compare(section):
        return Prose(NOTHING_TO_SHOW if section.delivered else wording.NOTHING_DELIVERED)
    found = indicators(section)
    few = max(row.difference.k or 0 for row in found) < wording.FEW
    near, apart = _near_table(section, found), _difference_table(section, found)
    if few:
        return Group(Prose(READING), near, apart)
    return Group(
        Prose(READING),
        _near_chart(section, found),
        near,
        _difference_chart(section, found),
        apart,
    )


def _near_text(row: Indicator) -> str:
    return wording.share(row.near) if row.near.n else NO_PAIRS


def _near_chart(section: Section, found: list[Indicator]) -> Chart:
    said = "; ".join(
        f"{row.name}: {_near_text(row)}"
        + (f", {wording.confidence(row.near)}" if row.near.n else "")
        for row in found
    )
    return Chart.of(
        share_chart([ShareRow(row.name, row.near, _near_text(row)) for row in found]),
        alt=extremes(
            "Andelen par som skiljer högst ett steg", [(row.name, row.near) for row in found]
        )
        + f" {said}.",
        caption=placed(section, "Andel par av svar som skiljer högst ett steg,"),
        note=note(section, found, "Streck: 95\N{NO-BREAK SPACE}% intervall"),
    )


def _near_table(section: Section, found: list[Indicator]) -> Table:
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
        caption=placed(section, "Par av svar som skiljer högst ett steg,"),
        note=note(section, found),
    )


def _mean_text(row: Indicator) -> str:
    return swedish.decimal(row.difference.value, 2) if row.difference.n else NO_PAIRS


def _difference_chart(section: Section, found: list[Indicator]) -> Chart:
    said = "; ".join(
        f"{row.name}: {_mean_text(row)}"
        + (f", {ends_text(row.difference)}" if row.difference.n else "")
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
        caption=placed(section, "Medelskillnad mellan samordnarens och deltagarens svar"),
        note=note(section, found, "Streck: 95\N{NO-BREAK SPACE}% intervall"),
    )


def _difference_table(section: Section, found: list[Indicator]) -> Table:
    return Table(
        ("Indikator", "Medelskillnad, steg", "95\N{NO-BREAK SPACE}% intervall", "Par"),
        tuple(
            (
                row.name,
                _mean_text(row),
                ends_text(row.difference),
                swedish.count(row.difference.n),
            )
            for row in found
        ),
        caption=placed(section, "Samordnarens svar minus deltagarens"),
        note=note(section, found, lacking([row.difference for row in found])),
    )
