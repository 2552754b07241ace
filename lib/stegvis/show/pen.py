"""Matplotlib's SVG, drawn in one go: what ``savefig`` does, without drawing everything twice.

``savefig`` draws a figure a first time, into nothing, to lay it out, and a second time for good;
each time, and once more for the layout, every text is measured anew, with another renderer.
Half of a section's time is drawing. So here a figure has one renderer, which draws it once, and a
text is measured once in a process.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from io import StringIO
from typing import Literal

from matplotlib.backends.backend_svg import FigureCanvasSVG, RendererSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

DPI = 72
"""Of a figure that becomes SVG, whose unit is the point."""

_NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))


@lru_cache(maxsize=8192)
def _size(text: str, font: FontProperties, ismath: Literal["TeX"] | bool) -> tuple[float, ...]:
    return text_to_path.get_text_width_height_descent(text, font, ismath)


class Pen(RendererSVG):
    """Writes SVG as Matplotlib does, and remembers how wide and high a text is."""

    def __init__(self, figure: Figure, target: StringIO) -> None:
        width, height = figure.get_size_inches() * DPI
        super().__init__(  # type: ignore[no-untyped-call]  # Matplotlib does not type its backends
            width, height, target, image_dpi=DPI, metadata=_NO_METADATA
        )

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Literal["TeX"] | bool
    ) -> tuple[float, float, float]:
        """Measure a text, in points."""
        width, height, descent = _size(s, prop.copy(), ismath)  # a font may change
        return width, height, descent


class Paper(FigureCanvasSVG):
    """What a figure is drawn upon, with one pen; Matplotlib asks it how large a text will be."""

    @cached_property
    def target(self) -> StringIO:
        """Give what the pen writes on."""
        return StringIO()

    @cached_property
    def pen(self) -> Pen:
        """Give the pen; from now on the figure's size is settled."""
        return Pen(self.figure, self.target)

    def get_renderer(self) -> Pen:
        """Give the pen, by the name under which Matplotlib asks for it to measure."""
        return self.pen


def drawn(figure: Figure) -> str:
    """Draw a figure as an SVG file; the same figure gives the same text each time."""
    figure.set_dpi(DPI)
    paper = Paper(figure)
    figure.draw(paper.pen)
    paper.pen.finalize()  # type: ignore[no-untyped-call]  # Matplotlib does not type its backends
    return paper.target.getvalue()
