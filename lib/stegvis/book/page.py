"""A book as one self-contained HTML page."""

from __future__ import annotations

from markupsafe import Markup

from stegvis.book.book import Book
from stegvis.export.page import write_page


def write_html(book: Book) -> str:
    """Write a book as an HTML page that makes no request of any kind."""
    content = "\n".join(block.html() for block in book.blocks)
    return write_page(
        title=book.full_title,
        subject=book.subject,
        marks=book.marks,
        content=Markup(content),  # noqa: S704  # every block escapes its own texts
    )
