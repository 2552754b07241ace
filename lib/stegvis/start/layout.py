"""Laying out a root: a folder with everything that the commands look for, and one project.

The YAML is read as every command will read it before anything is put in place, and what is made in
a folder is removed again when it cannot be finished: there is a root afterwards, or what there was.
"""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from stegvis.definitions import read_projects
from stegvis.errors import FailedError, WrongError
from stegvis.place import fold
from stegvis.root import Root
from stegvis.start.draft import Beginning, draft
from stegvis.start.shipped import notebooks, pages
from stegvis.terminal import relative_to_here
from stegvis.whole import written_whole

OF_THE_EXAMPLE = {"00_kom_igang.ipynb"}
"""Notebooks about the example's own deliveries, which a new root has not."""
MADE_LATER = {"vyer", "skrivbord"}
"""Folders among the notebooks that hold what somebody has made with them."""
OF_THE_REPOSITORY = ("bilder", "utveckla")
"""Folders among the pages that are about the repository; a wheel does not hold them either."""
_OWN = {"README.md": "root.md", ".gitignore": "root.gitignore"}
"""Files of a new root, and what they are called beside this module."""


class OccupiedError(WrongError):
    """There is something in the way; the message is a Swedish sentence."""


class LayoutError(FailedError):
    """The folder cannot be written; the message is a Swedish sentence."""


def lay_out(folder: Path, beginning: Beginning) -> Root:
    """Make a root of a folder that is new or empty, with a project in it.

    Raises
    ------
    OccupiedError
        When the folder holds something; it is left as it is.
    ProjectError
        When what was answered makes no project.
    LayoutError
        When it cannot be written; what was made is removed.
    """
    root, shown = Root(folder.resolve()), relative_to_here(folder)
    if root.projects.is_dir() and root.notebooks.is_dir():
        raise OccupiedError(f"{shown} har redan projekt. Lägg till ett till: --root {shown}")
    there = folder.exists()
    if there and (not folder.is_dir() or any(folder.iterdir())):
        raise OccupiedError(f"{shown} är inte tom. Ange en mapp som är ny eller tom.")
    text = _checked(beginning)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(notebooks(), root.notebooks, ignore=_left_out)
        _copy_pages(pages(), root.pages)
        for name, source in _OWN.items():
            content = files("stegvis.start").joinpath(source).read_text("utf-8")
            (folder / name).write_text(content, encoding="utf-8")
        root.inbox.mkdir(parents=True)
        root.reports.mkdir()
        _put(root, beginning, text)
    except OSError as error:
        _remove(folder, whole=not there)
        raise LayoutError(f"{shown} gick inte att skriva: {error.strerror or error}") from error
    return root


def add_project(root: Root, beginning: Beginning) -> None:
    """Put a project into a root that is there.

    Raises
    ------
    OccupiedError
        When a project of the same id or name is there already.
    ProjectError
        When what was answered makes no project, or one that is there cannot be read.
    LayoutError
        When it cannot be written.
    """
    known = read_projects(root.projects) if any(root.projects.glob("*.yaml")) else {}
    taken = {fold(word) for one in known.values() for word in (one.id, one.name)}
    if taken & {fold(beginning.id), fold(beginning.name)}:
        raise OccupiedError(
            f"Projektet {beginning.name} ({beginning.id}) finns redan. Välj ett annat namn och id, "
            "eller ändra i dess fil."
        )
    text = _checked(beginning)
    try:
        root.inbox.mkdir(parents=True, exist_ok=True)
        _put(root, beginning, text)
    except OSError as error:
        raise LayoutError(f"Projektet gick inte att skriva: {error.strerror or error}") from error


def file_of(root: Root, beginning: Beginning) -> Path:
    """Give the file of the project in a root."""
    return root.projects / f"{beginning.id}.yaml"


def _checked(beginning: Beginning) -> str:
    """Write the project's YAML, and read it back as every command will."""
    text = draft(beginning)
    with TemporaryDirectory() as folder:
        (Path(folder) / f"{beginning.id}.yaml").write_text(text, encoding="utf-8")
        read_projects(Path(folder))
    return text


def _put(root: Root, beginning: Beginning, text: str) -> None:
    with written_whole(file_of(root, beginning)) as path:
        path.write_text(text, encoding="utf-8")


def _copy_pages(source: Path, target: Path) -> None:
    """Copy the pages, but for those about the repository.

    A project's comments and the program's messages point at them; what is ``bilder`` further down
    are the handbook's pictures.
    """
    target.mkdir()
    for path in sorted(source.iterdir()):
        if path.is_dir() and path.name not in OF_THE_REPOSITORY:
            shutil.copytree(path, target / path.name)
        elif path.is_file():
            shutil.copy2(path, target)


def _left_out(folder: str, names: list[str]) -> set[str]:
    """Leave out all but notebooks and their folders."""
    return {
        name
        for name in names
        if name.startswith(".")
        or name in OF_THE_EXAMPLE | MADE_LATER
        or not (name.endswith(".ipynb") or Path(folder, name).is_dir())
    }


def _remove(folder: Path, *, whole: bool) -> None:
    """Remove what was made: the folder, or all in it, for it was empty."""
    made = [folder] if whole else [*folder.iterdir()] if folder.is_dir() else []
    for path in made:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
