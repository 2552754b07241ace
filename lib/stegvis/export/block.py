"""A block: what a document is made of."""

from __future__ import annotations

from typing import Protocol


class Block(Protocol):
    """Anything that can be written on both kinds of page."""

    def html(self) -> str:
        """Write HTML."""

    def typst(self) -> str:
        """Write Typst."""
