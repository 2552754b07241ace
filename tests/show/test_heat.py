"""Cells in rows and columns, held against seaborn's heatmap: the same drawing."""

from __future__ import annotations

import numpy as np
import pytest
import seaborn as sns
from stegvis.show import style
from stegvis.show.heat import draw_heat
from stegvis.show.pen import drawn
from stegvis.show.scale import sequential

VALUES = np.array([[0.0, 3.0, 7.0], [1.0, np.nan, 2.0]])


@pytest.mark.parametrize("values", [VALUES, VALUES[:1], np.full((2, 2), np.nan)])
def test_the_cells_are_seaborns(values):
    rows, columns = ["a", "b"][: len(values)], ["1", "2", "3"][: values.shape[1]]
    with style.styled():
        ours, axes = style.canvas(5)
        draw_heat(axes, values, 7, rows, columns)
        theirs, axes = style.canvas(5)
        sns.heatmap(
            values,
            ax=axes,
            mask=np.isnan(values),
            cmap=sequential(),
            vmin=0,
            vmax=7,
            cbar=False,
            linewidths=1,
            linecolor=style.PAPER,
            xticklabels=columns,
            yticklabels=rows,
        )
        axes.tick_params(rotation=0)
        assert drawn(ours) == drawn(theirs)
