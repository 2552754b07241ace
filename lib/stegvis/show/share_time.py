"""A share at the end of each quarter: dot and interval, and what it looked like at the time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from stegvis.figures import Figure
from stegvis.period import Period
from stegvis.show import swedish
from stegvis.show.style import (
    ALTERNATIVE,
    BAND,
    DECIDING,
    MUTED,
    PAPER,
    RULE,
    TARGET,
    TICK_PT,
    Point,
    canvas,
    percent_axis,
    styled,
)

_HEIGHT_CM = 8.0
_APART = 0.16
"""How far to each side the share and what was known then stand, in quarters."""


@dataclass(frozen=True)
class Moment:
    """A quarter's end: the share, and the share as it was known then, if that is asked."""

    quarter: Period
    figure: Figure
    then: Figure | None = None


def share_time_chart(
    moments: Sequence[Moment], target: float | None = None, *, bands: bool = False
) -> Drawing:
    """Draw a share for each quarter, oldest first, each with its interval and its n below.

    The points are not joined: each counts everyone so far, so they are no series of observations.
    ``bands`` shows the bounds for non-response behind each share.
    """
    apart = _APART if any(moment.then is not None for moment in moments) else 0.0
    with styled():
        drawing, axes = canvas(_HEIGHT_CM)
        for place, moment in enumerate(moments):
            if bands:
                _band(axes, place, moment.figure)
            _dot(axes, place - apart, moment.figure, DECIDING, filled=True)
            if moment.then is not None:
                _dot(axes, place + apart, moment.then, ALTERNATIVE, filled=False)
        if target is not None:
            axes.axhline(target, color=TARGET, linestyle=(0, (4, 2)), zorder=2)
            axes.annotate(
                f"mål {swedish.percent(target)}",
                (1, target),
                (4, 0),
                xycoords=axes.get_yaxis_transform(),
                textcoords="offset points",
                va="center",
                color=TARGET,
                fontsize=TICK_PT,
            )
        axes.set_ylim(-0.02, 1.02)
        axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
        percent_axis(axes.yaxis)
        axes.grid(visible=True, axis="y", color=RULE, zorder=0)
        axes.set_xlim(-0.6, len(moments) - 0.4)
        axes.set_xticks(range(len(moments)), _ticks(moments))
        axes.tick_params(axis="x", length=0)
        axes.spines["left"].set_visible(False)
    return drawing


def _band(axes: Axes, place: int, figure: Figure) -> None:
    if figure.bound_low is not None and figure.bound_high is not None:
        axes.bar(
            place,
            figure.bound_high - figure.bound_low,
            bottom=figure.bound_low,
            width=0.7,
            facecolor=BAND,
            edgecolor=MUTED,
            linewidth=0.6,
            zorder=1,
        )


def _dot(axes: Axes, at: float, figure: Figure, style: Point, *, filled: bool) -> None:
    if figure.value is None:
        return
    if figure.low is not None and figure.high is not None:
        axes.plot(
            [at, at],
            [figure.low, figure.high],
            color=style.color,
            linewidth=2.0 if filled else 1.2,
            solid_capstyle="butt",
            zorder=3,
        )
    axes.plot(
        [at],
        [figure.value],
        color=style.color,
        marker=style.marker,
        linestyle="none",
        markersize=7.5 if filled else 6.5,
        markerfacecolor=style.color if filled else PAPER,
        markeredgewidth=1.4,
        clip_on=False,
        zorder=4,
    )


def _ticks(moments: Sequence[Moment]) -> list[str]:
    """Write each quarter with its n, and the year under the first of each."""
    years = [moment.quarter.start.year for moment in moments]
    new = [place == 0 or year != years[place - 1] for place, year in enumerate(years)]
    return [
        f"kv {moment.quarter.label[-1]}\nn = {swedish.count(moment.figure.n or 0)}"
        + (f"\n{year}" if first else "")
        for moment, year, first in zip(moments, years, new, strict=True)
    ]
