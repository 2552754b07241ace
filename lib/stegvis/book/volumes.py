"""The municipalities' own reports: an appendix when short, volumes of their own when long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stegvis.book.chapters import Part
from stegvis.show import escape
from stegvis.show.exhibit import Chart, Table

MOST_EXHIBITS = 80
"""An appendix with more figures and tables than this is split into volumes: about 60 pages."""

VOLUME = "kommunbilaga"
"""What a municipality's volume is called, in the municipality's own folder."""


@dataclass(frozen=True)
class Volume:
    """A municipality's own volume: its name, its folder's slug, and what it says in a line."""

    place: str
    slug: str
    told: str


@dataclass(frozen=True)
class Volumes:
    """A list that leads to the volumes, which lie beside the book."""

    volumes: tuple[Volume, ...]

    def html(self) -> str:
        """Write a list of links to the volumes' pages."""
        lines = "\n".join(
            f'<li><a href="{volume.slug}/{VOLUME}.html">{escape.html(volume.place)}</a>: '
            f"{escape.running(volume.told)}</li>"
            for volume in self.volumes
        )
        return f'<ul class="volumes" role="list">\n{lines}\n</ul>'

    def typst(self) -> str:
        """Call ``volumes`` with each volume's PDF."""
        entries = [
            (volume.place, f"{volume.slug}/{VOLUME}.pdf", volume.told) for volume in self.volumes
        ]
        return f"#volumes({escape.typst(entries)})"


def are_short(municipalities: Sequence[Sequence[Part]]) -> bool:
    """Whether the municipalities' sections are short enough to stand in the book."""
    exhibits = [
        block
        for parts in municipalities
        for part in parts
        for block in part.blocks
        if isinstance(block, Chart | Table)
    ]
    return len(exhibits) <= MOST_EXHIBITS


def as_part(place: str, slug: str, parts: Sequence[Part]) -> Part:
    """Give a municipality's sections as those beneath a section of an appendix."""
    return Part(slug, place, (), tuple(parts))
