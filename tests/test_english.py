"""The search for English finds what tools write, and leaves Swedish alone."""

import pytest
from docx import Document
from english import english_in, english_in_page, texts_of_document, texts_of_workbook
from xlsxwriter import Workbook

SWEDISH = (
    "I Hjo har 27\N{NO-BREAK SPACE}% gått framåt, 0,5 steg i snitt, 2023-09-30. Alla, för en man, "
    "men inte fast under in på till: kl. 12.30, kv 1 2023, 1\N{NO-BREAK SPACE}200 kort. Se "
    "figures.csv och https://example.org/of/the/page. April, september, november, december. "
    "Kör stegvis book --project cresco-plus. Avsnitt 2.1, f1, EECR01, BIP, Wilson (1927). "
    "Kontrollsumma 0b9c5f116e60."
)


def test_swedish_is_left_alone():
    assert english_in(SWEDISH) == []


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("Table of contents", ["Table", "of", "contents"]),
        ("Figure 3: stegförflyttning", ["Figure"]),
        ("Sheet1", ["Sheet"]),
        ("Page 1 of 4", ["Page", "of"]),
        ("30 March 2023, Thursday", ["March", "Thursday"]),
        ("None", ["None"]),
        ("värdet är nan", ["nan"]),
        ("True", ["True"]),
        ("the card", ["the"]),
        ("Untitled", ["Untitled"]),
        ("Heading 2", ["Heading"]),
        ("It’s here", ["It’s"]),
        ("andelen 0.5", ["0.5"]),
        ("andelen 27.4\N{NO-BREAK SPACE}%", ["27.4"]),
        ("1e6 personer", ["1e6"]),
        ("1.5e-05 av alla", ["1.5e-05"]),
        ("27,000 mätningar", ["27,000"]),
        ("27%", ["27%"]),
        ("27 %", ["27 %"]),
    ],
)
def test_a_planted_word_is_found(planted, found):
    assert english_in(f"{SWEDISH} {planted}") == found


def test_a_page_that_is_set_may_have_any_space_before_a_percent_sign():
    assert english_in("27 %", typeset=True) == []
    assert english_in("27%", typeset=True) == ["27%"]


@pytest.mark.parametrize(
    "planted",
    [
        "<p>the</p>",
        '<img alt="Figure">',
        '<div aria-label="Table"></div>',
        "<title>Untitled</title>",
        "<svg><text>March</text></svg>",
        '<input placeholder="Search">',
        '<a title="Next" href="x.html">x</a>',
    ],
)
def test_a_planted_word_is_found_wherever_a_page_says_it(planted):
    page = f"<html><head></head><body><p>{SWEDISH}</p>{planted}</body></html>"
    assert len(english_in_page(page)) == 1


def test_code_and_what_is_never_seen_are_no_text_of_a_page():
    page = "<style>the</style><script>if (true) of()</script><pre>stegvis open</pre><p>ja</p>"
    assert english_in_page(page) == []


def test_a_planted_word_is_found_in_a_document(tmp_path):
    document = Document()
    document.core_properties.title = "Slutrapport"
    document.add_heading("Mål", 1)
    document.add_paragraph(SWEDISH)
    assert _found(texts_of_document, document, tmp_path / "svensk.docx") == []
    document.add_table(1, 1).cell(0, 0).text = "Total of all"
    document.sections[0].header.paragraphs[0].text = "Page 1"
    assert _found(texts_of_document, document, tmp_path / "engelsk.docx") == ["of", "Page"]


def test_a_planted_word_is_found_in_a_workbook_but_not_in_the_sheet_of_a_program(tmp_path):
    path = tmp_path / "bok.xlsx"
    with Workbook(path) as book:
        book.set_properties({"title": "Untitled"})
        book.add_worksheet("Sheet1").write(0, 0, "Summary")
        book.add_worksheet("Siffror").write(0, 0, "value")
        book.get_worksheet_by_name("Sheet1").set_footer("&CPage &P of &N")
    found = [word for text in texts_of_workbook(path, "Siffror") for word in english_in(text)]
    assert found == ["Sheet", "Summary", "Page", "of", "Untitled"]


def _found(texts, document, path):
    document.save(path)
    return [word for text in texts(path) for word in english_in(text)]
