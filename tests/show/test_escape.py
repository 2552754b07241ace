import json
from html.parser import HTMLParser

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from stegvis.show import escape

ANYTHING = st.text(st.characters(), max_size=40) | st.text('"\\#[]{}$`*_@<>/&\n\t;=-~', max_size=20)
FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)


class _Text(HTMLParser):
    """Collects what a browser would show as text, and the elements it would make."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags, self.attributes = "", [], {}

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= dict(attrs)


@given(ANYTHING)
def test_typst_reads_exactly_the_text_that_was_written(text: str) -> None:
    read = json.loads(typst.eval(b" ", escape.typst(text), format="json", font_paths=FONTS))
    assert read == escape.printable(escape.clean(text))


@given(ANYTHING)
def test_html_shows_exactly_the_text_and_makes_no_element(text: str) -> None:
    page = _Text()
    page.feed(f'<p title="{escape.html(text)}">{escape.html(text)}</p>')
    page.close()
    assert (page.text, page.attributes) == (escape.clean(text), {"title": escape.clean(text)})
    assert page.tags == ["p"]


@given(ANYTHING)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert escape.clean(escape.clean(text)) == escape.clean(text)


@given(st.text("abcåäöÅÄÖéü 0123456789,.;:–—−”’§%/()!?…", max_size=40))
def test_ordinary_swedish_is_left_alone(text: str) -> None:
    assert escape.printable(escape.clean(text)) == text


def test_letters_are_composed() -> None:
    assert escape.clean("a\N{COMBINING RING ABOVE}") == "å"


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x7f", "\x9b", "\ud800", "\ufdd0", "\uffff"])
def test_what_no_page_can_show_becomes_a_replacement_character(character: str) -> None:
    assert escape.clean(f"a{character}b") == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n", "\v", "\N{LINE SEPARATOR}"])
def test_every_line_ending_is_a_newline(ending: str) -> None:
    assert escape.clean(f"a{ending}b") == "a\nb"


def test_a_text_cannot_be_made_to_read_backwards() -> None:
    assert escape.clean("\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe") == "gnp.exe"


def test_values_of_every_kind_reach_typst_as_they_are() -> None:
    value = {"a": None, "b": [True, 3, "x"], "c": {}, "d": []}
    assert (
        json.loads(typst.eval(b" ", escape.typst(value), format="json", font_paths=FONTS)) == value
    )
