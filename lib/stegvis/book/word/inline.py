"""Markdown within a paragraph, as runs and links."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from stegvis.book.word.elements import Element, inner_link, run
from stegvis.show.markdown import Token, address_of

OuterLink = Callable[[str, Sequence[Element]], Element]
"""Makes a link to a web or mail address around its text."""

_STYLES = {"strong": "Strong", "emphasis": "Emphasis"}


def inline(
    tokens: Sequence[Token], outer_link: OuterLink, style: str = "", *, struck: bool = False
) -> Iterator[Element]:
    """Write tokens as runs; what stands within several kinds of emphasis has the innermost one.

    Links lead to web and mail addresses, or within the document.
    """

    def within(token: Token, inner: str = style, *, strike: bool = struck) -> list[Element]:
        return list(inline(token.get("children", ()), outer_link, inner, struck=strike))

    for token in tokens:
        match token["type"]:
            case "softbreak":
                yield run(" ", style, struck=struck)
            case "linebreak":
                yield run("\n", style, struck=struck)
            case "strong" | "emphasis" as kind:
                yield from within(token, _STYLES[kind])
            case "strikethrough":
                yield from within(token, strike=True)
            case "link":
                address = address_of(token)
                if address:
                    yield outer_link(address, within(token, "Hyperlink"))
                else:
                    yield from within(token)
            case "internal_link":
                yield inner_link(token["attrs"]["to"], *within(token, "Hyperlink"))
            case "image":
                yield run("[Bild: ", style, struck=struck)
                yield from within(token)
                yield run("]", style, struck=struck)
            case "codespan":
                yield run(token["raw"], "Code", struck=struck)
            case _ if token.get("children"):
                yield from within(token)
            case _:
                yield run(str(token.get("raw", "")), style, struck=struck)
