"""The processes of this client that kernels are forked from."""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import suppress
from pathlib import Path
from threading import RLock

from stegvis.warm.client import Parent, WarmError
from stegvis.warm.key import Key, key
from stegvis.warm.request import Request

FORKS = sys.platform == "linux"
"""Whether a fork can be trusted; macOS's own libraries do not survive one."""


class Parents:
    """The newest to fork from, and older ones for as long as kernels of theirs are running."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._newest: tuple[Key, Parent] | None = None
        self._older: list[Parent] = []
        self._hopeless: list[Key] = []

    def current(self, request: Request) -> Parent:
        """Give a parent for a kernel, with the code as it is now; a stale one is replaced.

        Raises
        ------
        WarmError
            When such a parent has been tried, and ended before it had forked one kernel.
        """
        wanted = key(request.environment, request.folder)
        with self._lock:
            if self._newest and (self._newest[0] != wanted or not self._newest[1].is_alive):
                self._put_away(*self._newest)
            for parent in [parent for parent in self._older if not parent.running]:
                parent.close()
                self._older.remove(parent)
            if wanted in self._hopeless:
                raise WarmError("processen att klyva fram kärnor ur kom aldrig i gång")
            if self._newest is None:
                self._newest = wanted, Parent.start(request.environment, request.folder)
            return self._newest[1]

    def warm_up(self) -> None:
        """Start one, where there is a fork, for kernels that will be asked for in this folder."""
        if FORKS:
            with suppress(WarmError):  # kernels are then ordinary, as is told of the first
                self.current(Request([], dict(os.environ), str(Path.cwd())))

    def _put_away(self, known: Key, parent: Parent) -> None:
        if not parent.is_alive and not parent.has_forked:
            self._hopeless.append(known)
        self._older.append(parent)
        self._newest = None

    def close(self) -> None:
        """Let every parent end, and its kernels with it."""
        for parent in [*self._older, *([self._newest[1]] if self._newest else [])]:
            parent.close()
        self.forget()

    def end_at_once(self) -> None:
        """End every parent, its kernels and what their cells have started; from any thread.

        Nothing here waits for a lock: who holds it may be waiting for what is to be ended.
        """
        for parent in [*self._older, *([self._newest[1]] if self._newest else [])]:
            parent.end_at_once()

    def forget(self) -> None:
        """Know of none: in a fork of the client, whose parents are not the fork's."""
        self._lock = RLock()
        self._newest = None
        self._older, self._hopeless = [], []


PARENTS = Parents()
atexit.register(PARENTS.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=PARENTS.forget)
