"""What a page of HTML holds, shown or not: its tables, texts, attributes, comments and drawings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from bs4 import BeautifulSoup, Comment, Tag

_SPOKEN = ("alt", "title", "aria-label", "aria-description", "content", "value", "summary", "label")


@dataclass(frozen=True)
class Table:
    """A table: its caption and what is written around it, and its rows of cells.

    ``head`` is the texts of the cells above.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def squeezed(text: str) -> str:
    """Make all space one space."""
    return " ".join(text.split())


def tables(html: str) -> list[Table]:
    """List the tables of a page."""
    return [_table(found) for found in BeautifulSoup(html, "lxml").find_all("table")]


def _table(found: Tag) -> Table:
    rows = [
        tuple(squeezed(cell.get_text(" ")) for cell in row.find_all(["th", "td"]))
        for row in found.find_all("tr")
    ]
    whole = found.find_parent("figure")
    caption = found.find("caption") or (whole.find("figcaption") if whole else None)
    head = rows[0] if rows else ()
    note = squeezed(whole.get_text(" ")) if whole else ""
    return Table(squeezed(caption.get_text(" ")) if caption else "", head, tuple(rows[1:]), note)


def texts(html: str) -> Iterator[str]:
    """Give every text of a page, seen or unseen: attributes, comments, scripts and data too."""
    page = BeautifulSoup(html, "lxml")
    yield from (squeezed(text) for text in page.find_all(string=True) if text.strip())
    for tag in page.find_all(True):
        for key, value in tag.attrs.items():
            if key in _SPOKEN or key.startswith(("data-", "aria-")):
                yield squeezed(value if isinstance(value, str) else " ".join(value))


def hidden_texts(html: str) -> Iterator[str]:
    """Give what no reader sees: comments, and texts of scripts that are no program."""
    page = BeautifulSoup(html, "lxml")
    yield from (str(text) for text in page.find_all(string=lambda text: isinstance(text, Comment)))
    for script in page.find_all("script"):
        if "json" in str(script.get("type", "")):
            yield script.get_text()


def data(html: str) -> Iterator[object]:
    """Give the data that was left in a page as JSON."""
    for text in hidden_texts(html):
        try:
            yield json.loads(text)
        except ValueError:
            continue


def drawings(html: str) -> list[Element]:
    """List the drawings of a page."""
    found = BeautifulSoup(html, "lxml").find_all("svg")
    return [_drawing(str(each)) for each in found if each.find_parent("svg") is None]


def _drawing(written: str) -> Element:
    named = BeautifulSoup(written, "lxml-xml").find("svg")
    return ElementTree.fromstring(str(named))  # noqa: S314  # our own pages
