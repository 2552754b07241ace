"""Every section, for 0, 1, 2 and 60 participants, counts only, all, and before the first card."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from accessibility import CHROMIUM, axe, browser_page, check_pdf
from bs4 import BeautifulSoup
from english import english_in, english_in_page
from in_browser import (
    forced_faults,
    keyboard_faults,
    magnified_faults,
    motion_faults,
    skip_faults,
    spaced_faults,
    widest_lines,
)
from pdf_text import pdf_text
from playwright.sync_api import Page
from stegvis.delivery.store import Store
from stegvis.figures import COLUMNS, Figures
from stegvis.project import Project
from stegvis.report.measured import measured

pytestmark = pytest.mark.slow

SECTIONS = ("underlag", "deltagare", "progression", "mal", "uppfoljning", "bedomare")
OF_THE_PROJECT = ("jamforelse", "sammanfattning", "esf", "struktur", "forandringar", "definitioner")
PLACES = ("alla", "skovde", "grastorp", "essunga", "karlsborg", "toreboda")
PAGES = [
    *((f"2025Q2/intern/{place}", section) for place in PLACES for section in SECTIONS),
    *(("2025Q2/intern/alla", section) for section in OF_THE_PROJECT),
    *(("2022Q4/intern/skovde", section) for section in SECTIONS),
]
EVERY_PAGE = pytest.mark.parametrize(("folder", "section"), PAGES)


def _published(built: Path, folder: str, section: str, suffix: str) -> Path:
    return built / "reports" / "cresco-plus" / folder / f"{section}.{suffix}"


@EVERY_PAGE
def test_a_page_is_whole_swedish_and_asks_nobody(built: Path, folder: str, section: str) -> None:
    text = _published(built, folder, section, "html").read_text(encoding="utf-8")
    page = BeautifulSoup(text, "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "sv"
    assert len(page.find_all("h1")) == 1
    assert "Syntetiska exempeldata" in page.get_text()
    assert "Intern – får inte spridas" in page.get_text()
    assert not page.find_all(["script", "link", "iframe", "object"])
    assert not re.search(r"""(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?//""", text)
    assert "Traceback" not in text
    assert "open_section" not in text

    levels = [int(heading.name[1]) for heading in page.find_all(re.compile(r"^h\d$"))]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    for heading in page.find_all(["h2", "h3"]):
        following = heading.find_next_sibling()
        assert following is not None
        assert following.get_text(strip=True)
    for figure in page.find_all("figure"):
        assert figure.find("figcaption").get_text(strip=True)
    for chart in page.find_all("svg", role="img"):
        assert len(chart.find(["title", "desc"]).get_text(strip=True)) > 20


@EVERY_PAGE
def test_a_page_and_its_pdf_hold_no_english_of_the_tools(
    built: Path, folder: str, section: str
) -> None:
    page = _published(built, folder, section, "html").read_text(encoding="utf-8")
    assert english_in_page(page) == []
    printed = pdf_text(_published(built, folder, section, "pdf").read_bytes())
    assert english_in(printed, typeset=True) == []


def test_the_index_holds_no_english_of_the_tools(built: Path) -> None:
    assert english_in_page((built / "reports" / "index.html").read_text("utf-8")) == []


@EVERY_PAGE
def test_a_pdf_is_tagged_titled_and_told_in_swedish(built: Path, folder: str, section: str) -> None:
    assert check_pdf(_published(built, folder, section, "pdf").read_bytes()) == []


@pytest.mark.parametrize("place", PLACES)
def test_figures_csv_is_what_the_store_gives(built: Path, cresco_plus: Project, place: str) -> None:
    path = _published(built, f"2025Q2/intern/{place}", "figures", "csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(COLUMNS)
    assert {row["suppressed"] for row in rows} == {"false"}
    names = {municipality.slug: municipality.name for municipality in cresco_plus.municipalities}
    name = names.get(place, "ALLA")
    assert name in {row["municipality"] for row in rows}

    store = Store(built / "data" / "store")
    expected = measured(store, cresco_plus, cresco_plus.period("2025Q2"), name).frame
    assert Figures.read(path).frame.equals(expected)


def test_every_number_in_a_table_is_in_figures_csv(built: Path) -> None:
    """Counts of the tables for the largest municipality, cell by cell."""
    folder = built / "reports" / "cresco-plus" / "2025Q2" / "intern" / "skovde"
    frame = Figures.read(folder / "figures.csv").frame
    counts = {int(number) for number in [*frame["k"].dropna(), *frame["n"].dropna()]}
    seen = 0
    for section in SECTIONS:
        page = BeautifulSoup((folder / f"{section}.html").read_text("utf-8"), "html.parser")
        for cell in page.select("td"):
            if cell.get_text(strip=True).isdigit():
                seen += 1
                assert int(cell.get_text(strip=True)) in counts
    assert seen > 50


def test_the_index_leads_to_every_report_and_only_to_what_is_there(built: Path) -> None:
    reports = built / "reports"
    page = BeautifulSoup((reports / "index.html").read_text("utf-8"), "html.parser")
    linked = {a["href"] for a in page.find_all("a") if not a["href"].startswith("#")}
    there = {
        path.relative_to(reports).as_posix()
        for project in ("cresco-plus", "cresco-creare")
        for path in (reports / project).rglob("*")
        if path.suffix in (".html", ".pdf", ".docx", ".xlsx")
    }
    assert linked == there
    names = [cell.get_text() for cell in page.select(".matrix tbody th")]
    assert names[:2] == ["Alla kommuner", "Essunga"]


def test_the_index_tells_who_has_delivered_and_what_figures_csv_says(built: Path) -> None:
    page = BeautifulSoup((built / "reports" / "index.html").read_text("utf-8"), "html.parser")
    told = {
        line.find("th").get_text(): [cell.get_text().strip() for cell in line.find_all("td")]
        for line in page.select(".matrix tbody tr")
    }
    assert told["Skövde"] == ["● Rapport", "● Rapport"]
    assert told["Essunga"] == ["● Rapport", "– Inte gjord"]
    assert told["Hjo"] == ["× Ingen leverans", "– Inte gjord"]

    figures = Figures.read(_published(built, "2025Q2/intern/skovde", "figures", "csv"))
    goal = figures.one("Skövde", "goal", "varaktig_progression/6_manader")
    row = page.find(id="cresco-plus-2025Q2-skovde")
    assert row.find("td").get_text().startswith(f"{goal.k} av {goal.n} (")


def test_a_report_leads_to_its_neighbours(built: Path) -> None:
    path = _published(built, "2025Q2/intern/skovde", "mal", "html")
    page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    ways = {link.get_text(): str(link["href"]) for link in page.select("nav a")}
    assert ways["Alla rapporter"] == "../../../../index.html"
    assert ways["Föregående avsnitt: Progression"] == "progression.html"
    assert ways["Föregående period: fjärde kvartalet 2022"] == (
        "../../../2022Q4/intern/skovde/mal.html"
    )
    assert all((path.parent / address).is_file() for address in ways.values())


def test_an_executed_notebook_tells_neither_when_nor_where_it_was_run(built: Path) -> None:
    text = _published(built, "2025Q2/intern/skovde", "mal", "ipynb").read_text("utf-8")
    assert str(built) not in text
    assert tempfile.gettempdir() not in text
    assert "start_time" not in text


def in_a_browser(test: Callable[..., None]) -> Callable[..., None]:
    skip = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
    return pytest.mark.browser(skip(test))


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser_page() as opened:
        yield opened


@in_a_browser
@EVERY_PAGE
def test_axe_finds_nothing(built: Path, page: Page, folder: str, section: str) -> None:
    assert axe(page, _published(built, folder, section, "html")) == []


@in_a_browser
def test_axe_finds_nothing_in_the_index(built: Path, page: Page) -> None:
    assert axe(page, built / "reports" / "index.html") == []


@in_a_browser
@EVERY_PAGE
def test_nothing_is_lost_magnified_spaced_or_in_forced_colours(
    built: Path, page: Page, folder: str, section: str
) -> None:
    page.goto(_published(built, folder, section, "html").as_uri())
    assert magnified_faults(page, 200) == []
    assert magnified_faults(page, 400) == []
    assert spaced_faults(page) == []
    assert forced_faults(page) == []
    assert motion_faults(page) == []
    assert widest_lines(page) <= 75


@in_a_browser
@pytest.mark.parametrize(
    ("place", "section"),
    [
        *(("skovde", section) for section in SECTIONS),
        *(("alla", section) for section in OF_THE_PROJECT),
    ],
)
def test_the_keys_reach_everything_once(built: Path, page: Page, place: str, section: str) -> None:
    page.set_viewport_size({"width": 1000, "height": 900})
    page.goto(_published(built, f"2025Q2/intern/{place}", section, "html").as_uri())
    assert keyboard_faults(page) == []
    assert skip_faults(page) == []


@in_a_browser
def test_a_municipalitys_volume_is_accessible(built: Path, page: Page) -> None:
    volume = _published(built, "2025Q2/intern/skovde", "kommunbilaga", "html")
    assert axe(page, volume) == []
    assert magnified_faults(page, 400) == []
    assert forced_faults(page) == []


def test_the_municipalities_are_those_meant(projects: Mapping[str, Project], built: Path) -> None:
    """Sixty, one, none and two participants: the test would say little about others."""
    store = Store(built / "data" / "store")
    project = projects["cresco-plus"]
    figures = measured(store, project, project.period("2025Q2"), "ALLA")
    sizes = {
        name: figures.one(name, "caseload.started", "cumulative").k
        for name in ("Skövde", "Grästorp", "Essunga", "Töreboda")
    }
    assert sizes == {"Skövde": 60, "Grästorp": 1, "Essunga": 0, "Töreboda": 2}
