"""The copies of a desk: laid out with its parameters, renewed, and never taken from anybody."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from desk.conftest import Deliver
from stegvis.desk.choice import choose
from stegvis.desk.copy import NotebookError
from stegvis.desk.lay_out import DeskError, lay_out
from stegvis.explore.source import open_source
from stegvis.root import Root, find_root


def changed(path: Path, change: Callable[[Any], None]) -> None:
    """Change a notebook as JupyterLab saves it."""
    notebook = nbformat.read(path, as_version=4)
    change(notebook)
    nbformat.write(notebook, path)


def run(notebook: Any) -> None:
    notebook.metadata.language_info = {"name": "python", "version": "3.13"}
    for count, cell in enumerate(notebook.cells, 1):
        cell.execution_count, cell.metadata.collapsed = count, True
        cell.outputs = [nbformat.v4.new_output("stream", text="Kört.")]


def rewrite(notebook: Any) -> None:
    notebook.cells[-1].source += "\nmin_egen_rad = 1"


def given(path: Path) -> str:
    return str(nbformat.read(path, as_version=4).cells[0].source)


def test_every_internal_notebook_lies_there_with_its_parameters(own: Root) -> None:
    folder = own.notebooks / "skrivbord" / "cresco-plus" / "2023Q3" / "skovde"
    copies = lay_out(choose(own))
    paths = [one.path for one in copies]
    assert [path.relative_to(folder).as_posix() for path in paths] == [
        *("kommun/04_mal.ipynb", "projekt/10_jamforelse.ipynb", "utforska/01_mal.ipynb"),
    ]
    assert {one.standing for one in copies} == {"new"}
    for path in paths:
        place = "ALLA" if path.parent.name == "projekt" else "Skövde"
        assert given(path).splitlines() == [
            'projekt = "cresco-plus"',
            f'kommun = "{place}"',
            'period = "2023Q3"',
            'mottagare = ""',
            'underlag = "data/store"',
        ]
        nbformat.validate(nbformat.read(path, as_version=4))


def test_a_desk_about_all_explores_one_municipality(own: Root) -> None:
    paths = [one.path for one in lay_out(choose(own, municipality="alla"))]
    assert ['kommun = "ALLA"' in given(path) for path in paths] == [True, True, False]
    assert 'kommun = "Skövde"' in given(paths[-1])
    assert paths[0].parents[1].name == "alla"


def test_the_root_and_the_folder_of_saved_views_are_found_from_there(
    own: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in lay_out(choose(own)):
        monkeypatch.chdir(one.path.parent)
        assert find_root(Path.cwd()) == own
        assert open_source("data/store").views == own.notebooks / "utforska" / "vyer"
        assert open_source("data/store").store.folder == own.store


def test_what_has_only_been_run_is_left_as_it_is(own: Root) -> None:
    for one in lay_out(choose(own)):
        changed(one.path, run)
    before = {one.path: one.path.read_bytes() for one in lay_out(choose(own))}
    assert {one.standing for one in lay_out(choose(own))} == {"unchanged"}
    assert before == {path: path.read_bytes() for path in before}


def test_a_notebook_that_has_changed_renews_its_copy_even_if_it_has_been_run(own: Root) -> None:
    first, *rest = lay_out(choose(own))
    changed(first.path, run)
    changed(own.notebooks / "kommun" / "04_mal.ipynb", rewrite)
    again = lay_out(choose(own))
    assert [one.standing for one in again] == ["renewed", *("unchanged" for _ in rest)]
    assert "min_egen_rad" in first.path.read_text(encoding="utf-8")
    assert "Kört." not in first.path.read_text(encoding="utf-8")


def test_what_somebody_has_changed_is_never_touched(own: Root) -> None:
    first = lay_out(choose(own))[0].path
    changed(first, rewrite)
    mine = first.read_bytes()
    assert lay_out(choose(own))[0].standing == "own"
    changed(own.notebooks / "kommun" / "04_mal.ipynb", run)
    assert lay_out(choose(own))[0].standing == "own"
    changed(own.notebooks / "kommun" / "04_mal.ipynb", lambda notebook: notebook.cells.pop())
    assert lay_out(choose(own))[0].standing == "own-older"
    assert first.read_bytes() == mine


@pytest.mark.parametrize("content", ["", "[]", "inte en bok", '{"cells": [1], "metadata": {}}'])
def test_nor_is_what_is_no_notebook_of_ours(content: str, own: Root) -> None:
    first = lay_out(choose(own))[0].path
    first.write_text(content, encoding="utf-8")
    assert lay_out(choose(own))[0].standing == "own"
    assert first.read_text(encoding="utf-8") == content


def test_one_that_was_thrown_away_is_laid_out_again(own: Root) -> None:
    first = lay_out(choose(own))[0].path
    first.unlink()
    assert [one.standing for one in lay_out(choose(own))][:2] == ["new", "unchanged"]


def test_the_first_delivery_renews_what_showed_the_example(root: Root, deliver: Deliver) -> None:
    deliver(root.example_store, "cresco-plus", "1497", "2025Q2")
    lay_out(choose(root))
    deliver(root.store, "cresco-plus", "1497", "2025Q2")
    again = lay_out(choose(root))
    assert {one.standing for one in again} == {"renewed"}
    assert 'underlag = "data/store"' in given(again[0].path)


def test_a_notebook_that_cannot_be_read_is_said(own: Root) -> None:
    (own.notebooks / "utforska" / "01_mal.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(NotebookError, match="01_mal"):
        lay_out(choose(own))


def test_a_root_without_notebooks_is_said(own: Root) -> None:
    for path in own.notebooks.rglob("*.ipynb"):
        path.unlink()
    with pytest.raises(DeskError, match="Hittar inga"):
        lay_out(choose(own))


def test_what_cannot_be_written_is_said(own: Root) -> None:
    (own.notebooks / "skrivbord").write_text("en fil")
    with pytest.raises(DeskError, match="skrivbord"):
        lay_out(choose(own))


def test_copies_are_written_as_notebooks_are(own: Root) -> None:
    path = lay_out(choose(own))[0].path
    text = path.read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
