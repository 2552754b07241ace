"""Drafts: what they begin with, what they list, and what they never touch."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from stegvis.commentary import draft as drafts
from stegvis.commentary.draft import Drafts, draft, write_drafts
from stegvis.commentary.headlines import HEADLINES, headline, reads_as
from stegvis.commentary.lookup import Lookup
from stegvis.figures import Figures
from stegvis.root import Root

OF_PROJECT = ("jamforelse", "sammanfattning", "esf", "struktur", "forandringar")
CASES = [
    (place, name) for place in ("Skövde", "Hjo", "Grästorp", "Karlsborg") for name in HEADLINES
]
CASES = [(place, name) for place, name in CASES if name not in OF_PROJECT]
CASES += [("ALLA", name) for name in HEADLINES]
EARLY = {"cresco-plus": "2023Q2", "cresco-creare": "2020Q2"}


@pytest.fixture
def root(tmp_path: Path) -> Root:
    folder = tmp_path / "notebooks" / "kommun"
    folder.mkdir(parents=True)
    cell = {"cell_type": "code", "source": 'a = open_section("Mål", projekt)'}
    (folder / "04_mal.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    return Root(tmp_path)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "mal",
            "Målet ”Arbete eller studier” ({{ goal.arbete_studier.target }}) nås inte i hela "
            "projektet: {{ goal.arbete_studier.share }}, 95 % intervall "
            "{{ goal.arbete_studier.interval }}, som rymmer målet: siffrorna är förenliga både med "
            "att nå det och med att missa det.",
        ),
        (
            "deltagare",
            "{{ caseload.started.k }} deltagare har startat i hela projektet till och med "
            "2023-03-31: {{ caseload.exited.k }} har avslutats och {{ caseload.active.k }} är "
            "aktiva.",
        ),
        ("definitioner", ""),
    ],
)
def test_a_headlines_numbers_become_placeholders(about, name: str, expected: str) -> None:
    assert headline(about(""), name).replace("\N{NO-BREAK SPACE}", " ") == expected


@pytest.mark.parametrize(("place", "name"), CASES)
@pytest.mark.parametrize("period", ["all", "early"])
def test_a_draft_reads_as_the_headline_does(cases, place: str, name: str, period: str) -> None:
    section = cases.section(place, EARLY[cases.project.id] if period == "early" else period)
    said = HEADLINES[name].say(section).plain()
    assert reads_as(section, headline(section, name)) == said


def test_a_drafts_numbers_follow_the_figures(about) -> None:
    written = headline(about(""), "mal")
    later = about("")
    frame = later.figures.frame.copy()
    frame.loc[frame["k"] == 81, ["k", "n", "value"]] = [90, 301, 90 / 301]
    read = reads_as(replace(later, figures=Figures(frame)), written)
    assert read is not None
    assert "90 av 301 (29,9\N{NO-BREAK SPACE}%)" in read


@pytest.mark.parametrize("name", [*HEADLINES, "definitioner", "eget_avsnitt"])
def test_every_name_that_a_draft_lists_can_be_used(cases, name: str) -> None:
    section = cases.section("ALLA")
    text = draft(section, name, "Titel")
    look_up = Lookup(section)
    listed = re.findall(r"^\{\{ (.+?) \}\}  (.+)$", text, re.MULTILINE)
    assert len(listed) >= 8
    for asked, written in listed:
        assert look_up(asked).text == written


def test_where_a_headline_has_no_figures_there_is_a_line_for_each_goal_of_the_projects(
    about,
) -> None:
    text = draft(about(""), "definitioner", "Definitioner och metod").replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert (
        "\n\nArbete eller studier: {{ goal.arbete_studier.share }}, mål "
        "{{ goal.arbete_studier.target }}, 95 % intervall {{ goal.arbete_studier.interval }}.\n\n"
    ) in text
    assert "Varaktig progression:" not in text, "the goal is another project's"


def test_what_looks_like_markup_in_a_name_is_text_in_a_draft(about) -> None:
    section = about("")
    goal = section.project.goals[0].model_copy(update={"name": "**Arbete** {{ x }} <b>"})
    project = section.project.model_copy(update={"goals": (goal,)})
    text = headline(replace(section, project=project), "mal")
    assert r"\*\*Arbete\*\* \{\{ x \}\} \<b\>" in text


def test_a_draft_is_written_where_the_text_is_looked_for(root, about) -> None:
    section = about("")
    path = root.commentary / "cresco-creare" / "2023Q1" / "alla" / "mal.md"
    assert write_drafts(root, [("mal", section)]) == Drafts((path,), ())
    text = path.read_text(encoding="utf-8")
    assert text.startswith("<!--\nUtkast till avsnittet Mål: Cresco Creare, Alla kommuner, ")
    assert reads_as(section, text) == HEADLINES["mal"].say(section).plain()


def test_what_is_there_is_never_touched(root, about) -> None:
    section = about("")
    written = write_drafts(root, [("mal", section), ("deltagare", section)]).written
    for path in written:
        path.write_text("mina ord", encoding="utf-8")
    again = write_drafts(
        root, [("mal", section), ("deltagare", section), ("sammanfattning", section)]
    )
    assert again.there == written
    assert [path.stem for path in again.written] == ["sammanfattning"]
    assert {path.read_text(encoding="utf-8") for path in written} == {"mina ord"}


def test_a_text_that_comes_while_its_draft_is_made_is_not_touched_either(
    root, about, monkeypatch
) -> None:
    section = about("")
    path = root.commentary / "cresco-creare" / "2023Q1" / "alla" / "mal.md"

    def slow(*arguments: object) -> str:
        path.parent.mkdir(parents=True)
        path.write_text("mina ord", encoding="utf-8")
        return "utkast"

    monkeypatch.setattr(drafts, "draft", slow)
    assert write_drafts(root, [("mal", section)]) == Drafts((), (path,))
    assert path.read_text(encoding="utf-8") == "mina ord"


def test_of_example_data_the_examples_own_text_counts_as_there(root, about) -> None:
    section = about("")
    example = root.example_commentary / "cresco-creare" / "2023Q1" / "alla" / "mal.md"
    example.parent.mkdir(parents=True)
    example.write_text("exempel", encoding="utf-8")
    assert write_drafts(root, [("mal", section)]) == Drafts((), (example,))
    real = replace(section, synthetic=False)
    assert len(write_drafts(root, [("mal", real)]).written) == 1


def test_a_place_without_a_delivery_gets_no_draft(root, about) -> None:
    assert write_drafts(root, [("mal", about("", place="Vara"))]) == Drafts((), ())
    assert not root.commentary.exists()


@pytest.mark.parametrize("links", [True, False])
def test_a_draft_that_was_cut_short_is_no_draft(root, about, monkeypatch, links: bool) -> None:
    section = about("")
    path = root.commentary / "cresco-creare" / "2023Q1" / "alla" / "mal.md"

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if not links:
        monkeypatch.setattr("os.link", full)
    with monkeypatch.context() as cut:
        cut.setattr(Path, "write_text", full)
        with pytest.raises(OSError, match="No space"):
            write_drafts(root, [("mal", section)])
    assert not path.exists()
    assert write_drafts(root, [("mal", section)]) == Drafts((path,), ())
    assert write_drafts(root, [("mal", section)]) == Drafts((), (path,))
    assert list(path.parent.iterdir()) == [path]
