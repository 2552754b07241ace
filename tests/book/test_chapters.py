from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_markdown_cell, new_notebook
from stegvis.book.chapters import Chapter, Part, chapters, laid_out
from stegvis.book.heading import Heading
from stegvis.book.volumes import as_part
from stegvis.export.document import read_document
from stegvis.show.exhibit import Prose
from stegvis.show.markdown import Markdown, parse

OF_PROJECT = ("jamforelse", "sammanfattning", "esf", "struktur", "forandringar", "definitioner")
ALL = ("underlag", "deltagare", "progression", "mal", "uppfoljning", "bedomare", *OF_PROJECT)


def part(section: str, *blocks: object, title: str = "") -> Part:
    return Part(section, title or section.capitalize(), blocks)  # type: ignore[arg-type]  # blocks of any kind will do


def markdown(source: str) -> Markdown:
    tokens = [
        token | {"attrs": token["attrs"] | {"id": "x"}} if token["type"] == "heading" else token
        for token in parse(source)
    ]
    return Markdown(tokens)


def headings(found: Sequence[Chapter]) -> list[tuple[int, str]]:
    return [
        (placed.block.level, placed.block.label)
        for placed in laid_out(found)
        if isinstance(placed.block, Heading)
    ]


def test_sections_stand_in_the_chapters_of_a_final_report() -> None:
    found = chapters([part(name) for name in ALL], OF_PROJECT)
    assert [(c.title, [p.section for p in c.parts], c.appendix) for c in found] == [
        ("Sammanfattning", ["sammanfattning", "forandringar"], False),
        ("Deltagarnivå", ["deltagare", "progression", "mal", "uppfoljning", "bedomare"], False),
        ("Projektnivå", ["jamforelse", "esf"], False),
        ("Strukturell nivå", ["struktur"], False),
        ("Definitioner och metod", ["definitioner"], True),
        ("Data och bortfall", ["underlag"], True),
    ]


def test_a_section_of_ones_own_comes_last_at_its_level() -> None:
    found = chapters([part(name) for name in (*ALL, "barn", "ekonomi")], (*OF_PROJECT, "ekonomi"))
    by_title = {chapter.title: [p.section for p in chapter.parts] for chapter in found}
    assert by_title["Deltagarnivå"][-1] == "barn"
    assert by_title["Projektnivå"][-1] == "ekonomi"


def test_a_chapter_without_sections_is_left_out() -> None:
    assert [c.title for c in chapters([part("mal")], OF_PROJECT)] == ["Deltagarnivå"]


def test_headings_are_numbered_to_the_second_level() -> None:
    told = markdown("## Vad de svarade\n\nText.\n\n### I detalj\n\nMer.")
    found = [
        Chapter("Deltagarnivå", (part("mal", told, title="Mål"), part("deltagare", Prose("Två.")))),
        Chapter("Strukturell nivå", (part("struktur", told, title="Strukturell nivå"),)),
        Chapter("Underlag", (part("underlag", told),), appendix=True),
        Chapter("Definitioner", (part("a"), part("b")), appendix=True),
    ]
    assert headings(found) == [
        (1, "1 Deltagarnivå"),
        (2, "1.1 Mål"),
        (3, "Vad de svarade"),
        (4, "I detalj"),
        (2, "1.2 Deltagare"),
        (1, "2 Strukturell nivå"),
        (2, "2.1 Vad de svarade"),
        (3, "I detalj"),
        (1, "Bilaga A Underlag"),
        (2, "A.1 Vad de svarade"),
        (3, "I detalj"),
        (1, "Bilaga B Definitioner"),
        (2, "B.1 A"),
        (2, "B.2 B"),
    ]


def test_a_section_called_as_its_chapter_gives_its_headings_to_it() -> None:
    inner = markdown("## Målen\n\nText.")
    found = Chapter(
        "Sammanfattning",
        (part("sammanfattning", inner), part("forandringar", inner, title="Vad som har ändrats")),
    )
    assert headings([found]) == [
        (1, "1 Sammanfattning"),
        (2, "1.1 Målen"),
        (2, "1.2 Vad som har ändrats"),
        (3, "Målen"),
    ]


@given(st.lists(st.sampled_from(["## Mål", "## mål", "### Å Ä Ö", "Text", "## ★"]), max_size=12))
def test_no_two_headings_have_the_same_anchor_and_no_text_is_lost(lines: list[str]) -> None:
    source = "\n\n".join(lines)
    notebook = new_notebook(cells=[new_markdown_cell(source)])
    blocks = read_document(notebook, "Mål").blocks
    parts = [part("mal", *blocks), part("deltagare", *blocks)]
    placed = [one.block for one in laid_out([Chapter("Deltagarnivå", tuple(parts))])]
    anchors = [block.anchor for block in placed if isinstance(block, Heading)]
    assert len(set(anchors)) == len(anchors)
    texts = "".join(block.html() for block in placed)
    assert texts.count("Text") == 2 * lines.count("Text")
    levels = [block.level for block in placed if isinstance(block, Heading)]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_where_a_block_stands_is_known() -> None:
    found = Chapter("Deltagarnivå", (part("mal", Prose("Ett.")), part("deltagare", Prose("Två."))))
    assert [one.section for one in laid_out([found])] == [
        "",
        "mal",
        "mal",
        "deltagare",
        "deltagare",
    ]


def test_a_municipality_in_the_book_keeps_its_name_and_its_sections_headings() -> None:
    told = markdown("## Vad de svarade\n\nText.")
    place = as_part("Hjo", "hjo", [part("mal", told, title="Mål")])
    assert headings([Chapter("Kommunerna", (place,), appendix=True)]) == [
        (1, "Bilaga A Kommunerna"),
        (2, "A.1 Hjo"),
        (3, "Mål"),
        (4, "Vad de svarade"),
    ]
