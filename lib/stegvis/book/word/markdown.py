"""Markdown's blocks, as paragraphs, lists and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stegvis.book.word.elements import Element, element, run
from stegvis.book.word.inline import inline
from stegvis.book.word.tables import Grid, write_table
from stegvis.book.word.template import indent
from stegvis.book.word.writer import Writer
from stegvis.show.markdown import Token, plain

_BULLETS = 1
"""The number of the one list with bullets."""


@dataclass(frozen=True)
class _Place:
    """Where a block stands: its style, the list and level it is in, and whether it begins an item.

    ``level`` is −1 outside lists.
    """

    style: str = "BodyText"
    level: int = -1
    numbered: int = 0

    def properties(self) -> list[Element]:
        """Give what a paragraph has besides its style."""
        if self.level < 0:
            return []
        if not self.numbered:
            return [element("w:ind", left=indent(self.level))]
        level, number = min(self.level, 8), self.numbered
        mark = (element("w:ilvl", val=level), element("w:numId", val=number))
        return [element("w:numPr", *mark)]


def write_markdown(writer: Writer, tokens: Sequence[Token]) -> None:
    """Write blocks of Markdown at the end of the document."""
    for token in tokens:
        _write(writer, token, _Place())


def _write(writer: Writer, token: Token, place: _Place) -> None:
    attrs, children = token.get("attrs", {}), token.get("children", [])
    match token["type"]:
        case "blank_line":
            pass
        case "list":
            _write_list(writer, token, place)
        case "block_quote":
            for child in children:
                _write(writer, child, replace(place, style="Quote", numbered=0))
        case "block_code":
            writer.text("CodeBlock", token["raw"].rstrip("\n"))
        case "thematic_break":
            writer.text("Parting", "* * *")
        case "table":
            _write_markdown_table(writer, token)
        case "block_html":
            _paragraph(writer, [run(token["raw"])], place)
        case "heading":
            bold = list(inline(children, writer.outer_link, "Strong"))
            _paragraph(writer, bold, place, attrs.get("id", ""))
        case _:
            inner = children or [token]
            _paragraph(writer, list(inline(inner, writer.outer_link)), place)


def _paragraph(writer: Writer, content: Sequence[Element], place: _Place, anchor: str = "") -> None:
    if content:
        writer.paragraph(place.style, *content, anchor=anchor, extra=place.properties())


def _write_list(writer: Writer, token: Token, place: _Place) -> None:
    level, ordered = place.level + 1, token["attrs"]["ordered"]
    start = int(token["attrs"].get("start", 1))
    number = writer.list_from(start, min(level, 8)) if ordered else _BULLETS
    first = _Place("ListNumber" if ordered else "ListBullet", level, number)
    for item in token["children"]:
        blocks = [child for child in item.get("children", []) if child["type"] != "blank_line"]
        for turn, child in enumerate(blocks):
            begins = turn == 0 and child["type"] != "list"
            _write(writer, child, first if begins else _Place("ListContinue", level))


def _write_markdown_table(writer: Writer, token: Token) -> None:
    head, *bodies = token["children"]
    rows = [head["children"], *(row["children"] for body in bodies for row in body["children"])]
    aligns = [cell["attrs"]["align"] or "left" for cell in head["children"]]
    texts = [[plain(cell) for cell in row] for row in rows]
    cells = [
        [
            list(inline(cell.get("children", []), writer.outer_link, "" if turn else "Strong"))
            for cell in row
        ]
        for turn, row in enumerate(rows)
    ]
    write_table(writer, Grid(texts[0], texts[1:], aligns), cells)
