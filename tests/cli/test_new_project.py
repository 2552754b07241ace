"""A project is begun with options alone, or by answering in Swedish."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.conftest import Asked
from cli.shape import has_shape
from stegvis.cli import documents as shapes
from stegvis.definitions import read_projects

COMPLETE = (
    *("--name", "Steg i norr", "--id", "steg-i-norr", "--organisation", "Förbundet"),
    *("--start", "2024-02-01", "--end", "2025-12-31"),
    *("--municipality", "Kiruna", "--municipality", "2521"),
)


def test_with_every_option_nothing_is_asked(tmp_path: Path, asked: Asked) -> None:
    told = asked("new-project", tmp_path / "ny", *COMPLETE)
    assert told.exit_code == 0, told.output
    [project] = read_projects(tmp_path / "ny" / "data" / "projects").values()
    assert (project.id, project.name) == ("steg-i-norr", "Steg i norr")
    assert [place.name for place in project.municipalities] == ["Kiruna", "Pajala"]
    assert "Projektets" not in told.output


def test_what_is_not_given_is_asked_for_until_it_can_be_read(tmp_path: Path, asked: Asked) -> None:
    typed = (
        *("", "Steg i norr", "STEG", "", "Förbundet", "1 februari", "2024-02-01"),
        *("2023-01-01", "2025-12-31", "Kirna", "Kiruna, pajala, Nyby=2599"),
    )
    told = asked("new-project", tmp_path / "ny", typed="\n".join(typed) + "\n")
    assert told.exit_code == 0, told.output
    [project] = read_projects(tmp_path / "ny" / "data" / "projects").values()
    assert (project.id, project.organisation) == ("steg-i-norr", "Förbundet")
    assert project.start.isoformat() == "2024-02-01"
    assert [place.code for place in project.municipalities] == ["2584", "2521", "2599"]
    for said in ("små bokstäver", "ÅÅÅÅ-MM-DD", "efter den första", "Menade du Kiruna"):
        assert said in told.output


def test_who_answers_nothing_gets_nothing(tmp_path: Path, asked: Asked) -> None:
    told = asked("new-project", tmp_path / "ny", typed="Steg i norr\n")
    assert told.exit_code == 1
    assert not (tmp_path / "ny").exists()


def test_the_document_tells_where_it_is(tmp_path: Path, asked: Asked) -> None:
    told = asked("new-project", tmp_path / "ny", *COMPLETE, "--json")
    document = json.loads(told.stdout)
    assert has_shape(document, shapes.NewProjectTold)
    assert Path(document["file"]).is_file()
    assert Path(document["file"]).is_relative_to(document["root"])


def test_a_project_is_added_to_a_root(own: Path, asked: Asked) -> None:
    told = asked("new-project", "--root", own, *COMPLETE)
    assert told.exit_code == 0, told.output
    assert "steg-i-norr" in read_projects(own / "data" / "projects")


@pytest.mark.parametrize(
    ("where", "said"),
    [((), "Ange en ny mapp"), (("ny", "--root", "."), "Ange en ny mapp"), (("--root", "ny"), "ny")],
)
def test_either_a_folder_or_a_root(where: tuple[str, ...], said: str, asked: Asked) -> None:
    told = asked("new-project", *where, *COMPLETE)
    assert told.exit_code == 2
    assert said in told.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        ("--id", "Två ord"),
        ("--start", "igår"),
        ("--end", "2020-01-01"),
        ("--municipality", "Kirna"),
    ],
)
def test_an_option_that_cannot_be_read_is_a_sentence(
    wrong: tuple[str, str], tmp_path: Path, asked: Asked
) -> None:
    told = asked("new-project", tmp_path / "ny", *COMPLETE, *wrong)
    assert told.exit_code == 2
    assert len(told.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "ny").exists()
