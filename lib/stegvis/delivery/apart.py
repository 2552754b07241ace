"""Have deliveries read in a process of its own, which may die of them without harm to anyone.

A file made to do harm can make a reader take all memory, or all day, or end the process it is in.
Here that is a finding about one delivery, and the others go on.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from threading import Lock, Timer
from time import monotonic

from stegvis.delivery import limits
from stegvis.delivery.raw import Contents, Fault
from stegvis.delivery.reader import received, send
from stegvis.delivery.wire import decode

_COMMAND = (sys.executable, "-P", "-m", "stegvis.delivery.reader")
"""``-P``: nothing is imported from the folder that the command happens to be given in."""
_DIED = Fault(
    None,
    "unreadable",
    "Filen går inte att läsa: den är skadad, eller för stor för att vara en leverans. Öppna den, "
    "ta bort det som inte hör dit och spara den på nytt.",
)


class Reader:
    """A process that reads, started when it is first needed and again when it has died.

    It takes what it is asked for one by one, from any thread. A process that was forked from the
    one that asked starts one of its own.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def ask(self, form: str, files: Mapping[str, bytes]) -> Contents:
        """Have a delivery read; that it could not be is a fault of the whole delivery."""
        with self._lock:
            process, self._process = self._ready(), None
            began, late = monotonic(), Timer(limits.SECONDS, process.kill)
            late.start()
            try:
                answer = _answer(process, form, files)
                if answer is not None:
                    self._process = process
            finally:
                late.cancel()
                if self._process is None:
                    process.kill()
                    _let_go(process)
        if answer is not None:
            return decode(answer)
        return Contents((), (_too_slow() if monotonic() - began >= limits.SECONDS else _DIED,))

    def close(self) -> None:
        """End the process, if it has been started."""
        if self._process is None:
            return
        if self._owner == os.getpid():
            self._process.kill()
        else:  # it is the child of who forked this one: here it is only let go of
            self._process.returncode = 0
        _let_go(self._process)
        self._process = None

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._process is not None:
            if self._owner == os.getpid() and self._process.poll() is None:
                return self._process
            self.close()
        self._owner = os.getpid()
        return subprocess.Popen(  # noqa: S603  # our own module, by our own Python
            _COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what a library says as it dies may hold what it read
        )


def _answer(
    process: subprocess.Popen[bytes], form: str, files: Mapping[str, bytes]
) -> bytes | None:
    if process.stdin is None or process.stdout is None:
        raise AssertionError("both are pipes")
    try:
        send(process.stdin, json.dumps([form, list(files)]).encode())
        for content in files.values():
            send(process.stdin, content)
        return received(process.stdout)
    except OSError:
        return None


def _let_go(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # what it was still to be told
                pipe.close()
    process.wait()


def _too_slow() -> Fault:
    return Fault(
        None,
        "too-slow",
        f"Filen tog mer än {limits.SECONDS} sekunder att läsa och lämnades. Öppna den, ta bort "
        "det som inte hör dit och spara den på nytt.",
    )


_READER = Reader()
atexit.register(_READER.close)


def read_apart(form: str, files: Mapping[str, bytes]) -> Contents:
    """Read the cells of a delivery, as :func:`stegvis.delivery.reader.read` does, in safety.

    When the process that reads dies, or has not read it in :data:`limits.SECONDS`, that is a fault
    of the whole delivery.
    """
    return _READER.ask(form, files)
