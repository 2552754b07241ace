"""Processes that work for their caller, and end when it gives up or ends, however that happens.

Only the caller holds the one end of a pipe whose other end each of them listens at. An interrupt
from the keyboard reaches all processes of a terminal: the caller alone heeds it.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Any

AT_END: list[Callable[[], None]] = []
"""What such a process does first when it is to end at once."""

SPAWNED = get_context("spawn")


@contextmanager
def pool(
    jobs: int, begin: Callable[..., None] | None = None, *given: Any
) -> Iterator[ProcessPoolExecutor]:
    """Give so many processes, each of which first calls ``begin``.

    When the block is left by an exception, they end at once, with all that they were doing.
    """
    ours, theirs = Pipe(duplex=False)
    processes = ProcessPoolExecutor(
        jobs, mp_context=SPAWNED, initializer=_begin, initargs=(ours, begin, given)
    )
    try:
        with _undisturbed():
            processes.submit(_nothing)  # so that they are started here
        yield processes
    except BaseException:
        theirs.close()
        raise
    finally:
        processes.shutdown(cancel_futures=True)
        theirs.close()
        ours.close()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let what is started not be interrupted before it can say that it does not heed that."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(alive: Connection, begin: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, _unheeded)  # a function, unlike SIG_IGN, is not inherited
    if hasattr(signal, "SIGHUP"):  # a terminal that closes tells all of its processes
        signal.signal(signal.SIGHUP, _unheeded)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    Thread(target=_end_after, args=(alive,), daemon=True).start()
    if begin is not None:
        begin(*given)


def _unheeded(*_: object) -> None:
    """Do nothing: the caller is interrupted too, and says what is to be done."""


def _nothing() -> None:
    """Do nothing."""


def _end_after(alive: Connection) -> None:
    wait([alive])
    for each in AT_END:
        with suppress(Exception):
            each()
    os._exit(1)
