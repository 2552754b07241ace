"""Bars of people, stacked: how many there are of each kind, a row for each place or group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from stegvis.show import swedish
from stegvis.show.rows import wrapped
from stegvis.show.style import INK, PAPER, Fill, canvas, count_axis, styled

_ROW_CM, _LINE_CM, _FRAME_CM = 0.3, 0.38, 2.3
_NARROWEST = 0.035
"""The part of the axis that a number needs; a narrower bar has its number in the table only."""


@dataclass(frozen=True)
class StackedRow:
    """A bar: its name, how many people of each kind, and a text after it."""

    label: str
    parts: Mapping[str, int]
    text: str = ""


def stacked_chart(
    rows: Sequence[StackedRow], fills: Mapping[str, Fill], names: Mapping[str, str]
) -> Drawing:
    """Draw a bar for each row, top down, on a scale of people.

    ``fills`` and ``names`` say, for each kind, how it is filled and what it is called.
    """
    labels = wrapped([row.label for row in rows])
    longest = max((sum(row.parts.values()) for row in rows), default=0) or 1
    lines = sum(label.count("\n") + 1 for label in labels)
    with styled():
        drawing, axes = canvas(_FRAME_CM + _ROW_CM * len(rows) + _LINE_CM * lines)
        for kind, fill in fills.items():
            axes.barh(0, 0, label=names[kind], **fill.kwargs)
        for y, row in enumerate(rows):
            end = _bar(axes, y, row.parts, fills, longest)
            axes.annotate(row.text, (end, y), (5, 0), textcoords="offset points", va="center")
        axes.legend(
            loc="lower left",
            bbox_to_anchor=(0, 1),
            ncols=len(fills),
            borderaxespad=0.2,
            handlelength=1.6,
            columnspacing=1.6,
        )
        axes.set_yticks(range(len(rows)), labels)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xlim(0, longest * 1.02)
        axes.set_xlabel("antal personer")
        count_axis(axes.xaxis)
        axes.spines["left"].set_visible(False)
    return drawing


def _bar(
    axes: Axes, y: int, parts: Mapping[str, int], fills: Mapping[str, Fill], longest: int
) -> int:
    left = 0
    for kind, fill in fills.items():
        k = parts.get(kind, 0)
        if not k:
            continue
        axes.barh(y, k, left=left, height=0.66, **fill.kwargs)
        if k / longest >= _NARROWEST:
            boxed = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.2} if fill.hatch else None
            ink = INK if fill.hatch else fill.ink
            axes.text(
                left + k / 2, y, swedish.count(k), ha="center", va="center", color=ink, bbox=boxed
            )
        left += k
    return left
