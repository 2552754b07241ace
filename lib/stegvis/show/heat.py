"""Cells in rows and columns, the darker the more: what seaborn's heatmap draws, in one drawing.

Seaborn's own draws the whole figure once more, and again for each pair of axes, to see whether
its labels overlap.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from stegvis.show.scale import sequential
from stegvis.show.style import PAPER


def draw_heat(
    axes: Axes, values: np.ndarray, most: float, rows: Sequence[str], columns: Sequence[str]
) -> None:
    """Draw a cell for each value, rows top down, white where it is NaN, with their names.

    ``most`` is what the darkest colour stands for; the lightest is 0. The cell of row 0 and
    column 0 has its middle at (0.5, 0.5).
    """
    axes.spines[:].set_visible(False)
    axes.pcolormesh(
        np.ma.masked_invalid(values),
        cmap=sequential(),
        vmin=0,
        vmax=most,
        linewidths=1,
        edgecolor=PAPER,
    )
    axes.set(xlim=(0, len(columns)), ylim=(len(rows), 0))
    axes.set_xticks(np.arange(len(columns)) + 0.5, list(columns))
    axes.set_yticks(np.arange(len(rows)) + 0.5, list(rows), va="center")
