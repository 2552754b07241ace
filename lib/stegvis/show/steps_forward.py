"""The share forward, and how far those without two cards to compare could move it."""

from __future__ import annotations

from collections.abc import Sequence

from stegvis.card import RATERS, Rater
from stegvis.figures import Figure
from stegvis.show import swedish, wording
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Exhibit, Group
from stegvis.show.finding import extremes
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.share_chart import ShareRow, share_chart
from stegvis.show.steps import nothing_yet
from stegvis.show.table import Table
from stegvis.show.terms import RATERS_OF

EXPLAINED = (
    "Andelen framåt är av dem som har kort att jämföra. De andra som har startat kan ha rört sig "
    "hur som helst; bland dem finns de som nyss har startat och inte har hunnit få ett andra kort. "
    "Därför visas också hur låg och hur hög andelen kan vara om alla som har startat räknas."
)
EVERYONE = (
    "Med alla inräknade: av alla som har startat, de utan förflyttning räknade som inte framåt och "
    "som framåt"
)


def bounds(section: Section) -> Exhibit:
    """Show the share forward under every rule, with bounds of everyone who has started."""
    decides = section.project.movement.primary_rater
    if missing := nothing_yet(section, decides):
        return Prose(missing)
    chart = _chart(section, decides)
    others = [rater for rater in RATERS if rater != decides]
    tables = [_table(section, rater) for rater in (decides, *others)]
    return Group(Prose(EXPLAINED), *([chart] if chart else []), *tables)


def _rows(section: Section, rater: Rater) -> list[ShareRow]:
    primary = section.project.movement.primary
    rows = []
    for rule in section.project.movement.rules:
        figure = section.figures.one(section.place, "steps.forward", rule.id, rater=rater)
        label = f"{rule.label} (huvudregeln)" if rule == primary else rule.label
        text = wording.share(figure) if figure.n else "ingen förflyttning"
        rows.append(ShareRow(label, figure, text, deciding=rule == primary))
    return rows


def _caption(section: Section, rater: Rater) -> str:
    return f"Andelen framåt {wording.where(section)} enligt {RATERS_OF[rater]} kort"


def _note(section: Section, rows: Sequence[ShareRow]) -> str:
    return wording.note(
        section,
        "n = personer vars kort ger en förflyttning enligt regeln",
        EVERYONE,
        wording.left_out(section),
        wording.caution(_most(rows)),
    )


def _most(rows: Sequence[ShareRow]) -> int:
    return max(row.figure.n or 0 for row in rows)


def _chart(section: Section, rater: Rater) -> Chart | None:
    rows = _rows(section, rater)
    if _most(rows) < wording.FEW:
        return None
    said = "; ".join(f"{row.label}: {', '.join(_words(row))}" for row in rows)
    return Chart.of(
        share_chart(rows, bands=True),
        alt=extremes("Andelen framåt", [(row.label, row.figure) for row in rows]) + f" {said}.",
        caption=_caption(section, rater),
        note=f"{_note(section, rows)} Punkt: andelen. Streck: 95{swedish.NBSP}% intervall. Ljust "
        "band: med alla inräknade.",
    )


def _words(row: ShareRow) -> list[str]:
    bounded = f"med alla inräknade {everyone(row.figure)}"
    return [text for text in (row.text, wording.confidence(row.figure), bounded) if text]


def _table(section: Section, rater: Rater) -> Table:
    rows = _rows(section, rater)
    return Table(
        ("Regel", "Framåt", f"95{swedish.NBSP}% intervall", "Med alla inräknade"),
        tuple(
            (
                row.label,
                row.text,
                swedish.interval(row.figure.low, row.figure.high),
                everyone(row.figure),
            )
            for row in rows
        ),
        caption=_caption(section, rater),
        note=_note(section, rows),
    )


def everyone(figure: Figure) -> str:
    """Write the bounds of everyone who has started; words when nobody is missing."""
    if figure.bound_low == figure.bound_high:
        return "ingen saknas" if figure.n else swedish.MISSING
    return swedish.interval(figure.bound_low, figure.bound_high)
