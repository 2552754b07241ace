"""Placeholders: ``{{ name }}`` in a text, found before Markdown is read.

Each is marked by a number between two characters that no text has, so that what comes instead can
never become markup, and so that a message can say on which line it stood. Comments, ``<!-- -->``,
are left out here: no reader sees them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stegvis.commentary.error import CommentaryError
from stegvis.show import escape
from stegvis.show.commentary import CLOSING, MARK, OPENING
from stegvis.show.markdown import Token, parse

_SIGNS = re.compile(r"<!--.*?(?:-->|\Z)|\{\{[^{}]*\}\}|\{\{|\}\}", re.DOTALL)
_OURS = re.compile(f"[{OPENING}{CLOSING}]")
_CODE = ("codespan", "block_code")


@dataclass(frozen=True)
class Placeholder:
    """A placeholder as it stands in the text; ``name`` is None where it is not whole."""

    raw: str
    line: int
    name: str | None


@dataclass(frozen=True)
class Marked:
    """A text whose placeholders are marked by their numbers.

    ``used`` are the numbers of those that a reader would see as anything but code, and
    ``in_headings`` of those among them that stand in a heading.
    """

    markdown: str
    placeholders: tuple[Placeholder, ...]
    used: frozenset[int]
    in_headings: frozenset[int]


def mark(source: str, file: str) -> Marked:
    """Mark the placeholders of a text.

    Raises
    ------
    CommentaryError
        When a comment has no end, or a placeholder stands in a link's address.
    """
    found: list[Placeholder] = []
    text = _OURS.sub(escape.REPLACEMENT, escape.clean(source))

    def marked(sign: re.Match[str]) -> str:
        line = text.count("\n", 0, sign.start()) + 1
        if sign[0].startswith("<!--"):
            if not sign[0].endswith("-->"):
                raise CommentaryError(
                    f"{file}, rad {line}: det som börjar med <!-- slutar aldrig. Skriv --> där "
                    "texten som inte ska visas tar slut."
                )
            return ""
        whole = len(sign[0]) > len("{{")
        found.append(Placeholder(sign[0], line, sign[0][2:-2].strip() if whole else None))
        return f"{OPENING}{len(found) - 1}{CLOSING}"

    markdown = _SIGNS.sub(marked, text)
    tokens = parse(markdown)
    for number in _in_addresses(tokens):
        raise CommentaryError(
            f"{file}, rad {found[number].line}: {found[number].raw} står i en länks adress. "
            "Siffror kan bara stå i texten."
        )
    headings = [token for token in tokens if token["type"] == "heading"]
    used, in_headings = frozenset(_in_texts(tokens)), frozenset(_in_texts(headings))
    return Marked(markdown, tuple(found), used, in_headings)


def _in_texts(tokens: list[Token]) -> Iterator[int]:
    for token in tokens:
        if token["type"] not in _CODE:
            yield from (int(number) for number in MARK.findall(token.get("raw", "")))
            yield from _in_texts(token.get("children", []))


def _in_addresses(tokens: list[Token]) -> Iterator[int]:
    for token in tokens:
        address = str(token.get("attrs", {}).get("url", ""))
        yield from (int(number) for number in MARK.findall(_unquoted(address)))
        yield from _in_addresses(token.get("children", []))


def _unquoted(address: str) -> str:
    """Undo how Markdown writes our two characters in an address, and leave the rest."""
    for sign in (OPENING, CLOSING):
        quoted = "".join(f"%{byte:02X}" for byte in sign.encode())
        address = address.replace(quoted, sign)
    return address
