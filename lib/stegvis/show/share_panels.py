"""Several shares of the same groups side by side: a panel for each share, a row for each group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from stegvis.figures import Figure
from stegvis.show import rows, swedish
from stegvis.show.style import (
    ALTERNATIVE,
    DECIDING,
    INK,
    MUTED,
    PAPER,
    RULE,
    TICK_PT,
    panels,
    percent_axis,
    styled,
)
from stegvis.show.wording import FEW

_FRAME_CM, _WIDEST = 1.5, 4
"""Height of a title and an axis; and how many panels stand beside each other."""
_ROOM = 1.25
"""How far the axis goes beyond the longest interval: room for its number."""


def share_panels(labels: Sequence[str], shares: Mapping[str, Sequence[Figure]]) -> Drawing:
    """Draw each share with its interval for every group, all panels on one scale from 0.

    ``shares`` has, by the panel's title, a figure for each of ``labels``, the first of which is
    everyone: filled. A group of fewer than `FEW` people has its number of people only.
    """
    columns = min(len(shares), _WIDEST)
    lines = -(-len(shares) // columns)
    ends = [figure.high or 0.0 for own in shares.values() for figure in own if _drawn(figure)]
    with styled():
        drawing, every = panels(
            lines * rows.height(labels, above_cm=_FRAME_CM),
            rows=lines,
            columns=columns,
            sharex=True,
            sharey=True,
        )
        every[0].set_yticks(range(len(labels)), rows.wrapped(labels))
        every[0].tick_params(axis="y", pad=8)
        every[0].set_ylim(len(labels) - 0.5, -0.5)
        every[0].set_xlim(0, max(ends, default=1.0) * _ROOM)
        for axes in every[len(shares) :]:
            axes.set_visible(False)
        for axes, (title, own) in zip(every, shares.items(), strict=False):
            axes.set_title(title)
            axes.spines["left"].set_visible(False)
            axes.grid(visible=True, axis="x", color=RULE, zorder=0)
            axes.xaxis.set_major_locator(MaxNLocator(2))
            percent_axis(axes.xaxis)
            for y, figure in enumerate(own):
                _row(axes, y, figure, everyone=y == 0)
    return drawing


def _drawn(figure: Figure) -> bool:
    return (figure.n or 0) >= FEW


def _row(axes: Axes, y: int, figure: Figure, *, everyone: bool) -> None:
    if not _drawn(figure) or None in (figure.value, figure.low, figure.high):
        counted = f"n = {swedish.count(figure.n)}"
        _label(axes, y, 0.0, counted, MUTED)
        return
    value, low, high = figure.value or 0.0, figure.low or 0.0, figure.high or 0.0
    style = DECIDING if everyone else ALTERNATIVE
    axes.plot([low, high], [y, y], color=style.color, linewidth=1.6, zorder=3)
    axes.plot(
        [value],
        [y],
        color=style.color,
        marker=style.marker,
        markersize=6,
        markerfacecolor=style.color if everyone else PAPER,
        clip_on=False,
        zorder=4,
    )
    _label(axes, y, high, swedish.percent(value), INK)


def _label(axes: Axes, y: int, x: float, text: str, color: str) -> None:
    axes.annotate(
        text,
        (x, y),
        (4, 0),
        textcoords="offset points",
        va="center",
        fontsize=TICK_PT,
        color=color,
    )
