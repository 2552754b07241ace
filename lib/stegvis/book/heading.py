"""A heading of a book: numbered, and found again from the table of contents."""

from __future__ import annotations

from dataclasses import dataclass

from stegvis.show import escape


@dataclass(frozen=True)
class Heading:
    """A heading.

    Parameters
    ----------
    level
        1 for a chapter or an appendix, 2 for a section, from 3 for the headings within it.
    text
        What it says, without its number.
    anchor
        The name that links lead to; no other heading of the book has it.
    number
        ”2”, ”2.1”, ”Bilaga A”, ”A.1”; empty below a section.
    """

    level: int
    text: str
    anchor: str
    number: str = ""

    @property
    def label(self) -> str:
        """Give the heading as readers see it, number first."""
        return f"{self.number} {self.text}" if self.number else self.text

    def html(self) -> str:
        """Write a heading one level down: the page's own title is the first."""
        tag = f"h{min(self.level + 1, 6)}"
        return f'<{tag} id="{self.anchor}">{self.html_text}</{tag}>'

    @property
    def html_text(self) -> str:
        """Write what the heading says, its number apart from its text."""
        number = f'<span class="number">{escape.html(self.number)}</span> ' if self.number else ""
        return f"{number}{escape.html(self.text)}"

    def typst(self) -> str:
        """Call ``book-heading``."""
        return (
            f"#book-heading(level: {self.level}, number: {escape.typst(self.number)}, "
            f"text: {escape.typst(self.text)}, anchor: {escape.typst(self.anchor)})"
        )
