"""Being asked to end by the keyboard, the system or a terminal that closes: all heeded alike."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread

STATUS = 130
"""How a command ends that was asked to: as a shell has it for an interrupt."""
SENTENCE = "Avbrutet. Det som är klart är kvar; kör samma kommando igen, så görs resten."

_ASKS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""What asks a program to end; not every system has all of them."""
_IMPATIENT_SECONDS = 2.0
"""Who asks again so soon is not heeded: what is under way is being cleared away."""


@contextmanager
def heeding() -> Iterator[None]:
    """Raise `KeyboardInterrupt` where a block is when someone asks it to end.

    What the process was started to ignore, as by ``nohup``, it goes on ignoring. Once it has been
    asked, the process is about to end, and asking again does not disturb how it says so.
    """
    if current_thread() is not main_thread():
        yield
        return
    asked_at: float | None = None

    def asked(*_: object) -> None:
        nonlocal asked_at
        before, asked_at = asked_at, time.monotonic()
        if before is None or asked_at - before >= _IMPATIENT_SECONDS:
            raise KeyboardInterrupt

    signals = [getattr(signal, name) for name in _ASKS if hasattr(signal, name)]
    before = {one: signal.getsignal(one) for one in signals}
    heeded = [one for one in signals if before[one] is not signal.SIG_IGN]
    for one in heeded:
        signal.signal(one, asked)
    try:
        yield
    finally:
        for one in heeded:
            signal.signal(one, signal.SIG_IGN if asked_at else before[one] or signal.SIG_DFL)
