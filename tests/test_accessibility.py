"""The check of PDFs finds each fault that is planted, and none in a document without faults."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
import typst
from accessibility import check_pdf
from pdf_tags import read_tags
from stegvis.show.typeface import FOLDERS

SQUARE = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>"
RIGHT = f"""
#set document(title: "Prov")
#set page(header: [Huvud], footer: [Fot])
#set text(lang: "sv", font: "Source Sans Pro")
#set heading(bookmarked: true)
= Prov
En mening med #link("https://example.org")[en länk].
== Ett avsnitt
- först
- sedan
#let square = bytes("{SQUARE}")
#figure(image(square, alt: "Nio av tio.", width: 2cm), caption: [En bild])
#table(columns: 2, table.header[Ord][Antal], [steg], [3], [kort], [4])
"""
Edit = Callable[[pikepdf.Pdf], None]


def compiled(source: str, standard: str = "1.7", *, tags: bool = True) -> bytes:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in FOLDERS],
    )
    pdf = typst.compile(
        source.encode(), font_paths=fonts, format="pdf", pdf_standards=standard, pdf_tags=tags
    )
    assert isinstance(pdf, bytes)
    return pdf


def edited(edit: Edit) -> bytes:
    target = BytesIO()
    with pikepdf.open(BytesIO(compiled(RIGHT, "ua-1"))) as pdf:
        edit(pdf)
        pdf.save(target)
    return target.getvalue()


def test_nothing_is_found_in_a_document_without_faults() -> None:
    assert check_pdf(compiled(RIGHT, "ua-1")) == []


@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        ("== Ett", "=== Ett", "H3 follows upon H1"),
        ("== Ett", "= Ett", "more than one H1"),
        ("bookmarked: true", "bookmarked: false", "no bookmarks"),
        ("= Prov\n", "", "H2 follows upon H0"),
        ('lang: "sv"', 'lang: "en"', "language is en"),
        ('title: "Prov"', "", "no title"),
        (', alt: "Nio av tio."', "", "a figure without an alternative text"),
        ("Nio av tio.", "En bild", "a figure whose alternative text is its caption"),
        ("table.header[Ord][Antal]", "[Ord], [Antal]", "a table without header cells"),
        ("- först", "\\u{2022} först", "a paragraph set as a list: • först"),
        ("En mening", "#block(text(red)[Lös])\nEn mening", "Span with text of its own, outside"),
        ("- först", "#place(top)[#par[Upp]]\n- först", "page 1: read after what stands"),
        ("header: [Huvud]", "margin: (top: 5pt)", "page 1: tagged in the margin"),
    ],
)
def test_a_fault_in_the_source_is_found(right: str, wrong: str, found: str) -> None:
    assert right in RIGHT
    faults = check_pdf(compiled(RIGHT.replace(right, wrong)))
    assert any(fault.startswith(found) for fault in faults), faults


def test_a_document_without_tags_is_found() -> None:
    assert check_pdf(compiled(RIGHT, tags=False)) == ["no tags"]


def first(pdf: pikepdf.Pdf, kind: str) -> pikepdf.Object:
    return next(tag.element for tag in read_tags(pdf).all() if tag.kind == kind)


def add_content(text: bytes) -> Edit:
    return lambda pdf: pdf.pages[0].contents_add(pdf.make_stream(text))


def untag_a_link(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Link").S = pikepdf.Name.Span


def drop(kind: str, key: str) -> Edit:
    def edit(pdf: pikepdf.Pdf) -> None:
        for attributes in first(pdf, kind).A:
            if key in attributes:
                del attributes[key]

    return edit


def drop_a_cell(pdf: pikepdf.Pdf) -> None:
    row = [tag.element for tag in read_tags(pdf).all() if tag.kind == "TR"][-1]
    row.K = pikepdf.Array([row.K[0]])


def rename_a_bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[0].title = "Något annat"


def undescribed(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Annots[0].Contents


def bodiless(pdf: pikepdf.Pdf) -> None:
    first(pdf, "LBody").S = pikepdf.Name.P


def itemless(pdf: pikepdf.Pdf) -> None:
    first(pdf, "LI").S = pikepdf.Name.P


def unordered_links(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj["/Tabs"]


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (add_content(b"BT /f0 9 Tf 90 400 Td <0001> Tj ET"), "page 1: neither tagged nor an art"),
        (
            add_content(b"/P <</MCID 99>> BDC BT /f0 9 Tf 90 400 Td <0001> Tj ET EMC"),
            "page 1: marked, but no tag has it",
        ),
        (untag_a_link, "page 1: a link that no tag has"),
        (undescribed, "page 1: a link without a description"),
        (unordered_links, "page 1: links are not in reading order"),
        (drop("TH", "/Scope"), "a header cell that does not say what it is the header of"),
        (drop("TD", "/Headers"), "a cell that does not say which headers it has"),
        (drop_a_cell, "a table with rows of different widths: [1, 2]"),
        (rename_a_bookmark, "bookmarks and headings differ"),
        (bodiless, "a list item without a body"),
        (itemless, "a list that holds something else than items"),
    ],
)
def test_a_fault_in_the_tags_is_found(edit: Edit, found: str) -> None:
    faults = check_pdf(edited(edit))
    assert any(fault.startswith(found) for fault in faults), faults


def test_a_book_may_have_a_heading_1_for_each_chapter() -> None:
    book = compiled(RIGHT.replace("== Ett", "= Ett"), "ua-1")
    assert check_pdf(book) == ["more than one H1"]
    assert check_pdf(book, chapters=True) == []
