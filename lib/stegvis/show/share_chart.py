"""Shares on one scale: dot, interval, target and band for non-response, a row for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from stegvis.figures import Figure
from stegvis.show import swedish
from stegvis.show.rows import wrapped
from stegvis.show.style import (
    ALTERNATIVE,
    BAND,
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

_ROW_CM, _LINE_CM, _FRAME_CM = 0.42, 0.38, 1.9
_CLEAR_PT = 8
"""From the axis to the labels: room for half a dot at 0."""
_MANY, _TIGHT_CM = 8, 0.22
"""From so many rows on they stand closer."""


@dataclass(frozen=True)
class ShareRow:
    """A share to draw.

    Parameters
    ----------
    label
        What the row is, at its left.
    figure
        ``value`` with ``low`` and ``high``, and the bounds when the chart has bands; a row
        without a value has only its texts (and its band).
    text
        The value in words, at the row's right.
    target
        What the share should reach.
    deciding
        Whether this is the share that decides, drawn and written heavier than the others.
    """

    label: str
    figure: Figure
    text: str
    target: float | None = None
    deciding: bool = True


def share_chart(rows: Sequence[ShareRow], *, bands: bool = False) -> Drawing:
    """Draw a row for each share, top down, on a scale of 0–100 %.

    ``bands`` shows the bounds for non-response behind each share. A target that all rows share
    is one line through the chart; otherwise each row has its own mark.
    """
    labels = wrapped([row.label for row in rows])
    lines = sum(label.count("\n") + 1 for label in labels)
    targets = {row.target for row in rows}
    own_targets = len(targets) > 1
    gap = (_TIGHT_CM if len(rows) >= _MANY else _ROW_CM) + (0.45 if own_targets else 0.0)
    height = _FRAME_CM + gap * len(rows) + _LINE_CM * lines
    with styled():
        drawing, axes = canvas(height)
        for y, row in enumerate(rows):
            if bands:
                _band(axes, y, row.figure)
            _dot(axes, y, row)
            axes.annotate(
                row.text,
                (1, y),
                xytext=(10, 0),
                xycoords=axes.get_yaxis_transform(),
                textcoords="offset points",
                va="center",
                color=INK,
                fontweight=_weight(row, rows),
            )
            if own_targets and row.target is not None:
                _mark(axes, row.target, y - 0.3, y + 0.3)
        if not own_targets and rows and rows[0].target is not None:
            _mark(axes, rows[0].target, -0.5, len(rows) - 0.5)
        _frame(axes, labels, rows)
    return drawing


def _weight(row: ShareRow, rows: Sequence[ShareRow]) -> str:
    return "bold" if row.deciding and any(not other.deciding for other in rows) else "normal"


def _band(axes: Axes, y: int, figure: Figure) -> None:
    if figure.bound_low is not None and figure.bound_high is not None:
        axes.barh(
            y,
            figure.bound_high - figure.bound_low,
            left=figure.bound_low,
            height=0.56,
            facecolor=BAND,
            edgecolor=MUTED,
            linewidth=0.6,
            zorder=1,
        )


def _dot(axes: Axes, y: int, row: ShareRow) -> None:
    figure, style = row.figure, DECIDING if row.deciding else ALTERNATIVE
    if figure.value is None:
        return
    width = 2.4 if row.deciding else 1.4
    if figure.low is not None and figure.high is not None:
        axes.plot(
            [figure.low, figure.high],
            [y, y],
            color=style.color,
            linewidth=width,
            solid_capstyle="butt",
            zorder=3,
        )
        for end in (figure.low, figure.high):
            axes.plot([end, end], [y - 0.12, y + 0.12], color=style.color, linewidth=1.2, zorder=3)
    axes.plot(
        [figure.value],
        [y],
        color=style.color,
        marker=style.marker,
        linestyle="none",
        markersize=9 if row.deciding else 7,
        markerfacecolor=style.color if row.deciding else PAPER,
        markeredgewidth=1.4,
        clip_on=False,
        zorder=4,
    )


def _mark(axes: Axes, target: float, top: float, bottom: float) -> None:
    axes.plot([target, target], [top, bottom], color=TARGET, linestyle=(0, (4, 2)), zorder=2)
    axes.annotate(
        f"mål {swedish.percent(target)}",
        (target, top),
        xytext=(0, 2),
        textcoords="offset points",
        ha="center",
        va="bottom",
        color=TARGET,
        fontsize=TICK_PT,
    )


def _frame(axes: Axes, labels: Sequence[str], rows: Sequence[ShareRow]) -> None:
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks(range(len(rows)), labels)
    axes.tick_params(axis="y", pad=_CLEAR_PT)
    for tick, row in zip(axes.get_yticklabels(), rows, strict=True):
        tick.set_fontweight(_weight(row, rows))
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1])
    percent_axis(axes.xaxis)
    axes.grid(visible=True, axis="x", color=RULE, zorder=0)
    axes.spines["left"].set_visible(False)
