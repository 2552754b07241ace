"""How much memory a command and the processes that it starts have had at most, by their part in it.

Linux only: each process's own high-water mark is read from ``/proc`` while it lives. A forked
kernel's counts what it shares with the process that it was forked from.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

EVERY_SECONDS = 0.2
ROLES = ("caller", "worker", "kernel")
_WARM = "stegvis.warm"


def _high_water(pid: int) -> float:
    """Give a process's peak in MB."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _is_warm(process: psutil.Process) -> bool:
    return any(part.startswith(_WARM) for part in process.cmdline())


def _role(process: psutil.Process, top: int) -> str:
    if process.pid == top:
        return "caller"
    if _is_warm(process):
        parent = process.parent()
        forked = parent is not None and _is_warm(parent)
        return "kernel" if forked else "the kernels' parent"
    return "worker" if "spawn_main" in " ".join(process.cmdline()) else "other"


def _look(top: int, peaks: dict[str, float]) -> None:
    try:
        first = psutil.Process(top)
        family = [first, *first.children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for process in family:
        try:
            role = _role(process, top)
            peaks[role] = max(peaks[role], _high_water(process.pid))
        except (psutil.NoSuchProcess, psutil.ZombieProcess, OSError):
            continue  # it has ended meanwhile


@contextmanager
def watched(pid: int) -> Iterator[dict[str, float]]:
    """Watch a process and all that it starts; gives the peaks in MB by role, as they grow."""
    peaks: dict[str, float] = defaultdict(float)
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(EVERY_SECONDS):
            _look(pid, peaks)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peaks
    finally:
        ended.set()
        thread.join()
