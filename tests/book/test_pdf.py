import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from accessibility import check_pdf
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_text import pdf_text
from show.conftest import made_up
from stegvis.book.assemble import final_report, municipality_volume
from stegvis.book.book import Book
from stegvis.book.cards import Card, Cards
from stegvis.book.chapters import Part
from stegvis.book.colophon import Colophon
from stegvis.book.contents import Contents
from stegvis.book.cover import Cover
from stegvis.book.edition import Edition
from stegvis.book.heading import Heading
from stegvis.book.pdf import write_pdf
from stegvis.export.block import Block
from stegvis.export.numbering import Numbered, numbered
from stegvis.export.outputs import Picture
from stegvis.show import escape, style
from stegvis.show.chart import Chart
from stegvis.show.markdown import Markdown, parse
from stegvis.show.prose import Prose
from stegvis.show.table import Table

LONG = "Sammansättningsmöjligheterna" * 3


@pytest.fixture(scope="module")
def pdf(book: Book) -> bytes:
    return write_pdf(book)


@pytest.fixture(scope="module")
def pages(pdf: bytes) -> list[str]:
    return texts(pdf)


def texts(pdf: bytes) -> list[str]:
    """Give the text of each page."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            alone, content = pikepdf.new(), BytesIO()
            alone.pages.append(page)
            alone.save(content)
            found.append(pdf_text(content.getvalue()))
    return found


def squeezed(text: str) -> str:
    return escape.printable(re.sub(r"[\s\u00ad\u2060]", "", escape.clean(text)))


def small_chart(caption: str) -> Chart:
    with style.styled():
        figure, axes = style.canvas(3)
        axes.barh([0, 1], [3, 2])
    return Chart.of(figure, alt="Tre av fem.", caption=caption, note="n = 5.")


def small_table(caption: str, rows: int = 2) -> Table:
    return Table(("Rad", "Antal"), tuple((f"Rad {row}", "5") for row in range(rows)), caption)


def made_of(*blocks: Block) -> Book:
    """Make a book with a cover, a table of contents and some blocks."""
    headings = tuple(block for block in blocks if isinstance(block, Heading))
    cover = Cover("Slutrapport", "Provet", "Förbundet", (("Version", "1"),))
    return Book("Slutrapport", "Provet", "Förbundet", (), (cover, Contents(headings), *blocks))


def bookmarks(pdf: bytes) -> Iterator[tuple[str, int]]:
    """Give each bookmark and the page it leads to, in order."""
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_outline() as outline:
        pages = {page.obj.objgen: number for number, page in enumerate(opened.pages, start=1)}

        def within(items: list[pikepdf.OutlineItem]) -> Iterator[tuple[str, int]]:
            for item in items:
                to = item.destination or item.action.D
                if not isinstance(to, pikepdf.Array):
                    to = named(opened)[str(to)]
                yield item.title, pages[to[0].objgen]
                yield from within(item.children)

        yield from within(outline.root)


def named(opened: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """Give the places of a PDF that have a name."""
    tree = pikepdf.NameTree(opened.Root.Names.Dests)
    return {name: to.D if isinstance(to, pikepdf.Dictionary) else to for name, to in tree.items()}


def test_the_pdf_is_accessible(pdf: bytes) -> None:
    assert check_pdf(pdf, chapters=True) == []


def test_the_cover_says_what_it_is_and_bears_neither_head_nor_foot(
    pdf: bytes, pages: list[str]
) -> None:
    cover, *others = pages
    assert "Slutrapport" in cover
    assert "2023-04-14" in cover
    assert "Sida" not in cover
    assert cover.count("Cresco Creare · alla kommuner") == 1
    for number, text in enumerate(others, start=2):
        assert f"Sida {number} av {len(pages)}" in text


def test_the_bookmarks_are_the_headings(book: Book, pdf: bytes) -> None:
    headings = [block.label for block in book.blocks if isinstance(block, Heading)]
    marked = [title for title, _ in bookmarks(pdf) if title != "Innehåll"]
    assert [title for title in marked if title in headings] == headings


def test_chapters_begin_a_page_and_the_contents_say_which(
    book: Book, pdf: bytes, pages: list[str]
) -> None:
    where = dict(bookmarks(pdf))
    (contents,) = (squeezed(page) for page in pages if "\nInnehåll" in page)
    lines = [
        re.escape(squeezed(heading.label)) + rf"\.*{where[heading.label]}"
        for heading in book.contents
    ]
    assert re.search("".join(lines), contents)
    firsts = [where[heading.label] for heading in book.contents if heading.level == 1]
    assert len(firsts) == len({*firsts})


def test_the_lists_say_on_which_page_each_figure_and_table_stands(
    book: Book, pages: list[str]
) -> None:
    lists = squeezed("".join(pages[-3:]))
    squeezed_pages = [squeezed(page) for page in pages]
    for kind in ("Figur", "Tabell"):
        lines = []
        for entry in book.numbered(kind):
            number, caption = squeezed(entry.number.label), squeezed(entry.exhibit.caption)
            page = 1 + [f"{number}.{caption}" in page for page in squeezed_pages].index(True)
            lines.append(re.escape(number + caption) + rf"\.*{page}")
        assert len(lines) > 1
        assert re.search("".join(lines), lists)


def test_the_numbers_are_those_of_the_book_whatever_stands_between() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
    picture = Picture("image/svg+xml", svg, "En tom ruta.")
    table = Markdown(parse("| Kommun | Antal |\n|:--|--:|\n| Hjo | 12 |"))
    blocks = tuple(
        numbered(
            [
                Heading(1, "Kapitel", "kapitel-1", "1"),
                small_chart("Först"),
                small_table("Första tabellen"),
                table,
                picture,
                small_table("Andra tabellen", rows=40),
                Prose("Och så en till."),
                small_chart("Sist"),
            ]
        )
    )
    text = squeezed(pdf_text(write_pdf(made_of(*blocks))))
    for block in blocks:
        if isinstance(block, Numbered):
            assert squeezed(f"{block.number.label}.{block.exhibit.caption}") in text
    assert "Värdenaståritabell1." in text
    assert "Visasifigur1." in text


def test_every_link_leads_somewhere_and_says_where(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        places, pages = named(opened), {page.obj.objgen for page in opened.pages}
        links = [link for page in opened.pages for link in page.get("/Annots", [])]
        assert len(links) > 10
        for link in links:
            assert str(link.Contents).strip()
            if "/A" in link and link.A.S == "/URI":
                assert re.match(r"https://|(hjo|skovde)/kommunbilaga\.pdf$", str(link.A.URI))
                continue
            to = link.get("/Dest") or link.A.D
            to = to if isinstance(to, pikepdf.Array) else places[str(to)]
            assert to[0].objgen in pages


def test_a_volumes_file_can_be_read_where_its_link_cannot_be_followed(pages: list[str]) -> None:
    assert any("hjo/kommunbilaga.pdf" in squeezed(page) for page in pages)


def test_what_means_something_to_typst_is_text(nasty_book: Book) -> None:
    pdf = write_pdf(nasty_book)
    assert check_pdf(pdf, chapters=True) == []
    text = squeezed(pdf_text(pdf))
    assert text.count(squeezed('<script>alert("1")</script> & #eval("2") =cmd|x å')) > 20


def goal(number: int, words: str = "Arbete eller studier") -> Card:
    return Card(
        f"{words} {number}",
        f"Räknat som {words}; inofficiellt: målet från ett annat projekt, till jämförelse.",
        "27\N{NO-BREAK SPACE}%",
        "81 av 300 (27 %), 95 % intervall 22–32 %, med bortfallet inräknat 20–40 %",
        "Mål 30 %: nås inte; intervallet rymmer målet.",
        tuple(f"{words} {other}: 96 av 300 (32 %), 95 % intervall 27–37 %" for other in range(4)),
        official=number == 1,
    )


@pytest.mark.parametrize("words", ["Arbete eller studier", LONG, "Lång väg till målet " * 5])
@pytest.mark.parametrize("goals", [0, 1, 2, 4])
def test_the_summary_is_one_page(goals: int, words: str) -> None:
    cards = (Cards(tuple(goal(n, words) for n in range(1, goals + 1)), "Sist."),) if goals else ()
    said = Prose(*(f"Målet {words} nås inte. " * 2 for _ in range(goals + 1)), lead=True)
    plain = made_of(Heading(1, "Ett kapitel", "kapitel-1", "1"))
    cover, contents, *rest = plain.blocks
    in_short = (Heading(1, "I korthet", "i-korthet"), said, *cards)
    pdf = write_pdf(replace(plain, blocks=(cover, *in_short, contents, *rest)))
    where = dict(bookmarks(pdf))
    summary, following = texts(pdf)[1:3]
    assert where["I korthet"] == 2
    assert where["1 Ett kapitel"] == 4
    assert "\nInnehåll" in following
    if goals:
        assert "Sist." in summary


def test_a_small_cover_stands_above_the_contents() -> None:
    plain = made_of(Heading(1, "Ett kapitel", "kapitel-1"), Prose("Text."))
    cover, *rest = plain.blocks
    assert isinstance(cover, Cover)
    first, *others = texts(write_pdf(replace(plain, blocks=(replace(cover, small=True), *rest))))
    assert "Innehåll" in first
    assert "Sida 1 av 2" in first
    assert len(others) == 1


def test_a_book_without_figures_or_sections_is_a_book() -> None:
    assert check_pdf(write_pdf(made_of(Heading(1, "Tomt", "tomt"))), chapters=True) == []


@pytest.mark.parametrize("period", ["all", "2019Q4"])
@pytest.mark.parametrize("project", ["cresco-plus", "cresco-creare"])
def test_both_projects_have_a_summary_of_one_page_with_and_without_deliveries(
    project: str, period: str
) -> None:
    section = made_up(project).section("ALLA", period)
    parts = (Part("mal", "Mål", (Prose("Inget."),)),)
    colophon = Colophon((("Underlag", "1 leverans"),), "stegvis book")
    pdf = write_pdf(final_report(section, parts, (), (), Edition(), colophon))
    assert check_pdf(pdf, chapters=True) == []
    where = dict(bookmarks(pdf))
    assert (where["I korthet"], where["Innehåll"]) == (2, 3)


def test_a_municipality_that_has_not_delivered_has_a_volume() -> None:
    section = made_up("cresco-plus").section("Vara")
    parts = (Part("mal", "Mål", (Prose("Inget."),)),)
    pdf = write_pdf(municipality_volume(section, parts, Edition(), Colophon((), "stegvis book")))
    assert check_pdf(pdf, chapters=True) == []
    assert "Kommunbilaga Vara" in texts(pdf)[0]


def test_the_same_book_gives_the_same_bytes(book: Book, pdf: bytes) -> None:
    assert write_pdf(book) == pdf


@settings(deadline=None, max_examples=25)  # the first one reads the fonts
@given(
    st.text(
        st.characters(codec="latin-1", categories=("L", "N", "P", "S")), min_size=1, max_size=90
    )
)
def test_any_caption_and_any_heading_is_printed_and_listed(text: str) -> None:
    blocks = tuple(numbered([Heading(1, text, "kapitel-1", "1"), small_table(text)]))
    printed = squeezed(pdf_text(write_pdf(made_of(*blocks))))
    assert printed.count(squeezed(text)) >= 3
