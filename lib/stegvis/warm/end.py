"""A kernel's end: all that a cell can notice of it, without taking the interpreter apart.

To take apart what was imported touches nearly every page that the kernel shares with its parent,
and costs more than starting did. The system takes the memory back anyhow. What an ordinary end
does for what cells have made is done first: threads are waited for, exit functions run, what only
variables held is let go of, and open files are flushed.
"""

from __future__ import annotations

import atexit
import os
import sys

_ASKED: list[bool] = []
"""Whether the kernel ends because it was asked to, and so with exit code 0."""


def prepare() -> None:
    """Be the last of the exit functions; so call this before anything else registers one."""
    atexit.register(_end)


def asked_for() -> None:
    """Say that the kernel has been shut down, as it should."""
    _ASKED.append(True)


def _end() -> None:
    if not _ASKED:  # Python knows the exit code
        return
    import ctypes
    import gc
    import io

    vars(sys.modules["__main__"]).clear()
    gc.collect()
    writers = (io.BufferedWriter, io.BufferedRandom, io.TextIOWrapper)
    for held in gc.get_objects():
        if isinstance(held, writers):
            _flush(held)
    for stream in (sys.stdout, sys.stderr):
        _flush(stream)
    ctypes.CDLL(None).fflush(None)
    os._exit(0)


def _flush(stream: object) -> None:
    try:
        if stream is not None and not stream.closed:  # type: ignore[attr-defined]  # any file has it
            stream.flush()  # type: ignore[attr-defined]  # as above
    except (OSError, ValueError):  # a full disk, a stream that was detached: nobody is left to tell
        return
