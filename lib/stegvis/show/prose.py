"""Sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stegvis.show import escape
from stegvis.show.display import Exhibit, Number


@dataclass(frozen=True, init=False)
class Prose(Exhibit):
    """Paragraphs of plain text; with ``lead`` they are what the section has to say first.

    >>> Prose("Två personer har avslutats.").plain()
    'Två personer har avslutats.'
    """

    paragraphs: tuple[str, ...]
    lead: bool
    kind: Literal["prose"]

    def __init__(self, *paragraphs: str, lead: bool = False) -> None:
        object.__setattr__(self, "paragraphs", paragraphs)
        object.__setattr__(self, "lead", lead)
        object.__setattr__(self, "kind", "prose")

    def html(self, number: Number | None = None) -> str:
        """Write a ``p`` for each paragraph."""
        tag = '<p class="lead">' if self.lead else "<p>"
        return "\n".join(f"{tag}{escape.running(text)}</p>" for text in self.paragraphs)

    def typst(self, number: Number | None = None) -> str:
        """Call ``prose`` for each paragraph."""
        lead = escape.typst(self.lead)
        return "\n".join(f"#prose({escape.typst(text)}, lead: {lead})" for text in self.paragraphs)

    def plain(self) -> str:
        """Part the paragraphs by an empty line."""
        return "\n\n".join(escape.clean(text) for text in self.paragraphs)
