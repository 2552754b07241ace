"""The scale from few to many in heatmaps, in the colours that are worn, and the ink upon it."""

from __future__ import annotations

from functools import lru_cache

from matplotlib.colors import LinearSegmentedColormap, to_hex

from stegvis.colours import contrast
from stegvis.show.palette import Palette
from stegvis.show.style import PAPER, worn


def sequential() -> LinearSegmentedColormap:
    """Give the scale from few to many; write cells' numbers with `ink_on`."""
    return _sequential(worn())


@lru_cache
def _sequential(colours: Palette) -> LinearSegmentedColormap:
    return LinearSegmentedColormap.from_list(
        "stegvis", [colours.faint, colours.strong, colours.main]
    )


def ink_on(share: float) -> str:
    """Choose the ink of a label on the scale, at a share (0–1) of its length.

    Black until white has the greater contrast; either then has at least 4.5:1.
    """
    ground = to_hex(sequential()(share))
    return max("#000000", PAPER, key=lambda ink: contrast(ink, ground))
