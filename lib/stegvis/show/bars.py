"""Bars of shares, k of n, each with its number written out, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from stegvis.figures import Figure
from stegvis.show import rows, style
from stegvis.show.exhibit import Chart, Group, Table
from stegvis.show.finding import extremes
from stegvis.show.wording import FEW, share


@dataclass(frozen=True)
class Bar:
    """A named share."""

    name: str
    figure: Figure

    @property
    def words(self) -> str:
        """Say the name and k of n."""
        return f"{self.name}: {share(self.figure)}"


def draw(axes: Axes, bars: Sequence[Bar], title: str = "") -> None:
    """Draw the bars, the first on top; the axis goes from nothing to the largest of them.

    What is protected has no bar, only its name and ``..`` where every bar begins.
    """
    fill = style.MOVES["forward"]
    rows.name_rows(axes, [bar.name for bar in bars])
    for place, bar in enumerate(bars):
        value = bar.figure.value or 0.0
        if not bar.figure.hidden:
            axes.barh(place, value, height=0.62, **fill.kwargs)
        axes.annotate(
            share(bar.figure), (value, place), (4, 0), textcoords="offset points", va="center"
        )
    axes.axvline(0, color=style.MUTED, linewidth=0.7)
    axes.set_title(title)


def say(bars: Sequence[Bar]) -> str:
    """Say every bar, for an alternative text."""
    return "; ".join(bar.words for bar in bars) + "."


def say_with_extremes(what: str, bars: Sequence[Bar]) -> str:
    """Say where the share is greatest and least, and then every bar."""
    return f"{extremes(what, [(bar.name, bar.figure) for bar in bars])} {say(bars)}"


def table_rows(bars: Sequence[Bar]) -> tuple[tuple[str, ...], ...]:
    """Give each bar as a row of two cells."""
    return tuple((bar.name, share(bar.figure)) for bar in bars)


def exhibits(
    bars: Sequence[Bar], *, columns: tuple[str, str], caption: str, what: str, note: str
) -> Group:
    """Show bars as a chart, then as a table; ``what`` says what the shares are, in words.

    All are shares of the same people; of a few, the table is enough.
    """
    table = Table(columns, table_rows(bars), caption=f"{caption}, i siffror", note=note)
    if (bars[0].figure.n or 0) < FEW:
        return Group(table)
    with style.styled():
        figure, axes = style.canvas(rows.height([bar.name for bar in bars]))
        draw(axes, bars)
    return Group(
        Chart.of(figure, alt=say_with_extremes(what, bars), caption=caption, note=note),
        table,
    )
