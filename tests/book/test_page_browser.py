"""The final report's page as people use it: wide, narrow, enlarged, by keyboard, and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from accessibility import CHROMIUM, axe, browser_page
from playwright.sync_api import Page
from stegvis.book.book import Book
from stegvis.book.page import write_html

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]

CONTENTS = "document.querySelector('nav.contents')"
TEXT_SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
"""What WCAG 1.4.12 lets a reader set."""


@pytest.fixture(scope="module")
def path(book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("book") / "slutrapport.html"
    written.write_text(write_html(book, (("Som PDF", "slutrapport.pdf"),)), encoding="utf-8")
    return written


@pytest.fixture(scope="module")
def opened() -> Iterator[Page]:
    with browser_page() as page:
        yield page


@pytest.fixture
def page(opened: Page, path: Path) -> Iterator[Page]:
    opened.set_viewport_size({"width": 1280, "height": 900})
    opened.goto(path.as_uri())
    yield opened
    opened.emulate_media(media="null", forced_colors="null", reduced_motion="null")


def overflow(page: Page) -> int:
    """Give how much wider than the window the page is, what scrolls by itself left out."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return wider


@pytest.mark.parametrize("width", [1440, 1000, 320])
def test_axe_finds_nothing(page: Page, path: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert axe(page, path) == []


@pytest.mark.parametrize(
    "colors",
    [
        {"forced_colors": "active"},
        {"reduced_motion": "reduce"},
    ],
)
def test_nothing_moves_and_nothing_goes_with_its_colours(
    page: Page, colors: dict[str, str]
) -> None:
    page.emulate_media(**colors)  # type: ignore[arg-type]  # Playwright spells out each literal
    moving = page.evaluate("document.getAnimations().length")
    assert moving == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    border = page.evaluate(
        "getComputedStyle(document.querySelector('.card.unofficial')).borderTopStyle"
    )
    assert border == "double"


@pytest.mark.parametrize(
    ("width", "height"),
    [(1280, 900), (640, 512), (320, 256), (320, 640)],
    ids=["100 %", "200 %", "400 %", "phone"],
)
@pytest.mark.parametrize("style", ["", TEXT_SPACING], ids=["as it is", "text spaced"])
def test_nothing_is_lost_at_any_zoom(page: Page, width: int, height: int, style: str) -> None:
    page.set_viewport_size({"width": width, "height": height})
    if style:
        # the policy of the page forbids no style of the reader's own
        page.evaluate(
            "css => { const sheet = document.createElement('style'); sheet.textContent = css;"
            " document.head.append(sheet) }",
            style,
        )
    assert overflow(page) <= 0
    cut = page.evaluate(
        """() => [...document.querySelectorAll("main :is(h1, h2, h3, h4, p, li, dd, a)")]
            .filter(e => !e.closest(".scroll") && e.scrollWidth > e.clientWidth + 1
                && getComputedStyle(e).display !== "inline"
                && getComputedStyle(e).overflowX !== "visible")
            .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert cut == []


def test_the_contents_stay_beside_the_text_where_there_is_room(page: Page) -> None:
    page.evaluate("document.getElementById('om-rapporten').scrollIntoView()")
    box = page.evaluate(f"{CONTENTS}.getBoundingClientRect().toJSON()")
    assert box["top"] == pytest.approx(0, abs=1)
    text = page.evaluate("document.getElementById('om-rapporten').getBoundingClientRect().left")
    assert box["right"] < text


def test_the_contents_stand_above_the_chapters_where_there_is_none(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    tops = page.evaluate(
        "['i-korthet', 'innehallsforteckning', 'kapitel-1']"
        ".map(id => document.getElementById(id).getBoundingClientRect().top)"
    )
    assert tops == sorted(tops)
    assert page.evaluate(f"getComputedStyle({CONTENTS}).position") == "static"


@pytest.mark.parametrize("width", [1280, 320])
def test_what_leads_somewhere_is_large_enough_to_hit(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    small = page.evaluate(
        """() => [...document.querySelectorAll(".contents a, .beside a, .back a, .volumes a")]
            .map(a => [a.textContent, a.getBoundingClientRect()])
            .filter(([, box]) => box.height && (box.height < 24 || box.width < 24))
            .map(([text, box]) => `${text} ${box.height}`)"""
    )
    assert small == []


def test_the_keyboard_passes_every_link_in_order_and_shows_where_it_is(page: Page) -> None:
    passed = []
    for _ in range(200):
        page.keyboard.press("Tab")
        where = page.evaluate(
            """() => { const at = document.activeElement; const style = getComputedStyle(at);
                return [at.tagName, at.getAttribute("href"), style.outlineStyle,
                    at.getBoundingClientRect().toJSON(), innerHeight] }"""
        )
        if where[0] == "BODY":
            break
        passed.append(where)
    links = page.evaluate(
        "[...document.querySelectorAll('a')].filter(a => a.offsetParent || a.matches('.skip'))"
        ".map(a => a.getAttribute('href'))"
    )
    assert [href for tag, href, *_ in passed if tag == "A"] == links
    for tag, href, outline, box, height in passed:
        assert outline == "solid", (tag, href)
        assert box["bottom"] > 0, (tag, href)
        assert box["top"] < height, (tag, href)


def test_the_skip_link_leads_past_the_head(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"


def test_a_link_of_the_contents_leads_to_its_heading(page: Page) -> None:
    page.click("nav.contents a[href='#kapitel-2']")
    top = page.evaluate("document.getElementById('kapitel-2').getBoundingClientRect().top")
    assert 0 <= top < 300


def test_on_paper_each_chapter_begins_a_page_and_nothing_stands_beside(page: Page) -> None:
    page.emulate_media(media="print")
    breaks = page.evaluate(
        "[...document.querySelectorAll('main section')].map(s => getComputedStyle(s).breakBefore)"
    )
    assert set(breaks) == {"page"}
    assert page.evaluate(f"getComputedStyle({CONTENTS}).position") == "static"
    gone = [".beside", ".back", ".skip", ".page-header"]
    assert [
        page.evaluate("s => getComputedStyle(document.querySelector(s)).display", selector)
        for selector in gone
    ] == ["none"] * len(gone)
    assert page.evaluate("getComputedStyle(document.querySelector('thead')).display") == (
        "table-header-group"
    )


def test_the_page_asks_the_network_for_nothing(page: Page, path: Path) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(path.as_uri())
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
    assert complaints == []
