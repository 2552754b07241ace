"""Follow-up groups' shares as a chart with a band for non-response, and as a table."""

from __future__ import annotations

from collections.abc import Sequence

from stegvis.figures import Figure
from stegvis.show import swedish, wording
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Group
from stegvis.show.finding import extremes
from stegvis.show.followup import FollowUp, row_text
from stegvis.show.section import Section
from stegvis.show.share_chart import ShareRow, share_chart
from stegvis.show.table import Table
from stegvis.show.terms import capital

READING = (
    "Punkt: andelen av dem som nåddes. Streck: 95\N{NO-BREAK SPACE}% intervall. Ljust band: så "
    "lågt och så högt kan andelen ligga om även de som inte nåddes räknas in."
)


def share_exhibits(
    section: Section,
    chosen: Sequence[FollowUp],
    *,
    outcome: str,
    caption: str,
    note: str,
    target: float | None = None,
    deciding: FollowUp | None = None,
) -> Group:
    """Show groups' shares with interval and band, as a chart and as a table.

    When too few are due for follow-up the table stands alone.

    ``outcome`` names what the share is of, such as ”ökat eller behållit”; ``deciding`` is the
    group that a goal is about, if any.
    """
    table = Table(
        columns(outcome),
        tuple((group.label, *cells(section, group, target)) for group in chosen),
        caption=caption,
        note=note,
    )
    if max(group.figure(section, "eligible").k or 0 for group in chosen) < wording.FEW:
        return Group(table)
    rows = [
        ShareRow(
            group.label,
            group.figure(section, "share"),
            row_text(section, group, target),
            target,
            deciding is None or group == deciding,
        )
        for group in chosen
    ]
    said = "; ".join(f"{group.label}: {_in_words(section, group, target)}" for group in chosen)
    aimed = f" Målet {swedish.percent(target)} är en streckad linje." if target else ""
    chart = Chart.of(
        share_chart(rows, bands=True),
        alt=extremes(f"Andelen som {outcome}", [(row.label, row.figure) for row in rows])
        + f" {said}.{aimed}",
        caption=caption,
        note=f"{READING}{aimed} {note}",
    )
    return Group(chart, table)


def with_bounds(share: Figure, nonresponse: Figure) -> str:
    """Write the bounds for non-response; words when there is none, or nobody to reach."""
    if not nonresponse.n:
        return swedish.MISSING
    return (
        swedish.interval(share.bound_low, share.bound_high) if nonresponse.k else "inget bortfall"
    )


def _in_words(section: Section, group: FollowUp, target: float | None) -> str:
    share, nonresponse = group.figure(section, "share"), group.figure(section, "nonresponse")
    if share.value is None:
        return row_text(section, group)
    decimals = wording.decimals(share, target)
    said = f"{wording.share(share, decimals)}, {wording.confidence(share, decimals)}"
    bounds = with_bounds(share, nonresponse)
    return f"{said}, med bortfallet inräknat {bounds}" if nonresponse.k else f"{said}, {bounds}"


def columns(outcome: str, first: str = "Grupp") -> tuple[str, ...]:
    """Name the columns of a table whose rows have `cells`."""
    interval = f"95{swedish.NBSP}% intervall"
    return (first, capital(outcome), interval, "Nåddes inte", "Med bortfallet inräknat")


def cells(section: Section, group: FollowUp, target: float | None) -> tuple[str, ...]:
    """Write a group's share, interval, non-response and bounds; why there is no share."""
    share, nonresponse = group.figure(section, "share"), group.figure(section, "nonresponse")
    return (
        row_text(section, group, target),
        swedish.interval(share.low, share.high, wording.decimals(share, target)),
        wording.share(nonresponse) if nonresponse.n else swedish.MISSING,
        with_bounds(share, nonresponse),
    )
