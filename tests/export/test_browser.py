from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from accessibility import CHROMIUM, axe, browser_page
from in_browser import (
    forced_faults,
    keyboard_faults,
    magnified_faults,
    motion_faults,
    skip_faults,
    spaced_faults,
    text_sizes,
    widest_lines,
)
from nbformat import NotebookNode
from playwright.sync_api import Page
from stegvis.export.html import render_html

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on PATH"),
]


@pytest.fixture(scope="module")
def path(notebook: NotebookNode, tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("page") / "page.html"
    written.write_text(render_html(notebook), encoding="utf-8")
    return written


@pytest.fixture(scope="module")
def opened() -> Iterator[Page]:
    with browser_page() as page:
        yield page


@pytest.fixture
def browser(opened: Page) -> Page:
    """The one browser, as wide as it was, and with nothing in it."""
    opened.set_viewport_size({"width": 1000, "height": 900})
    opened.goto("about:blank")
    return opened


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
    assert 40 < widest_lines(browser) <= 75


@pytest.mark.parametrize("width", [1000, 320])
def test_text_in_a_chart_is_as_large_as_the_caption_beneath_it(
    browser: Page, path: Path, width: int
) -> None:
    browser.set_viewport_size({"width": width, "height": 900})
    browser.goto(path.as_uri())
    chart, caption = text_sizes(browser)
    assert caption == 15
    assert chart == pytest.approx(15, abs=0.1) if width == 1000 else chart >= 12


def test_the_keys_reach_everything_once_and_show_where_one_is(browser: Page, path: Path) -> None:
    browser.goto(path.as_uri())
    assert keyboard_faults(browser) == []
    assert skip_faults(browser) == []


@pytest.mark.parametrize("percent", [200, 400])
def test_nothing_is_lost_when_the_page_is_magnified(
    browser: Page, path: Path, percent: int
) -> None:
    browser.goto(path.as_uri())
    assert magnified_faults(browser, percent) == []


def test_nothing_is_lost_with_more_space_in_the_text(browser: Page, path: Path) -> None:
    browser.goto(path.as_uri())
    assert spaced_faults(browser) == []


def test_everything_is_seen_in_forced_colours_and_nothing_moves(browser: Page, path: Path) -> None:
    browser.goto(path.as_uri())
    assert forced_faults(browser) == []
    assert motion_faults(browser) == []


@pytest.mark.parametrize(
    ("style", "look", "found"),
    [
        (":focus-visible { outline: none }", keyboard_faults, "where one is is not seen"),
        (".scroll { position: relative; left: -99rem }", keyboard_faults, "it is out of sight"),
        ("main { min-width: 90rem }", lambda page: magnified_faults(page, 200), "at 200 %: the pa"),
        (
            "main p { height: 1rem; overflow: hidden }",
            spaced_faults,
            "with more space: cut: <p",
        ),
        ("* { transition: all 1s }", motion_faults, "it moves: <html"),
        ("a { text-decoration: none }", forced_faults, "in forced colours: a link that looks like"),
    ],
)
def test_a_fault_would_be_found(
    browser: Page, path: Path, style: str, look: Callable[[Page], list[str]], found: str
) -> None:
    broken = path.with_name("broken.html")
    source = path.read_text(encoding="utf-8")
    broken.write_text(source.replace("</style>", f"{style}</style>", 1), "utf-8")
    browser.goto(broken.as_uri())
    assert any(fault.startswith(found) for fault in look(browser))


def test_the_page_is_set_in_its_own_typeface(browser: Page, path: Path) -> None:
    browser.goto(path.as_uri())
    loaded = browser.evaluate(
        "async () => { await document.fonts.ready;"
        " return [...document.fonts].map(font => `${font.family} ${font.status}`) }"
    )
    assert loaded == ['"Source Sans Pro" loaded'] * 3 or loaded == ["Source Sans Pro loaded"] * 3
