"""Files are put in their places together; what stops midway is undone, or done by the next."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from itertools import count
from pathlib import Path

import pytest
from stegvis.report.together import TogetherError, finish, is_decided, written_together

OLD = {"hjo/mal.html": b"gammal", "hjo/mal.pdf": b"gammal", ".runs/hjo/mal.json": b"gammal"}
NEW = {"hjo/figures.csv": b"ny", "hjo/mal.html": b"ny", "hjo/mal.pdf": b"ny"}
OTHERS = {"hjo/svar.html": b"annat"}


class _KilledError(BaseException):
    """As when a process is killed: nothing that catches errors catches it."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "reports"
    for name, content in {**OLD, **OTHERS}.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(content)
    return home


def put(home: Path) -> None:
    with written_together(home, nullcontext()) as together:
        for name, content in NEW.items():
            together.add(home / name, content)
        together.remove(home / ".runs/hjo/mal.json")
        together.remove(home / "misslyckade/hjo/mal.ipynb")


def contents(home: Path) -> dict[str, bytes]:
    """What a reader sees: not what is under way."""
    paths = (path for path in home.rglob("*") if path.is_file())
    named = {path.relative_to(home).as_posix(): path for path in paths}
    return {
        name: path.read_bytes()
        for name, path in named.items()
        if not name.startswith((".arbete-", ".byte"))
    }


def nothing_is_left(home: Path) -> bool:
    return not [*home.glob(".arbete-*"), *home.glob(".byte*")]


@pytest.fixture
def stopped_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int, BaseException], None]]:
    """Stop what changes the disk, at the nth change."""
    real = {name: getattr(os, name) for name in ("rename", "replace", "unlink", "link", "mkdir")}
    real_tree = shutil.rmtree

    def arrange(number: int, error: BaseException, *, once: bool = False) -> None:
        left, dead = iter(range(number)), []

        def stopping(change: Callable[..., object]) -> Callable[..., object]:
            def changed(*given: object, **named: object) -> object:
                if (dead and not once) or (not dead and next(left, None) is None):
                    dead.append(True)
                    raise error
                return change(*given, **named)

            return changed

        for name, change in real.items():
            monkeypatch.setattr(os, name, stopping(change))
        monkeypatch.setattr(shutil, "rmtree", stopping(real_tree))

    yield arrange
    monkeypatch.undo()


def test_all_are_in_place_and_nothing_is_left(home: Path) -> None:
    put(home)
    assert contents(home) == NEW | OTHERS
    assert nothing_is_left(home)


def test_what_fails_before_it_is_decided_changes_nothing(home: Path) -> None:
    before = contents(home)

    def fill() -> None:
        with written_together(home, nullcontext()) as together:
            together.add(home / "hjo/mal.html", b"ny")
            raise OSError(errno.ENOSPC, "full")

    with pytest.raises(OSError, match="full"):
        fill()
    assert contents(home) == before
    assert nothing_is_left(home)


def test_killed_anywhere_it_is_the_old_or_the_new_for_who_comes_next(
    home: Path, stopped_at: Callable[..., None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What a killed process left is finished under the lock, before anybody looks."""
    old, seen = contents(home), []
    for number in count():
        here = Path(shutil.copytree(home, tmp_path / f"r{number}"))
        stopped_at(number, _KilledError())
        try:
            put(here)
        except _KilledError:
            monkeypatch.undo()
        else:
            monkeypatch.undo()
            break
        decided = is_decided(here)
        finish(here)
        assert not is_decided(here)
        assert contents(here) in (old, NEW | OTHERS)
        seen.append(contents(here) == NEW | OTHERS)
        assert seen[-1] or not decided
        put(here)
        assert contents(here) == NEW | OTHERS
    assert seen == sorted(seen), "what has been decided stays so"
    assert seen.count(False) > 2
    assert seen.count(True) > 4


@pytest.mark.parametrize("number", range(9))
def test_a_disk_that_says_no_once_leaves_what_there_was(
    home: Path, stopped_at: Callable[..., None], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    old = contents(home)
    stopped_at(number, OSError(errno.EACCES, "öppen i ett annat program"), once=True)
    failed = False
    try:
        put(home)
    except OSError:
        failed = True
    monkeypatch.undo()
    assert contents(home) == (old if failed else NEW | OTHERS)
    finish(home)
    assert contents(home) == (old if failed else NEW | OTHERS)


def test_a_list_that_cannot_be_read_is_a_sentence(home: Path) -> None:
    (home / ".byte").mkdir()
    (home / ".byte" / "platser.json").write_text("{", encoding="utf-8")
    with pytest.raises(TogetherError, match=r"är skadad\. Ta bort mappen"):
        finish(home)


def test_a_disk_without_links_is_no_hindrance(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    put(home)
    assert contents(home) == NEW | OTHERS
