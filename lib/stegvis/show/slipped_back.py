"""The same people at 6 and at 12 months: who held out, and who slipped back."""

from __future__ import annotations

from dataclasses import dataclass

from stegvis.figures import Figure
from stegvis.project import LEAST_MOVED
from stegvis.show import swedish, wording
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Exhibit, Group
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.stacked_chart import StackedRow, stacked_chart
from stegvis.show.style import TWICE
from stegvis.show.table import Table
from stegvis.show.terms import capital

REASON = (
    "Försäkringskassan ser att personer kan hålla ut i sex månader och sedan backa. Därför ställs "
    "här svaren från samma personer vid 6 och 12 månader sida vid sida. Det är skälet till att "
    "frågan ställs, inte ett resultat."
)
NAMES = {
    "both": "höll båda gångerna",
    "recovered": "återhämtade sig",
    "slipped": "backade",
    "neither": "höll ingen gång",
}


@dataclass(frozen=True)
class _Outcome:
    """What is asked twice: the measures' names and the words for it."""

    id: str
    words: tuple[str, str]
    label: str
    held: str
    who: str
    verb: str


_OUTCOMES = (
    _Outcome(
        "lasting",
        ("held", "declined"),
        "Progression",
        "ökat eller behållit sin progression",
        "",
        "hade",
    ),
    _Outcome(
        "retention",
        ("working", "other"),
        "Arbete",
        "i arbete",
        " som avslutades till arbete",
        "var",
    ),
)


def twice(section: Section) -> Exhibit:
    """Show what those who answered both times answered, and how many slipped back."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    if wording.delivers_counts(section):
        return Prose(wording.counts_only(section, "svar från samma personer vid två tillfällen"))
    said = [_said(section, outcome) for outcome in _OUTCOMES]
    answered = [outcome for outcome in _OUTCOMES if _both(section, outcome)]
    if not answered:
        return Prose(*said)
    rows = [(outcome, _counts(section, outcome)) for outcome in answered]
    caption = "Samma personer 6 och 12 månader efter avslut"
    note = wording.note(
        section,
        "n = personer som svarade båda gångerna",
        "Höll: hade ökat eller behållit sin progression; för arbete, av dem som avslutades till "
        "arbete: var i arbete",
        *(_tested(section, outcome) for outcome in answered),
        wording.caution(max(_both(section, outcome) for outcome in answered)),
        wording.left_out(section),
        wording.LOCAL,
    )
    table = Table(
        ("Utfall", *(capital(name) for name in NAMES.values()), "n"),
        tuple(
            (
                outcome.label,
                *map(swedish.count, counts.values()),
                swedish.count(_both(section, outcome)),
            )
            for outcome, counts in rows
        ),
        caption=f"{caption}, antal personer",
        note=note,
    )
    if max(_both(section, outcome) for outcome in answered) < wording.FEW:
        return Group(Prose(REASON, *said), table)
    told = "; ".join(
        f"{outcome.label}: "
        + swedish.listed(f"{swedish.count(k)} {NAMES[kind]}" for kind, k in counts.items())
        for outcome, counts in rows
    )
    drawing = stacked_chart(
        [StackedRow(outcome.label, counts) for outcome, counts in rows], TWICE, NAMES
    )
    alt = f"{told}."
    chart = Chart.of(drawing, alt=alt, caption=caption, note=note)
    return Group(Prose(REASON, *said), chart, table)


def _both(section: Section, outcome: _Outcome) -> int:
    keys = {"outcome": outcome.id, "months": 6}
    return section.figures.one(section.place, "paired.share", **keys).n or 0


def _counts(section: Section, outcome: _Outcome) -> dict[str, int]:
    held, lost = outcome.words
    cells = {
        "both": (held, held),
        "recovered": (lost, held),
        "slipped": (held, lost),
        "neither": (lost, lost),
    }
    measure = f"paired.{outcome.id}"
    return {
        kind: section.figures.one(section.place, measure, first=first, later=later).k or 0
        for kind, (first, later) in cells.items()
    }


def _said(section: Section, outcome: _Outcome) -> str:
    n = _both(section, outcome)
    if not n:
        return (
            f"Ingen{outcome.who} har svarat både 6 och 12 månader efter avslut "
            f"{wording.where(section)}."
        )
    if n == 1:
        return f"En person{outcome.who} har svarat både 6 och 12 månader efter avslut."
    first, later = (
        section.figures.one(section.place, "paired.share", outcome=outcome.id, months=months)
        for months in (6, 12)
    )
    back = section.figures.one(section.place, "paired.slipped_back", outcome=outcome.id)
    and_ = f"{outcome.who} och" if outcome.who else " som"
    said = (
        f"Av de {swedish.count(n)} personer{and_} svarade båda gångerna {outcome.verb} "
        f"{_some(first)} {outcome.held} efter 6 månader och {_some(later)} efter 12 månader."
    )
    if not back.n:
        return f"{said} Ingen av dem höll efter 6 månader, så ingen kunde backa."
    if back.n == 1:
        fared = "hade backat" if back.k else "höll också"
        return f"{said} Den enda som höll efter 6 månader {fared} efter 12."
    said += (
        f" Av de {swedish.count(back.n)} som höll efter 6 månader hade {_some(back)} backat efter "
        f"12, {wording.confidence(back)}."
    )
    if back.bound_low != back.bound_high:
        said += (
            " Med dem inräknade som höll efter 6 månader men inte nåddes efter 12 är andelen "
            f"{swedish.interval(back.bound_low, back.bound_high)}."
        )
    return said


def _some(figure: Figure) -> str:
    if not figure.k:
        return "ingen"
    return f"{swedish.count(figure.k)} ({swedish.percent(figure.value)})"


def _tested(section: Section, outcome: _Outcome) -> str:
    """Write the test that as many slip back as recover; nothing when it could not tell."""
    change = section.figures.one(section.place, "paired.change", outcome=outcome.id)
    if (change.k or 0) < LEAST_MOVED:
        return ""
    return (
        f"{outcome.label}: {swedish.count(change.k)} svarade olika; att lika många backar som "
        f"återhämtar sig prövat med McNemars exakta test, {swedish.p_value(change.value)}"
    )
