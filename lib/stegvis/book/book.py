"""A book: a cover, ways in, chapters and appendices, all as blocks in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from stegvis.book.contents import DEPTH
from stegvis.book.heading import Heading
from stegvis.export.block import Block
from stegvis.export.numbering import Numbered
from stegvis.figures import Figures
from stegvis.show.display import Counted


@dataclass(frozen=True)
class Book:
    """What every format of a book is written from.

    Parameters
    ----------
    title, subject
        ”Slutrapport”, and what it is about on one line.
    organisation
        Who publishes it.
    marks
        The marks that every page bears.
    blocks
        All of it, in order, the cover first. Figures and tables are `Numbered`.
    figures
        The rows in which every number of the book is found again.
    colour
        The project's own main colour, if it has chosen one.
    """

    title: str
    subject: str
    organisation: str
    marks: tuple[str, ...]
    blocks: tuple[Block, ...]
    figures: Figures | None = field(default=None, repr=False, compare=False)
    colour: str | None = None

    @property
    def full_title(self) -> str:
        """Give the title that tells this book from every other."""
        return f"{self.title} – {self.subject}"

    @property
    def contents(self) -> tuple[Heading, ...]:
        """List the headings that the table of contents has."""
        return listed_headings(self.blocks)

    def numbered(self, kind: Counted) -> Iterator[Numbered]:
        """Go through the figures, or the tables, in order."""
        for block in self.blocks:
            if isinstance(block, Numbered) and block.number.kind == kind:
                yield block


def listed_headings(blocks: tuple[Block, ...]) -> tuple[Heading, ...]:
    """List the headings that a table of contents of some blocks has."""
    return tuple(b for b in blocks if isinstance(b, Heading) and b.level <= DEPTH)
