"""A text in a delivery is that text in everything that is made of it, and never more than text.

Hostile texts go the whole way: a workbook, the store, the figures, and a section in every format.
What a page is made of (its elements and their attributes) is compared with the page of a delivery
of the same form whose texts are tame.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import pytest
from hostile import NASTY, TEXTS, unpacked
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output
from office_text import visible_cells, visible_text
from pdf_text import pdf_text
from stegvis.book.book import Book
from stegvis.book.word import write_docx
from stegvis.book.workbook import write_xlsx
from stegvis.delivery.check import examine
from stegvis.delivery.privacy import personal
from stegvis.delivery.store import Store
from stegvis.delivery.write import Grid, write_workbook
from stegvis.export.document import read_section
from stegvis.export.html import render_html
from stegvis.export.pdf import render_pdf
from stegvis.figures import Figures
from stegvis.measure.everything import measure
from stegvis.measure.spelling import shown
from stegvis.project import Project
from stegvis.show import escape, practices, skills
from stegvis.show.header import Header
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.word import FORMULA_SIGNS

Sheets = dict[str, list[list[object]]]
Made = Callable[[Sequence[str]], "Outputs"]
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?")


@dataclass(frozen=True, repr=False)
class Outputs:
    """What is made of a delivery, and the texts as its figures have them."""

    texts: list[str]
    figures: Figures
    notebook: NotebookNode

    @property
    def book(self) -> Book:
        found = read_section(self.notebook).blocks
        blocks = tuple(block for block in found if not isinstance(block, Header))
        return Book("Prov", "Hjo", "Förbundet", (), (Prose("Text."), *blocks), self.figures)


class Elements(HTMLParser):
    """Collects the text that a browser would show, and what the page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.made_of, self.addresses = "", set[tuple[str, ...]](), set[str]()
        self.in_drawing = False
        self.feed(page)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = sorted(name for name, _ in attrs)
        self.in_drawing |= tag == "svg"
        if self.in_drawing:  # Matplotlib places a long text in other ways than a short one
            names = [name for name in names if name.startswith("on") or "href" in name]
        self.made_of.add((tag, *names))
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "src")}

    def handle_endtag(self, tag: str) -> None:
        self.in_drawing &= tag != "svg"


@pytest.fixture
def made(
    worked_example: Sheets,
    projects: Mapping[str, Project],
    cresco_plus: Project,
) -> Made:
    def of(texts: Sequence[str]) -> Outputs:
        sheets: Sheets = {
            **worked_example,
            "implementering": [["arbetssätt", "läge"], *([text, 2] for text in texts)],
            "kompetens": [["tema", "läge", "antal"], *([text, "önskad", 7] for text in texts)],
        }
        with TemporaryDirectory() as folder:
            path = Path(folder) / "leverans.xlsx"
            write_workbook(path, [_grid(name, rows) for name, rows in sheets.items()])
            examination = examine(path, projects)
            assert examination.delivery is not None, examination.findings
            store = Store(Path(folder) / "store")
            store.add(examination.delivery, examination.findings)
            kept = examination.delivery.tables["skills"]["theme"]
            period = cresco_plus.period("2023Q4")
            records = store.records(cresco_plus, period)
        names = [place.name for place in cresco_plus.municipalities]
        figures = measure(records, cresco_plus, period, names, total=True)
        outputs = []
        for place in ("Hjo", "ALLA"):
            section = Section("Prov", cresco_plus, place, period, "intern", True, figures)
            outputs += [section.header, skills.themes(section), practices.states(section)]
        cells = [
            new_code_cell("", outputs=[new_output("display_data", data=one._repr_mimebundle_())])
            for one in outputs
        ]
        return Outputs([shown(text) for text in kept], figures, new_notebook(cells=cells))

    return of


def _grid(name: str, rows: list[list[object]]) -> Grid:
    header, *cells = [tuple(row) for row in rows]
    return Grid(name, header, tuple(cells))  # type: ignore[arg-type]  # cells of every kind


def distinct(texts: Sequence[str]) -> list[str]:
    """Give texts that are no person's, each told apart by what it ends with."""
    kept = [text for text in texts if text.strip() and personal(text) is None]
    return [
        f"{text} ({chr(97 + number // 20)}{chr(97 + number % 20)})"
        for number, text in enumerate(kept)
    ]


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def check(hostile: Outputs, tame: Outputs) -> None:
    expected = [escape.clean(text) for text in hostile.texts]
    page = Elements(render_html(hostile.notebook))
    harmless = Elements(render_html(tame.notebook))
    assert page.made_of <= harmless.made_of
    led_to = page.addresses - harmless.addresses
    assert [
        address for address in led_to if not re.fullmatch(r"#(figur|tabell)-\d+", address)
    ] == []
    said = {
        "html": page.text,
        "docx": visible_text(write_docx(hostile.book)),
        "xlsx": visible_cells(write_xlsx(hostile.book)),
    }
    for form, content in said.items():
        read = squeezed(content)
        assert [text for text in expected if squeezed(text) not in read] == [], form
    for document in (write_docx(hostile.book), write_xlsx(hostile.book)):
        for name, part in unpacked(document).items():
            if name.endswith((".xml", ".rels")):
                root = ElementTree.fromstring(part)  # noqa: S314  # what we have just written
                assert not re.search(rb"<f[ >]|TargetMode=|<!DOCTYPE", part), name
                fields = [one.text or "" for one in root.iter() if one.tag.endswith("}instrText")]
                assert [field for field in fields if "INCLUDETEXT" in field] == []
    printed = squeezed(pdf_text(render_pdf(hostile.notebook)))
    plain = [text for text in expected if escape.printable(text) == text and text.isascii()]
    assert [text for text in plain if squeezed(text) not in printed] == []
    check_csv(hostile.figures)


def check_csv(figures: Figures) -> None:
    """Swedish Excel parts a line at each semicolon, and knows then of no quotation marks within."""
    content = io.StringIO()
    figures.write(content)
    lines = content.getvalue().splitlines()
    for cells in [*csv.reader(lines), *(line.split(";") for line in lines)]:
        for cell in cells:
            assert not cell.startswith(FORMULA_SIGNS) or NUMBER.fullmatch(cell), cell


@pytest.fixture
def tame(made: Made) -> Outputs:
    return made([f"tema {number}" for number in range(20)])


@settings(
    max_examples=1,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # to shrink takes minutes here
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(drawn=list(NASTY))
@given(drawn=st.lists(TEXTS, min_size=8, max_size=8))
def test_any_text_is_only_text_wherever_it_comes(
    made: Made, tame: Outputs, drawn: list[str]
) -> None:
    check(made(distinct(drawn)), tame)
