"""One writer at a time in a store, and nobody is forgotten while somebody reads.

What is written is a delivery that appears whole, so reading takes no lock. But a command that makes
something of the store, for minutes, would tell of who is forgotten meanwhile: it leaves word that
it reads, and whoever is to forget waits for another day.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from stegvis.delivery.address import is_remote
from stegvis.delivery.durable import TEMPORARY
from stegvis.delivery.journal import finish
from stegvis.delivery.receipt import FOLDER as RECEIPTS
from stegvis.delivery.receipt import Receipt
from stegvis.one_at_a_time import BusyError, Holder, holder_of, holding
from stegvis.owner_only import owner_only

LOCK_FILE = ".lock"
PATIENCE_SECONDS = 10.0
"""How long to wait for another who is writing."""
_READER = ".laser-"
"""How the name of the lock of somebody who reads begins."""
_WHAT = "Underlaget"


@contextmanager
def writing(
    store: Path, figures: Path, command: str = "add", *, unread: bool = False
) -> Iterator[Receipt | None]:
    """Hold a store's lock: what was interrupted is finished or cleared first.

    Gives the receipt of a forgetting that had been interrupted, if one had. All that is written
    can be read by its owner alone. ``unread`` asks for a store that no command is reading.

    Raises
    ------
    BusyError
        When another holds the lock for long, or reads what is to be unread.
    OSError, StoreError
        When the disk lets nothing be written, or what was interrupted cannot be read.
    """
    with owner_only(), holding(store / LOCK_FILE, command, _WHAT, PATIENCE_SECONDS):
        if unread:
            refuse_while_read(store)
        finished = finish(store, figures)
        _clear_leftovers(store)
        yield finished
        _clear_leftovers(store)


@contextmanager
def reading(store: Path, command: str) -> Iterator[None]:
    """Let nobody be forgotten in a store while the block lasts; others may read, and add to it.

    A store at an address, or that can only be read, has nobody forgotten from here.

    Raises
    ------
    BusyError
        When somebody is being forgotten, or another writes for long.
    """
    with ExitStack() as held:
        if not is_remote(store) and store.is_dir():
            own = store / f"{_READER}{uuid4().hex}.lock"
            with (
                owner_only(),
                suppress(OSError),
                holding(store / LOCK_FILE, command, _WHAT, PATIENCE_SECONDS),
            ):
                _clear_readers(store)
                held.callback(_drop, own)
                held.enter_context(holding(own, command, _WHAT))
        yield


def readers(store: Path) -> list[Holder]:
    """List who is reading a store; those who died of it are not."""
    held = (holder_of(path) for path in sorted(store.glob(f"{_READER}*.lock")))
    return [one for one in held if one is not None]


def refuse_while_read(store: Path) -> None:
    """Let nobody be forgotten in a store that a command reads.

    Raises
    ------
    BusyError
        When one does.
    """
    for one in readers(store):
        who = one.told(datetime.now(UTC))
        raise BusyError(f"{_WHAT} läses just nu av {who}. Försök igen när det kommandot är klart.")


def _clear_leftovers(store: Path) -> None:
    """Remove what killed processes left; the lock is held, so that none is being written."""
    for leftover in store.glob(f"*/*/*/{TEMPORARY}*"):
        shutil.rmtree(leftover)
    for folder in ("", f"{RECEIPTS}/", "*/*/*/*/"):
        for leftover in store.glob(f"{folder}{TEMPORARY}*"):
            leftover.unlink()
    _clear_readers(store)


def _clear_readers(store: Path) -> None:
    """Remove the locks of readers who died."""
    for lock in store.glob(f"{_READER}*.lock"):
        if holder_of(lock) is None:
            _drop(lock)


def _drop(lock: Path) -> None:
    """Remove the lock of a reader who has ended, and who it was."""
    for left in (lock, lock.with_name(f"{lock.name}.json")):
        with suppress(OSError):  # the next to write in the store tries again
            left.unlink(missing_ok=True)
