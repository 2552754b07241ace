"""A specification curve: the share under each way to count, above the choices of each.

After Simonsohn, Simmons & Nelson (2020), Nature Human Behaviour 4:1208-1214, figure 2; without
their joint test, for our ways to count are no sample of anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    PAPER,
    RULE,
    TARGET,
    TICK_PT,
    panels,
    percent_axis,
    styled,
)

_CURVE_CM, _LINE_CM, _GAP_CM = 4.8, 0.34, 0.08


@dataclass(frozen=True)
class Column:
    """A way to count: its figure, its choice in each dimension, and whether it is the one in force.

    ``text`` is written above the column of the one in force.
    """

    figure: Figure
    choices: tuple[str, ...]
    primary: bool = False
    text: str = ""


def specification_chart(
    columns: Sequence[Column], dimensions: Mapping[str, Sequence[str]], target: float
) -> Drawing:
    """Draw the columns, left to right, with a row for each choice of each dimension below.

    ``dimensions`` gives each dimension's heading and its choices, as they stand in the columns.

    Raises
    ------
    ValueError
        When a column has no share, or no interval.
    """
    names = [name for head, choices in dimensions.items() for name in (head, *choices)]
    lines = [text.count("\n") + 1 for text in wrapped(names)]
    heights = [_LINE_CM * number + _GAP_CM for number in lines]
    matrix_cm = sum(heights)
    with styled():
        drawing, (above, below) = panels(
            _CURVE_CM + matrix_cm,
            rows=2,
            sharex=True,
            height_ratios=[_CURVE_CM, matrix_cm],
        )
        for axes in (above, below):
            _mark_primary(axes, columns)
        _curve(above, columns, target)
        _matrix(below, columns, dimensions, heights)
    return drawing


def _mark_primary(axes: Axes, columns: Sequence[Column]) -> None:
    for x, column in enumerate(columns):
        if column.primary:
            axes.axvspan(x - 0.5, x + 0.5, color=BAND, zorder=0)


def _curve(axes: Axes, columns: Sequence[Column], target: float) -> None:
    for x, column in enumerate(columns):
        figure, style = column.figure, DECIDING if column.primary else ALTERNATIVE
        width = 2.4 if column.primary else 1.0
        if figure.value is None or figure.low is None or figure.high is None:
            raise ValueError("a column is a way to count in which someone is counted")
        axes.plot([x, x], [figure.low, figure.high], color=style.color, linewidth=width, zorder=2)
        axes.plot(
            [x],
            [figure.value],
            color=style.color,
            marker=style.marker,
            linestyle="none",
            markersize=8 if column.primary else 4,
            markerfacecolor=style.color if column.primary else PAPER,
            clip_on=False,
            zorder=4 if column.primary else 3,
        )
        if column.primary:
            _name(axes, x, column.text, len(columns))
    last = len(columns) - 0.5
    axes.plot([-0.5, last], [target, target], color=TARGET, linestyle=(0, (4, 2)), zorder=1)
    axes.annotate(
        f"mål {swedish.percent(target)}",
        (last, target),
        xytext=(4, 0),
        textcoords="offset points",
        va="center",
        color=TARGET,
        fontsize=TICK_PT,
    )
    axes.set_ylim(0, 1)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
    percent_axis(axes.yaxis)
    axes.grid(visible=True, axis="y", color=RULE)
    axes.spines["bottom"].set_visible(False)


def _name(axes: Axes, x: int, text: str, number: int) -> None:
    side = "left" if 3 * x < number else "right" if 3 * x > 2 * number else "center"
    axes.annotate(
        text,
        (x, 1),
        xytext=(0, 3),
        textcoords="offset points",
        ha=side,
        va="bottom",
        color=INK,
        fontweight="bold",
        fontsize=TICK_PT,
        annotation_clip=False,
    )


def _matrix(
    axes: Axes,
    columns: Sequence[Column],
    dimensions: Mapping[str, Sequence[str]],
    heights: Sequence[float],
) -> None:
    last, y, row = len(columns) - 0.5, 0.0, 0
    ticks, names, heads = [], [], set()
    for turn, (head, choices) in enumerate(dimensions.items()):
        for choice in (None, *choices):
            middle = y + heights[row] / 2
            ticks.append(middle)
            names.append(head if choice is None else choice)
            if choice is None:
                heads.add(len(ticks) - 1)
            else:
                axes.plot([-0.5, last], [middle, middle], color=RULE, linewidth=0.6, zorder=1)
                _dots(axes, [c.choices[turn] == choice for c in columns], columns, middle)
            y, row = y + heights[row], row + 1
    axes.set_xlim(-0.9, last + 0.4)
    axes.set_ylim(y, 0)
    axes.set_xticks([])
    axes.set_yticks(ticks, wrapped(names))
    axes.tick_params(axis="y", labelsize=TICK_PT)
    for place, tick in enumerate(axes.get_yticklabels()):
        tick.set_fontweight("bold" if place in heads else "normal")
    axes.spines[["left", "bottom"]].set_visible(False)


def _dots(axes: Axes, chosen: Sequence[bool], columns: Sequence[Column], y: float) -> None:
    for primary, style in ((False, ALTERNATIVE), (True, DECIDING)):
        xs = [
            x
            for x, (is_chosen, column) in enumerate(zip(chosen, columns, strict=True))
            if is_chosen and column.primary == primary
        ]
        axes.plot(
            xs,
            [y] * len(xs),
            color=style.color,
            marker="o",
            linestyle="none",
            markersize=5.5 if primary else 3,
            zorder=3,
        )
