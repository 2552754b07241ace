"""Ways into a book: its table of contents, and its lists of figures and of tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stegvis.book.heading import Heading
from stegvis.export.numbering import Numbered
from stegvis.show import escape
from stegvis.show.display import Counted

DEPTH = 2
"""The deepest level of heading that the table of contents lists."""

ANCHOR = "innehallsforteckning"
"""The name that links to the table of contents lead to."""


@dataclass(frozen=True)
class Contents:
    """The table of contents."""

    headings: tuple[Heading, ...]

    def html(self) -> str:
        """Write a list of links to chapters, each with a list of links to its sections."""
        lines = "".join(self._chapters())
        return (
            f'<nav class="contents" aria-labelledby="{ANCHOR}">\n'
            f'<h2 id="{ANCHOR}">Innehåll</h2>\n<ol role="list">\n{lines}</ol>\n</nav>'
        )

    def _chapters(self) -> Iterator[str]:
        """Write each chapter's line; a list that bears its own numbers needs none of the page's."""
        found: list[tuple[Heading, list[Heading]]] = []
        for heading in self.headings:
            if heading.level == 1 or not found:
                found.append((heading, []))
            else:
                found[-1][1].append(heading)
        for chapter, sections in found:
            lines = "".join(f"<li>{_link(section)}</li>\n" for section in sections)
            within = f'\n<ol role="list">\n{lines}</ol>' if sections else ""
            yield f"<li>{_link(chapter)}{within}</li>\n"

    def typst(self) -> str:
        """Call ``contents``: Typst knows the pages."""
        return f"#contents(depth: {DEPTH})"


def _link(heading: Heading) -> str:
    return f'<a href="#{heading.anchor}">{heading.html_text}</a>'


@dataclass(frozen=True)
class Listing:
    """Every figure, or every table, by its number."""

    kind: Counted
    entries: tuple[Numbered, ...]

    def html(self) -> str:
        """Write a list of links."""
        lines = "\n".join(
            f'<li><a href="#{entry.number.anchor}">{entry.number.label}.</a> '
            f"{escape.running(entry.exhibit.caption)}</li>"
            for entry in self.entries
        )
        return f'<ul class="listing" role="list">\n{lines}\n</ul>'

    def typst(self) -> str:
        """Call ``listing``: Typst knows the pages."""
        entries = [
            (entry.number.label, entry.exhibit.caption, entry.number.anchor)
            for entry in self.entries
        ]
        return f"#listing({escape.typst(entries)})"
