"""Commands to disturb, each in a root of its own, and what must hold whenever they were."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crash.trial import Ended, Warm, files
from stegvis.delivery.store import Store
from stegvis.delivery.store_error import StoreError
from stegvis.report.reports import working_in
from whole.conftest import EXAMPLE, make_root, newest
from written_notebook import write_notebook

OLD, NEW = "UPPLAGA-ETT", "UPPLAGA-TVÅ"
MODULES = (
    *("stegvis.cli", "stegvis.definitions", "stegvis.delivery.check", "stegvis.delivery.forget"),
    *("stegvis.report.carry_out", "stegvis.report.publish", "stegvis.report.provide"),
    *("stegvis.site.index", "stegvis.report.measuring", "stegvis.book.publish", "nbformat"),
)
LEFT = re.compile(r"^\.(arbete-|byte|tmp-|laser-|exempel)|\.part$")
_EDITION = re.compile("UPPLAGA-(?:ETT|TVÅ)")


@dataclass(frozen=True)
class Scene:
    """A command in a root.

    Parameters
    ----------
    base
        The root as it is before the command; it is copied to ``root``.
    after
        The files that there are when nobody has disturbed it, by their path in the root.
    events
        How many changes of files it makes.
    """

    warm: Warm
    base: Path
    root: Path
    arguments: tuple[str, ...]
    edition: str
    after: dict[str, bytes]
    events: int

    def disturbed(self, **how: int | bool | None) -> Ended:
        """Do the command in a new copy of the base, disturbed."""
        renew(self.base, self.root)
        return self.warm.do(self.root, *self.arguments, edition=self.edition, **how)

    def again(self) -> Ended:
        """Do it again in peace."""
        return self.warm.do(self.root, *self.arguments, edition=self.edition)


def renew(base: Path, root: Path) -> None:
    for entry in root.iterdir() if root.exists() else ():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    shutil.copytree(base, root, dirs_exist_ok=True)


class Stage:
    """Builds scenes, with one process that does their commands."""

    def __init__(self, folder: Path, warm: Warm) -> None:
        self.folder, self.warm = folder, warm
        self.root = folder / "root"

    def scene(self, name: str) -> Scene:
        begun: Callable[[], tuple[str, ...]] = getattr(self, f"_{name}")
        shutil.rmtree(self.root, ignore_errors=True)
        arguments = begun()
        base = Path(shutil.copytree(self.root, self.folder / f"base-{name}"))
        edition = NEW if name in ("run", "book") else ""
        done = self.warm.do(self.root, *arguments, edition=edition)
        assert done.status == 0, done.said
        if name in ("run", "book"):  # what is measured once is there for every trial
            figures = Path("data", "store", ".figures")
            shutil.copytree(self.root / figures, base / figures, dirs_exist_ok=True)
            renew(base, self.root)
            done = self.warm.do(self.root, *arguments, edition=edition)
        after = files(self.root)
        return Scene(self.warm, base, self.root, arguments, edition, after, done.events)

    def _add(self) -> tuple[str, ...]:
        make_root(self.root, notebooks=())
        self._do("add", _older("1473"))
        return self._said("add", newest("1444"), newest("1473"))

    def _forget(self) -> tuple[str, ...]:
        self._reported("book")
        return self._said("forget", "--project", "cresco-plus", "--municipality", "1444", "--yes")

    def _run(self) -> tuple[str, ...]:
        self._reported("run")
        self._do("add", newest("1444"))
        return self._said(*_ONE("run"))

    def _book(self) -> tuple[str, ...]:
        self._reported("book")
        self._do("add", newest("1444"))
        return self._said(*_ONE("book"))

    def _reported(self, command: str) -> None:
        make_root(self.root, notebooks=())
        for name in ("01_bra", "02_mer"):
            write_notebook(self.root / "notebooks" / "kommun" / f"{name}.ipynb", "print('Hej')")
        self._do("add", _older("1444"), newest("1473"))
        self._do(*_ONE(command), edition=OLD)

    def _said(self, command: str, *rest: str | Path) -> tuple[str, ...]:
        return (command, "--root", str(self.root), *map(str, rest))

    def _do(self, *arguments: str | Path, edition: str = "") -> None:
        done = self.warm.do(self.root, *self._said(*arguments), edition=edition)
        assert done.status == 0, done.said


def _ONE(command: str) -> tuple[str, ...]:  # noqa: N802  # reads as the constant it is but for its command
    places = ("--municipality", "1444")
    asked = ("--project", "cresco-plus", "--period", "2025Q2", "--jobs", "1")
    return (command, *asked, *places, *(("--municipality", "alla") if command == "run" else ()))


def _older(code: str) -> Path:
    return sorted((EXAMPLE / "cresco-plus").glob(f"cresco-plus_{code}_*"))[-2]


def what_is_left(root: Path) -> list[str]:
    """List what only a process that is at work has: it should be gone."""
    return [str(path) for path in root.rglob("*") if LEFT.search(path.name)]


def must_hold(scene: Scene) -> None:
    """Assert what must hold whenever a scene's command was stopped."""
    _is_readable(scene)
    _every_page_is_whole(scene)
    reports = scene.root / "reports"
    if reports.exists():
        with working_in(reports, "prov"):
            _sets_are_of_one_edition(scene, reports)


def _is_readable(scene: Scene) -> None:
    """The store is read, or says that somebody is being forgotten; every delivery is whole."""
    store = Store(scene.root / "data" / "store")
    before = files(scene.base / "data" / "store")
    known = before | files_under(scene.after, "data/store")
    kept, said = [], ""
    try:
        kept = store.deliveries("cresco-plus")
    except StoreError as error:
        said = str(error)
    if said:
        assert scene.arguments[0] == "forget", said
        assert "En radering ur underlaget pågår, eller avbröts" in said
        return
    for one in kept:
        for path in one.folder.iterdir():
            name = path.relative_to(store.folder).as_posix()
            assert path.read_bytes() == known[name], name
    own = {one.folder.relative_to(store.folder).as_posix() for one in kept}
    if scene.arguments[0] != "forget":
        assert {name.rpartition("/")[0] for name in before if name.endswith("y.json")} <= own


def files_under(all_files: dict[str, bytes], folder: str) -> dict[str, bytes]:
    start = f"{folder}/"
    return {
        name.removeprefix(start): content
        for name, content in all_files.items()
        if name.startswith(start)
    }


def _every_page_is_whole(scene: Scene) -> None:
    for path in (scene.root / "reports").rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(scene.root).parts)
        if path.is_file() and not hidden:
            assert path.stat().st_size > 0, path
            if path.suffix == ".html" and path.stem != "slutrapport":
                assert path.read_text("utf-8").rstrip().endswith("</html>"), path


def _sets_are_of_one_edition(scene: Scene, reports: Path) -> None:
    forgetting = scene.arguments[0] == "forget"
    for folder in (reports / "cresco-plus").glob("*/intern/*"):
        if not folder.is_dir():
            continue
        editions = set()
        for stem in ("bra", "mer"):
            pages = [folder / f"{stem}.{suffix}" for suffix in ("html", "pdf", "ipynb")]
            there = [path for path in pages if path.exists()]
            assert forgetting or len(there) in (0, 3), there
            told = {_edition(path) for path in there}
            assert len(told) <= 1, (folder, told)
            editions |= told
        figures = folder / "figures.csv"
        assert forgetting or figures.exists() or not editions
        if NEW in editions:
            name = figures.relative_to(scene.root).as_posix()
            assert figures.read_bytes() == scene.after[name]
    for folder in (reports / "cresco-plus").glob("*/intern"):
        books = [*folder.glob("slutrapport.*")]
        assert forgetting or len(books) in (0, 4), books
        assert len({_edition(path) for path in books}) <= 1, books


def _edition(path: Path) -> str:
    found = _EDITION.search(path.read_text("utf-8").replace("\\u00c5", "Å"))
    assert found, path
    return found[0]
