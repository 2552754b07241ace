"""The final report as one page: what stands where, and what leads to what."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from stegvis.book.book import Book
from stegvis.book.page import write_html


@pytest.fixture(scope="module")
def page(book: Book) -> BeautifulSoup:
    return BeautifulSoup(write_html(book), "html.parser")


def test_the_same_book_gives_the_same_bytes(book: Book) -> None:
    assert write_html(book) == write_html(book)


def test_headings_go_down_one_step_at_a_time_from_one_h1(page: BeautifulSoup) -> None:
    levels = [int(heading.name[1]) for heading in page.find_all(re.compile(r"^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
