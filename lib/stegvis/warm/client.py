"""A client's end: starting the process that kernels are forked from, and asking it for one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe
from pathlib import Path

import stegvis
from stegvis.warm.request import Event, Request

PATIENCE_SECONDS = 120.0
"""How long a parent may take to warm up and fork."""

SINGLE_THREADED = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
"""What keeps the libraries from starting threads when they are imported: a fork takes none."""

_READ_AT_IMPORT = (
    *("PYTHON", "VIRTUAL_ENV", "MPL", "MATPLOTLIB"),
    *("LANG", "LC_", "TZ", "HOME", "XDG_"),
)
"""Variables that a library reads when it is imported begin so: another value, another parent."""

_INLINE = "module://matplotlib_inline.backend_inline"


class WarmError(Exception):
    """No kernel could be forked; the message, in English, says why."""


Key = tuple[tuple[tuple[str, int, int], ...], tuple[tuple[str, str], ...]]


def key(environment: Mapping[str, str]) -> Key:
    """Tell parents apart: by our own code as it is on disk, and by what imports have read."""
    folder = Path(stegvis.__file__).parent
    code = tuple(
        (str(path), stat.st_mtime_ns, stat.st_size)
        for path in sorted(folder.rglob("*.py"))
        for stat in (path.stat(),)
    )
    read = sorted(pair for pair in environment.items() if pair[0].startswith(_READ_AT_IMPORT))
    return code, tuple(read)


@dataclass
class Parent:
    """A process that kernels are forked from, and what is known of its kernels."""

    process: subprocess.Popen[bytes]
    connection: Connection
    codes: dict[int, int] = field(default_factory=dict)
    running: set[int] = field(default_factory=set)

    @classmethod
    def start(cls, environment: Mapping[str, str]) -> Parent:
        """Start one; it warms up while the caller goes on."""
        ours, theirs = Pipe()
        with theirs:
            command = [sys.executable, "-m", "stegvis.warm.parent", str(theirs.fileno())]
            process = subprocess.Popen(  # noqa: S603  # our own module, by our own Python
                command,
                env={"MPLBACKEND": _INLINE, **environment, **SINGLE_THREADED},
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        return cls(process, ours)

    @property
    def is_alive(self) -> bool:
        """Whether it can still be asked."""
        return self.process.poll() is None and not self.connection.closed

    def fork(self, request: Request) -> ForkedKernel:
        """Ask for a kernel, and wait until its process is there.

        Raises
        ------
        WarmError
            When the parent is gone, refuses, or takes too long.
        """
        try:
            self.connection.send_bytes(request.encode())
            until = time.monotonic() + PATIENCE_SECONDS
            while self.connection.poll(max(0.0, until - time.monotonic())):
                event = self._next()
                if event.kind == "started":
                    self.running.add(event.pid)
                    return ForkedKernel(event.pid, self)
                if event.kind == "refused":
                    raise WarmError(event.reason)
        except (EOFError, OSError) as error:
            raise WarmError("the process to fork from is gone") from error
        raise WarmError(f"the process to fork from did not answer in {PATIENCE_SECONDS:.0f} s")

    def _next(self) -> Event:
        event = Event.decode(self.connection.recv_bytes())
        if event.kind == "ended":
            self.running.discard(event.pid)
            self.codes[event.pid] = event.code
        return event

    def code(self, pid: int) -> int | None:
        """Give a kernel's exit code; None while it runs.

        When the parent is gone, so are its kernels: killed, as it was.
        """
        try:
            while pid not in self.codes and self.connection.poll():
                self._next()
        except (EOFError, OSError):
            for orphan in self.running:
                self.codes[orphan] = -signal.SIGKILL
            self.running.clear()
        return self.codes.get(pid)

    def close(self) -> None:
        """Let the parent end, and its kernels with it."""
        self.connection.close()
        self.process.wait()


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
