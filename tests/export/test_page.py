import base64
import hashlib
import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, Tag
from markupsafe import Markup
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook
from stegvis.export.html import render_html
from stegvis.export.page import write_page
from stegvis.export.webfont import font_faces


@pytest.fixture(scope="module")
def source(notebook: NotebookNode) -> str:
    return render_html(notebook)


@pytest.fixture(scope="module")
def page(source: str) -> BeautifulSoup:
    return BeautifulSoup(source, "html.parser")


def test_the_page_asks_for_nothing(page: BeautifulSoup) -> None:
    fetching = [
        element[name]
        for name in (
            "src",
            "srcset",
            "href",
            "data",
            "action",
            "poster",
            "background",
            "xlink:href",
        )
        for element in page.find_all(attrs={name: True})
        if element.name != "a"
    ]
    assert fetching
    assert all(str(address).startswith(("data:", "#")) for address in fetching)
    assert not page.find_all(["script", "iframe", "object", "embed", "link", "base", "form"])
    styles = "".join(style.get_text() for style in page.find_all("style"))
    assert all(url.startswith('"data:font/woff') for url in re.findall(r"url\(([^)]*)", styles))
    assert "@import" not in styles


def test_the_policy_forbids_what_the_page_does_not_do(page: BeautifulSoup) -> None:
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert isinstance(policy, Tag)
    rules = dict(rule.split(maxsplit=1) for rule in str(policy["content"]).split("; "))
    assert rules["default-src"] == "'none'"
    assert "script-src" not in rules
    assert rules["img-src"] == rules["font-src"] == "data:"


def test_a_page_with_a_script_allows_that_script_and_no_other() -> None:
    script = 'document.title = "å";\n'
    text = write_page("Titel", "Ämne", (), Markup(), script=script)
    page = BeautifulSoup(text, "html.parser")
    [element] = page.find_all("script")
    assert element.string == script
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert isinstance(policy, Tag)
    assert f"default-src 'none'; script-src 'sha256-{digest}'; " in str(policy["content"])


def test_there_is_one_empty_region_for_the_ways_to_other_pages(source: str) -> None:
    assert source.count("</header>\n<!--nav--><!--/nav-->\n<main") == 1
    assert source.count("<!--nav-->") == 1


def test_the_page_is_swedish_and_titled(page: BeautifulSoup) -> None:
    assert page.html is not None
    assert page.html["lang"] == "sv"
    assert page.title is not None
    assert page.title.get_text() == "Progression och mål – Cresco+ · Hjo · tredje kvartalet 2023"


def test_headings_go_down_one_step_at_a_time_from_one_h1(page: BeautifulSoup) -> None:
    levels = [int(heading.name[1]) for heading in page.find_all(re.compile(r"^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_has_landmarks_and_a_way_past_the_head(page: BeautifulSoup) -> None:
    assert [len(page.find_all(name)) for name in ("header", "main", "footer")] == [1, 1, 1]
    skip = page.find("a")
    assert isinstance(skip, Tag)
    assert page.find(id=str(skip["href"])[1:]) == page.main


def test_head_and_foot_say_what_the_page_is(page: BeautifulSoup) -> None:
    assert page.header is not None
    assert page.footer is not None
    for place in (page.header, page.footer):
        assert "Syntetiska exempeldata · Intern – får inte spridas" in place.get_text()
        assert "Cresco+ · Hjo · tredje kvartalet 2023" in place.get_text()


def test_every_picture_has_its_alternative(page: BeautifulSoup) -> None:
    charts = page.find_all("svg")
    assert len(charts) == 2
    for chart in charts:
        title, description = str(chart["aria-labelledby"]).split()
        assert chart["role"] == "img"
        assert chart.find(id=title).get_text()
        assert chart.find(id=description).get_text()
    assert all(image["alt"] for image in page.find_all("img"))


def test_every_id_is_the_only_one(page: BeautifulSoup) -> None:
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(set(ids)) == len(ids)


def test_every_table_has_headers_with_a_scope_and_a_region_to_scroll(page: BeautifulSoup) -> None:
    tables = page.find_all("table")
    assert len(tables) == 7
    for table in tables:
        assert {str(head["scope"]) for head in table.find_all("th")} <= {"col", "row"}
        assert table.find("th", scope="col")
        assert table.parent["tabindex"] == "0"
        assert table.parent["aria-label"]


def test_no_code_warning_or_traceback_is_shown(source: str) -> None:
    assert "hemlig_kod" not in source
    assert "hemlig" not in source
    assert "kunde inte tas fram" in source


def test_the_same_notebook_gives_the_same_page(notebook: NotebookNode, source: str) -> None:
    font_faces.cache_clear()
    assert render_html(notebook) == source


def test_a_notebook_without_a_header_bears_no_mark() -> None:
    source = render_html(new_notebook(cells=[new_markdown_cell("Hej")]), "Mina <siffror>")
    assert "<title>Mina &lt;siffror&gt;</title>" in source
    assert "Syntetiska" not in source
