"""A process that has imported what a command needs, and lets copies of itself be killed.

It reads one JSON object a line, `crash.trial.Trial` by its fields, lets a fork of itself do the
command, disturbed as the trial says, and writes what came of it as a line. Each change of a file
under the root is an event: a file opened to be written, synced, renamed or removed, a folder made.
"""

from __future__ import annotations

import json
import os
import resource
import secrets
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate"}
NEEDS_ROOM = {"open", "os.mkdir", "os.link", "fsync"}
"""What a disk that is full does not let be done; it renames and removes."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)


class Disturbance:
    """Counts the events under a root, and kills or refuses at one of them."""

    def __init__(self, trial: dict[str, Any]) -> None:
        self.root = trial["root"]
        self.at = trial["at"]
        self.errno = trial["errno"]
        self.lasting = trial["lasting"]
        self.events = 0
        self._fsync = os.fsync

    def begin(self) -> None:
        os.fsync = self._synced
        sys.addaudithook(self._heard)

    def _synced(self, descriptor: int) -> None:
        self._met("fsync")
        self._fsync(descriptor)

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            changes = isinstance(arguments[2], int) and arguments[2] & WRITING
        else:
            changes = event in CHANGES
        named = changes and isinstance(arguments[0], str | bytes | os.PathLike)
        if named and os.fsdecode(arguments[0]).startswith(self.root):
            self._met(event)

    def _met(self, event: str) -> None:
        self.events += 1
        if self.at is None or self.events <= self.at:
            return
        if self.errno is None:
            os.kill(os.getpid(), signal.SIGKILL)
        full = os.strerror(self.errno).startswith("No space")
        if (self.lasting or self.events == self.at + 1) and (not full or event in NEEDS_ROOM):
            raise OSError(self.errno, os.strerror(self.errno))


def main() -> None:
    """Import what is asked for, say so, and do trials until there are no more."""
    for module in sys.argv[1:]:
        __import__(module)
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        print(json.dumps(_tried(json.loads(line))), flush=True)


def _tried(trial: dict[str, Any]) -> dict[str, Any]:
    said = Path(trial["said"])
    child = os.fork()
    if child == 0:
        _do(trial, said)
    _, ended = os.waitpid(child, 0)
    counted = said.with_suffix(".events")
    events = int(counted.read_text()) if counted.exists() else 0
    counted.unlink(missing_ok=True)
    return {
        "killed": os.WIFSIGNALED(ended),
        "status": os.waitstatus_to_exitcode(ended),
        "events": events,
        "said": said.read_text("utf-8", errors="replace"),
    }


def _do(trial: dict[str, Any], said: Path) -> None:
    out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(out, 1)
    os.dup2(out, 2)
    status = 70
    disturbance = Disturbance(trial)
    try:
        _arrange(trial)
        disturbance.begin()
        from stegvis.cli import app

        app(trial["arguments"])
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 70
    except BaseException:  # noqa: BLE001  # whatever it is, the trial tells of it
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        said.with_suffix(".events").write_text(str(disturbance.events))
        os._exit(status)


def _arrange(trial: dict[str, Any]) -> None:
    """Let chance and the clock be the same each time, and notebooks be made at once."""
    secrets.token_hex = lambda size=32: "5a" * size
    from stegvis.delivery import store

    _, *others = store.Store.__init__.__defaults__  # the first is the clock
    store.Store.__init__.__defaults__ = (lambda: NOON, *others)
    if trial["edition"]:
        _make_at_once(trial["edition"])
    if trial["size"] is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL if trial["errno"] is None else signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (trial["size"], resource.RLIM_INFINITY))


def _make_at_once(edition: str) -> None:
    import nbformat
    from nbformat.v4 import new_markdown_cell, new_notebook
    from stegvis.book import publish
    from stegvis.report import carry_out, provide
    from stegvis.report.made import Made
    from stegvis.report.plan import Run

    class Workers:
        def make_all(self, runs: Sequence[Run], root: Path) -> Iterator[Made]:
            for run in runs:
                name = f"{edition} {run.place} {run.notebook.section}"
                page = f"<html><head><title>{name}</title></head><body>{name}</body></html>"
                notebook = new_notebook(cells=[new_markdown_cell(f"# {name}", id="title")])
                executed = nbformat.writes(notebook).encode()
                yield Made(run, 0.0, executed, page.encode(), f"%PDF {name}".encode())

    @contextmanager
    def executor(jobs: int, scheduler: str | None) -> Iterator[Workers]:
        yield Workers()

    class Pool:
        def __init__(self, *given: object, **named: object) -> None:
            pass

        def __enter__(self) -> Pool:
            return self

        def __exit__(self, *ended: object) -> None:
            pass

        map = staticmethod(map)

    carry_out.executor = executor
    provide.pool = Pool
    publish._FORMATS = {
        suffix: lambda book, suffix=suffix: f"{edition} {suffix} {book.title}".encode()
        for suffix in publish._FORMATS
    }


if __name__ == "__main__":
    main()
