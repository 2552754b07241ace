"""References stay what they are until somebody knows where they lead."""

from __future__ import annotations

import pytest
from stegvis.show.commentary import Commentary, Insert
from stegvis.show.markdown import Markdown
from stegvis.show.reference import MissingReferenceError, resolved

TEXT = "- Se \ue0000\ue001, och **\ue0001\ue001** också."


def commentary(*said: str) -> Commentary:
    inserts = (Insert(said[0], "mal", "figur", 2), Insert(said[1], "mal", "tabell", 1))
    return Commentary(TEXT, inserts)


def in_the_book(section: str, kind: str, number: int) -> tuple[str, str] | None:
    known = {("mal", "figur", 2): ("figur 7", "figur-7"), ("mal", "tabell", 1): ("tabell 9", "t9")}
    return known.get((section, kind, number))


def test_unresolved_it_is_the_text_it_came_with() -> None:
    html = commentary("figur 2 i avsnittet Mål", "tabell 1").html()
    assert "Se figur 2 i avsnittet Mål, och <strong>tabell 1</strong> också." in html
    assert "<a " not in html


def test_resolved_it_is_a_link_at_any_depth_in_both_kinds_of_page() -> None:
    tokens = resolved(commentary("figur 2 i avsnittet Mål", "tabell 1").tokens, in_the_book)
    html, typst = Markdown(tokens).html(), Markdown(tokens).typst()
    assert 'Se <a href="#figur-7">figur 7</a>, och <strong><a href="#t9">tabell 9</a>' in html
    assert (
        '#"Se ";#link(label("figur-7"))[#"figur 7";];#", och ";#strong[#link(label("t9"))' in typst
    )


def test_a_capital_is_kept() -> None:
    tokens = resolved(commentary("Figur 2", "tabell 1").tokens, in_the_book)
    assert ">Figur 7</a>" in Markdown(tokens).html()


def test_within_a_link_it_is_text_for_links_hold_no_links() -> None:
    written = "[se *\ue0000\ue001* här](https://x.se)"
    shown = Commentary(written, (Insert("figur 2", "mal", "figur", 2),))
    html = Markdown(resolved(shown.tokens, in_the_book)).html()
    assert html.endswith('<a href="https://x.se">se <em>figur 7</em> här</a></p>')


def test_what_nobody_knows_of_is_told_in_a_sentence() -> None:
    with pytest.raises(MissingReferenceError, match="hänvisar till figur 2 i avsnittet mal, men"):
        resolved(commentary("figur 2", "tabell 1").tokens, lambda *_: None)


def test_what_holds_no_reference_is_left_as_it_is() -> None:
    tokens = Commentary("# A\n\n|a|\n|-|\n|b|").tokens
    assert resolved(tokens, lambda *_: None) == tokens
