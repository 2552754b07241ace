"""The final report of the example: one outcome, told everywhere from one row of figures.csv."""

from __future__ import annotations

import csv
import re
import shutil
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from accessibility import CHROMIUM, axe, browser_page, check_pdf
from bs4 import BeautifulSoup
from english import english_in, texts_of_document, texts_of_page, texts_of_workbook
from office_text import visible_text
from once import once
from pdf_text import pdf_text
from python_calamine import CalamineWorkbook
from stegvis.figures import COLUMNS
from stegvis.report.fingerprint import packages
from whole.conftest import EXAMPLE, make_root, stegvis

pytestmark = pytest.mark.slow

FOLDER = Path("reports/cresco-creare/2023Q1/intern")
GOAL, OUTCOME, WITH_SEEKERS = "30 %", "81 av 300 (27 %)", "96 av 300 (32 %)"


def _build(root: Path) -> None:
    make_root(root)
    added = stegvis("add", "--quiet", "--root", root, EXAMPLE / "cresco-creare")
    assert added.returncode == 0, added.stdout + added.stderr
    one = ("--municipality", "alla", "--municipality", "Grästorp")
    made = stegvis("book", "--root", root, "--project", "cresco-creare", *one)
    assert made.returncode == 0, made.stdout + made.stderr


@pytest.fixture(scope="session")
def creare(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of Cresco Creare's final report, with all municipalities' data.

    Only Grästorp has sections of its own, to save time.
    """
    return once(tmp_path_factory, worker_id, "book", _build) / FOLDER


@pytest.fixture(scope="session")
def page(creare: Path) -> BeautifulSoup:
    return BeautifulSoup((creare / "slutrapport.html").read_text("utf-8"), "html.parser")


@pytest.fixture(scope="session")
def printed(creare: Path) -> str:
    """The text of the PDF, which takes seconds to take out."""
    return pdf_text((creare / "slutrapport.pdf").read_bytes())


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_outcome_is_one_row_of_figures_csv(creare: Path) -> None:
    with (creare / "alla" / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["municipality"] == "ALLA"]
    for definition, (k, n) in {
        "arbete_studier/primar": ("81", "300"),
        "arbete_studier/med_arbetssokande": ("96", "300"),
    }.items():
        found = [row for row in rows if (row["measure"], row["definition"]) == ("goal", definition)]
        assert [(row["k"], row["n"]) for row in found] == [(k, n)]


def test_the_summary_and_the_chapter_tell_it(page: BeautifulSoup) -> None:
    cards = _plain(page.select_one(".cards").get_text(" "))
    assert all(number in cards for number in (GOAL, OUTCOME, WITH_SEEKERS))
    heading = page.find(lambda tag: tag.name == "h3" and tag.get_text().endswith(" Mål"))
    chapter = _plain(" ".join(tag.get_text(" ") for tag in heading.find_all_next(limit=400)))
    assert all(number in chapter for number in (GOAL, OUTCOME, WITH_SEEKERS))


def test_the_pdf_tells_it(printed: str) -> None:
    text = _plain(printed)
    assert all(number in text for number in (GOAL, OUTCOME, WITH_SEEKERS))


def test_the_pdf_is_tagged_throughout(creare: Path) -> None:
    assert check_pdf((creare / "slutrapport.pdf").read_bytes(), chapters=True) == []


def test_the_page_is_whole_and_asks_nobody(page: BeautifulSoup) -> None:
    assert page.html is not None
    assert page.html["lang"] == "sv"
    assert len(page.find_all("h1")) == 1
    assert not page.find_all(["script", "link", "iframe", "object"])
    levels = [int(heading.name[1]) for heading in page.find_all(re.compile(r"^h\d$"))]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    chapters = [heading.get_text() for heading in page.find_all("h2")]
    for title in ("Sammanfattning", "Deltagarnivå", "Projektnivå", "Strukturell nivå"):
        assert any(title in chapter for chapter in chapters), (title, chapters)


def test_every_link_within_the_page_leads_somewhere(page: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(set(ids)) == len(ids)
    links = {link["href"] for link in page.find_all("a") if link["href"].startswith("#")}
    assert {link[1:] for link in links} <= set(ids)


def test_every_part_of_a_chart_that_is_referred_to_is_there(page: BeautifulSoup) -> None:
    ids = {tag["id"] for tag in page.find_all(id=True)}
    uses = [tag["xlink:href"] for tag in page.find_all(attrs={"xlink:href": True})]
    named = [
        name
        for attribute in ("aria-labelledby", "aria-describedby")
        for tag in page.find_all(attrs={attribute: True})
        for name in tag[attribute].split()
    ]
    clips = re.findall(r"url\(#([^)]+)\)", str(page.main))
    assert len(uses) > 100
    assert {use[1:] for use in uses} | set(named) | set(clips) <= ids


def test_the_contents_name_every_chapter_and_section_in_their_order(page: BeautifulSoup) -> None:
    listed = [(a["href"][1:], a.get_text()) for a in page.select("nav.contents a")]
    headings = page.select("section h2, section h3")
    assert listed == [(heading["id"], heading.get_text()) for heading in headings]


@pytest.mark.long  # a whole book; sections and volumes are tried by axe each time
@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
def test_the_page_is_accessible_and_keeps_within_a_narrow_screen(creare: Path) -> None:
    with browser_page(1280) as opened:
        assert axe(opened, creare / "slutrapport.html") == []
        opened.set_viewport_size({"width": 320, "height": 640})
        assert opened.evaluate("document.documentElement.scrollWidth") <= 320


def test_every_figure_and_table_is_numbered_and_listed(page: BeautifulSoup) -> None:
    for kind, selector in (("Figur", "figcaption .number"), ("Tabell", "caption .number")):
        numbers = [tag.get_text().strip(". ") for tag in page.select(selector)]
        assert numbers == [f"{kind} {turn}" for turn in range(1, len(numbers) + 1)]
        listed = [tag.get_text().strip(". ") for tag in page.select(".listing a")]
        assert [label for label in listed if label.startswith(kind)] == numbers
        assert len(numbers) > 20


def test_links_to_other_files_lead_to_what_is_there(creare: Path, page: BeautifulSoup) -> None:
    others = {link["href"] for link in page.find_all("a") if not link["href"].startswith("#")}
    local = {href.partition("#")[0] for href in others if not href.startswith(("http", "mailto"))}
    assert all((creare / href).exists() for href in local)


@pytest.mark.long  # half a minute
def test_nothing_changed_makes_the_same_bytes(creare: Path) -> None:
    before = {path.name: path.read_bytes() for path in creare.glob("slutrapport.*")}
    root = creare.parents[3]
    one = ("--municipality", "alla", "--municipality", "Grästorp")
    (root / "reports/.runs/cresco-creare/2023Q1/intern/slutrapport.json").unlink()
    assert stegvis("book", "--root", root, "--project", "cresco-creare", *one).returncode == 0
    assert {path.name: path.read_bytes() for path in creare.glob("slutrapport.*")} == before


def _figures(creare: Path) -> list[list[str]]:
    with (creare / "alla" / "figures.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _outcomes(rows: list[list[str]]) -> list[str]:
    """Write the goal's two outcomes as the report does, from the two rows that have them."""
    wanted = ("arbete_studier/primar", "arbete_studier/med_arbetssokande")
    header, *others = rows
    found = [
        dict(zip(header, row, strict=True))
        for definition in wanted
        for row in others
        if [row[1], row[3], row[5]] == ["ALLA", "goal", definition]
    ]
    return [f"{row['k']} av {row['n']} ({float(row['value']):.0%})" for row in found]


def test_the_word_document_tells_it(creare: Path) -> None:
    text = _plain(visible_text((creare / "slutrapport.docx").read_bytes()))
    told = [told.replace("%)", " %)") for told in _outcomes(_figures(creare))]
    assert told == [OUTCOME, WITH_SEEKERS]
    chapter = text.index("2.3 Mål", text.index("2.3 Mål") + 1)  # first in the contents
    for part in (text[: text.index("Innehåll")], text[chapter:]):
        assert all(number in part for number in (GOAL, *told))


def test_the_workbook_tells_it(creare: Path) -> None:
    workbook = CalamineWorkbook.from_path(creare / "slutrapport.xlsx")
    sheets = {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}
    cells = {
        _plain(str(cell))
        for name, rows in sheets.items()
        if name.startswith("Tabell")
        for row in rows
        for cell in row
    }
    assert {"0.3", OUTCOME, WITH_SEEKERS} <= cells
    header, *rows = _figures(creare)
    shown = sheets["Siffror"]
    first = shown.index(header) + 1
    numbers = range(header.index("k"), header.index("suppressed"))
    assert len(shown) - first == len(rows)
    for cells_shown, row in zip(shown[first:], rows, strict=True):
        for place, (cell, written) in enumerate(zip(cells_shown, row, strict=True)):
            if place in numbers and written:
                assert cell == pytest.approx(float(written), rel=1e-14, abs=1e-300)
            else:
                assert (str(cell).lower() if isinstance(cell, bool) else cell) == written


def test_the_word_document_has_every_heading_and_exhibit_of_the_page(
    creare: Path, page: BeautifulSoup
) -> None:
    document = docx.Document(str(creare / "slutrapport.docx"))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    in_page = [_plain(tag.get_text()).strip() for tag in page.main.find_all(re.compile("^h[2-6]$"))]
    assert [_plain(heading) for heading in headings] == [h for h in in_page if h != "Innehåll"]
    assert len(document.inline_shapes) == len(page.select("figure.chart"))
    assert len(document.tables) >= len(page.select("div.table"))


def test_no_format_of_the_book_holds_english_of_the_tools(creare: Path, printed: str) -> None:
    of_programs = {*packages().values(), *COLUMNS}  # what the colophon and the workbook name
    for path in sorted(creare.glob("slutrapport.*")):
        match path.suffix:
            case ".html":
                texts = [*texts_of_page(path.read_text("utf-8"))]
            case ".pdf":
                texts = [printed]
            case ".docx":
                texts = [*texts_of_document(path)]
            case _:
                texts = [*texts_of_workbook(path, without="Siffror")]
        assert len("".join(texts)) > 1000
        found = {f for text in texts for f in english_in(text, typeset=path.suffix == ".pdf")}
        assert found - of_programs == set(), path.suffix


def test_every_report_is_what_it_says_and_a_page_that_was_changed_is_not(
    creare: Path, tmp_path: Path
) -> None:
    root = creare.parents[3]
    held = stegvis("verify", "--root", root)
    assert held.returncode == 0, held.stdout + held.stderr
    assert "rapporter är som när de gjordes, av det underlag som finns." in held.stdout
    copy = shutil.copytree(creare, tmp_path / "kopia")
    page = copy / "slutrapport.html"
    page.write_bytes(page.read_bytes().replace(b"81 av 300", b"91 av 300"))
    told = stegvis("verify", "--root", root, copy)
    assert told.returncode == 1
    assert "slutrapport: slutrapport.html är inte den som gjordes." in told.stdout
