"""A command that is disturbed, and what came of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

HERE = Path(__file__).parent
LEFT_BY_LOCKS = (".lock", ".lock.json")


@dataclass(frozen=True)
class Trial:
    """A command in a root, killed or refused.

    Parameters
    ----------
    at
        After how many events it happens; never, where there is none.
    errno
        What the disk answers then; the process is killed, where there is none.
    lasting
        Whether the disk goes on answering so.
    size
        How large a file may be, in bytes, before it happens; events are then not counted.
    edition
        What is told in pages that are made at once, without a kernel.
    """

    root: str
    arguments: list[str]
    said: str
    at: int | None = None
    errno: int | None = None
    lasting: bool = False
    size: int | None = None
    edition: str = ""


@dataclass(frozen=True)
class Ended:
    """How a trial ended: killed or by itself, with what status, after which events and words."""

    killed: bool
    status: int
    events: int
    said: str


class Warm:
    """The process that does trials; see `crash.warm`."""

    def __init__(self, folder: Path, *modules: str) -> None:
        self.folder = folder
        one_thread = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "warm.py"), *modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **one_thread, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        self._read()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ended: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def do(self, root: Path, *arguments: str | Path, **how: Any) -> Ended:
        trial = Trial(str(root), [*map(str, arguments)], str(self.folder / "said.txt"), **how)
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asdict(trial)) + "\n")
        self._process.stdin.flush()
        return Ended(**self._read())

    def _read(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())


def files(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder by its path in it, but for those that only tell of locks.

    What tells by when a file was written that nothing has happened since is left out too.
    """
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(LEFT_BY_LOCKS) and not _tells_when(path)
    }


def _tells_when(path: Path) -> bool:
    return path.name == "index.html.txt" or path.match(".runs/*/*/*/slutrapport.json")
