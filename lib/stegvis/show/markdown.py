"""Markdown, read once and written twice: as HTML and as Typst.

Markdown cells and an analyst's commentary come this way. HTML inside Markdown is shown as the
text it is, links lead only to web and mail addresses, and pictures are never fetched: their
alternative text stands in their place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import mistune

from stegvis.show import escape

Token = dict[str, Any]

_PLUGINS = ["table", "strikethrough", "url"]
_LINKS = ("http", "https", "mailto")


@lru_cache(maxsize=1)
def _parser() -> mistune.Markdown:
    return mistune.create_markdown(renderer=None, plugins=_PLUGINS)


def parse(source: str) -> list[Token]:
    """Read Markdown into mistune's tokens."""
    tokens = _parser()(escape.clean(source))
    if isinstance(tokens, str):
        raise TypeError("mistune gives tokens when it has no renderer")
    return [token | _children(token) for token in tokens]


def _children(token: Token) -> Token:
    """Give a block's children, in which a heading is only a paragraph in bold.

    A heading within a list or a quotation would part the page where the reader sees no part.
    """
    if "children" not in token:
        return {}
    return {"children": [_no_heading(child) for child in token["children"]]}


def _no_heading(token: Token) -> Token:
    if token["type"] != "heading":
        return token | _children(token)
    return {"type": "paragraph", "children": [token | {"type": "strong"}]}


def plain(token: Token) -> str:
    """Give a token's text without its markup."""
    if token["type"] in ("softbreak", "linebreak"):
        return " "
    return str(token.get("raw", "")) + "".join(plain(child) for child in token.get("children", ()))


def address_of(token: Token) -> str | None:
    """Give a link's address, if it is one that a reader may be sent to."""
    address = str(token["attrs"]["url"])
    known = address.partition(":")[0].lower() in _LINKS
    return address if known and address.isprintable() else None


@dataclass(frozen=True)
class Markdown:
    """Some blocks of Markdown, whose headings already have the level they get on the page."""

    tokens: list[Token] = field(repr=False)

    def html(self) -> str:
        """Write the blocks as HTML."""
        return "\n".join(filter(None, map(_html, self.tokens)))

    def typst(self) -> str:
        """Write the blocks as Typst."""
        return "\n\n".join(filter(None, map(_typst, self.tokens)))


def _html(token: Token) -> str:
    inner = "".join(_html(child) for child in token.get("children", ()))
    attrs = token.get("attrs", {})
    match token["type"]:
        case "blank_line":
            return ""
        case "softbreak":
            return "\n"
        case "linebreak":
            return "<br>"
        case "paragraph":
            return f"<p>{inner}</p>"
        case "block_html":
            return f"<p>{escape.html(token['raw'])}</p>"
        case "heading":
            id_ = f' id="{attrs["id"]}"' if "id" in attrs else ""
            return f"<h{attrs['level']}{id_}>{inner}</h{attrs['level']}>"
        case "emphasis":
            return f"<em>{inner}</em>"
        case "strong":
            return f"<strong>{inner}</strong>"
        case "strikethrough":
            return f"<del>{inner}</del>"
        case "link":
            address = address_of(token)
            return f'<a href="{escape.html(address)}">{inner}</a>' if address else inner
        case "internal_link":
            return f'<a href="#{escape.html(attrs["to"])}">{inner}</a>'
        case "image":
            return f"[Bild: {inner}]"
        case "codespan":
            return f"<code>{escape.html(token['raw'])}</code>"
        case "block_code":
            return f'<pre tabindex="0"><code>{escape.html(token["raw"])}</code></pre>'
        case "block_quote":
            return f"<blockquote>{inner}</blockquote>"
        case "thematic_break":
            return "<hr>"
        case "list" if attrs["ordered"]:
            return f'<ol start="{attrs.get("start", 1)}">{inner}</ol>'
        case "list":
            return f"<ul>{inner}</ul>"
        case "list_item":
            return f"<li>{inner}</li>"
        case "table":
            region = 'class="scroll" role="region" tabindex="0" aria-label="Tabell"'
            return f"<div {region}><table>{inner}</table></div>"
        case "table_head":
            return f"<thead><tr>{inner}</tr></thead>"
        case "table_body":
            return f"<tbody>{inner}</tbody>"
        case "table_row":
            return f"<tr>{inner}</tr>"
        case "table_cell":
            tag, scope = ("th", ' scope="col"') if attrs["head"] else ("td", "")
            return f'<{tag}{scope} style="text-align:{attrs["align"] or "left"}">{inner}</{tag}>'
    return inner or escape.html(token.get("raw", ""))


def _typst(token: Token) -> str:
    inner = "".join(_typst(child) for child in token.get("children", ()))
    attrs = token.get("attrs", {})
    match token["type"]:
        case "blank_line":
            return ""
        case "softbreak":
            return _text(" ")
        case "linebreak":
            return "#linebreak();"
        case "paragraph":
            return f"#written(par[{inner}]);"
        case "block_text":
            return inner
        case "heading":
            return f"#heading(level: {attrs['level']})[{inner}];"
        case "emphasis":
            return f"#emph[{inner}];"
        case "strong":
            return f"#strong[{inner}];"
        case "strikethrough":
            return f"#strike[{inner}];"
        case "link":
            address = address_of(token)
            return f"#link({escape.typst(address)})[{inner}];" if address else inner
        case "internal_link":
            return f"#link(label({escape.typst(attrs['to'])}))[{inner}];"
        case "image":
            return f"{_text('[Bild: ')}{inner}{_text(']')}"
        case "codespan":
            return f"#raw({escape.typst(token['raw'])});"
        case "block_code":
            return f"#raw({escape.typst(token['raw'])}, block: true);"
        case "block_quote":
            return f"#written(quote(block: true)[{inner}]);"
        case "thematic_break":
            return "#rule();"
        case "list":
            items = ", ".join(f"[{_typst(child)}]" for child in token["children"])
            numbered = f"enum(start: {attrs.get('start', 1)}, " if attrs["ordered"] else "list("
            return f"#written({numbered}{items}));"
        case "table":
            return _typst_table(token)
    return inner or _text(token.get("raw", ""))


def _text(text: str) -> str:
    return f"#{escape.typst(text)};" if text else ""


def _typst_table(token: Token) -> str:
    head, *bodies = token["children"]
    rows = [row["children"] for body in bodies for row in body["children"]]
    aligns = [cell["attrs"]["align"] or "left" for cell in head["children"]]

    def cells(row: list[Token]) -> str:
        return "".join(f"[{''.join(map(_typst, cell['children']))}], " for cell in row)

    header = f"table.header({cells(head['children'])})"
    body = "".join(map(cells, rows))
    return f"#plain-table(align: ({', '.join(aligns)},), {header}, {body});"
