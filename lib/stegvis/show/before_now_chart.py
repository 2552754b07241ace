"""Shares before and now on one scale: a ring above a dot, with their intervals, a row for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from stegvis.figures import Figure
from stegvis.show import swedish
from stegvis.show.rows import wrapped
from stegvis.show.style import (
    AIM,
    ALTERNATIVE,
    DECIDING,
    INK,
    MUTED,
    PAPER,
    RULE,
    TARGET,
    TICK_PT,
    canvas,
    percent_axis,
    styled,
)

_FRAME_CM, _ROW_CM, _LINE_CM = 2.0, 0.4, 0.38
_APART = 0.17
"""How far above and below the row's middle the two stand."""


@dataclass(frozen=True)
class BeforeNow:
    """A share before and now; one that should not be drawn is None.

    Parameters
    ----------
    text
        Both in words, at the row's right.
    target
        What the share should reach.
    """

    label: str
    before: Figure | None
    now: Figure | None
    text: str
    target: float


def before_now_chart(rows: Sequence[BeforeNow], before: str, now: str) -> Drawing:
    """Draw a row for each share, top down, on a scale of 0–100 %.

    ``before`` and ``now`` name the two periods.
    """
    labels = wrapped([row.label for row in rows])
    lines = sum(max(label.count("\n") + 1, 2) for label in labels)
    with styled():
        drawing, axes = canvas(_FRAME_CM + _ROW_CM * len(rows) + _LINE_CM * lines)
        for y, row in enumerate(rows):
            _mark(axes, y, row.target, named=not y or row.target != rows[y - 1].target)
            _both(axes, y, row)
            axes.annotate(
                row.text,
                (1, y),
                xytext=(10, 0),
                xycoords=axes.get_yaxis_transform(),
                textcoords="offset points",
                va="center",
                color=INK,
            )
        axes.set_ylim(len(rows) - 0.5, -0.6)
        axes.set_yticks(range(len(rows)), labels)
        axes.tick_params(axis="y", pad=8)
        axes.set_xlim(0, 1)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1])
        percent_axis(axes.xaxis)
        axes.grid(visible=True, axis="x", color=RULE, zorder=0)
        axes.spines["left"].set_visible(False)
        keys = [axes.plot([], [], **_dot(filled=filled))[0] for filled in (False, True)]
        drawing.legend(keys, [before, now], loc="outside upper left", ncols=2)
    return drawing


def _dot(*, filled: bool) -> dict[str, Any]:
    style = DECIDING if filled else ALTERNATIVE
    return {
        "color": style.color,
        "marker": style.marker,
        "linestyle": "none",
        "markersize": 8 if filled else 7,
        "markerfacecolor": style.color if filled else PAPER,
        "markeredgewidth": 1.4,
        "clip_on": False,
        "zorder": 4,
    }


def _both(axes: Axes, y: int, row: BeforeNow) -> None:
    heights = {False: y - _APART, True: y + _APART}
    drawn = {False: row.before, True: row.now}
    values = [f.value for f in drawn.values() if f is not None and f.value is not None]
    if len(values) == len(drawn):
        axes.plot(values, list(heights.values()), color=MUTED, linewidth=0.8, zorder=2)
    for filled, figure in drawn.items():
        if figure is None or figure.value is None:
            continue
        color = (DECIDING if filled else ALTERNATIVE).color
        if figure.low is not None and figure.high is not None:
            ends, level = [figure.low, figure.high], [heights[filled]] * 2
            axes.plot(ends, level, color=color, linewidth=2.2 if filled else 1.3, zorder=3)
        axes.plot([figure.value], [heights[filled]], **_dot(filled=filled))


def _mark(axes: Axes, y: int, target: float, *, named: bool) -> None:
    axes.plot([target, target], [y - 0.42, y + 0.42], zorder=2, **AIM)
    if named:
        axes.annotate(
            f"mål {swedish.percent(target)}",
            (target, y - 0.42),
            xytext=(0, 2),
            textcoords="offset points",
            ha="center",
            va="bottom",
            color=TARGET,
            fontsize=TICK_PT,
        )
