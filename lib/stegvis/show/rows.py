"""Charts with a named row for each figure: how names are set, and how tall the rows are."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

from matplotlib.axes import Axes

NAME_WIDTH = 30
"""Characters of a name before it goes on in a new line."""

_LINE_CM, _GAP_CM = 0.4, 0.2


def wrapped(names: Sequence[str]) -> list[str]:
    """Break long names into lines."""
    return [fill(name, NAME_WIDTH, break_long_words=False) for name in names]


def height(names: Sequence[str], above_cm: float = 0.0) -> float:
    """Give the height in cm of rows with these names, and of what stands above them."""
    lines = max((name.count("\n") for name in wrapped(names)), default=0) + 1
    return above_cm + len(names) * (lines * _LINE_CM + _GAP_CM)


def name_rows(axes: Axes, names: Sequence[str]) -> None:
    """Name the rows at 0, 1, … from the top, and leave the names as the only frame."""
    axes.set_yticks(range(len(names)), wrapped(names))
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.set_xticks([])
