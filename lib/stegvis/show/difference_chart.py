"""Differences on one scale: dot and interval on either side of nought, a row for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from stegvis.figures import Figure
from stegvis.show import rows, style, swedish

_ABOVE_CM, _BELOW_CM = 0.6, 1.1


@dataclass(frozen=True)
class DifferenceRow:
    """A difference to draw; ``text`` is its value in words, at the row's right."""

    label: str
    figure: Figure
    text: str


def difference_chart(
    differences: Sequence[DifferenceRow], reach: float, below: str, above: str, axis: str
) -> Canvas:
    """Draw a row for each difference, top down.

    Parameters
    ----------
    reach
        The scale's least length on either side of nought.
    below, above
        What a negative and a positive difference mean, written over the two sides.
    axis
        What is measured, and in what.
    """
    names = [row.label for row in differences]
    ends = [abs(end) for row in differences for end in _ends(row.figure)]
    most = max([reach, *ends]) * 1.05
    with style.styled():
        figure, axes = style.canvas(rows.height(names, above_cm=_ABOVE_CM + _BELOW_CM))
        rows.name_rows(axes, names)
        axes.set_xlim(-most, most)
        axes.axvline(0, color=style.INK, linewidth=1.0, zorder=1)
        whole = range(-int(most), int(most) + 1)
        axes.set_xticks(list(whole), [_signed(step) for step in whole])
        axes.grid(axis="x")
        axes.set_xlabel(axis)
        for place, row in enumerate(differences):
            _dot(axes, place, row)
        for text, x, side in ((below, -0.02, "right"), (above, 0.02, "left")):
            axes.annotate(
                text,
                (0.5 + x, 1),
                (0, 3),
                xycoords="axes fraction",
                textcoords="offset points",
                ha=side,
                weight="bold",
            )
    return figure


def _signed(step: int) -> str:
    return ("+" if step > 0 else "") + swedish.decimal(step, 0)


def _ends(figure: Figure) -> list[float]:
    return [end for end in (figure.value, figure.low, figure.high) if end is not None]


def _dot(axes: Axes, place: int, row: DifferenceRow) -> None:
    figure, point = row.figure, style.DECIDING
    if figure.low is not None and figure.high is not None:
        axes.plot([figure.low, figure.high], [place, place], color=point.color, linewidth=2.4)
    if figure.value is not None:
        axes.plot(figure.value, place, color=point.color, marker=point.marker, markersize=9)
    axes.annotate(
        row.text,
        (1, place),
        (10, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        va="center",
        color=style.MUTED if figure.value is None else style.INK,
    )
