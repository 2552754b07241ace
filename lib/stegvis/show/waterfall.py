"""A waterfall: how a first sum becomes a last one, part by part, each with its sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from stegvis.show import rows, swedish
from stegvis.show.style import MUTED, WATERFALL, canvas, count_axis, styled

_ABOVE_CM, _BELOW_CM, _HEIGHT = 0.3, 1.2, 0.6


@dataclass(frozen=True)
class Part:
    """A named part of the way from the first sum to the last."""

    label: str
    value: float


def waterfall(first: Part, parts: Sequence[Part], last: Part, unit: str) -> Drawing:
    """Draw the two sums as bars from 0, and each part from where the one before it ended."""
    names = [first.label, *(part.label for part in parts), last.label]
    with styled():
        drawing, axes = canvas(rows.height(names, above_cm=_ABOVE_CM + _BELOW_CM))
        rows.name_rows(axes, names)
        _bar(axes, 0, 0.0, first.value, "total", swedish.amount(first.value))
        at = first.value
        for y, part in enumerate(parts, 1):
            kind = "fewer" if part.value < 0 else "more"
            _bar(axes, y, at, at + part.value, kind, swedish.signed(part.value))
            at += part.value
        _bar(axes, len(names) - 1, 0.0, last.value, "total", swedish.amount(last.value))
        _join(axes, [first, *parts])
        axes.axvline(0, color=MUTED, linewidth=0.7)
        _, right = axes.get_xlim()
        axes.set_xlim(0, right * 1.1)
        axes.spines["bottom"].set_visible(True)
        axes.set_xlabel(unit)
        count_axis(axes.xaxis)
    return drawing


def _bar(axes: Axes, y: int, start: float, end: float, kind: str, label: str) -> None:
    axes.barh(y, end - start, left=start, height=_HEIGHT, **WATERFALL[kind].kwargs)
    axes.annotate(label, (max(start, end), y), (5, 0), textcoords="offset points", va="center")


def _join(axes: Axes, parts: Sequence[Part]) -> None:
    at = 0.0
    for y, part in enumerate(parts):
        at += part.value
        ends = [y + _HEIGHT / 2, y + 1 - _HEIGHT / 2]
        axes.plot([at, at], ends, color=MUTED, linewidth=0.8, linestyle=":")
