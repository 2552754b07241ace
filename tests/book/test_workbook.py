from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from book.conftest import NASTY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_text import visible_cells
from python_calamine import CalamineWorkbook
from stegvis.book.amount import read_amount
from stegvis.book.book import Book
from stegvis.book.workbook import write_xlsx
from stegvis.export.numbering import numbered
from stegvis.figures import COLUMNS, Figures
from stegvis.show import escape
from stegvis.show.table import Table

NBSP = "\N{NO-BREAK SPACE}"
ONE = ("p", "ALLA", "2023Q1", "goal", "", "a/primar", 81, 300, 0.27, 0.2229, 0.3229)
OTHER = ("p", "Hjo", "2023Q1", "cards", "=1+1", "", 1, 3, 1 / 3, None, None)
FIGURES = Figures(
    pd.DataFrame([(*row, None, None, False) for row in (ONE, OTHER)], columns=list(COLUMNS)).astype(
        COLUMNS
    )
)


def sheet(xlsx: bytes, name: str) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(xlsx)).get_sheet_by_name(name).to_python()


def package(xlsx: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(xlsx)) as opened:
        return {name: opened.read(name).decode("utf-8") for name in opened.namelist()}


def of_tables(*tables: Table) -> Book:
    return Book("Slutrapport", "Cresco+", "Förbundet", (), tuple(numbered(tables)))


def test_a_sheet_for_each_table_between_the_contents_and_the_figures(book: Book) -> None:
    names = CalamineWorkbook.from_filelike(
        BytesIO(write_xlsx(replace(book, figures=FIGURES)))
    ).sheet_names
    assert names == ["Innehåll", "Tabell 1", "Tabell 2", "Tabell 3", "Tabell 4", "Siffror"]


def test_a_sheet_tells_its_caption_section_note_and_marks(book: Book) -> None:
    told = [row[0] for row in sheet(write_xlsx(book), "Tabell 1")[:7]]
    assert told == [
        "Tabell 1. Progression i tal Synligt",
        "1 Deltagarnivå / 1.1 Progression Synligt",
        "n = 5. Synligt",
        "Syntetiska exempeldata · Intern – får inte spridas",
        "Cresco Creare · alla kommuner · första kvartalet 2023 · Synligt",
        "Siffrorna är egen uppföljning.",
        "Till innehållet",
    ]


def test_numbers_are_numbers_and_what_is_more_than_a_number_is_text() -> None:
    table = Table(
        ("Kommun", "Antal", "Andel", "Utfall"),
        (("Hjo", f"1{NBSP}234", f"27{NBSP}%", f"81 av 300 (27{NBSP}%)"),),
        "Utfall",
    )
    assert sheet(write_xlsx(of_tables(table)), "Tabell 1")[-1] == [
        "Hjo",
        1234.0,
        0.27,
        f"81 av 300 (27{NBSP}%)",
    ]


def test_the_contents_lead_to_every_sheet(book: Book) -> None:
    xlsx = write_xlsx(replace(book, figures=FIGURES))
    links = re.findall(
        r'<hyperlink [^>]*location="([^"]+)"', package(xlsx)["xl/worksheets/sheet1.xml"]
    )
    names = CalamineWorkbook.from_filelike(BytesIO(xlsx)).sheet_names
    assert links == [f"'{name}'!A1" for name in names[1:]]
    listed = [row[0] for row in sheet(xlsx, "Innehåll")]
    assert [name for name in listed if name in names] == names[1:]
    assert [row for row in listed if row in COLUMNS] == list(COLUMNS)


def test_the_figures_are_those_of_figures_csv(tmp_path: Path) -> None:
    book = replace(of_tables(), figures=FIGURES)
    FIGURES.write(tmp_path / "figures.csv")
    written = pd.read_csv(tmp_path / "figures.csv", dtype=object, keep_default_na=False)
    header, *rows = sheet(write_xlsx(book), "Siffror")[-3:]
    assert header == list(written.columns)
    assert [
        [
            "" if cell == "" else str(cell).lower() if isinstance(cell, bool) else cell
            for cell in row
        ]
        for row in rows
    ] == [
        [
            float(cell) if name in {"k", "n", "value", "low", "high"} and cell else cell
            for name, cell in zip(written.columns, row, strict=True)
        ]
        for row in written.to_numpy().tolist()
    ]


def test_nothing_is_a_formula_or_leads_out_of_the_workbook(nasty_book: Book) -> None:
    nasty = tuple((f"{sign}1+1", f"{sign}cmd|x") for sign in ("=", "+", "-", "@", "\t", "\r", "{="))
    addresses = (("http://a.se", "mailto:a@b.se"), ("internal:A1", "external:C:\\x"))
    figures = replace(nasty_book, figures=FIGURES)
    for made in (figures, of_tables(Table(("=a", "=A"), (*nasty, *addresses), NASTY))):
        for name, part in package(write_xlsx(made)).items():
            assert not re.search(r"<f[ >]|<v>#|t=\"e\"|calculatedColumnFormula", part), name
            assert "TargetMode" not in part, name


def test_text_stays_text_when_someone_edits_the_cell() -> None:
    """Excel's quote prefix is what a typed apostrophe leaves: the text itself is not altered."""
    parts = package(write_xlsx(of_tables(Table(("A", "B"), (("=1+1", "-2"),), "T"))))
    assert sheet(write_xlsx(of_tables(Table(("A", "B"), (("=1+1", "-2"),), "T"))), "Tabell 1")[
        -1
    ] == ["=1+1", "-2"]
    looks = re.findall(r"<xf [^>]*>", re.search(r"<cellXfs.*</cellXfs>", parts["xl/styles.xml"])[0])
    (first,) = re.findall(r'<c r="A7" s="(\d+)" t="s">', parts["xl/worksheets/sheet2.xml"])
    assert 'quotePrefix="1"' in looks[int(first)]


def test_the_header_row_is_told_apart_and_repeated_in_print(book: Book) -> None:
    parts = package(write_xlsx(book))
    for number in range(1, 5):
        assert 'headerRowCount="0"' not in parts[f"xl/tables/table{number}.xml"]
    assert parts["xl/workbook.xml"].count("_xlnm.Print_Titles") == 5
    for sheet_number in range(1, 6):
        part = parts[f"xl/worksheets/sheet{sheet_number}.xml"]
        assert 'orientation="landscape"' in part
        assert "mergeCell" not in part
        assert "Sida &amp;P av &amp;N" in part


def test_the_same_book_gives_the_same_bytes(book: Book) -> None:
    made = replace(book, figures=FIGURES)
    assert write_xlsx(made) == write_xlsx(made)


def test_columns_that_are_called_the_same_are_told_apart() -> None:
    table = Table(("Antal", "antal", "", "Antal (2)"), (("1", "2", "3", "4"),), "T")
    header = sheet(write_xlsx(of_tables(table)), "Tabell 1")[-2]
    assert header == ["Antal", "antal (2)", "Kolumn 3", "Antal (2) (2)"]


def test_a_table_without_rows_says_so() -> None:
    (*_, last) = sheet(write_xlsx(of_tables(Table(("Kommun", "Antal"), (), "Tom"))), "Tabell 1")
    assert last == ["Inget att visa.", ""]


def test_margins_are_text_however_they_are_written() -> None:
    book = replace(of_tables(Table(("A",), (("b",),), "T")), subject="A&B &P " + "x" * 300)
    part = package(write_xlsx(book))["xl/worksheets/sheet2.xml"]
    assert "A&amp;&amp;B &amp;&amp;P xxx" in part


texts = st.text(max_size=40)
rows = st.lists(st.tuples(texts, texts, texts), max_size=4)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(header=st.tuples(texts, texts, texts), cells=rows, said=texts)
def test_every_cell_is_found_again_whatever_it_says(
    header: tuple[str, str, str], cells: Sequence[tuple[str, str, str]], said: str
) -> None:
    table = Table(header, tuple(cells), said, note=said)
    book = replace(of_tables(table), title=said or "x", subject=said, marks=(said,))
    *_, found = [sheet(write_xlsx(book), "Tabell 1")[-len(cells) :] if cells else []]
    assert len(found) == len(cells)
    for shown, told in zip(found, cells, strict=True):
        for cell, text in zip(shown, told, strict=True):
            amount = read_amount(text)
            assert cell == (amount.value if amount else escape.clean(text))


@pytest.mark.parametrize("said", ["_x0041_", "x" * 40_000, "å", "\ud800", "a\x00b\r\nc"])
def test_hard_texts_are_kept_as_far_as_a_cell_can_hold_them(said: str) -> None:
    xlsx = write_xlsx(of_tables(Table(("A", said), ((said, "b"),), said, note=said)))
    assert sheet(xlsx, "Tabell 1")[-1][0] == escape.clean(said)[:32_767]


def test_nothing_that_is_seen_is_english(book: Book) -> None:
    shown = visible_cells(
        write_xlsx(replace(book, figures=FIGURES)), without=frozenset({"Siffror"})
    )
    assert "Column" not in shown
    assert "Page" not in shown
