"""A root is laid out whole, in a folder that holds nothing, or not at all."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from markdown_pages import links
from stegvis.definitions import ProjectError, read_projects
from stegvis.place import Municipality
from stegvis.root import Root, find_root
from stegvis.sections import section_names
from stegvis.start import layout, shipped
from stegvis.start.draft import Beginning
from stegvis.start.layout import LayoutError, OccupiedError, add_project, lay_out

REPOSITORY = Root(Path(__file__).resolve().parents[2])
HJO = Municipality(code="1497", name="Hjo")
BEGINNING = Beginning("eget", "Eget", "Förbundet", date(2024, 2, 1), date(2026, 1, 31), (HJO,))


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("there", [False, True])
def test_a_new_or_empty_folder_becomes_a_root(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "kansliet"
    if there:
        folder.mkdir()
    root = lay_out(folder, BEGINNING)
    assert find_root(folder) == root
    assert list(read_projects(root.projects)) == ["eget"]
    assert root.inbox.is_dir()
    assert root.reports.is_dir()
    for audience in ("intern", "extern"):
        assert section_names(root, audience) == section_names(REPOSITORY, audience)
    assert all(
        (REPOSITORY.folder / name).read_bytes() == (folder / name).read_bytes()
        for name in _files(folder)
        if name.endswith(".ipynb")
    )


def test_only_notebooks_that_a_new_root_can_use_come_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "notebooks"
    for name in ("kommun/01_a.ipynb", "utforska/00_kom_igang.ipynb", "utforska/01_mal.ipynb"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).touch()
    for name in ("utforska/vyer/min.ipynb", "skrivbord/01_a.ipynb", "kommun/.ipynb_checkpoints/a"):
        (source / name).parent.mkdir(parents=True)
        (source / name).touch()
    monkeypatch.setattr(layout, "notebooks", lambda: source)
    root = lay_out(tmp_path / "ny", BEGINNING)
    assert _files(root.notebooks) == {"kommun/01_a.ipynb", "utforska/01_mal.ipynb"}


def test_the_pages_come_along_and_their_links_lead_somewhere(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "ny", BEGINNING)
    pages = [*root.pages.rglob("*.md"), root.folder / "README.md"]
    assert root.pages / "handbok" / "README.md" in pages
    led = [(page, link) for page in pages for link in links(page.read_text("utf-8"))]
    inside = [(page, link) for page, link in led if not link.startswith(("https:", "#"))]
    assert inside
    for page, link in inside:
        target = (page.parent / link.partition("#")[0]).resolve()
        assert target.exists(), (page, link)
        assert target.is_relative_to(root.folder), (page, link)


def test_a_page_that_the_program_or_a_project_s_file_points_at_is_there(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "ny", BEGINNING)
    own = REPOSITORY.folder / "lib" / "stegvis"
    texts = [path.read_text("utf-8") for path in (*own.rglob("*.py"), *own.rglob("*.yaml"))]
    named = {page for text in texts for page in re.findall(r"docs/[\w/åäö-]+\.md", text)}
    assert "docs/projektfil.md" in named
    assert sorted(page for page in named if not (root.folder / page).is_file()) == []


def test_nothing_of_a_municipality_s_is_for_git(tmp_path: Path) -> None:
    lay_out(tmp_path, BEGINNING)
    ignored = (tmp_path / ".gitignore").read_text("utf-8").splitlines()
    assert {"data/inbox/", "data/answers/", "data/store/", "data/ledger/", "reports/"} <= {*ignored}


def test_a_folder_with_something_in_it_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text("hej", encoding="utf-8")
    with pytest.raises(OccupiedError, match="inte tom"):
        lay_out(tmp_path, BEGINNING)
    assert _files(tmp_path) == {"brev.txt"}


def test_a_root_that_is_there_is_pointed_to(tmp_path: Path) -> None:
    lay_out(tmp_path, BEGINNING)
    with pytest.raises(OccupiedError, match="--root"):
        lay_out(tmp_path, replace(BEGINNING, id="annat", name="Annat"))


@pytest.mark.parametrize("there", [False, True])
def test_what_cannot_be_finished_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    folder = tmp_path / "kansliet"
    if there:
        folder.mkdir()
    monkeypatch.setattr(layout, "_put", full)
    with pytest.raises(LayoutError):
        lay_out(folder, BEGINNING)
    assert folder.exists() == there
    assert _files(tmp_path) == set()


def test_a_project_is_added_beside_another_and_nothing_else_changes(tmp_path: Path) -> None:
    root = lay_out(tmp_path, BEGINNING)
    before = _files(tmp_path)
    add_project(root, replace(BEGINNING, id="annat", name="Annat"))
    assert _files(tmp_path) - before == {"data/projects/annat.yaml"}
    assert list(read_projects(root.projects)) == ["annat", "eget"]


@pytest.mark.parametrize(("id_", "name"), [("eget", "Annat"), ("annat", "EGET")])
def test_a_project_of_the_same_id_or_name_is_never_written_over(
    tmp_path: Path, id_: str, name: str
) -> None:
    root = lay_out(tmp_path, BEGINNING)
    path = root.projects / "eget.yaml"
    path.write_text(path.read_text("utf-8") + "# mitt\n", encoding="utf-8")
    with pytest.raises(OccupiedError, match="finns redan"):
        add_project(root, replace(BEGINNING, id=id_, name=name))
    assert path.read_text("utf-8").endswith("# mitt\n")


def test_what_makes_no_project_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="end ska ligga efter start"):
        lay_out(tmp_path / "ny", replace(BEGINNING, end=date(2020, 1, 1)))
    assert not (tmp_path / "ny").exists()


def test_a_wheel_s_own_notebooks_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "stegvis"
    own = package / "shipped" / "notebooks"
    own.mkdir(parents=True)
    monkeypatch.setattr("stegvis.__file__", str(package / "__init__.py"))
    assert shipped.notebooks() == own
    own.rmdir()
    with pytest.raises(shipped.NotShippedError):
        shipped.notebooks()
