"""A client's end: starting the process that kernels are forked from, and asking it for one."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count
from multiprocessing.connection import Connection, Pipe
from threading import RLock
from typing import TypeVar

from stegvis.warm.key import SINGLE_THREADED, folder_to_start_in
from stegvis.warm.request import Event, Request

PATIENCE_SECONDS = 60
"""How long a parent may take to warm up, and then to fork."""

_OPTIONS = ["-Xfrozen_modules=off"]
"""What ipykernel itself asks for: the debugger sees every line of Python's own modules."""
_INLINE = "module://matplotlib_inline.backend_inline"

T = TypeVar("T")


class WarmError(Exception):
    """No kernel could be forked; the message, in Swedish, says why."""


async def until(found: Callable[[], T | None], seconds: float) -> T | None:
    """Wait until there is something, and give it; None when the time is up."""
    end = time.monotonic() + seconds
    pause = 0.001
    while (value := found()) is None and time.monotonic() < end:
        await asyncio.sleep(pause)
        pause = min(1.5 * pause, 0.02)
    return value


@dataclass
class Parent:
    """A process that kernels are forked from, and what is known of its kernels.

    Nothing here waits for the process but `fork` and `close`; several threads may ask.
    """

    process: subprocess.Popen[bytes]
    connection: Connection
    codes: dict[int, int] = field(default_factory=dict)
    running: set[int] = field(default_factory=set)
    answers: dict[int, Event] = field(default_factory=dict)
    has_forked: bool = False
    _numbers: count[int] = field(default_factory=count)
    _lock: RLock = field(default_factory=RLock)

    @classmethod
    def start(cls, environment: Mapping[str, str], folder: str) -> Parent:
        """Start one for kernels in this folder; it warms up while the caller goes on."""
        ours, theirs = Pipe()
        with theirs:
            told = [theirs.fileno(), os.getpid(), PATIENCE_SECONDS]
            process = subprocess.Popen(  # noqa: S603  # our own module, by our own Python
                [sys.executable, *_OPTIONS, "-m", "stegvis.warm", *map(str, told)],
                env={"MPLBACKEND": _INLINE, **environment, **SINGLE_THREADED},
                cwd=folder_to_start_in(environment, folder),
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        return cls(process, ours)

    @property
    def is_alive(self) -> bool:
        """Whether it can still be asked."""
        return self.process.poll() is None and not self.connection.closed

    async def fork(self, request: Request) -> ForkedKernel:
        """Ask for a kernel, and wait until its process is there.

        Raises
        ------
        WarmError
            When the parent is gone, refuses, or takes too long; it is then ended.
        """
        number = next(self._numbers)
        try:
            with self._lock:
                self.connection.send_bytes(replace(request, number=number).encode())
            answer = await until(lambda: self._answer(number), PATIENCE_SECONDS)
        except (EOFError, OSError) as error:
            raise WarmError("processen att klyva fram kärnor ur är borta") from error
        if answer is None:
            self.process.kill()
            raise WarmError(f"ingen kärna kom på {PATIENCE_SECONDS} sekunder")
        if answer.kind == "refused":
            raise WarmError(answer.reason)
        return ForkedKernel(answer.pid, self)

    def _answer(self, number: int) -> Event | None:
        with self._lock:
            self._hear()
            return self.answers.pop(number, None)

    def _hear(self) -> None:
        """Take in what the parent has told."""
        while self.connection.poll():
            event = Event.decode(self.connection.recv_bytes())
            if event.kind == "ended":
                self.running.discard(event.pid)
                self.codes[event.pid] = event.code
                continue
            self.answers[event.number] = event
            if event.kind == "started":
                self.running.add(event.pid)
                self.has_forked = True

    def code(self, pid: int) -> int | None:
        """Give a kernel's exit code; None while it runs.

        When the parent is gone, so are its kernels: killed, as it was.
        """
        with self._lock:
            try:
                self._hear()
            except (EOFError, OSError):
                self.codes |= dict.fromkeys(self.running, -signal.SIGKILL)
                self.running.clear()
            return self.codes.get(pid)

    def close(self) -> None:
        """Let the parent end, and its kernels with it."""
        self.connection.close()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        self.process.kill()
        self.process.wait()

    def end_at_once(self) -> None:
        """Let the parent end its kernels, with what their cells have started, and itself.

        One that has forked none, and may be warming up still, has nothing to end but itself.
        """
        self.connection.close()
        if self.has_forked:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(1)
        self.process.kill()


@dataclass
class ForkedKernel:
    """A forked kernel, seen as a `subprocess.Popen` by Jupyter's provisioner."""

    pid: int
    parent: Parent
    stdin: None = None
    stdout: None = None
    stderr: None = None

    def poll(self) -> int | None:
        """Give the exit code, or None while the kernel runs."""
        return self.parent.code(self.pid)

    def wait(self) -> int:
        """Wait for the kernel to end, and give its exit code."""
        while (code := self.poll()) is None:
            time.sleep(0.01)
        return code

    def send_signal(self, signum: int) -> None:
        """Send a signal, if the kernel still runs: its number may be another's by now."""
        if self.poll() is None:
            os.kill(self.pid, signum)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel."""
        self.send_signal(signal.SIGKILL)
