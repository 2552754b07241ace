from collections.abc import Iterator
from pathlib import Path

import pytest
from accessibility import CHROMIUM, axe, browser_page
from nbformat import NotebookNode
from playwright.sync_api import Page
from stegvis.export import render_html

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on PATH"),
]


@pytest.fixture(scope="module")
def path(notebook: NotebookNode, tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("page") / "page.html"
    written.write_text(render_html(notebook), encoding="utf-8")
    return written


@pytest.fixture
def browser() -> Iterator[Page]:
    with browser_page() as page:
        yield page


def test_axe_finds_nothing(browser: Page, path: Path) -> None:
    assert axe(browser, path) == []


def test_axe_would_find_something(browser: Page, path: Path) -> None:
    broken = path.with_name("broken.html")
    source = path.read_text(encoding="utf-8")
    broken.write_text(source.replace('lang="sv"', "").replace(' alt="', ' data-alt="'), "utf-8")
    assert {found.split(":")[0] for found in axe(browser, broken)} == {"html-has-lang", "image-alt"}


def test_the_page_asks_the_network_for_nothing(browser: Page, path: Path) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    browser.on("request", lambda request: asked.append(request.url))
    browser.on("console", lambda message: complaints.append(message.text))
    browser.goto(path.as_uri())
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
    assert complaints == []


def test_a_narrow_page_does_not_scroll_sideways(browser: Page, path: Path) -> None:
    browser.set_viewport_size({"width": 320, "height": 640})
    browser.goto(path.as_uri())
    assert browser.evaluate("document.documentElement.scrollWidth") <= 320


def test_no_line_of_text_is_longer_than_75_characters(browser: Page, path: Path) -> None:
    browser.goto(path.as_uri())
    longest = browser.evaluate(
        """() => Math.max(...[...document.querySelectorAll("main > p")].map(p => {
            const range = document.createRange(); range.selectNodeContents(p)
            const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top))).size
            return lines > 1 ? p.textContent.length / lines : 0
        }))"""
    )
    assert 40 < longest <= 75


def test_the_page_is_set_in_its_own_typeface(browser: Page, path: Path) -> None:
    browser.goto(path.as_uri())
    loaded = browser.evaluate(
        "async () => { await document.fonts.ready;"
        " return [...document.fonts].map(font => `${font.family} ${font.status}`) }"
    )
    assert loaded == ['"Source Sans Pro" loaded'] * 3 or loaded == ["Source Sans Pro loaded"] * 3
