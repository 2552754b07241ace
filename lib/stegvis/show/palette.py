"""The shades of a project's main colour: what charts, pages and paper are coloured with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from stegvis.show.design import PAPER, PETROL


@dataclass(frozen=True)
class Palette:
    """A colour and four lighter ones, the darkest first.

    Parameters
    ----------
    main
        Text and what counts; readable on white and beneath white.
    strong
        The middle of a scale from few to many.
    soft
        What is of the same kind as the main, and less.
    band
        A range in which the truth may lie.
    faint
        The lightest of a scale.
    """

    main: str
    strong: str
    soft: str
    band: str
    faint: str

    @property
    def colors(self) -> tuple[str, ...]:
        """List them, the darkest first."""
        return (self.main, self.strong, self.soft, self.band, self.faint)


HOUSE = Palette(PETROL, "#7fb0c8", "#a9c9d9", "#c3d7e2", "#f2f6f8")
"""What is used where no project has chosen."""
_WHITE_IN = (0.56, 0.68, 0.78, 0.95)
"""How much white there is in each of the lighter ones."""


@lru_cache
def palette(main: str | None) -> Palette:
    """Give the palette of a main colour, ``#rrggbb``; the house's when none is chosen.

    >>> palette("#5b2a86").faint
    '#f7f4f9'
    """
    if main is None or main == PETROL:
        return HOUSE
    return Palette(main, *(_mixed(main, share) for share in _WHITE_IN))


def _mixed(color: str, white: float) -> str:
    """Mix a colour with so much white, part by part."""
    parts = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
    paper = [int(PAPER[at : at + 2], 16) for at in (1, 3, 5)]
    mixed = (round(p + (w - p) * white) for p, w in zip(parts, paper, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)
