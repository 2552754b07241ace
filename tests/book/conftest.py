"""A small final report with one of everything, which every format is tried with."""

from __future__ import annotations

import pytest
from matplotlib.figure import Figure
from stegvis.book.book import Book, listed_headings
from stegvis.book.cards import Card, Cards
from stegvis.book.chapters import Chapter, Part, laid_out
from stegvis.book.colophon import Colophon
from stegvis.book.contents import Contents, Listing
from stegvis.book.cover import Cover
from stegvis.book.heading import Heading
from stegvis.book.volumes import Volume, Volumes
from stegvis.export.block import Block
from stegvis.export.numbering import Numbered, numbered
from stegvis.show import style
from stegvis.show.chart import Chart
from stegvis.show.display import Counted
from stegvis.show.header import INTERNAL, SYNTHETIC
from stegvis.show.markdown import Markdown, parse
from stegvis.show.prose import Prose
from stegvis.show.table import Table

WRITTEN = """\
## Varför utfallet blev lägre

Utfallet är *förenligt* med **flera** förklaringar, se [ESF](https://www.esf.se) och
[fällan](javascript:alert(1)). Kör `stegvis book` igen.

1. Först
2. Sedan
   - och under det

> Det tog längre tid än vi trodde.

```
stegvis run
```

| Kommun | Antal |
|:--|--:|
| Hjo | 12 |

### Vad vi gör nu

Vi ringer alla efter sex månader.
"""
"""An analyst's Markdown, with all that it can hold."""

NASTY = '<script>alert("1")</script> & #eval("2") =cmd|x å'
"""What no format may take for anything but text."""


def small_chart(caption: str, alt: str = "Tre av fem gick framåt.", note: str = "n = 5.") -> Chart:
    with style.styled():
        figure: Figure
        figure, axes = style.canvas(3)
        axes.barh([0, 1], [3, 2])
        axes.set_yticks([0, 1], ["Framåt", "Bakåt"])
    return Chart.of(figure, alt=alt, caption=caption, note=note)


def small_table(caption: str, note: str = "n = 5.", rows: int = 2) -> Table:
    return Table(
        ("Rörelse", "Antal", "Andel"),
        tuple((f"Rad {row}", str(row), "40\N{NO-BREAK SPACE}%") for row in range(1, rows + 1)),
        caption,
        note,
    )


def small_book(said: str = "Synligt") -> Book:
    """Make the report; ``said`` stands in every text that comes from outside the program."""
    wide = tuple(f"{said} {number}" for number in range(1, 12))
    chapters = (
        Chapter(
            "Deltagarnivå",
            (
                Part(
                    "progression",
                    f"Progression {said}",
                    (
                        Prose(f"Tre av fem gick framåt. {said}", lead=True),
                        Prose(f"Underlaget är litet, till och med 2023-03-31. {said}"),
                        small_chart(
                            f"Progression {said}", f"Tre av fem. {said}.", f"n = 5. {said}"
                        ),
                        small_table(f"Progression i tal {said}", f"n = 5. {said}"),
                        Markdown(parse(WRITTEN)),
                        Markdown(parse(said)),
                    ),
                ),
                Part(
                    "mal",
                    "Mål",
                    (
                        Prose("Målet nåddes inte.", lead=True),
                        # the same chart once more: its ids may not meet those of the first
                        small_chart(
                            f"Progression {said}", f"Tre av fem. {said}.", f"n = 5. {said}"
                        ),
                        Prose("Så var det."),
                        small_table("En lång tabell", rows=60),
                    ),
                ),
            ),
        ),
        Chapter(
            "Projektnivå",
            (
                Part(
                    "jamforelse",
                    "Jämförelse",
                    (
                        Markdown(parse("## Deltagarnivå\n\nSamma rubrik som ett kapitel.")),
                        Table(wide, (wide,), f"En bred tabell {said}", said),
                        Table(("Ord", said), (), "En tom tabell"),
                    ),
                ),
            ),
        ),
        Chapter(
            "Kommunerna",
            (
                Part(
                    "kommunerna",
                    "Kommunerna",
                    (
                        Prose("Varje kommuns avsnitt finns i en egen bilaga."),
                        Volumes(
                            (
                                Volume("Hjo", "hjo", f"3 av 12 (25\N{NO-BREAK SPACE}%). {said}"),
                                Volume("Skövde", "skovde", "Målet nåddes."),
                            )
                        ),
                    ),
                ),
            ),
            appendix=True,
        ),
    )
    blocks = tuple(numbered([placed.block for placed in laid_out(chapters)]))
    in_short: tuple[Block, ...] = (
        Heading(1, "I korthet", "i-korthet"),
        Prose(f"27\N{NO-BREAK SPACE}% gick till arbete eller studier. {said}", lead=True),
        Cards(
            (
                Card(
                    f"Arbete eller studier {said}",
                    f"Räknat som arbete och studier. {said}",
                    "27\N{NO-BREAK SPACE}%",
                    f"81 av 300 (27\N{NO-BREAK SPACE}%), 95\N{NO-BREAK SPACE}% intervall "
                    f"22–32\N{NO-BREAK SPACE}%. {said}",
                    f"Mål 30\N{NO-BREAK SPACE}%: nås inte. {said}",
                    (f"Med arbetssökande: 96 av 300. {said}",),
                ),
                Card(
                    "Varaktig progression",
                    "Räknat på alla; inofficiellt.",
                    "–",
                    "Inget.",
                    "Kan inte prövas.",
                    official=False,
                ),
            ),
            f"Egen uppföljning. {said}",
        ),
    )
    lists = (
        Heading(1, "Figurer och tabeller", "bilaga-b", "Bilaga B"),
        Heading(2, "Figurer", "lista-figurer", "B.1"),
        Listing("Figur", _of_kind("Figur", blocks)),
        Heading(2, "Tabeller", "lista-tabeller", "B.2"),
        Listing("Tabell", _of_kind("Tabell", blocks)),
        Heading(1, "Om rapporten", "om-rapporten"),
        Colophon((("Underlag", f"15 leveranser {said}"), ("Python", "3.13.0")), f"kör {said}"),
    )
    marks = (SYNTHETIC, INTERNAL)
    subject = f"Cresco Creare · alla kommuner · första kvartalet 2023 · {said}"
    facts = (("Projekt", f"Cresco Creare {said}"), ("Datum", "2023-04-14"), ("Version", said))
    notes = (f"Vilka kommuner som deltar är ett antagande. {said}",)
    organisation = f"Samordningsförbundet {said}"
    return Book(
        "Slutrapport",
        subject,
        organisation,
        marks,
        (
            Cover("Slutrapport", subject, organisation, facts, marks, notes),
            *in_short,
            Contents(listed_headings((*in_short, *blocks, *lists))),
            *blocks,
            *lists,
        ),
    )


def _of_kind(kind: Counted, blocks: tuple[Block, ...]) -> tuple[Numbered, ...]:
    return tuple(b for b in blocks if isinstance(b, Numbered) and b.number.kind == kind)


@pytest.fixture(scope="session")
def book() -> Book:
    """Give a small final report."""
    return small_book()


@pytest.fixture(scope="session")
def nasty_book() -> Book:
    """Give the same report with what no format may take for anything but text in every text."""
    return small_book(NASTY)
