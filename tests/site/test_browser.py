"""The index and the ways, in a browser that is cut off from every network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from accessibility import CHROMIUM, axe, browser_page
from by_hand import SECTIONS, figures, publish
from playwright.sync_api import ConsoleMessage, Page, Request, expect
from stegvis.project import Project
from stegvis.report.reports import claim
from stegvis.site.index import write_index

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]

ALL_REPORTS = "Visar 15 rapporter; 14 saknas."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, projects: Mapping[str, Project]) -> Path:
    """Fifteen reports of two projects, one failed run, and thirteen municipalities undelivered."""
    reports = tmp_path_factory.mktemp("webb") / "rapporter åäö"
    reports.mkdir()
    claim(reports, synthetic=True)
    everyone = publish(reports, "alla")
    figures(
        everyone,
        ("ALLA", "caseload.started", "", "cumulative", 60),
        ("Götene", "caseload.started", "", "cumulative", 6),
        ("ALLA", "goal", "", "varaktig_progression/6_manader", 84, 119, 0.71, 0.62, 0.78),
    )
    publish(reports, "gotene")
    publish(reports, "gotene", period="2024Q4")
    publish(reports, "skovde", ["mal"], period="2025Q1")
    publish(reports, "hjo", ["mal", "uppfoljning"], project="cresco-creare", period="2023Q1")
    publish(reports, "alla", project="cresco-creare", period="2022")
    failed = reports / "misslyckade/cresco-plus/2025Q1/intern/skovde"
    failed.mkdir(parents=True)
    (failed / "uppfoljning.ipynb").write_text("{}", "utf-8")
    write_index(reports, projects, SECTIONS)
    return reports


@pytest.fixture(scope="module")
def browser() -> Iterator[Page]:
    with browser_page() as opened:
        yield opened


@pytest.fixture
def index(browser: Page, folder: Path) -> Iterator[Page]:
    """The index newly opened; at the end, nothing was asked for and nothing was refused."""
    said: list[str] = []
    asked: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        said.append(message.text)

    def note(request: Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            asked.append(request.url)

    browser.on("console", listen)
    browser.on("request", note)
    browser.goto("about:blank")
    browser.goto((folder / "index.html").as_uri())
    yield browser
    browser.remove_listener("console", listen)
    browser.remove_listener("request", note)
    assert (said, asked) == ([], [])


def _told(page: Page) -> str:
    return page.locator("#traffar").inner_text()


def _reports(page: Page) -> list[str]:
    """List the reports to be seen: period, place and section."""
    rows = page.locator("tr[data-status]:visible")
    return [
        f"{period} {row.locator('th').inner_text()} {link.inner_text()}"
        for row in rows.all()
        for period in [row.evaluate("row => row.closest('[data-period]').dataset.period")]
        for link in row.locator("li[data-report]:visible a:not(.form)").all()
    ]


def test_everything_is_there_from_the_beginning(index: Page) -> None:
    assert _told(index) == ALL_REPORTS
    assert len(_reports(index)) == 15
    assert index.locator(".matrix td:visible").count() == 15 * 3 + 16 * 2


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("götene mål", ["2025Q2 Götene Mål", "2024Q4 Götene Mål"]),
        ("MAL gotene", ["2025Q2 Götene Mål", "2024Q4 Götene Mål"]),
        ("go\u0308tene 2024q4 mål", ["2024Q4 Götene Mål"]),
        ("  uppföljning  creare 2023 ", ["2023Q1 Hjo Uppföljning"]),
        ("fjärde kvartalet underlag", ["2024Q4 Götene Underlag"]),
    ],
)
def test_words_are_found_in_any_order_as_they_are_typed_or_without_their_dots(
    index: Page, words: str, found: list[str]
) -> None:
    index.get_by_label("Sök", exact=True).fill(words)
    assert _reports(index) == found
    assert _told(index) == f"Visar {len(found)} rapport{'er' if len(found) > 1 else ''}."


def test_the_number_of_hits_is_told_in_right_swedish(index: Page) -> None:
    search = index.get_by_label("Sök", exact=True)
    told = {}
    for words in ("skövde", "essunga", "hjo 2023Q1", "finnsinte"):
        search.fill(words)
        told[words] = _told(index)
    assert told == {
        "skövde": "Visar 1 rapport; 2 saknas.",
        "essunga": "Visar inga rapporter; 1 saknas.",
        "hjo 2023Q1": "Visar 2 rapporter.",
        "finnsinte": "Visar inga rapporter.",
    }
    assert index.locator("#traffar").get_attribute("aria-live") == "polite"


def test_project_period_and_status_narrow_it_down_together(index: Page) -> None:
    index.get_by_label("Projekt", exact=True).select_option("Cresco+")
    assert len(_reports(index)) == 10
    index.get_by_label("Period", exact=True).select_option("2025Q2")
    assert {report.split()[0] for report in _reports(index)} == {"2025Q2"}
    index.get_by_label("Ingen leverans").check()
    assert _told(index) == "Visar inga rapporter; 13 saknas."
    index.get_by_label("Rapport", exact=True).check()
    assert _told(index) == "Visar 6 rapporter; 13 saknas."


def test_the_matrix_shows_the_lines_and_columns_that_are_left(index: Page) -> None:
    index.get_by_label("Sök", exact=True).fill("götene")
    heads = index.locator(".matrix th:visible").all_inner_texts()
    assert heads == ["Kommun", "2025Q2", "2024Q4", "Götene"]
    index.get_by_role("button", name="Rensa").click()
    assert index.locator(".matrix td:visible").count() == 15 * 3 + 16 * 2


def test_all_of_it_is_done_by_keyboard_and_seen_where_one_is(index: Page) -> None:
    index.keyboard.press("Tab")  # the way past the head
    index.keyboard.press("Tab")
    index.keyboard.type("gotene")
    assert len(_reports(index)) == 6
    visited = []
    for _ in range(7):
        index.keyboard.press("Tab")
        focused = index.locator(":focus")
        visited.append(focused.get_attribute("id") or focused.get_attribute("value"))
        assert focused.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    assert visited[:6] == [
        *("projekt", "period"),
        *("rapport", "misslyckad", "levererad", "ingen-leverans"),
    ]
    assert visited[6] == "rensa"
    index.keyboard.press("Enter")
    assert _told(index) == ALL_REPORTS
    assert index.locator(":focus").get_attribute("id") == "ord"
    assert index.url.rstrip("#").endswith("index.html")


def test_what_was_chosen_is_there_upon_the_way_back(index: Page) -> None:
    index.get_by_label("Sök", exact=True).fill("mål götene")
    index.get_by_label("Period", exact=True).select_option("2024Q4")
    index.get_by_label("Rapport", exact=True).check()
    assert _reports(index) == ["2024Q4 Götene Mål"]
    address = index.url
    index.locator("tr[data-status]:visible").get_by_role("link", name="Mål", exact=True).click()
    assert index.locator("h1").inner_text() == "Mål"
    index.go_back()
    assert index.url == address
    assert _reports(index) == ["2024Q4 Götene Mål"]
    index.goto("about:blank")
    index.goto(address)
    assert index.get_by_label("Sök", exact=True).input_value() == "mål götene"
    assert _reports(index) == ["2024Q4 Götene Mål"]


@pytest.mark.parametrize(
    "address", ["#ord=%3Cimg%20src%3Dx%3E", "#projekt=finns-inte&status=,,", "#=&==&ord", "#%E4"]
)
def test_an_address_that_someone_else_has_written_is_only_words(
    index: Page, folder: Path, address: str
) -> None:
    index.goto("about:blank")
    index.goto((folder / "index.html").as_uri() + address)
    assert index.locator("img").count() == 0
    assert _told(index).startswith("Visar ")


def test_a_place_in_the_page_is_gone_to_without_losing_what_was_chosen(index: Page) -> None:
    index.get_by_label("Sök", exact=True).fill("götene")
    index.locator(".matrix thead a:visible").last.click()
    expect(index).to_have_url(re.compile("ord="))
    assert _told(index) == "Visar 6 rapporter."


def test_without_a_script_everything_is_there_and_no_control(folder: Path, browser: Page) -> None:
    opened = browser.context.browser
    assert opened is not None
    context = opened.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    assert page.locator("li[data-report]:visible").count() == 15
    assert page.locator(".matrix td:visible").count() == 15 * 3 + 16 * 2
    assert not page.locator("#sok").is_visible()
    context.close()


def test_a_script_that_is_not_the_pages_own_is_refused(browser: Page, folder: Path) -> None:
    source = (folder / "index.html").read_text("utf-8")
    changed = folder / "andrad.html"
    changed.write_text(source.replace('"use strict";', '"use strict"; window.mine = 1;'), "utf-8")
    report = (folder / "cresco-plus/2025Q2/intern/gotene/mal.html").read_text("utf-8")
    other = folder / "rapport.html"
    other.write_text(report.replace("</body>", "<script>window.mine = 1</script></body>"), "utf-8")
    for path in (changed, other):
        browser.goto(path.as_uri())
        assert browser.evaluate("window.mine") is None
        path.unlink()


@pytest.mark.parametrize("width", [1000, 320])
@pytest.mark.parametrize("chosen", ["", "#ord=g%C3%B6tene&status=rapport", "#ord=finnsinte"])
def test_axe_finds_nothing(browser: Page, folder: Path, width: int, chosen: str) -> None:
    browser.set_viewport_size({"width": width, "height": 900})
    browser.goto("about:blank")
    found = axe(browser, folder / "index.html", chosen)
    browser.set_viewport_size({"width": 1000, "height": 900})
    assert found == []


def test_axe_finds_nothing_in_the_ways(browser: Page, folder: Path) -> None:
    page = folder / "cresco-plus/2025Q2/intern/gotene/mal.html"
    assert axe(browser, page) == []
    browser.get_by_role("link", name=re.compile("Föregående period")).click()
    assert "fjärde kvartalet 2024" in browser.title()
    browser.get_by_role("link", name="Alla rapporter").click()
    assert browser.locator("h1").inner_text() == "Rapporter"


@pytest.mark.parametrize("path", ["index.html", "cresco-plus/2025Q2/intern/gotene/mal.html"])
def test_a_narrow_screen_is_not_scrolled_sideways(browser: Page, folder: Path, path: str) -> None:
    browser.set_viewport_size({"width": 320, "height": 800})
    browser.goto((folder / path).as_uri())
    content, window = browser.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    browser.set_viewport_size({"width": 1000, "height": 900})
    assert content <= window


def test_the_first_column_stays_when_the_matrix_is_scrolled(index: Page) -> None:
    index.set_viewport_size({"width": 320, "height": 800})
    region = index.locator(".matrix .scroll").first
    first = region.locator("tbody th").first
    before = first.bounding_box()
    region.evaluate("region => region.scrollLeft = 1000")
    assert region.evaluate("region => region.scrollLeft") > 0
    after = first.bounding_box()
    index.set_viewport_size({"width": 1000, "height": 900})
    assert before is not None
    assert after is not None
    assert after["x"] == before["x"]


def test_on_paper_there_are_neither_controls_nor_ways(browser: Page, folder: Path) -> None:
    browser.emulate_media(media="print")
    browser.goto((folder / "index.html").as_uri())
    assert not browser.locator("#sok").is_visible()
    assert browser.locator("li[data-report]:visible").count() == 15
    assert browser.locator("a.form:visible").count() == 0
    assert browser.locator(".scroll").first.evaluate("e => getComputedStyle(e).overflowX") == (
        "visible"
    )
    browser.goto((folder / "cresco-plus/2025Q2/intern/gotene/mal.html").as_uri())
    assert not browser.locator("nav").is_visible()
    assert browser.locator("h1").is_visible()
    browser.emulate_media(media="screen")


def test_in_forced_colours_the_focus_and_the_status_are_seen(index: Page) -> None:
    index.emulate_media(forced_colors="active", reduced_motion="reduce")
    index.get_by_label("Sök", exact=True).focus()
    outline = "e => getComputedStyle(e).outlineStyle"
    assert index.locator(":focus").evaluate(outline) == "solid"
    assert "▲ Misslyckad" in index.locator(".matrix").first.inner_text()
    assert index.evaluate("document.getAnimations().length") == 0
    index.emulate_media(forced_colors="none", reduced_motion="no-preference")
