"""What the process that plans the runs makes of the analyst's texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commentary.conftest import FIGURES, figures
from stegvis.commentary.kept import kept_path
from stegvis.report.texts import Text, keep_upon, look_at_text
from stegvis.root import Root
from stegvis.show.section import Section


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(tmp_path)


@pytest.fixture
def section(projects) -> Section:
    project = projects["cresco-creare"]
    period = project.period("2023Q1")
    return Section("mal", project, "ALLA", period, "intern", False, figures(FIGURES))


def _write(root: Root, source: str) -> Path:
    path = root.commentary / "cresco-creare" / "2023Q1" / "alla" / "mal.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return path


@pytest.mark.parametrize("source", [None, "", "<!-- {{ inte än -->"])
def test_where_nothing_is_said_nothing_is_known(root, section, source) -> None:
    if source is not None:
        _write(root, source)
    assert look_at_text(root, section, "mal") == Text()


def test_what_a_text_is_written_upon_is_kept_once(root, section) -> None:
    path = _write(root, "Av {{ goal.arbete_studier.n }}.")
    text = look_at_text(root, section, "mal")
    assert text.new is not None
    keep_upon(text)
    before = kept_path(path).read_bytes()
    assert json.loads(before)["figures"]["goal.arbete_studier.n"] == "300"

    again = look_at_text(root, section, "mal")
    assert again.new is None
    assert again.mark == text.mark, "the section is not run again for what was kept of it"
    keep_upon(again)
    assert kept_path(path).read_bytes() == before


def test_the_page_depends_on_the_text_and_on_what_has_changed(root, section) -> None:
    path = _write(root, "ett")
    first = look_at_text(root, section, "mal")
    _write(root, "två")
    assert look_at_text(root, section, "mal").mark != first.mark
    _write(root, "ett")
    assert look_at_text(root, section, "mal").mark == first.mark

    keep_upon(first)
    kept = json.loads(kept_path(path).read_text(encoding="utf-8"))
    kept["figures"]["caseload.started.k"] = "299"
    kept_path(path).write_text(json.dumps(kept), encoding="utf-8")
    changed = look_at_text(root, section, "mal")
    assert changed.mark != first.mark
    assert changed.remarks == ("Texten skrevs när antalet startade var 299; nu är det 300.",)

    kept_path(path).unlink()  # the analyst has read it again, and means it still
    assert look_at_text(root, section, "mal") == first


def test_a_fault_is_left_for_the_run_to_tell_and_nothing_is_kept(root, section) -> None:
    path = _write(root, "{{ okänt.k }}")
    faulty = look_at_text(root, section, "mal")
    assert faulty.mark.startswith("data/commentary/cresco-creare/2023Q1/alla/mal.md, rad 1")
    assert faulty.remarks == ()
    keep_upon(faulty)
    assert not kept_path(path).exists()


def test_a_folder_that_cannot_be_written_to_is_no_failure(root, section, monkeypatch) -> None:
    path = _write(root, "ett")
    text = look_at_text(root, section, "mal")

    def read_only(*_: object, **__: object) -> None:
        raise PermissionError(30, "Read-only file system")

    monkeypatch.setattr(Path, "write_text", read_only)
    keep_upon(text)
    assert [file.name for file in path.parent.iterdir()] == ["mal.md"]
