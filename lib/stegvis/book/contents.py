"""Ways into a book: its table of contents, and its lists of figures and of tables."""

from __future__ import annotations

from dataclasses import dataclass

from stegvis.book.heading import Heading
from stegvis.export.numbering import Numbered
from stegvis.show import escape
from stegvis.show.display import Counted

DEPTH = 2
"""The deepest level of heading that the table of contents lists."""


@dataclass(frozen=True)
class Contents:
    """The table of contents."""

    headings: tuple[Heading, ...]

    def html(self) -> str:
        """Write a list of links, each as far in as its level."""
        lines = "\n".join(
            f'<li class="level-{heading.level}"><a href="#{heading.anchor}">'
            f"{escape.html(heading.label)}</a></li>"
            for heading in self.headings
        )
        return (
            '<nav class="contents" aria-labelledby="innehallsforteckning">\n'
            f'<h2 id="innehallsforteckning">Innehåll</h2>\n<ol>\n{lines}\n</ol>\n</nav>'
        )

    def typst(self) -> str:
        """Call ``contents``: Typst knows the pages."""
        return f"#contents(depth: {DEPTH})"


@dataclass(frozen=True)
class Listing:
    """Every figure, or every table, by its number."""

    kind: Counted
    entries: tuple[Numbered, ...]

    def html(self) -> str:
        """Write a list of links."""
        lines = "\n".join(
            f'<li><a href="#{entry.number.anchor}">{entry.number.label}.</a> '
            f"{escape.html(entry.exhibit.caption)}</li>"
            for entry in self.entries
        )
        return f'<ul class="listing">\n{lines}\n</ul>'

    def typst(self) -> str:
        """Call ``listing``: Typst knows the pages."""
        entries = [
            (entry.number.label, entry.exhibit.caption, entry.number.anchor)
            for entry in self.entries
        ]
        return f"#listing({escape.typst(entries)})"
