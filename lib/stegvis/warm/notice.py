"""That kernels are ordinary is said once: by one process, or by one of several that share it."""

from __future__ import annotations

from threading import Lock
from typing import Protocol


class Once(Protocol):
    """Something that one can take, and never again: a lock that nobody releases."""

    def acquire(self, block: bool = ..., /) -> bool:
        """Take it, if nobody has."""
        ...


class Notice:
    """Who has told that kernels are ordinary; several processes may share what is taken."""

    def __init__(self) -> None:
        self.once: Once = Lock()


NOTICE = Notice()
