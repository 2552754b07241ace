"""A book as PDF/UA-1, through Typst."""

from __future__ import annotations

from importlib.resources import files

from stegvis.book.book import Book
from stegvis.export.pdf import compile_pdf, kept_with_next, template
from stegvis.show import escape


def write_pdf(book: Book) -> bytes:
    """Write a book as a tagged PDF.

    Raises
    ------
    typst.TypstError
        When Typst refuses the book, such as for a picture it cannot read.
    """
    return compile_pdf(write_typst(book))


def write_typst(book: Book) -> str:
    """Write a book as the Typst source that gives its PDF."""
    settings = {
        "title": book.full_title,
        "author": book.organisation or None,
        "running": book.subject,
        "marks": book.marks,
    }
    arguments = ", ".join(f"{key}: {escape.typst(value)}" for key, value in settings.items())
    body = "\n\n".join(kept_with_next(book.blocks))
    own = files("stegvis.book").joinpath("book.typ").read_text(encoding="utf-8")
    return (
        f"{template(book.colour)}\n{own}\n#show: report.with({arguments})\n#show: bound\n\n{body}\n"
    )
