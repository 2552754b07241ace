"""A notebook's outputs as blocks of a report.

What our own exhibits left is built again from its data. What others left is shown as far as it
can be shown safely: pictures as pictures, the tables in HTML as tables, the rest as plain text.
Code, tracebacks and what went to stderr are never shown.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag

from stegvis.show import escape
from stegvis.show.exhibit import MIME, Exhibit, Table, read_exhibit

FAILED = (
    "Den här delen kunde inte tas fram, eftersom något gick fel när den räknades. "
    "Felet står i anteckningsboken."
)
UNDESCRIBED = "Bild utan beskrivning: ingen alternativtext är angiven."
UNTITLED_TABLE = "Tabell utan rubrik"

_IMAGES = ("image/svg+xml", "image/png", "image/jpeg")


@dataclass(frozen=True)
class Failure:
    """A part of the report that could not be made."""

    def html(self) -> str:
        """Say so."""
        return f'<p class="failure">{escape.html(FAILED)}</p>'

    def typst(self) -> str:
        """Say so."""
        return f"#failure({escape.typst(FAILED)})"


@dataclass(frozen=True)
class Verbatim:
    """Text set as it is, line by line."""

    text: str

    def html(self) -> str:
        """Write a ``pre``."""
        return f'<pre tabindex="0">{escape.html(self.text)}</pre>'

    def typst(self) -> str:
        """Write a raw block."""
        return f"#raw({escape.typst(self.text)}, block: true)"


@dataclass(frozen=True)
class Picture:
    """A picture of someone else's, as a file's bytes."""

    mime: str
    content: bytes
    alt: str

    def html(self) -> str:
        """Write an ``img`` that carries its own file, in which no script can run."""
        data = base64.b64encode(self.content).decode("ascii")
        return (
            f'<figure class="chart"><img src="data:{self.mime};base64,{data}" '
            f'alt="{escape.html(self.alt)}"></figure>'
        )

    def typst(self) -> str:
        """Call ``picture`` with the file's bytes."""
        if self.mime == "image/svg+xml":
            content = escape.typst(self.content.decode("utf-8"))
        else:
            content = f"({','.join(map(str, self.content))},)"
        return f"#picture({content}, {escape.typst(self.alt)})"


OutputBlock = Exhibit | Failure | Verbatim | Picture


def blocks_of(output: Mapping[str, Any]) -> Iterator[OutputBlock | str]:
    """Give what a reader is to see of one output; a ``str`` is Markdown."""
    match output["output_type"]:
        case "error":
            yield Failure()
        case "stream" if output["name"] == "stdout":
            if printed := _joined(output["text"]).strip("\n"):
                yield Verbatim(printed)
        case "display_data" | "execute_result":
            yield from _displayed(output["data"], output.get("metadata", {}))


def _displayed(data: Mapping[str, Any], metadata: Mapping[str, Any]) -> Iterator[OutputBlock | str]:
    if MIME in data:
        yield read_exhibit(data[MIME])
        return
    for mime in _IMAGES:
        if mime in data and (content := _content(mime, _joined(data[mime]))):
            described = metadata.get(mime)
            alt = described.get("alt") if isinstance(described, Mapping) else None
            yield Picture(mime, content, str(alt or metadata.get("alt") or UNDESCRIBED))
            return
    tables = list(_tables(_joined(data.get("text/html", ""))))
    if tables:
        yield from tables
    elif "text/markdown" in data:
        yield _joined(data["text/markdown"])
    elif text := _joined(data.get("text/plain", "")).strip("\n"):
        yield Verbatim(text)


def _joined(text: str | list[str]) -> str:
    """Join what nbformat may store as a list of lines."""
    return text if isinstance(text, str) else "".join(text)


def _content(mime: str, text: str) -> bytes | None:
    """Give a picture's bytes, or nothing when they are not what they say."""
    if mime == "image/svg+xml":
        return text.encode("utf-8") if "<svg" in text else None
    try:
        return base64.b64decode(text)
    except binascii.Error:
        return None


def _tables(html: str) -> Iterator[Table]:
    """Take the texts of the tables in HTML, such as pandas writes it."""
    if "<table" not in html:
        return
    for table in BeautifulSoup(html, "html.parser").find_all("table"):
        rows = [_cells(row) for row in table.find_all("tr")]
        width = max(map(len, rows), default=0)
        if width:
            head, *body = (row + ("",) * (width - len(row)) for row in rows)
            caption = table.find("caption")
            title = caption.get_text(" ", strip=True) if caption else ""
            yield Table(head, tuple(body), title or UNTITLED_TABLE)


def _cells(row: Tag) -> tuple[str, ...]:
    return tuple(cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"]))
