"""Files that appear whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

UNFINISHED = ".part"
"""How the name of a file ends that is being written, and was left behind by a process that died."""


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give a file to write beside ``path``, and put it in its place when the block ends well.

    When the block raises, ``path`` is as it was and nothing is left beside it. Two processes that
    write the same path each write their own file; the last one to end is kept.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{uuid4().hex}{UNFINISHED}")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
