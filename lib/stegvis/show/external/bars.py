"""Bars of told shares; what is hidden is named beside them, with ``..`` for its bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stegvis.show import bars, rows, style, wording
from stegvis.show.bars import Bar
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Group
from stegvis.show.prose import Prose
from stegvis.show.table import Table

TOO_FEW = "Inget diagram ritas: färre än två av antalen redovisas."
_LEAST = 2
_TITLE_CM = 0.8


def worth_drawing(shown: Sequence[Bar]) -> bool:
    """Whether enough is told for a chart to say more than a table."""
    told = [bar.figure for bar in shown if bar.figure.value is not None]
    return len(told) >= _LEAST and (told[0].n or 0) >= wording.FEW


def say(shown: Sequence[Bar]) -> str:
    """Say where the told share is greatest and least, and then every bar."""
    hidden = any(bar.figure.hidden for bar in shown)
    return bars.say_with_extremes("Den redovisade andelen" if hidden else "Andelen", shown)


def exhibits(
    panels: Mapping[str, Sequence[Bar]], columns: tuple[str, str], caption: str, note: str
) -> Group:
    """Show bars by the title of their panel, as a chart and as a table.

    A panel without a title stands alone.
    """
    every = [bar for shown in panels.values() for bar in shown]
    table = Table(
        columns,
        tuple(
            (f"{title}: {bar.name}" if title else bar.name, wording.share(bar.figure))
            for title, shown in panels.items()
            for bar in shown
        ),
        caption=f"{caption}, i siffror",
        note=note,
    )
    drawn = {title: shown for title, shown in panels.items() if worth_drawing(shown)}
    if not drawn:
        known = any(bar.figure.hidden for bar in every)
        return Group(*([Prose(TOO_FEW)] if known else []), table)
    said = (f"{title}: {say(shown)}" if title else say(shown) for title, shown in drawn.items())
    return Group(_chart(drawn, " ".join(said), caption, note), table)


def _chart(drawn: Mapping[str, Sequence[Bar]], alt: str, caption: str, note: str) -> Chart:
    heights = [
        rows.height([bar.name for bar in shown], above_cm=_TITLE_CM if title else 0)
        for title, shown in drawn.items()
    ]
    with style.styled():
        figure, panels = style.panels(
            sum(heights), rows=len(drawn), sharex=True, height_ratios=heights
        )
        for axes, (title, shown) in zip(panels, drawn.items(), strict=True):
            bars.draw(axes, shown, title)
    return Chart.of(figure, alt=alt, caption=caption, note=note)
