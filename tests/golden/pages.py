"""The pages that are kept: of made-up people and numbers that never change.

They are drawn by Typst, which is the same on every machine and brings its own typeface, and not
by a browser: two versions of Chromium set the same text a little differently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from show.conftest import made_up, people_moving
from stegvis.export.block import Block
from stegvis.export.document import Document
from stegvis.export.numbering import numbered
from stegvis.export.pdf import _compiler, write_typst
from stegvis.show import change_tests, steps, steps_items, steps_people
from stegvis.show.exhibit import Commentary, Exhibit, Group, Header, Prose, Table
from stegvis.show.markdown import Markdown, parse

FOLDER = Path(__file__).parent
PPI = 60.0
CHANGES = (2, 1, 1, 1, 1, 1, 1, 0, 0, 0, -1, -1)
"""How twelve people in Hjo have moved on every item."""

WRITTEN = """\
## Analytikerns egna ord

Utfallet är *förenligt* med **flera** förklaringar, se [ESF](https://www.esf.se).

1. Först
2. Sedan
   - och under det

> Det tog längre tid än vi trodde.

| Kommun | Antal |
|:--|--:|
| Hjo | 12 |
"""

Alter = Callable[[str], str]


def golden_pages(only: str = "", alter: Alter = str) -> Iterator[tuple[str, bytes]]:
    """Give each page's name and its picture; ``alter`` changes the source before it is set."""
    for name, document in _documents():
        if not name.startswith(only):
            continue
        pictures = _compiler().compile(
            alter(write_typst(document)).encode("utf-8"), format="png", ppi=PPI
        )
        for number, picture in enumerate(_listed(pictures), start=1):
            yield f"{name}-{number}.png", picture


def _listed(pictures: bytes | list[bytes] | None) -> list[bytes]:
    """Give the pages, also when they are only one."""
    return pictures if isinstance(pictures, list) else [pictures] if pictures else []


@cache
def _documents() -> tuple[tuple[str, Document], ...]:
    section = people_moving(made_up("cresco-plus"), *CHANGES)
    stepped = (
        steps.headline(section),
        steps_people.by_every_rule(section),
        steps_items.by_item(section, "coordinator"),
    )
    wide = ("Kommun", *(f"kv {quarter} {year}" for year in range(2020, 2024) for quarter in "1234"))
    rows = tuple((f"Kommun {row}", *(f"{row},{at}" for at in range(16))) for row in range(14))
    long = tuple((f"Kommun {row}", str(row), f"{row} %") for row in range(52))
    tables = (
        Prose("Före den breda tabellen.", lead=True),
        Table(wide, rows, "En bred tabell", "n = 14. Egen uppföljning."),
        Prose("Efter den breda, före den långa."),
        Table(("Kommun", "Antal", "Andel"), long, "En lång tabell", "n = 52."),
        Markdown(_levelled(WRITTEN)),
    )
    return (
        ("steg", _document("Progression", *stepped)),
        ("provning", _document("Prövning", change_tests.by_person(section))),
        ("tabeller", _document("Tabeller", *tables)),
    )


def _levelled(text: str) -> list[dict[str, object]]:
    tokens = parse(text)
    for token in tokens:
        if token["type"] == "heading":
            token["attrs"]["id"] = "ord"
    return tokens


def _document(title: str, *blocks: Block | Exhibit) -> Document:
    header = Header(
        title,
        "Cresco+",
        "Hjo",
        "tredje kvartalet 2023",
        "2023-09-30",
        "intern",
        True,
        ("Vilka kommuner som deltar är ett antagande.",),
        "Samordningsförbundet Skaraborg",
    )
    return Document(title, header, tuple(numbered([header, *_flat(blocks)])))


def _flat(blocks: tuple[Block | Exhibit, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Group):
            yield from _flat(tuple(block))
        elif not isinstance(block, Commentary):
            yield block
