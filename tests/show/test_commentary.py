"""The exhibit of the analyst's words: levels, inserts, and the way through a notebook."""

from __future__ import annotations

import json
import re

import pytest
from stegvis.show.commentary import Commentary, Insert
from stegvis.show.exhibit import MIME, read_exhibit

REFERENCE = Insert("figur 2 i avsnittet Mål", "mal", "figur", 2)


def marked(number: int) -> str:
    return f"\ue000{number}\ue001"


def test_the_reader_sees_whose_words_they_are() -> None:
    assert Commentary("Så gick det.").html() == "<h2>Kommentar</h2>\n<p>Så gick det.</p>"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("# A\n\n## B", [2, 3, 4]),
        ("## A\n\n## B\n\n### C", [2, 3, 3, 4]),
        ("#### A", [2, 3]),
        ("### A\n\n# B", [2, 5, 3]),
        ("# A\n\n###### B", [2, 3, 6]),
    ],
)
def test_headings_stand_beneath_the_commentarys_own(written: str, shown: list[int]) -> None:
    levels = re.findall(r"<h(\d)>", Commentary(written).html())
    assert [int(level) for level in levels] == shown


def test_it_survives_being_saved_in_a_notebook() -> None:
    shown = Commentary(f"Se {marked(0)}.", (REFERENCE,), ("Nu är det 3.",))
    saved = json.loads(json.dumps(shown._repr_mimebundle_()[MIME]))
    assert read_exhibit(saved) == shown
    assert read_exhibit(saved).html() == shown.html()


def test_a_notebook_can_only_hold_text_not_tokens() -> None:
    saved = {"kind": "commentary", "markdown": "<b>a</b>", "inserts": [], "remarks": ["<i>"]}
    assert "<b>" not in read_exhibit(saved).html()
    assert "<i>" not in read_exhibit(saved).html()


def test_an_insert_that_is_not_there_is_a_replacement_character() -> None:
    assert "\N{REPLACEMENT CHARACTER}" in Commentary(f"a {marked(7)}").html()


def test_an_insert_is_text_and_stands_between_the_texts_own_parts() -> None:
    shown = Commentary(f"a {marked(0)} b *{marked(1)}*", (Insert("*1*"), Insert("<2>")))
    assert shown.html().endswith("<p>a *1* b <em>&lt;2&gt;</em></p>")
    assert '#"a ";#"*1*";#" b ";#emph[#"<2>";];' in shown.typst()


def test_as_plain_text_every_block_and_every_item_is_a_line() -> None:
    assert Commentary("## A\n\n- b\n- c\n\nd").plain() == "Kommentar\n\nA\n\nb\nc\n\nd"
