"""What is kept, and what is made of it, can be read by its owner alone.

On POSIX it is the process's umask that says so, and processes and kernels that are started
meanwhile inherit it; a folder with a default access list of its own goes by that list. Folders and
files that are there already keep their rights. On Windows every file has what the access list of
its folder gives, and nothing here changes that.

What is published externally is there to be copied out: see `open_to_readers`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_OTHERS = 0o077
_FILE, _FOLDER = 0o666, 0o777
_before: list[int] = []


@contextmanager
def owner_only() -> Iterator[None]:
    """Let all files and folders that this process creates in the block be their owner's alone."""
    _before.append(os.umask(_OTHERS))
    try:
        yield
    finally:
        os.umask(_before.pop())


def open_to_readers(folder: Path) -> None:
    """Give a folder and all in it the rights they would have had without `owner_only`.

    For an external publication, when it is whole. Outside the block nothing is done.
    """
    if not _before or os.name != "posix":
        return
    masked = ~_before[0]
    folder.chmod(_FOLDER & masked)
    for path in folder.rglob("*"):
        path.chmod((_FOLDER if path.is_dir() else _FILE) & masked)
