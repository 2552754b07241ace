import re
import unicodedata
from io import BytesIO

import pikepdf
import pytest
import typst
from accessibility import check_pdf, elements
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output
from pdf_text import pdf_text
from stegvis.export.html import render_html
from stegvis.export.pdf import _compiler, render_pdf
from stegvis.show import escape
from stegvis.show.exhibit import Header, Prose, Table

RIGHT_TO_LEFT = ("R", "AL", "AN")


@pytest.fixture(scope="module")
def pdf(notebook: NotebookNode) -> bytes:
    return render_pdf(notebook)


def squeezed(text: str) -> str:
    """Give a text without its spaces and the characters that are never seen."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


def test_the_pdf_is_accessible(pdf: bytes) -> None:
    assert check_pdf(pdf) == []


def test_the_title_says_which_section_it_is(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.Root.Lang == "sv-SE"
        info = opened.docinfo
        assert info["/Title"] == "Progression och mål – Cresco+ · Hjo · tredje kvartalet 2023"
        assert info["/Author"] == "Samordningsförbundet Skaraborg"


def test_bookmarks_follow_the_headings(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_outline() as outline:
        (root,) = outline.root
        assert root.title == "Progression och mål"
        assert [child.title for child in root.children] == [
            "Stegförflyttning per fråga",
            "Stegförflyttning per fråga",
            "Elaka texter",
            "Andras bilder och tabeller",
        ]


def test_charts_carry_their_alternatives(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        texts = [str(element.Alt) for kind, element in elements(opened) if kind == "Figure"]
    assert "Utfallet 27 % ligger under målet 30 %, intervallet 22–32 % rymmer målet." in texts


def test_every_page_bears_its_number_and_its_marks(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    text = pdf_text(pdf)
    assert pages > 2
    for number in range(1, pages + 1):
        assert f"Sida {number} av {pages}" in text
    assert text.count("Syntetiska exempeldata · Intern – får inte spridas") == 2 * pages
    assert text.count("Cresco+ · Hjo · tredje kvartalet 2023") == pages


def test_a_broken_table_repeats_its_header(pdf: bytes) -> None:
    first, last = pdf_text(pdf).index("Kommun 0\n"), pdf_text(pdf).index("Kommun 59")
    assert re.search(r"\nAntal\s+Andel\n", pdf_text(pdf)[first:last])


def test_figures_and_tables_have_the_same_numbers_and_captions_in_both(
    notebook: NotebookNode, pdf: bytes
) -> None:
    page = BeautifulSoup(render_html(notebook), "html.parser")
    captions = [
        squeezed(escape.printable(f"{number.get_text()}{number.next_sibling}"))
        for number in page.find_all(class_="number")
    ]
    text = squeezed(pdf_text(pdf))
    places = [text.index(caption) for caption in captions]
    assert len(captions) == 8
    assert places == sorted(places)


def test_both_say_the_same(notebook: NotebookNode, pdf: bytes) -> None:
    page = BeautifulSoup(render_html(notebook), "html.parser")
    text = squeezed(pdf_text(pdf))
    said = page.find_all(["h1", "h2", "h3", "p", "dd", "th", "td", "figcaption", "li"])
    missing = [
        element.get_text()
        for element in said
        if element.find_parent("main")
        and not element.find("ul")
        and not any(unicodedata.bidirectional(c) in RIGHT_TO_LEFT for c in element.get_text())
        and squeezed(escape.printable(element.get_text())) not in text
    ]
    assert missing == []


def test_nothing_secret_is_in_the_pdf(pdf: bytes) -> None:
    assert "hemlig" not in pdf_text(pdf)
    assert "root:" not in pdf_text(pdf)


def test_the_same_notebook_gives_the_same_bytes(notebook: NotebookNode, pdf: bytes) -> None:
    assert render_pdf(notebook) == pdf


@settings(deadline=None)  # the first one reads the fonts
@given(st.text(st.characters(), max_size=60))
def test_any_text_is_printed_as_it_is(text: str) -> None:
    header = Header(text or "x", text, text, text, "2023-09-30", "intern", True, (text,))
    table = Table((text, "n"), ((text, text),), text, text)
    cells = [
        new_code_cell("", outputs=[new_output("display_data", data=each._repr_mimebundle_())])
        for each in (header, Prose(text), table)
    ]
    printed = squeezed(pdf_text(render_pdf(new_notebook(cells=cells))))
    expected = squeezed(escape.printable(escape.clean(text)))
    turned = any(unicodedata.bidirectional(c) in RIGHT_TO_LEFT for c in expected)
    # a letter and a mark that make no letter together are two glyphs, each read as both by Typst
    marked = any(unicodedata.combining(c) for c in expected)
    if not turned and not marked:
        assert printed.count(expected) >= 6


@pytest.mark.parametrize("path", ["/etc/passwd", "pyproject.toml", "../__init__.py", "../../../x"])
def test_a_document_can_read_no_file_of_ours(path: str) -> None:
    with pytest.raises(typst.TypstError, match=r"not found|escape|outside|access"):
        _compiler().compile(f'#read("{path}")'.encode(), format="pdf")


def test_what_typst_cannot_draw_is_an_error_and_no_half_document() -> None:
    output = new_output("display_data", data={"image/svg+xml": "<svg"})
    with pytest.raises(typst.TypstError):
        render_pdf(new_notebook(cells=[new_code_cell("", outputs=[output])]))
