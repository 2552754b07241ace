"""Where an analyst's references to a section's figures and tables lead in the whole book.

A text says ”the second figure of the section Mål”, for that is what its author sees. In a book the
same figure has another number, which is known when all are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from stegvis.book.chapters import Placed
from stegvis.export.block import Block
from stegvis.export.numbering import Numbered, numbered
from stegvis.show.display import Counted
from stegvis.show.markdown import Markdown
from stegvis.show.reference import Kind, resolved
from stegvis.show.swedish import NBSP

_COUNTED: dict[Kind, Counted] = {"figur": "Figur", "tabell": "Tabell"}


def counted_through(placed: Iterable[Placed], place: str) -> Iterator[Block]:
    """Give a book's blocks with figures and tables numbered, and every reference as a link.

    A municipality's text refers to that municipality's sections. ``place`` is whose the sections
    are that stand under no municipality, as readers see it.

    Raises
    ------
    MissingReferenceError
        When a text refers to what is not in the book.
    """
    stands = list(placed)
    blocks = list(numbered(one.block for one in stands))
    known: dict[tuple[str, str, Counted, int], Numbered] = {}
    counts = Counter[tuple[str, str, Counted]]()
    for one, block in zip(stands, blocks, strict=True):
        if isinstance(block, Numbered):
            here = (one.place, one.section, block.number.kind)
            counts[here] += 1
            known[*here, counts[here]] = block
    for one, block in zip(stands, blocks, strict=True):
        if not isinstance(block, Markdown):
            yield block
            continue

        def lead(
            section: str, kind: Kind, number: int, within: str = one.place
        ) -> tuple[str, str] | None:
            found = known.get((within, section, _COUNTED[kind], number))
            if found is None:
                return None
            return f"{kind}{NBSP}{found.number.value}", found.number.anchor

        text = f"Kommentaren {one.section}.md för {one.place or place}"
        yield Markdown(resolved(block.tokens, lead, text))
