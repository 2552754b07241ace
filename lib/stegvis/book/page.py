"""A book as one self-contained HTML page.

Each chapter is a region of its own that bears its heading's name. The table of contents stands
beside the text where there is room, by CSS alone, and above the chapters where there is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

from markupsafe import Markup

from stegvis.book.book import Book
from stegvis.book.contents import ANCHOR, Contents
from stegvis.book.cover import Cover
from stegvis.book.heading import Heading
from stegvis.export.block import Block
from stegvis.export.page import write_page
from stegvis.show import escape

Way = tuple[str, str]
"""What a link says, and the address it leads to, relative to the page."""

_BACK = f'<p class="back"><a href="#{ANCHOR}">Till innehållsförteckningen</a></p>'


def write_html(book: Book, ways: Sequence[Way] = ()) -> str:
    """Write a book as an HTML page that makes no request of any kind.

    Parameters
    ----------
    ways
        Links to what lies beside the page, such as the same book as PDF; they follow the cover.
    """
    content = "\n".join(_content(book.blocks, ways))
    return write_page(
        title=book.full_title,
        subject=book.subject,
        marks=book.marks,
        content=Markup(f'<div class="book">\n{content}\n</div>'),  # noqa: S704  # every block escapes its own texts
        style=files("stegvis.book").joinpath("book.css").read_text(encoding="utf-8"),
        main=book.colour,
    )


def _content(blocks: Iterable[Block], ways: Sequence[Way]) -> Iterator[str]:
    """Give the page's parts: the cover, the contents, and each chapter with all beneath it."""
    chapter: list[Block] = []
    for block in blocks:
        if isinstance(block, Cover | Contents) or _begins_a_chapter(block):
            yield from _chapter(chapter)
            chapter = []
        if isinstance(block, Cover):
            yield f"{block.html()}{_ways(ways)}"
        elif isinstance(block, Contents):
            yield block.html()
        else:
            chapter.append(block)
    yield from _chapter(chapter)


def _begins_a_chapter(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 1


def _chapter(blocks: Sequence[Block]) -> Iterator[str]:
    if not blocks:
        return
    first, inner = blocks[0], "\n".join(block.html() for block in blocks)
    if isinstance(first, Heading):
        yield f'<section aria-labelledby="{first.anchor}">\n{inner}\n{_BACK}\n</section>'
    else:
        yield f"<div>\n{inner}\n</div>"


def _ways(ways: Sequence[Way]) -> str:
    links = "".join(
        f'<li><a href="{escape.html(address)}">{escape.html(label)}</a></li>'
        for label, address in ways
    )
    return (
        f'\n<nav class="beside" aria-label="Bredvid rapporten">\n<ul>{links}</ul>\n</nav>'
        if ways
        else ""
    )
