"""Strips side by side: a row for each municipality, a strip of dots for each figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from stegvis.figures import Figure
from stegvis.show import swedish
from stegvis.show.matrix import ROW_CM
from stegvis.show.style import (
    ALTERNATIVE,
    CAPTION_PT,
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

_TITLE_LETTERS = 13
_FRAME_CM = 2.4
_MARGIN = 0.12
"""Room at both ends of a strip, as a part of its scale, so that a dot stands clear of the texts."""
_APART = "*"
"""Stands after a value that cannot be compared with the others in its strip."""


@dataclass(frozen=True)
class Mark:
    """A value in a strip; nothing is drawn where it has no value.

    ``comparable`` says whether it can be compared with the others in its strip.
    """

    figure: Figure
    text: str
    comparable: bool = True


@dataclass(frozen=True)
class Strip:
    """A strip: its title, a mark for each row, and whether its values are shares (0–1)."""

    title: str
    marks: tuple[Mark, ...]
    shares: bool = True


def strip_chart(
    rows: Sequence[str], strips: Sequence[Strip], *, bold: int | None = None
) -> Drawing:
    """Draw the strips beside each other on the same rows, each with a scale of its own.

    ``bold`` is the row of the sum, which the others are parts of.
    """
    with styled():
        drawing, axes = panels(_FRAME_CM + ROW_CM * len(rows), columns=len(strips), sharey=True)
        for axis, strip in zip(axes, strips, strict=True):
            _strip(axis, strip, bold)
        axes[0].set_ylim(len(rows) - 0.5, -0.5)
        axes[0].set_yticks(range(len(rows)), list(rows))
        for y, label in enumerate(axes[0].get_yticklabels()):
            label.set_fontweight("bold" if y == bold else "normal")
    return drawing


def _strip(axes: Axes, strip: Strip, bold: int | None) -> None:
    for y, mark in enumerate(strip.marks):
        axes.axhline(y, color=RULE, linewidth=0.6, zorder=0)
        _dot(axes, y, mark)
        axes.annotate(
            mark.text if mark.comparable else mark.text + _APART,
            (1, y),
            (5, 0),
            xycoords=axes.get_yaxis_transform(),
            textcoords="offset points",
            va="center",
            fontsize=TICK_PT,
            color=INK if mark.comparable else MUTED,
            fontweight="bold" if y == bold else "normal",
        )
    axes.set_title(fill(strip.title, _TITLE_LETTERS), fontsize=CAPTION_PT)
    axes.spines["left"].set_visible(False)
    if strip.shares:
        axes.set_xlim(-_MARGIN, 1 + _MARGIN)
        axes.set_xticks([0, 1])
        percent_axis(axes.xaxis)
        return
    most = max((mark.figure.value or 0.0 for mark in strip.marks), default=0.0) or 1.0
    axes.set_xlim(-_MARGIN * most, (1 + _MARGIN) * most)
    axes.set_xticks([0, most])
    axes.xaxis.set_major_formatter(lambda value, _: swedish.decimal(value, 1 if value else 0))


def _dot(axes: Axes, y: int, mark: Mark) -> None:
    figure, style = mark.figure, DECIDING if mark.comparable else ALTERNATIVE
    if figure.value is None:
        return
    if figure.low is not None and figure.high is not None:
        axes.plot([figure.low, figure.high], [y, y], color=style.color, linewidth=1.4, zorder=2)
    axes.plot(
        [figure.value],
        [y],
        color=style.color,
        marker=style.marker,
        linestyle="none",
        markersize=6.5,
        markerfacecolor=style.color if mark.comparable else PAPER,
        clip_on=False,
        zorder=3,
    )
