"""`stegvis open`: what it says before JupyterLab begins, and what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.shape import has_shape
from desk.conftest import Deliver
from stegvis.cli import app, documents
from stegvis.desk import lab
from stegvis.root import Root
from typer.testing import CliRunner, Result


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Root, Path, bool]]:
    """Serve nothing, and note what would have been."""
    asked = []

    def serve(root: Root, first: Path, *, browser: bool, say) -> None:
        asked.append((root, first, browser))
        say("http://127.0.0.1:8888/lab")

    monkeypatch.setattr(lab, "serve", serve)
    return asked


def typed(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["open", *map(str, arguments)], prog_name="stegvis")


def test_it_says_what_it_is_about_and_where_to_go(
    own: Root, served: list[tuple[Root, Path, bool]]
) -> None:
    told = typed("--root", own.folder, "--no-browser")
    assert told.exit_code == 0, told.output
    [(root, first, browser)] = served
    assert (root, browser) == (own, False)
    assert first.is_file()
    assert "Cresco+, Skövde, 2023Q3" in told.stdout
    assert "Öppna http://127.0.0.1:8888/lab\n" in told.stdout
    assert "exemplet" not in told.stdout


def test_whose_own_a_copy_is_and_whose_example_it_shows_is_said(
    root: Root, deliver: Deliver, served: list[tuple[Root, Path, bool]]
) -> None:
    deliver(root.example_store, "cresco-plus", "1497", "2025Q2")
    typed("--root", root.folder)
    copy = served[0][1]
    copy.write_text("mitt")
    told = typed("--root", root.folder, "--json")
    document = json.loads(told.stdout)
    assert has_shape(document, documents.DeskTold)
    assert (document["example"], document["place"]) == (True, "Hjo")
    assert {one["file"]: one["standing"] for one in document["notebooks"]}[str(copy)] == "own"
    assert "syntetiska" in told.stderr
    assert "04_mal.ipynb har du ändrat" in told.stderr
    assert served[1][2], "in a browser"


def test_what_is_wrong_is_said_before_anything_is_laid_out(
    own: Root, served: list[tuple[Root, Path, bool]]
) -> None:
    told = typed("--root", own.folder, "--municipality", "Hjoo")
    assert (told.exit_code, "Menade du Hjo" in told.stderr) == (2, True)
    told = typed("--root", own.folder, "--project", "cresco-creare")
    assert (told.exit_code, "stegvis add" in told.stderr) == (1, True)
    assert not (own.notebooks / "skrivbord").exists()
    assert served == []
