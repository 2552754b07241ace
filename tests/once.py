"""What takes long to make is made once, by the first of the test processes that asks for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def once(
    factory: pytest.TempPathFactory, worker_id: str, name: str, make: Callable[[Path], object]
) -> Path:
    """Give a folder that ``make`` has filled; the other test processes wait for it.

    Whoever asks for it leaves it as it is: it is the same folder for every test.
    """
    shared = factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    folder, done = shared / name, shared / f"{name}-is-made"
    with FileLock(shared / f"{name}.lock"):
        if not done.exists():
            make(folder)
            done.touch()
    return folder
