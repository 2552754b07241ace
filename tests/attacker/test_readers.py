"""Each reader finds what is there, seen or unseen, in made-up pages and documents."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import docx
import matplotlib.pyplot as plt
import pikepdf
import pytest
import xlsxwriter
from stegvis.show import pen, svg

from attacker import documents, drawings, pages
from attacker.figures_csv import row_facts
from attacker.ranges import Told, span
from attacker.scheme import Counted
from attacker.told import Fact, People

PAGE = """<!doctype html><html><head><title>Titel 11</title>
<meta name="description" content="12 personer"></head><body>
<!-- 13 i en kommentar -->
<figure><figcaption>Avslut i Hjo</figcaption><table><caption>Avslut i Hjo</caption>
<tr><th>Orsak</th><th>Antal</th></tr><tr><th>Arbete</th><td>3 av <b>9</b></td></tr>
<tr hidden><th>Studier</th><td>14</td></tr></table></figure>
<img src="a.png" alt="15 streck"><p aria-label="16 i etikett" data-k="17">Text 18</p>
<script type="application/json">{"kvar": {"k": 19}}</script></body></html>"""


def test_every_text_of_a_page_is_read() -> None:
    read = " ".join(pages.texts(PAGE))
    assert all(str(number) in read for number in range(11, 20))
    assert any("13" in text for text in pages.hidden_texts(PAGE))
    assert list(pages.data(PAGE)) == [{"kvar": {"k": 19}}]


def test_a_table_is_read_with_its_caption_and_hidden_rows() -> None:
    [table] = pages.tables(PAGE)
    assert table.caption == "Avslut i Hjo"
    assert table.head == ("Orsak", "Antal")
    assert table.rows == (("Arbete", "3 av 9"), ("Studier", "14"))


def drawn(kind: str, values: list[float]) -> ElementTree.Element:
    """Draw values as our charts do, and read the drawing as a page has it."""
    with plt.rc_context({"svg.fonttype": "none"}):
        figure, axes = plt.subplots(figsize=(5, 3))
        names = [f"rad {number}" for number in range(len(values))]
        if kind == "bars":
            axes.barh(names, values)
        elif kind == "columns":
            axes.bar(names, values)
        else:
            axes.plot(values, range(len(values)), marker="o", linestyle="none")
        written = svg.tidy(pen.drawn(figure))
        plt.close(figure)
    [found] = pages.drawings(f"<html><body>{written}</body></html>")
    return found


@pytest.mark.parametrize("kind", ["bars", "columns", "dots"])
def test_the_marks_of_a_drawing_give_their_numbers_back(kind: str) -> None:
    values = [0.137, 0.42, 0.785, 0.9]
    drawing = drawn(kind, values)
    assert drawings.axes(drawings.labels(drawing)), "no scale was found"
    assert [value for value in values if not drawings.tells(drawing, value)] == []
    assert not drawings.tells(drawing, 0.655), "a number is read that is not drawn"


def test_a_bar_is_read_with_the_label_beside_it() -> None:
    drawing = drawn("bars", [0.25, 0.5])
    beside = [
        reading.beside
        for reading in drawings.readings(drawing)
        if abs(reading.high - 0.5) < 0.004 and abs(reading.low) < 0.004
    ]
    assert any("rad 1" in texts for texts in beside)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12.0),
        ("27\N{NO-BREAK SPACE}%", 0.27),
        ("−0,5", -0.5),
        ("1 250", 1250.0),
        ("..", None),
    ],
)
def test_a_swedish_number_is_read(text: str, value: float | None) -> None:
    assert drawings.number(text) == value


def test_what_a_pdf_says_instead_of_showing_is_read(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.StructTreeRoot = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, Alt="21 i alternativ text")
        )
        pdf.docinfo["/Subject"] = "22 i metadata"
        pdf.attachments["bilaga.csv"] = b"k\n23\n"
        pdf.save(tmp_path / "a.pdf")
    read = " ".join(documents.texts_of(tmp_path / "a.pdf"))
    assert all(number in read for number in ("21", "22", "23", "bilaga.csv"))


def test_what_a_workbook_hides_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.set_properties({"comments": "31 i egenskaper"})
        shown, hidden = workbook.add_worksheet("Visas"), workbook.add_worksheet("Dold")
        hidden.very_hidden()
        hidden.write(0, 0, 32)
        shown.write(0, 0, "33 i en cell")
        shown.set_row(1, None, None, {"hidden": True})
        shown.write(1, 0, 34)
        shown.write_comment(0, 0, "35 i en kommentar")
    read = " ".join(documents.texts_of(path))
    assert all(str(number) in read for number in range(31, 36))
    rows = documents.workbook_rows(path)
    assert rows["Dold"] == [[32.0]]
    assert rows["Visas"] == [["33 i en cell"], [34.0]]


def test_what_a_word_document_says_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Avslut i Hjo")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Arbete", "41"
    document.core_properties.comments = "42 i egenskaper"
    document.save(str(tmp_path / "a.docx"))
    read = " ".join(documents.texts_of(tmp_path / "a.docx"))
    assert "41" in read
    assert "42" in read
    assert documents.word_tables(tmp_path / "a.docx") == [("Avslut i Hjo", [["Arbete", "41"]])]


def test_outputs_left_in_a_notebook_are_read(tmp_path: Path) -> None:
    output = {"data": {"application/json": {"k": 51}, "text/plain": ["52 rader"]}}
    notebook = {"cells": [{"source": "1 + 1", "outputs": [output]}]}
    (tmp_path / "a.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    read = documents.texts_of(tmp_path / "a.ipynb")
    assert "51" in read
    assert "52 rader" in read


def row(**told: str) -> dict[str, str]:
    columns = ("k", "n", "value", "low", "high", "bound_low", "bound_high")
    return dict.fromkeys(columns, "") | told


def counted() -> Counted:
    hit, other, missed = (
        People("Hjo", date(2024, 3, 31), ("asked",), (kind,)) for kind in ("hit", "not", "missed")
    )
    return Counted(Counter([hit]), Counter([hit, other]), Counter([hit, other, missed]))


def ranges(whole: Counted, *told: Fact) -> list[tuple[int, int]]:
    known = Told(told)
    return [span(known, each) for each in (whole.k, whole.n, whole.eligible) if each is not None]


def test_bounds_for_nonresponse_give_the_counts_back() -> None:
    """4 of 6 reached of 9 eligible: 0.67 [4/9, 7/9]."""
    whole = counted()
    told = row(n="6", value=repr(4 / 6), bound_low=repr(4 / 9), bound_high=repr(7 / 9))
    assert ranges(whole, *row_facts(whole, told, "a row")) == [(4, 4), (6, 6), (9, 9)]


def test_an_interval_alone_gives_the_counts_back() -> None:
    """Wilson's interval of 1 of 2."""
    whole = counted()
    told = row(low="0.09453120573423074", high="0.9054687942657693")
    facts = [*row_facts(whole, told, "a row"), Fact(whole.eligible or whole.k, 9, 9)]
    assert ranges(whole, *facts) == [(1, 1), (2, 2), (9, 9)]


def test_a_rounded_share_narrows_the_count_to_what_rounds_so() -> None:
    """27 % of 11–40: 3 of 11, 4 of 15, 6 of 22, 7 of 26, …, but never 2 or 12."""
    whole = counted()
    facts = [
        *row_facts(whole, row(value="0.27"), "a row", within=0.005),
        Fact(whole.n or whole.k, 11, 40),
    ]
    facts.append(Fact(whole.eligible or whole.k, 40, 40))
    assert ranges(whole, *facts)[0] == (3, 11)
