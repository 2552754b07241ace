"""A chart: an SVG whose text is text, with a caption and an alternative in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from matplotlib.figure import Figure

from stegvis.show import escape
from stegvis.show.display import Exhibit, Number, link_to_companion, typst_number
from stegvis.show.pen import drawn
from stegvis.show.style import styled
from stegvis.show.svg import tidy

_OWN_ID = re.compile(r'( id="|="#|url\(#)c[0-9a-f]{10}-')
"""Where an SVG that `tidy` has written names a part of itself."""


@dataclass(frozen=True)
class Chart(Exhibit):
    """A chart.

    Parameters
    ----------
    svg
        An ``svg`` element, without declaration, scripts or style sheet; see `Chart.of`.
    alt
        What the chart says, in words, for who cannot see it.
    caption
        What the chart shows.
    note
        Number of people, definition, period.

    Raises
    ------
    ValueError
        When `svg` is no ``svg`` element, or `alt` or `caption` is empty.
    """

    svg: str
    alt: str
    caption: str
    note: str = ""
    kind: Literal["chart"] = "chart"

    def __post_init__(self) -> None:
        if not self.svg.startswith("<svg "):
            raise ValueError("a chart begins with its svg element")
        if not self.alt.strip() or not self.caption.strip():
            raise ValueError("a chart has an alt text and a caption")

    @classmethod
    def of(cls, figure: Figure, *, alt: str, caption: str, note: str = "") -> Chart:
        """Make a chart of a Matplotlib figure; the same figure gives the same text each time."""
        with styled():
            return cls(tidy(drawn(figure)), alt, caption, note)

    def html(self, number: Number | None = None) -> str:
        """Write a ``figure`` with the SVG inline, so that its text can be read and searched."""
        label = number.label if number else ""
        id_ = number.anchor if number else "figur-" + _digest(self.svg + self.alt)
        numbered = f'<span class="number">{label}.</span> ' if label else ""
        caption = escape.html(self.caption)
        described = escape.html(f"{label}. {self.caption}" if label else self.caption)
        opening, rest = _belonging_to(id_, self.svg).split(">", 1)
        said = " ".join(filter(None, (escape.running(self.note), link_to_companion(number))))
        note = f'\n<div class="note">{said}</div>' if said else ""
        return (
            f'<figure class="chart" id="{id_}">\n<div class="scroll" role="region" tabindex="0" '
            f'aria-label="{described}">\n{opening} role="img" '
            f'aria-labelledby="{id_}-title {id_}-desc"><title id="{id_}-title">{caption}</title>'
            f'<desc id="{id_}-desc">{escape.html(self.alt)}</desc>{rest}\n</div>\n'
            f"<figcaption>{numbered}{caption}{note}</figcaption>\n</figure>"
        )

    def typst(self, number: Number | None = None) -> str:
        """Call ``exhibit-chart`` with the SVG as bytes."""
        return (
            f"#exhibit-chart(svg: {escape.typst(self.svg)}, alt: {escape.typst(self.alt)}, "
            f"caption: {escape.typst(self.caption)}, note: {escape.typst(self.note)}"
            f"{typst_number(number)})"
        )

    def plain(self) -> str:
        """Write the caption, the words and the note."""
        return "\n".join(escape.clean(text) for text in (self.caption, self.alt, self.note) if text)


def _belonging_to(name: str, svg: str) -> str:
    """Give an SVG whose own ids begin with a name: the same chart may stand twice on a page."""
    return _OWN_ID.sub(rf"\1{name}-", svg)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:10]
