"""A notebook as a reader sees it: a title, a head, and blocks in order.

Both exporters start from here, so that HTML and PDF say the same in the same order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from nbformat import NotebookNode
from slugify import slugify

from stegvis.export.block import Block
from stegvis.export.numbering import Numbered, numbered
from stegvis.export.outputs import blocks_of
from stegvis.show.exhibit import Commentary, Group, Header
from stegvis.show.markdown import Markdown, Token, parse, plain
from stegvis.show.reference import Kind, resolved_within
from stegvis.show.swedish import NBSP

UNTITLED = "Rapport"
_PAPERMILL_ERROR = "papermill-error-cell-tag"
"""How papermill tags the cells in which it says, in English, that a cell failed."""


@dataclass(frozen=True)
class Document:
    """What both pages show. The title is the first heading, whether the head's or its own."""

    title: str
    header: Header | None
    blocks: tuple[Block, ...]

    @property
    def full_title(self) -> str:
        """Give the title that tells this document from every other."""
        subject = self.header.subject if self.header else ""
        return f"{self.title} – {subject}" if subject else self.title


def read_document(notebook: NotebookNode, name: str = UNTITLED) -> Document:
    """Read an executed notebook.

    The title is that of the notebook's header; without one, its first heading; without any,
    `name`. Headings are moved so that none skips a level beneath the title.
    """
    found = list(_found(notebook))
    header = next((block for block in found if isinstance(block, Header)), None)
    if header:
        placed = [header, *(_demoted(block, header) for block in found if block is not header)]
        return Document(header.title, header, tuple(numbered(_in_order(placed, previous=1))))
    title = _first_heading(found)
    placed = found if title else [_heading(name, 1), *found]
    return Document(title or name, None, tuple(numbered(_in_order(placed, previous=0))))


def read_section(notebook: NotebookNode, name: str = UNTITLED) -> Document:
    """Read an executed notebook as a page of its own.

    `name` is also the section's: where a text refers to the section's own figures and tables
    there are links to them; what it says of other sections' stands as text.

    Raises
    ------
    MissingReferenceError
        When a text refers to a figure or a table that the section does not have.
    """
    document = read_document(notebook, name)
    there = {b.number.anchor for b in document.blocks if isinstance(b, Numbered)}

    def lead(_: str, kind: Kind, number: int) -> tuple[str, str] | None:
        to = f"{kind}-{number}"
        return (f"{kind}{NBSP}{number}", to) if to in there else None

    def linked(block: Block) -> Block:
        if not isinstance(block, Markdown):
            return block
        return Markdown(resolved_within(block.tokens, name, lead))

    return replace(document, blocks=tuple(map(linked, document.blocks)))


def _found(notebook: NotebookNode) -> Iterator[Block]:
    for cell in notebook.cells:
        if _PAPERMILL_ERROR in cell.get("metadata", {}).get("tags", ()):
            continue
        if cell.cell_type == "markdown":
            yield Markdown(parse(cell.source))
        elif cell.cell_type == "code":
            for output in cell.get("outputs", ()):
                for block in blocks_of(output):
                    yield from _flat(block)


def _flat(block: Block | str) -> Iterator[Block]:
    if isinstance(block, str):
        yield Markdown(parse(block))
    elif isinstance(block, Commentary):
        yield Markdown(block.tokens)
    elif isinstance(block, Group):
        for exhibit in block:
            yield from _flat(exhibit)
    else:
        yield block


def _headings(blocks: Iterable[Block]) -> Iterator[Token]:
    for block in blocks:
        if isinstance(block, Markdown):
            yield from (token for token in block.tokens if token["type"] == "heading")


def _first_heading(blocks: Iterable[Block]) -> str:
    return next((plain(token).strip() for token in _headings(blocks) if _says_something(token)), "")


def _says_something(heading: Token) -> bool:
    """Tell whether a heading has anything to see; PDF/UA refuses one that has not."""
    return any(sign.isprintable() and not sign.isspace() for sign in plain(heading))


def _heading(text: str, level: int) -> Markdown:
    child = {"type": "text", "raw": text}
    return Markdown([{"type": "heading", "attrs": {"level": level}, "children": [child]}])


def _demoted(block: Block, header: Header) -> Block:
    """Leave out a heading that repeats the title; any later head is a heading beneath the first."""
    if isinstance(block, Header):
        return _heading(block.title, 2)
    if not isinstance(block, Markdown):
        return block
    return Markdown([token for token in block.tokens if not _repeats(token, header.title)])


def _repeats(token: Token, title: str) -> bool:
    return token["type"] == "heading" and token["attrs"]["level"] == 1 and plain(token) == title


def _in_order(blocks: list[Block], previous: int) -> Iterator[Block]:
    """Move headings so that the first is the only one at level 1, and none skips a level."""
    taken = Counter[str]()
    for block in blocks:
        if isinstance(block, Markdown):
            tokens = []
            for token in block.tokens:
                if token["type"] == "heading":
                    if not _says_something(token):
                        continue
                    wanted = max(2, token["attrs"]["level"])
                    previous = min(wanted, previous + 1)
                    token = token | {"attrs": {"level": previous, "id": _anchor(token, taken)}}
                tokens.append(token)
            yield Markdown(tokens)
        else:
            yield block


def _anchor(token: Token, taken: Counter[str]) -> str:
    slug = f"avsnitt-{slugify(plain(token))}".rstrip("-")
    taken[slug] += 1
    return slug if taken[slug] == 1 else f"{slug}--{taken[slug]}"
