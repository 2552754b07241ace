"""One writer at a time in a store."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from stegvis.delivery.durable import TEMPORARY
from stegvis.delivery.journal import finish
from stegvis.delivery.receipt import FOLDER as RECEIPTS
from stegvis.delivery.receipt import Receipt
from stegvis.owner_only import owner_only

LOCK_FILE = ".lock"
PATIENCE_SECONDS = 60.0
"""How long to wait for another who is writing."""


@contextmanager
def writing(store: Path, figures: Path) -> Iterator[Receipt | None]:
    """Hold a store's lock: what was interrupted is finished or cleared first.

    Gives the receipt of a forgetting that had been interrupted, if one had. All that is written
    can be read by its owner alone.

    Raises
    ------
    Timeout
        When another holds the lock for long.
    OSError, StoreError
        When the disk lets nothing be written, or what was interrupted cannot be read.
    """
    with owner_only():
        store.mkdir(parents=True, exist_ok=True)
        with FileLock(store / LOCK_FILE, timeout=PATIENCE_SECONDS):
            finished = finish(store, figures)
            _clear_leftovers(store)
            yield finished
            _clear_leftovers(store)


def _clear_leftovers(store: Path) -> None:
    """Remove what killed processes left; the lock is held, so that none is being written."""
    for leftover in store.glob(f"*/*/*/{TEMPORARY}*"):
        shutil.rmtree(leftover)
    for leftover in (*store.glob(f"{TEMPORARY}*"), *store.glob(f"{RECEIPTS}/{TEMPORARY}*")):
        leftover.unlink()
