from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import docx
import pytest
from book.conftest import NASTY, WRITTEN, small_chart, small_table
from docx.document import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_text import visible_text
from stegvis.book.book import Book
from stegvis.book.heading import Heading
from stegvis.book.word import write_docx
from stegvis.book.word.elements import bookmark_name
from stegvis.export.numbering import Numbered, numbered
from stegvis.export.outputs import FAILED, Failure, Picture, Verbatim
from stegvis.show import design, escape
from stegvis.show.markdown import Markdown, parse
from stegvis.show.prose import Prose
from stegvis.show.table import Table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def of_blocks(*blocks: object) -> Book:
    return Book("Slutrapport", "Cresco+", "Förbundet", ("Intern",), tuple(numbered(blocks)))  # type: ignore[arg-type]  # any block


def opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def xml(part: bytes) -> Element:
    return ElementTree.fromstring(part)  # noqa: S314  # our own, of this moment


def body(content: bytes) -> Element:
    return xml(parts(content)["word/document.xml"])


@pytest.fixture(scope="module")
def word(book: Book) -> bytes:
    return write_docx(book)


@pytest.fixture(scope="module")
def nasty_word(nasty_book: Book) -> bytes:
    return write_docx(nasty_book)


def test_headings_are_words_own_and_skip_no_level(book: Book, word: bytes) -> None:
    paragraphs = [p for p in opened(word).paragraphs if p.style.name.startswith("Heading")]
    headings = [(int(p.style.name[-1]), p.text) for p in paragraphs]
    assert headings == [(b.level, b.label) for b in book.blocks if isinstance(b, Heading)]
    assert headings[:3] == [
        (1, "I korthet"),
        (1, "1 Deltagarnivå"),
        (2, "1.1 Progression Synligt"),
    ]
    assert all(later <= earlier + 1 for (earlier, _), (later, _) in pairwise(headings))


def test_it_says_what_the_book_says_in_order(book: Book, word: bytes) -> None:
    text = visible_text(word)
    told = [
        "Samordningsförbundet Synligt",
        "Datum\t2023-04-14",
        "I korthet",
        "Arbete eller studier Synligt",
        "Mål 30\N{NO-BREAK SPACE}%: nås inte.",
        "Innehåll",
        "Tre av fem gick framåt.",
        "Figur 1. Progression Synligt",
        "Värdena står i tabell 1.",
        "Tabell 1. Progression i tal Synligt",
        "Visas i figur 1.",
        "Det tog längre tid än vi trodde.",
        "Skövde: Målet nåddes.",
        "Kommando\tkör Synligt",
    ]
    places = [text.index(part) for part in told]
    assert places == sorted(places)


def test_every_link_within_leads_to_a_bookmark_that_is_there_once(word: bytes) -> None:
    root = body(word)
    names = [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")]
    assert len(set(names)) == len(names)
    numbers = [mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkStart")]
    assert numbers == [mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkEnd")]
    links = {link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")} - {None}
    assert links <= set(names)
    assert {"figur_1", "tabell_1"} <= links


def test_a_long_anchor_has_a_short_name_that_no_other_has() -> None:
    names = {bookmark_name(f"rubrik-{'a' * 60}-{turn}") for turn in range(20)}
    assert len(names) == 20
    assert max(map(len, names)) <= 40


def test_tables_have_a_header_row_that_is_repeated_and_rows_that_do_not_break(word: bytes) -> None:
    tables = list(body(word).iter(f"{W}tbl"))
    assert len(tables) == 5
    for table in tables:
        first, *others = table.iter(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in others)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (first, *others))
        look = table.find(f"{W}tblPr/{W}tblLook")
        assert look is not None
        assert (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("1", "1")
        grid = [int(column.get(f"{W}w", "0")) for column in table.iter(f"{W}gridCol")]
        assert sum(grid) <= 14_000
        assert not list(table.iter(f"{W}gridSpan"))
        assert not list(table.iter(f"{W}vMerge"))


def test_a_table_says_what_it_is_above_and_to_those_who_do_not_see_it(word: bytes) -> None:
    document = opened(word)
    table = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows][:2] == [
        ["Rörelse", "Antal", "Andel"],
        ["Rad 1", "1", "40\N{NO-BREAK SPACE}%"],
    ]
    above = table._tbl.getprevious()
    assert above.style == "Caption"
    properties = table._tbl.tblPr
    assert properties.find(f"{W}tblCaption").get(f"{W}val") == "Tabell 1. Progression i tal Synligt"
    assert properties.find(f"{W}tblDescription").get(f"{W}val") == "n = 5. Synligt"
    styles = [cell.paragraphs[0].style.name for cell in table.rows[1].cells]
    assert styles == ["Tabelltext", "Tabelltal", "Tabelltal"]


def test_charts_are_pictures_in_line_with_the_text_and_say_what_they_show(word: bytes) -> None:
    root = body(word)
    told = [(p.get("name"), p.get("title"), p.get("descr")) for p in root.iter(f"{DRAWN}docPr")]
    assert told == [
        (f"Figur {number}", "Progression Synligt", "Tre av fem. Synligt.") for number in (1, 2)
    ]
    assert not list(root.iter(f"{DRAWN}anchor"))
    assert opened(word).inline_shapes[0].width.cm == pytest.approx(16, abs=0.01)


def test_a_wide_table_alone_lies_down() -> None:
    wide = Table(tuple(f"Kolumnrubrik{n}" for n in range(9)), (("x",) * 9,), "Bred", note="n = 1.")
    content = write_docx(of_blocks(Prose("Före."), wide, Prose("Efter."), small_table("Smal")))
    sections = opened(content).sections
    assert [section.page_width > section.page_height for section in sections] == [
        False,
        True,
        False,
    ]
    for section in sections:
        assert section.header.paragraphs[0].text == "Cresco+\tIntern"
        assert section.footer.paragraphs[0].text == "Intern\tSida  av "  # the numbers are fields
    assert [p.text for p in opened(content).paragraphs if not p.text] == []


def test_every_page_bears_the_marks_and_its_number(word: bytes) -> None:
    (section,) = opened(word).sections[:1]
    assert "Syntetiska exempeldata · Intern – får inte spridas" in section.header.paragraphs[0].text
    assert visible_text(word).count("Sida 1 av 1") == len(opened(word).sections)
    footer = xml(parts(word)["word/footer1.xml"])
    assert [f.get(f"{W}instr") for f in footer.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]


def test_the_table_of_contents_is_a_field_that_is_already_filled_in(word: bytes) -> None:
    paragraphs = opened(word).paragraphs
    listed = [(p.style.name, p.text) for p in paragraphs if p.style.name.startswith("toc ")]
    assert listed[:4] == [
        ("toc 1", "I korthet"),
        ("toc 1", "1 Deltagarnivå"),
        ("toc 2", "1.1 Progression Synligt"),
        ("toc 2", "1.2 Mål"),
    ]
    kinds = [f.get(f"{W}fldCharType") for f in body(word).iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    assert b"updateFields" not in parts(word)["word/settings.xml"]


def test_the_language_is_swedish_throughout(word: bytes) -> None:
    written = parts(word)
    languages = {
        found
        for content in written.values()
        for found in re.findall(rb'(?:w:lang|themeFontLang) w:val="([^"]+)"', content)
    }
    assert languages == {b"sv-SE"}
    assert opened(word).core_properties.language == "sv-SE"


def test_the_properties_name_the_report_and_nobody(book: Book, word: bytes) -> None:
    told = opened(word).core_properties
    assert told.title == book.full_title
    assert told.author == told.last_modified_by == "Samordningsförbundet Synligt"
    assert told.created == told.modified
    assert told.created.year == 2000
    assert b"python" not in parts(word)["docProps/core.xml"]


def test_no_paragraph_is_empty_and_no_table_touches_another(word: bytes) -> None:
    blocks = list(body(word)[0])
    for block in blocks:
        if block.tag == f"{W}p":
            assert "".join(block.itertext()).strip() or list(block.iter(f"{DRAWN}inline"))
    assert not any(a.tag == b.tag == f"{W}tbl" for a, b in pairwise(blocks))


def test_the_analysts_markdown_keeps_its_form() -> None:
    content = write_docx(of_blocks(Markdown(parse(WRITTEN.split("\n", 2)[2]))))
    styled = [(p.style.name, p.text) for p in opened(content).paragraphs]
    assert ("List Number", "Först") in styled
    assert ("List Bullet", "och under det") in styled
    assert ("Quote", "Det tog längre tid än vi trodde.") in styled
    assert ("Kodblock", "stegvis run") in styled
    (table,) = opened(content).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Kommun", "Antal"],
        ["Hjo", "12"],
    ]
    runs = [run for p in opened(content).paragraphs for run in p.runs]
    assert ("Emphasis", "förenligt") in [(run.style.name, run.text) for run in runs]


def test_each_numbered_list_begins_anew() -> None:
    content = write_docx(of_blocks(Markdown(parse("1. a\n2. b\n\ntext\n\n5. c\n6. d\n"))))
    root = body(content)
    numbers = [mark.get(f"{W}val") for mark in root.iter(f"{W}numId")]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    assert b'w:startOverride w:val="5"' in parts(content)["word/numbering.xml"]


def test_links_lead_to_the_web_or_a_mailbox_or_nowhere(nasty_word: bytes) -> None:
    for name, content in parts(nasty_word).items():
        if name.endswith(".rels"):
            for target in re.findall(rb'Target="([^"]+)" TargetMode="External"', content):
                assert target.startswith((b"https://", b"http://", b"mailto:"))
            assert b"javascript" not in content
    assert "fällan" in visible_text(nasty_word)


def test_texts_become_no_fields(nasty_word: bytes) -> None:
    for name, content in parts(nasty_word).items():
        if name.endswith(".xml"):
            root = xml(content)
            told = [f.get(f"{W}instr", "") for f in root.iter(f"{W}fldSimple")]
            told += [f.text or "" for f in root.iter(f"{W}instrText")]
            assert {text.split()[0] for text in told} <= {"PAGE", "NUMPAGES", "TOC"}
    assert visible_text(nasty_word).count(escape.clean(NASTY)) > 10


def test_others_outputs_have_their_place() -> None:
    svg = small_chart("x").svg.encode()
    content = write_docx(
        of_blocks(Failure(), Verbatim("a\n  b"), Picture("image/svg+xml", svg, "Andras bild."))
    )
    assert FAILED in visible_text(content)
    assert "a\n  b" in visible_text(content)
    assert "Andras bild." in visible_text(content)


def test_the_same_book_gives_the_same_bytes(book: Book, word: bytes) -> None:
    assert write_docx(book) == word


def test_the_styles_use_the_houses_colours_and_its_typeface(word: bytes) -> None:
    styles = parts(word)["word/styles.xml"].decode()
    used = set(re.findall(r'(?:w:color|w:fill)(?: w:val)?="([0-9A-F]{6})"', styles))
    assert used <= {color.removeprefix("#").upper() for color in design.COLORS.values()}
    assert set(re.findall(r'w:ascii="([^"]+)"', styles)) == {"Source Sans Pro", "Consolas"}
    sizes = {int(size) / 2 for size in re.findall(r'<w:sz w:val="(\d+)"', styles)}
    assert set(design.SIZES_PT.values()) - {11.5} <= sizes


def used_and_known(content: bytes) -> Iterator[tuple[set[str], set[str]]]:
    known = parts(content)["word/styles.xml"].decode()
    ids = set(re.findall(r'w:styleId="(\w+)"', known))
    for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml", "word/styles.xml"):
        text = parts(content)[name].decode()
        pattern = r'<w:(?:pStyle|rStyle|tblStyle|basedOn|next) w:val="(\w+)"'
        yield set(re.findall(pattern, text)), ids


def test_every_style_that_is_used_is_there(word: bytes) -> None:
    for used, ids in used_and_known(word):
        assert used <= ids


texts = st.text(max_size=60)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(said=texts, written=texts, cell=texts)
def test_no_text_breaks_the_document(said: str, written: str, cell: str) -> None:
    blocks = (
        Prose(said),
        Markdown([t for t in parse(written) if t["type"] != "heading"]),
        Table((cell, "B"), ((said, cell),), said, note=said),
        Verbatim(written),
    )
    book = Book(said, said, said, (said,), tuple(numbered(blocks)))
    content = write_docx(book)
    shown = visible_text(content)
    for text in (said, cell):
        assert escape.clean(text) in shown
    assert opened(content).core_properties.title == escape.clean(book.full_title)


def test_a_title_longer_than_word_allows_is_cut() -> None:
    content = write_docx(Book("x" * 300, "y" * 300, "z" * 300, (), (Prose("Text."),)))
    assert len(opened(content).core_properties.title) == 255


def test_every_cell_of_the_book_is_found_again(book: Book, word: bytes) -> None:
    tables = opened(word).tables
    shown = [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]
    for block in book.numbered("Tabell"):
        assert isinstance(block, Numbered)
        assert isinstance(block.exhibit, Table)
        rows = [list(block.exhibit.columns), *map(list, block.exhibit.rows)]
        if block.exhibit.rows:
            assert rows in shown
