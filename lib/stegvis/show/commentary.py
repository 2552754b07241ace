"""The analyst's own words, told apart from the report's: under a heading that says what they are.

The exhibit holds Markdown, and what stands where its placeholders were. Markdown is read when the
exhibit is shown, never kept as tokens, so that a notebook can only hold text. What is put into the
text is text too, and can never become markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from stegvis.show import escape
from stegvis.show.display import Exhibit, Number
from stegvis.show.markdown import Markdown, Token, parse, plain
from stegvis.show.reference import reference

TITLE = "Kommentar"
CHANGED = "Siffrorna har ändrats sedan kommentaren skrevs."

OPENING, CLOSING = "\ue000", "\ue001"
"""Around the number of an insert in the Markdown; no text of anyone's has these characters."""

MARK = re.compile(f"{OPENING}([0-9]{{1,6}}){CLOSING}")

_LEVEL = 2
_DEEPEST = 6


@dataclass(frozen=True)
class Insert:
    """What stands in a placeholder's stead: a text, or a reference with its text meanwhile."""

    text: str
    section: str = ""
    kind: Literal["", "figur", "tabell"] = ""
    number: int = 0

    def token(self) -> Token:
        """Give the token to put among the text's."""
        if self.kind:
            return reference(self.section, self.kind, self.number, self.text)
        return {"type": "text", "raw": self.text}


@dataclass(frozen=True)
class Commentary(Exhibit):
    """What the analyst has written about a section.

    Parameters
    ----------
    markdown
        The text, in which a marked number stands for an insert (see `MARK`).
    inserts
        What stands there.
    remarks
        What has changed since the text was written, each a sentence.
    """

    markdown: str
    inserts: tuple[Insert, ...] = ()
    remarks: tuple[str, ...] = ()
    kind: Literal["commentary"] = "commentary"

    @property
    def says_something(self) -> bool:
        """Whether there is anything to see."""
        return any(token["type"] != "blank_line" for token in self._written())

    @property
    def tokens(self) -> list[Token]:
        """Give Markdown's tokens: the heading, the text beneath it, and what has changed since."""
        heading: Token = {"type": "heading", "attrs": {"level": _LEVEL}, "children": [_text(TITLE)]}
        return [heading, *_beneath(self._written()), *self._changed()]

    def _written(self) -> list[Token]:
        return [self._filled(token) for token in parse(self.markdown)]

    def _filled(self, token: Token) -> Token:
        """Fill in a block's texts; in code and in HTML everything is text already."""
        filled = dict(token)
        if "raw" in token:
            filled["raw"] = MARK.sub(lambda mark: self._insert(mark).text, token["raw"])
        if "children" in token:
            filled["children"] = [
                part for child in token["children"] for part in self._inline(child)
            ]
        return filled

    def _inline(self, token: Token) -> Iterator[Token]:
        if token["type"] == "text":
            yield from self._parts(token)
        else:
            yield self._filled(token)

    def _parts(self, token: Token) -> Iterator[Token]:
        """Give a text with its inserts between its own parts."""
        end = 0
        for mark in MARK.finditer(token["raw"]):
            if mark.start() > end:
                yield _text(token["raw"][end : mark.start()])
            yield self._insert(mark).token()
            end = mark.end()
        if end < len(token["raw"]) or not token["raw"]:
            yield _text(token["raw"][end:])

    def _insert(self, mark: re.Match[str]) -> Insert:
        number = int(mark[1])
        return self.inserts[number] if number < len(self.inserts) else Insert(escape.REPLACEMENT)

    def _changed(self) -> list[Token]:
        if not self.remarks:
            return []
        strong: Token = {"type": "strong", "children": [_text(CHANGED)]}
        said = _text(" " + " ".join(self.remarks))
        return [{"type": "paragraph", "children": [strong, said]}]

    def html(self, number: Number | None = None) -> str:
        """Write the text as HTML."""
        return Markdown(self.tokens).html()

    def typst(self, number: Number | None = None) -> str:
        """Write the text as Typst."""
        return Markdown(self.tokens).typst()

    def plain(self) -> str:
        """Write the text without its markup, a paragraph for each block."""
        return "\n\n".join(filter(None, (_said(token).strip() for token in self.tokens)))


def _said(token: Token) -> str:
    """Write a block as plain text, with a line for each of a list's items and a table's cells."""
    if token["type"] in ("list", "table", "table_head", "table_body", "table_row"):
        return "\n".join(_said(child) for child in token["children"])
    return plain(token)


def _text(text: str) -> Token:
    return {"type": "text", "raw": text}


def _beneath(tokens: list[Token]) -> Iterator[Token]:
    """Move the text's headings to the levels beneath its own."""
    levels = [token["attrs"]["level"] for token in tokens if token["type"] == "heading"]
    for token in tokens:
        if token["type"] == "heading":
            level = min(_DEEPEST, token["attrs"]["level"] - min(levels) + _LEVEL + 1)
            yield token | {"attrs": {"level": level}}
        else:
            yield token
