"""The final report as one page: what stands where, what leads to what, and what it never does."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from book.conftest import NASTY
from bs4 import BeautifulSoup, Tag
from stegvis.book.book import Book
from stegvis.book.page import write_html
from stegvis.export.webfont import font_faces

WAYS = (("Slutrapporten", "../slutrapport.html"), ("Som PDF", "slutrapport.pdf"))


@pytest.fixture(scope="module")
def page(book: Book) -> BeautifulSoup:
    return BeautifulSoup(write_html(book, WAYS), "html.parser")


@pytest.fixture(scope="module")
def nasty(nasty_book: Book) -> BeautifulSoup:
    return BeautifulSoup(write_html(nasty_book, ((NASTY, f'"{NASTY}'),)), "html.parser")


def the(page: BeautifulSoup, selector: str) -> Tag:
    [found] = page.select(selector)
    return found


def said(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


def test_the_same_book_gives_the_same_bytes(book: Book) -> None:
    assert write_html(book) == write_html(book)


def test_the_page_is_swedish_and_bears_the_reports_name(page: BeautifulSoup) -> None:
    assert the(page, "html")["lang"] == "sv"
    assert said(the(page, "head > title")).startswith("Slutrapport – Cresco Creare · alla kommuner")
    assert said(the(page, "h1")) == "Slutrapport"


def test_headings_go_down_one_step_at_a_time_from_one_h1(page: BeautifulSoup) -> None:
    levels = [int(heading.name[1]) for heading in page.find_all(re.compile(r"^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert max(levels) == 5
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_contents_name_every_chapter_and_section_in_their_order(page: BeautifulSoup) -> None:
    contents = the(page, "nav.contents")
    headings = [
        (heading["id"], said(heading))
        for heading in page.select("section h2, section h3")
        if heading.get("id") != "innehallsforteckning"
    ]
    assert [(str(a["href"])[1:], said(a)) for a in contents.select("a")] == headings
    assert [label for _, label in headings[:4]] == [
        "I korthet",
        "1 Deltagarnivå",
        "1.1 Progression Synligt",
        "1.2 Mål",
    ]


def test_sections_stand_within_their_chapter_in_the_contents(page: BeautifulSoup) -> None:
    within = {
        said(item.a): [said(a) for a in item.ol.select("a")] if item.ol else []
        for item in page.select("nav.contents > ol > li")
        if item.a
    }
    assert within["1 Deltagarnivå"] == ["1.1 Progression Synligt", "1.2 Mål"]
    assert within["Bilaga A Kommunerna"] == []


def test_each_chapter_is_a_region_with_its_headings_name_and_a_way_back(
    page: BeautifulSoup,
) -> None:
    regions = page.select("main section")
    assert len(regions) == 6
    for region in regions:
        heading = the(page, f"#{region['aria-labelledby']}")
        assert heading.name == "h2"
        assert region.find(["h2", "h3", "p"]) is heading
        back = region.select("p.back a")
        assert [a["href"] for a in back] == ["#innehallsforteckning"]


def test_every_id_is_the_only_one_and_every_link_within_the_page_leads_to_one(
    page: BeautifulSoup,
) -> None:
    ids = [str(tag["id"]) for tag in page.find_all(id=True)]
    assert sorted(ids) == sorted(set(ids))
    links = [str(tag["href"]) for tag in page.find_all(href=True)]
    links += [str(tag["xlink:href"]) for tag in page.find_all(attrs={"xlink:href": True})]
    named = [name for tag in page.find_all(True) for name in _named(tag)]
    assert len(named) > 10
    assert {link[1:] for link in links if link.startswith("#")} | set(named) <= set(ids)


def _named(tag: Tag) -> list[str]:
    return str(tag.get("aria-labelledby", "")).split()


def test_the_same_chart_twice_keeps_its_parts_apart(page: BeautifulSoup) -> None:
    first, second = (
        {str(tag["id"]).rpartition("-")[2] for tag in chart.select("[id]")}
        for chart in page.select("figure svg")
    )
    assert first == second
    assert len(first) > 2


def test_figures_and_tables_are_listed_by_the_numbers_they_bear(page: BeautifulSoup) -> None:
    for kind, selector in (("Figur", "figcaption .number"), ("Tabell", "caption .number")):
        numbers = [said(tag).rstrip(".") for tag in page.select(selector)]
        assert numbers == [f"{kind} {turn}" for turn in range(1, len(numbers) + 1)]
        listed = [said(a).rstrip(".") for a in page.select(".listing a") if kind in said(a)]
        assert listed == numbers


def test_the_projects_own_goal_comes_first_and_the_others_are_told_apart(
    page: BeautifulSoup,
) -> None:
    own, other = page.select("ul.cards > li")
    assert own["class"] == ["card"]
    assert other["class"] == ["card", "unofficial"]
    assert "inofficiellt" in said(other)
    assert said(the(page, ".card:not(.unofficial) .card-value")) == "27 %"


def test_what_lies_beside_is_led_to_under_the_cover(page: BeautifulSoup) -> None:
    beside = the(page, "main nav.beside")
    assert [(said(a), a["href"]) for a in beside.select("a")] == list(WAYS)
    volumes = [a["href"] for a in page.select(".volumes a")]
    assert volumes == ["hjo/kommunbilaga.html", "skovde/kommunbilaga.html"]


def test_a_page_with_nothing_beside_it_has_no_ways(book: Book) -> None:
    assert 'class="beside"' not in write_html(book).partition("</style>")[2]


def test_the_page_has_landmarks_and_each_is_named_where_there_are_several(
    page: BeautifulSoup,
) -> None:
    assert [len(page.find_all(name)) for name in ("header", "main", "footer")] == [1, 1, 1]
    assert the(page, "a.skip")["href"] == "#innehall"
    names = [str(nav.get("aria-label") or nav["aria-labelledby"]) for nav in page.find_all("nav")]
    assert len(set(names)) == len(names) == 2


@pytest.mark.parametrize("which", ["page", "nasty"])
def test_the_page_asks_for_nothing_and_runs_nothing(
    which: str, request: pytest.FixtureRequest
) -> None:
    page = request.getfixturevalue(which)
    assert not page.find_all(["script", "iframe", "object", "embed", "link", "base", "form", "img"])
    for tag in page.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on")]
        assert "src" not in tag.attrs
    schemes = {str(a["href"]).partition(":")[0] for a in page.select("a") if ":" in str(a["href"])}
    assert schemes <= {"https"}
    policy = str(the(page, "meta[http-equiv]")["content"])
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    style = the(page, "style").get_text().replace(font_faces(), "")
    assert "@import" not in style
    assert "url(" not in style


def test_every_text_is_shown_as_it_is_and_nothing_more(
    page: BeautifulSoup, nasty: BeautifulSoup
) -> None:
    tags = [tag.name for tag in page.select("main *")]
    wanted = tags.copy()
    wanted.remove("li")  # the second way beside
    wanted.remove("a")
    assert sorted(tag.name for tag in nasty.select("main *")) == sorted(wanted)
    for selector in ("h3", "figcaption", "caption", "th", ".card-goal", ".cover dd", ".lead"):
        assert any(NASTY in tag.get_text() for tag in nasty.select(selector)), selector
