"""References from a text to a figure or a table of a section, until it is known where they lead.

A section alone does not know the final report's numbers. So a reference stays a token of its own,
which says in words what it refers to, until whoever numbers the whole document resolves it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from stegvis.show.markdown import Token
from stegvis.show.terms import capital

Kind = Literal["figur", "tabell"]

Resolver = Callable[[str, Kind, int], tuple[str, str] | None]
"""From a section's name, a kind and a number within that section to the text that a reader sees,
such as ”figur 7”, and the anchor it leads to; None where there is no such figure or table."""


class MissingReferenceError(LookupError):
    """A text refers to a figure or a table that is not there; the message is a Swedish sentence."""


def reference(section: str, kind: Kind, number: int, text: str) -> Token:
    """Make the token of a reference; ``text`` stands for it where nothing resolves it."""
    attrs = {"section": section, "kind": kind, "number": number}
    return {"type": "reference", "attrs": attrs, "children": [{"type": "text", "raw": text}]}


def resolved(
    tokens: Iterable[Token], resolver: Resolver, text: str = "En kommentar"
) -> list[Token]:
    """Exchange the references among Markdown's tokens, at any depth, for links.

    A reference that begins with a capital still does. Within a link of the text's own, which can
    hold no other, a reference is its text alone. ``text`` says which text it is, at the beginning
    of a sentence.

    Raises
    ------
    MissingReferenceError
        When the resolver knows nothing of what a reference refers to.
    """
    return [_resolved(token, resolver, text, within_link=False) for token in tokens]


def resolved_within(tokens: Iterable[Token], section: str, resolver: Resolver) -> list[Token]:
    """Exchange the references to a section's own figures and tables, and leave the others.

    Raises
    ------
    MissingReferenceError
        When the section refers to what it does not have.
    """

    def own(token: Token) -> Token:
        if token["type"] == "reference" and token["attrs"]["section"] != section:
            text: Token = token["children"][0]
            return text
        if "children" not in token:
            return token
        return token | {"children": [own(child) for child in token["children"]]}

    text = f"Kommentaren {section}.md"
    return resolved([own(token) for token in tokens], resolver, text)


def _resolved(token: Token, resolver: Resolver, text: str, *, within_link: bool) -> Token:
    if token["type"] == "reference":
        link = _link(token, resolver, text)
        return link["children"][0] if within_link else link
    if "children" not in token:
        return token
    inside = within_link or token["type"] == "link"
    children = [_resolved(child, resolver, text, within_link=inside) for child in token["children"]]
    return token | {"children": children}


def _link(token: Token, resolver: Resolver, by: str) -> Token:
    attrs, said = token["attrs"], token["children"][0]["raw"]
    found = resolver(attrs["section"], attrs["kind"], attrs["number"])
    if found is None:
        raise MissingReferenceError(
            f"{by} hänvisar till {attrs['kind']} {attrs['number']} i avsnittet "
            f"{attrs['section']}, men den finns inte där."
        )
    text, to = found
    shown = capital(text) if said[:1].isupper() else text
    return {
        "type": "internal_link",
        "attrs": {"to": to},
        "children": [{"type": "text", "raw": shown}],
    }
