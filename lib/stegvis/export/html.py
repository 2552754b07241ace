"""A document as one self-contained HTML page."""

from __future__ import annotations

from markupsafe import Markup
from nbformat import NotebookNode

from stegvis.export.document import UNTITLED, Document, read_section
from stegvis.export.page import write_page


def render_html(notebook: NotebookNode, name: str = UNTITLED) -> str:
    """Render an executed notebook as a page that makes no request of any kind.

    Parameters
    ----------
    notebook
        As nbformat reads it.
    name
        The section's name, and the title of a notebook that has neither a header nor a heading.
    """
    return write_html(read_section(notebook, name))


def write_html(document: Document) -> str:
    """Write a document as an HTML page."""
    header = document.header
    content = "\n".join(block.html() for block in document.blocks)
    return write_page(
        title=document.full_title,
        subject=header.subject if header else document.title,
        marks=header.marks if header else (),
        content=Markup(content),  # noqa: S704  # every block escapes its own texts
        main=header.colour if header else None,
    )
