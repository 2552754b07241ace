"""Cumulative incidence: a stepped curve for each cause, with the number at risk under the axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from stegvis.figures import Figure
from stegvis.show import style, swedish

AT_RISK = "kvar"

_HEIGHT_CM = 8.5
_APART, _LOWEST = 0.14, 0.07
"""The least distance between two labels, and the lowest place of one, as parts of the axis."""


@dataclass(frozen=True)
class Curve:
    """A cause (``goal`` or ``other``), and its figures at 0, 1, 2 … months.

    Those not known have no value.
    """

    cause: str
    name: str
    figures: Sequence[Figure]

    def at(self, month: int) -> Figure:
        """Give the figure at a month."""
        return self.figures[month]

    @property
    def known(self) -> list[Figure]:
        """List the figures that have a value: an unbroken row from 0 months on."""
        return [figure for figure in self.figures if figure.value is not None]


def incidence_chart(curves: Sequence[Curve], months: Sequence[int]) -> Canvas:
    """Draw the curves, name each at its end, and write who is at risk under some of the months."""
    with style.styled():
        figure, axes = style.canvas(_HEIGHT_CM)
        for curve in curves:
            _band(axes, curve)
        for curve in curves:
            _step(axes, curve)
        _names(axes, curves)
        axes.set_xlim(0, months[-1])
        axes.set_ylim(0, 1)
        axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
        style.percent_axis(axes.yaxis)
        axes.grid(axis="y")
        at_risk = [swedish.count(curves[0].at(month).n) for month in months]
        labels = [
            f"{swedish.count(month)}\n\n{number}"
            for month, number in zip(months, at_risk, strict=True)
        ]
        axes.set_xticks(list(months), labels)
        for text, lines in (("månader", 0.0), (AT_RISK, 2.0)):
            _beside(axes, text, lines)
    return figure


def _beside(axes: Axes, text: str, lines: float) -> None:
    """Name a line of the texts under the axis, at its right."""
    axes.annotate(
        text,
        (1, 0),
        (26, -5 - lines * style.TICK_PT * 1.2),
        xycoords="axes fraction",
        textcoords="offset points",
        va="top",
        fontsize=style.TICK_PT,
    )


def _times(curve: Curve) -> list[int]:
    return list(range(len(curve.known)))


def _band(axes: Axes, curve: Curve) -> None:
    ends = [(figure.low or 0.0, figure.high or 0.0) for figure in curve.known]
    if ends:
        fill = style.INCIDENCE[curve.cause].band
        lows, highs = zip(*ends, strict=True)
        axes.fill_between(_times(curve), lows, highs, step="post", **fill)


def _step(axes: Axes, curve: Curve) -> None:
    values = [figure.value or 0.0 for figure in curve.known]
    axes.step(_times(curve), values, where="post", **style.INCIDENCE[curve.cause].line)


def _names(axes: Axes, curves: Sequence[Curve]) -> None:
    """Name each curve at the right of the axes, by its last value, no two names too near."""
    last = sorted(
        ((curve.known[-1].value or 0.0, curve) for curve in curves if curve.known),
        key=lambda pair: pair[0],
    )
    beneath = _LOWEST - _APART
    for value, curve in last:
        place = max(value, beneath + _APART)
        beneath = place
        axes.annotate(
            f"{curve.name}\n{swedish.percent(value)}",
            (1, place),
            (8, 0),
            xycoords=axes.get_yaxis_transform(),
            textcoords="offset points",
            va="center",
            color=style.INCIDENCE[curve.cause].line["color"],
            weight="bold" if curve.cause == "goal" else "normal",
        )
