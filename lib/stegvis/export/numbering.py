"""Figures and tables numbered through a document, and referred to by number in both directions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from stegvis.export.block import Block
from stegvis.show.display import Counted, Number
from stegvis.show.exhibit import Chart, Table


@dataclass(frozen=True)
class Numbered:
    """A figure or a table with the number it bears in its document."""

    exhibit: Chart | Table
    number: Number

    def html(self) -> str:
        """Write HTML, with the number and a link to its companion."""
        return self.exhibit.html(self.number)

    def typst(self) -> str:
        """Write Typst, with a link to its companion; Typst counts as we do."""
        return self.exhibit.typst(self.number)


def numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give blocks with the figures and the tables among them numbered, each from 1.

    A table that follows directly upon a figure holds the figure's values, and they refer to each
    other: so every section shows its figures.
    """
    counts = Counter[Counted]()
    shown: int | None = None
    for block, following in pairwise(chain(blocks, (None,))):
        if isinstance(block, Chart):
            counts["Figur"] += 1
            values = counts["Tabell"] + 1 if isinstance(following, Table) else None
            yield Numbered(block, Number("Figur", counts["Figur"], values))
            shown = counts["Figur"] if values else None
        elif isinstance(block, Table):
            counts["Tabell"] += 1
            yield Numbered(block, Number("Tabell", counts["Tabell"], shown))
            shown = None
        elif block is not None:
            yield block
            shown = None
