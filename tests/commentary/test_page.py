"""The page for the analyst, and the texts of the example, say what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from stegvis.commentary.error import CommentaryError
from stegvis.commentary.find import MOST_BYTES, find_text, read_text, text_path
from stegvis.commentary.stale import changes
from stegvis.commentary.words import words
from stegvis.commentary.written import COLUMNS, PHRASES
from stegvis.delivery.store import Store
from stegvis.report.measured import measured
from stegvis.root import Root
from stegvis.show.section import Section

ROOT = Root(Path(__file__).resolve().parents[2])
PAGE = (ROOT.folder / "docs" / "kommentarer.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| `(\{\{ .+? \}\})` \| (.+) \|$", PAGE, re.MULTILINE)
TEXTS = sorted(ROOT.example_commentary.rglob("*.md"))


def test_the_page_has_examples_of_figures_and_of_references() -> None:
    assert len(EXAMPLES) == 16


@pytest.mark.parametrize(("written", "becomes"), EXAMPLES)
def test_every_example_becomes_what_the_page_says(read, written: str, becomes: str) -> None:
    assert read(written) == becomes


def test_the_examples_within_sentences_become_what_they_say(read) -> None:
    [(written, becomes)] = re.findall(r"`(\{\{ Hjo: [^`]+ \}\})` blir (\d+)", PAGE)
    assert read(written) == becomes
    assert read("{{ change.sign.participant.f1.value }}") in PAGE


def test_the_message_on_the_page_is_the_one_that_comes(about) -> None:
    with pytest.raises(CommentaryError) as caught:
        words(about("a\n\n{{ goal.arbete_studie.value }}"))
    assert f"```\n{caught.value}\n```" in PAGE


def test_the_path_on_the_page_is_where_a_text_is_looked_for(about) -> None:
    section = about("")
    path = text_path(ROOT.commentary, section.project, section.period, "ALLA", "mal")
    assert f"`{path.relative_to(ROOT.folder).as_posix()}`" in PAGE


def test_what_is_said_of_changed_figures_is_what_is_shown(about) -> None:
    section = about("a", upon={"goal.arbete_studier.value": "26\N{NO-BREAK SPACE}%"})
    [said] = changes(section, section.commentary)
    quoted = " ".join(PAGE.replace("\n> ", " ").split())
    assert " ".join(said.split()) in quoted
    assert "**Siffrorna har ändrats sedan kommentaren skrevs.**" in quoted


def test_the_page_names_every_column_and_the_limit() -> None:
    for last in (*COLUMNS, *PHRASES, "target"):
        assert f"{last}`" in PAGE
    assert f"högst {MOST_BYTES // 1000} kB" in PAGE


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: "-".join(path.parts[-2:]))
def test_the_examples_texts_say_that_they_are_examples_and_claim_no_cause(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("*Den här kommentaren är ett exempel, skriven till påhittade data.*\n")
    assert "{{ " in text
    assert not re.search(r"\beffekt|\bberodde|tack vare|ledde till|orsak(?!er? )", text)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: "-".join(path.parts[-2:]))
def test_the_examples_texts_can_be_shown_with_the_examples_figures(projects, path: Path) -> None:
    store = Store(ROOT.folder / "data" / "example" / "store")
    if not (store.folder / "store.json").exists():
        pytest.skip("the example's store is not set up: make setup")
    project, period, slug, name = (*path.parts[-4:-1], path.stem)
    known = projects[project]
    place = next((m.name for m in known.municipalities if m.slug == slug), "ALLA")
    span = known.period(period)
    found = find_text(ROOT, known, span, place, name, synthetic=True)
    assert found == path
    text = read_text(ROOT, path, place, name)
    figures = measured(store, known, span, place)
    shown = words(Section(name, known, place, span, "intern", True, figures, text))
    assert shown is not None
    assert "{{" not in shown.plain()
    assert "–." not in shown.plain(), "a figure is missing"
