"""One writer at a time: a lock on a file, which the system lets go when its holder dies."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_BETWEEN_TRIES = 0.05


class LockTimeoutError(TimeoutError):
    """Another process has held the lock all the time."""


@contextmanager
def locked(path: Path, patience: float = 60.0) -> Iterator[None]:
    """Hold the lock that a file stands for; the file stays, empty.

    Parameters
    ----------
    path
        The lock's file; its folder exists.
    patience
        Seconds to wait for another holder.

    Raises
    ------
    LockTimeoutError
        When the wait was in vain.
    """
    with path.open("ab") as file:
        until = time.monotonic() + patience
        while not _taken(file):
            if time.monotonic() > until:
                raise LockTimeoutError(str(path))
            time.sleep(_BETWEEN_TRIES)
        try:
            yield
        finally:
            _let_go(file)


if sys.platform == "win32":

    def _taken(file: BinaryIO) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _let_go(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:

    def _taken(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
