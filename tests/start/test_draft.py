"""A project's first YAML holds what was answered and nothing else, whatever that is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stegvis.definitions import read_project
from stegvis.place import Municipality
from stegvis.start.draft import Beginning, draft, proposed_id

HJO, NYBY = Municipality(code="1497", name="Hjo"), Municipality(code="0187", name="Ny: by #1")
BEGINNING = Beginning("eget", "Eget", "Förbundet", date(2024, 2, 1), date(2026, 1, 31), (HJO, NYBY))


def test_the_project_is_what_was_answered_and_can_be_used_at_once(tmp_path: Path) -> None:
    path = tmp_path / "eget.yaml"
    path.write_text(draft(BEGINNING), encoding="utf-8")
    project = read_project(path)
    assert (project.id, project.name, project.organisation) == ("eget", "Eget", "Förbundet")
    assert (project.start, project.end) == (BEGINNING.start, BEGINNING.end)
    assert project.municipalities == BEGINNING.municipalities
    assert project.exit_goal is not None
    assert project.external
    assert all(item.placeholder for item in (*project.card.participant, *project.card.coordinator))


def test_every_block_is_commented_and_nothing_is_left_to_fill_in() -> None:
    text = draft(BEGINNING)
    assert "$" not in text
    blocks = text.split("\n\n")[1:]
    commented = [block.startswith("#") for block in blocks if not block.startswith("id:")]
    assert len(commented) > 10
    assert all(commented)


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40)


@given(name=TEXTS, organisation=TEXTS)
@settings(deadline=None)
def test_no_answer_can_be_anything_but_a_text(
    tmp_path_factory: pytest.TempPathFactory, name: str, organisation: str
) -> None:
    path = tmp_path_factory.mktemp("eget") / "eget.yaml"
    hostile = Beginning("eget", name, organisation, BEGINNING.start, BEGINNING.end, (HJO,))
    path.write_text(draft(hostile), encoding="utf-8")
    project = read_project(path)
    assert (project.name, project.organisation) == (name, organisation)
    assert project.municipalities == (HJO,)


@pytest.mark.parametrize(
    ("name", "id_"), [("Cresco+", "cresco-plus"), ("Åter i arbete!", "ater-i-arbete"), ("—", "")]
)
def test_an_id_is_proposed(name: str, id_: str) -> None:
    assert proposed_id(name) == id_
