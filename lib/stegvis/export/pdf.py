"""A document as PDF/UA-1, through Typst."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import zip_longest

import typst
from nbformat import NotebookNode

from stegvis.export.block import Block
from stegvis.export.document import UNTITLED, Document, read_section
from stegvis.export.numbering import Numbered
from stegvis.show import design, escape
from stegvis.show.exhibit import Prose, Table
from stegvis.show.markdown import Markdown, Token
from stegvis.show.typeface import FOLDERS

_LONG_AGO = 946684800
"""2000-01-01, the date every PDF bears, so that the same notebook gives the same bytes."""

_ENDS_IN_A_HEADING = re.compile(r"(?:^|\n\n)#(?:book-)?heading\(level: [1-6][^\n]*$")
"""How Typst markup ends that ends in a heading."""


def render_pdf(notebook: NotebookNode, name: str = UNTITLED) -> bytes:
    """Render an executed notebook as a tagged PDF.

    Parameters
    ----------
    notebook
        As nbformat reads it.
    name
        The title of a notebook that has neither a header nor a heading.

    Raises
    ------
    typst.TypstError
        When Typst refuses the document, such as for a picture it cannot read.
    """
    return write_pdf(read_section(notebook, name))


def write_pdf(document: Document) -> bytes:
    """Write a document as a tagged PDF.

    Raises
    ------
    typst.TypstError
        As `render_pdf`.
    """
    return compile_pdf(write_typst(document))


def compile_pdf(source: str) -> bytes:
    """Compile Typst source to a tagged PDF.

    Raises
    ------
    typst.TypstError
        When Typst refuses the source.
    """
    pdf = _compiler().compile(
        source.encode("utf-8"), format="pdf", pdf_standards="ua-1", timestamp=_LONG_AGO
    )
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gives one PDF when it is asked for one")
    return pdf


def compile_png(source: str, pixels_per_inch: float) -> list[bytes]:
    """Compile Typst source to a picture of each page.

    Raises
    ------
    typst.TypstError
        When Typst refuses the source.
    """
    drawn = _compiler().compile(source.encode("utf-8"), format="png", ppi=pixels_per_inch)
    pages = drawn if isinstance(drawn, list) else [drawn]
    return [page for page in pages if page is not None]


def write_typst(document: Document) -> str:
    """Write a document as the Typst source that gives its PDF."""
    header = document.header
    settings = {
        "title": document.full_title,
        "author": (header.organisation or None) if header else None,
        "running": header.subject if header else document.title,
        "marks": header.marks if header else (),
    }
    arguments = ", ".join(f"{key}: {escape.typst(value)}" for key, value in settings.items())
    body = "\n\n".join(kept_with_next(document.blocks))
    own = template(header.colour if header else None)
    return f"{own}\n#show: report.with({arguments})\n\n{body}\n"


def kept_with_next(blocks: Sequence[Block]) -> Iterator[str]:
    """Write blocks, those that lead in to a figure or a table on the same page as that.

    They are a table's own arguments, because it may take them with it to a page that lies down;
    a heading that would be left alone comes too.
    """
    held: list[str] = []
    for block, following in zip_longest(blocks, blocks[1:]):
        written = block.typst()
        if isinstance(block, Numbered):
            if isinstance(block.exhibit, Table):
                yield written + "".join(f"[\n{lead_in}\n]" for lead_in in held)
            else:
                yield from (f"#[#set block(sticky: true)\n{lead_in}\n]" for lead_in in held)
                yield written
            held = []
        elif isinstance(following, Numbered):
            *first, last = _apart(block)
            if first:
                yield from (*held, *first)
                held = []
            held.append(last)
        elif _ENDS_IN_A_HEADING.search(written):
            held.append(written)
        else:
            yield from (*held, written)
            held = []
    yield from held


def _apart(block: Block) -> list[str]:
    """Write a block's paragraphs one by one: only the last leads in to what follows.

    A heading is not parted from its paragraph.
    """
    if isinstance(block, Prose):
        return [Prose(text, lead=block.lead).typst() for text in block.paragraphs]
    if not isinstance(block, Markdown):
        return [block.typst()]
    pieces: list[list[Token]] = []
    for token in block.tokens:
        if pieces and pieces[-1][-1]["type"] in ("heading", "blank_line"):
            pieces[-1].append(token)
        else:
            pieces.append([token])
    return [Markdown(piece).typst() for piece in pieces]


@lru_cache(maxsize=8)
def template(main: str | None = None) -> str:
    """Give the functions that every PDF of the house is set with, after the design they share.

    ``main`` is the project's own colour, if it has one.
    """
    export = files("stegvis.export")
    parts = (export.joinpath(name).read_text("utf-8") for name in ("report.typ", "table.typ"))
    return "\n".join((design.typst(main), *parts))


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """Open the compiler once: it keeps the fonts and what it has laid out before.

    Its root is the folder of fonts, so that there is nothing else for a document to read.
    """
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in FOLDERS],
    )
    return typst.Compiler(root=str(FOLDERS[0]), font_paths=fonts, ignore_system_fonts=True)
