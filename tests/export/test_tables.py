"""Wide tables lie down, long ones break between rows, and nothing is left alone on a page."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pytest
from accessibility import check_pdf
from pdf_marks import ARTIFACT, shown
from stegvis.export.block import Block
from stegvis.export.document import Document
from stegvis.export.numbering import numbered
from stegvis.export.pdf import compile_pdf, write_typst
from stegvis.show.exhibit import Header, Prose, Table
from stegvis.show.markdown import Markdown, parse

HEADER = Header("Prov", "Cresco+", "Hjo", "2023", "2023-12-31", "intern", True)
LONG = "sysselsättningsgrad"


def synthetic(rows: int, columns: int, head: str = "Kolumn") -> Table:
    names = ("Kommun", *(f"{head} {column}" for column in range(1, columns)))
    cells = tuple(
        (f"rad {row}", *(f"{row} av {column}" for column in range(1, columns)))
        for row in range(rows)
    )
    return Table(names, cells, "En tabell", "n = 3. Egen uppföljning.")


def heading(text: str) -> Markdown:
    return Markdown(
        [token | {"attrs": {"level": 2, "id": "x"}} for token in parse(f"## {text}")[:1]]
    )


def pages(*blocks: Block) -> list[tuple[str, str]]:
    """Set blocks, and give for each page how it lies and what its tags hold."""
    document = Document("Prov", HEADER, tuple(numbered([HEADER, *blocks])))
    content = compile_pdf(write_typst(document))
    assert check_pdf(content) == []
    with pikepdf.open(BytesIO(content)) as pdf:
        lies = ["lies" if page.mediabox[2] > page.mediabox[3] else "stands" for page in pdf.pages]
        texts = [""] * len(lies)
        for piece in shown(pdf):
            if piece.mark != ARTIFACT:
                texts[piece.page] += piece.text.replace("\N{SOFT HYPHEN}", "") + " "
    return list(zip(lies, texts, strict=True))


def rows_on(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"rad (\d+)", text)]


@pytest.mark.parametrize("rows", [5, 40, 200])
@pytest.mark.parametrize(("columns", "lying"), [(3, False), (9, False), (16, True)])
def test_only_a_table_that_needs_it_lies_down(rows: int, columns: int, lying: bool) -> None:
    found = pages(Prose("Före."), synthetic(rows, columns), Prose("Efter."))
    with_rows = [how for how, text in found if rows_on(text)]
    assert set(with_rows) == {"lies" if lying else "stands"}
    assert all(text.strip() for _, text in found), "a blank page"
    assert found[0][0] == found[-1][0] == "stands"
    assert "Efter." in found[-1][1]
    assert [row for _, text in found for row in rows_on(text)] == [*range(rows)]
    assert all(len(rows_on(text)) >= 3 for _, text in found if rows_on(text))


def test_long_words_make_a_table_lie_down_before_they_are_broken() -> None:
    assert {how for how, text in pages(synthetic(5, 4, LONG)) if rows_on(text)} == {"stands"}
    lying = pages(synthetic(5, 9, LONG))
    assert {how for how, text in lying if rows_on(text)} == {"lies"}
    assert lying[-1][1].count(LONG) == 8


def test_a_table_takes_its_heading_and_what_leads_in_to_it_along() -> None:
    wide = synthetic(5, 16)
    found = pages(Prose("Något före."), heading("Bred"), Prose("Inledning."), wide)
    assert [how for how, _ in found] == ["stands", "lies"]
    assert "Något före." in found[0][1]
    assert found[1][1].index("Bred") < found[1][1].index("Inledning.") < found[1][1].index("rad 0")


def test_two_wide_tables_leave_no_page_blank_between_them() -> None:
    found = pages(synthetic(5, 16), synthetic(5, 16), Prose("Efter."))
    assert [how for how, _ in found] == ["lies", "lies", "stands"]


@pytest.mark.parametrize("lines", range(18, 40, 3))
def test_wherever_a_table_begins_nothing_is_left_alone(lines: int) -> None:
    """A heading, a caption and a header have a row beneath them; the end has three rows."""
    before = [Prose(f"Rad {number} av texten före tabellen.") for number in range(lines)]
    found = pages(*before, heading("Rubriken"), Prose("Inledning."), synthetic(16, 3))
    for _, text in found:
        for alone in ("Rubriken", "Inledning.", "Tabell\N{NO-BREAK SPACE}1"):
            if alone in text:
                assert rows_on(text), (lines, alone)
    assert len(rows_on(found[-1][1])) >= 3


def test_a_row_of_several_lines_is_not_broken() -> None:
    cell = "Många ord om en och samma sak, " * 6 + "slut."
    rows = tuple((f"rad {row}", cell) for row in range(30))
    for _, text in pages(Table(("Kommun", "Ord"), rows, "Ord", numeric=frozenset())):
        assert len(rows_on(text)) == len(re.findall(r"slut\.", text))


def test_a_header_is_repeated_on_every_page_for_the_eye_and_said_once() -> None:
    document = Document("Prov", HEADER, tuple(numbered([HEADER, synthetic(200, 3)])))
    with pikepdf.open(BytesIO(compile_pdf(write_typst(document)))) as pdf:
        seen = [
            (piece.page, piece.mark == ARTIFACT) for piece in shown(pdf) if piece.text == "Kommun"
        ]
        heads = [pair for pair in seen if pair[0] > 0]
        assert {page for page, _ in heads} == {*range(1, len(pdf.pages))}
        assert all(artifact for _, artifact in heads)
