"""One command at a time where something is written, and whoever comes second is told who is first.

The lock is the operating system's, of a file that is left where it is. So a process that dies,
however it dies, holds it no longer, and nobody need judge by a clock or a process id whether a lock
is still somebody's. Beside it lies who holds it, for people to read: it decides nothing, and one
that was left behind is written over.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from stegvis.errors import FailedError

PATIENCE_SECONDS = 2.0
"""How long to wait for another, where nothing else is said."""
_AHEAD_SECONDS = 60.0
"""So far ahead of ours a clock may go without being told of."""


class BusyError(FailedError):
    """Another holds the lock; a Swedish sentence that says who, and since when."""


@dataclass(frozen=True)
class Holder:
    """Who holds a lock.

    Parameters
    ----------
    command
        The command, without its arguments; empty where it could not be read who it is.
    process, computer
        Where it runs.
    since
        When it began, by the clock of its computer.
    """

    command: str = ""
    process: int = 0
    computer: str = ""
    since: datetime | None = None

    def told(self, now: datetime) -> str:
        """Say who it is, for the middle of a sentence.

        >>> one = Holder("book", 4711, "kansli-2", datetime(2024, 1, 10, 12, 0, tzinfo=UTC))
        >>> one.told(datetime(2024, 1, 10, 12, 3, 30, tzinfo=UTC))
        'stegvis book, sedan 3 minuter (process 4711 på datorn kansli-2)'
        >>> Holder().told(datetime(2024, 1, 10, tzinfo=UTC))
        'ett annat kommando'
        """
        if not self.command or self.since is None:
            return "ett annat kommando"
        where = f"process {self.process} på datorn {self.computer}"
        return f"stegvis {self.command}, {_age(self.since, now)} ({where})"


def _age(since: datetime, now: datetime) -> str:
    seconds = (now - since).total_seconds()
    if seconds < -_AHEAD_SECONDS:
        return f"sedan {since.astimezone():%Y-%m-%d %H:%M} enligt sin klocka, som går före den här"
    for size, one, many in ((86400, "1 dygn", "dygn"), (3600, "1 timme", "timmar")):
        if seconds >= size:
            number = int(seconds // size)
            return f"sedan {one if number == 1 else f'{number} {many}'}"
    minutes = int(seconds // 60)
    if minutes < 1:
        return "sedan mindre än en minut"
    return f"sedan {'1 minut' if minutes == 1 else f'{minutes} minuter'}"


@contextmanager
def holding(
    lock: Path, command: str, what: str, patience: float = PATIENCE_SECONDS
) -> Iterator[None]:
    """Hold a lock while the block lasts; its folder is made, if there is none.

    Parameters
    ----------
    command
        Who holds it, as others are told.
    what
        What is held, in Swedish, as the sentence begins: ”Rapporterna i …”.
    patience
        How long to wait for another, in seconds.

    Raises
    ------
    BusyError
        When another holds it still.
    OSError
        When the folder cannot be written in.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    held = FileLock(lock, timeout=patience)
    try:
        held.acquire()
    except Timeout as error:
        who = _read(lock).told(datetime.now(UTC))
        raise BusyError(
            f"{what} används just nu av {who}. Försök igen när det kommandot är klart."
        ) from error
    try:
        _say(lock, command)
        yield
    finally:
        with suppress(OSError):
            _beside(lock).unlink(missing_ok=True)
        held.release()


def holder_of(lock: Path) -> Holder | None:
    """Tell who holds a lock, or None when nobody does.

    Nothing is left behind, and what a dead process left is not taken for its lock. Where the lock
    cannot be tried, as in a folder that only can be read, what is written beside it is believed.
    """
    if not lock.exists():
        return None
    try:
        with FileLock(lock, timeout=0):
            return None
    except Timeout:
        return _read(lock)
    except OSError:
        return _read(lock) if _beside(lock).exists() else None


def _beside(lock: Path) -> Path:
    return lock.with_name(f"{lock.name}.json")


def _say(lock: Path, command: str) -> None:
    """Say who we are; a disk that is too full for that lets the command go on."""
    since = datetime.now(UTC).isoformat(timespec="seconds")
    told = {"command": command, "process": os.getpid(), "computer": socket.gethostname()}
    with suppress(OSError):
        _beside(lock).write_text(json.dumps({**told, "since": since}), encoding="utf-8")


def _read(lock: Path) -> Holder:
    """Read who holds a lock: nobody in particular, where it is not said or cannot be read."""
    try:
        said = json.loads(_beside(lock).read_text(encoding="utf-8"))
        since = datetime.fromisoformat(said["since"])
        if since.tzinfo is None:
            return Holder()
        return Holder(str(said["command"]), int(said["process"]), str(said["computer"]), since)
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()
