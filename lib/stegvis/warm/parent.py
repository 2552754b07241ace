"""The process that kernels are forked from: ``python -m stegvis.warm FD CLIENT SECONDS``.

It imports, then waits: for requests on the connection that it was given, for its kernels to end,
and for its client to end. It lives as long as its client: when that or the connection is gone,
however that happened, it ends its kernels, with what they have started, and itself. It ends, too,
when it has not warmed up in so many seconds.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
from collections.abc import Collection
from contextlib import suppress
from contextvars import copy_context
from multiprocessing.connection import Connection, wait
from pathlib import Path

from stegvis.warm.request import Event, Request

_ADOPT_ORPHANS = 36
"""``PR_SET_CHILD_SUBREAPER`` of Linux's ``prctl``; a fork does not inherit it."""


def _serve(connection: Connection, client: int, kernels: dict[int, int]) -> Request | None:
    """Fork a kernel for each request, and tell of each that ends.

    Parameters
    ----------
    connection
        Where requests come from.
    client
        The client's process, as a descriptor.
    kernels
        The kernels' processes: their numbers by their descriptors, kept up to date.

    Returns
    -------
    In a process that has just been forked, the request that it is to become; in the parent, when
    its client is gone, nothing.
    """
    while True:
        for ready in wait([connection, client, *kernels]):
            if ready == client:
                return None
            if isinstance(ready, int):
                ended = _ended(ready, kernels.pop(ready))
                end_orphans(kernels.values())
                _tell(connection, ended)
                continue
            try:
                request = Request.decode(connection.recv_bytes())
            except (EOFError, OSError):
                return None
            if reason := why_not_to_fork():
                _tell(connection, Event("refused", reason=reason, number=request.number))
                continue
            try:
                pid = os.fork()
            except OSError as error:
                reason = f"processen gick inte att klyva: {error.strerror}"
                _tell(connection, Event("refused", reason=reason, number=request.number))
                continue
            if not pid:
                connection.close()
                for other in (client, *kernels):
                    os.close(other)
                return request
            kernels[os.pidfd_open(pid)] = pid
            _tell(connection, Event("started", pid, number=request.number))


def why_not_to_fork() -> str:
    """Say what makes a fork unsafe just now; nothing when it is safe.

    A fork takes no thread but the one that asks for it, and locks that the others held stay held.
    """
    tasks = Path("/proc/self/task").iterdir()
    threads = [(task / "comm").read_text().strip() for task in tasks]
    return f"processen har {len(threads)} trådar: {', '.join(threads)}" if threads[1:] else ""


def _tell(connection: Connection, event: Event) -> None:
    with suppress(OSError):  # nobody listens any more, which is seen next
        connection.send_bytes(event.encode())


def _ended(descriptor: int, pid: int) -> Event:
    """Reap a kernel that has ended, and end what it has left running."""
    os.close(descriptor)
    _end_group(pid)
    return Event("ended", pid, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def _end_group(leader: int) -> None:
    """End a kernel and what its cells have started, but for what has left its group.

    Until the leader has been reaped, its number is nobody else's.
    """
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.kill(leader, signal.SIGKILL)


def end_orphans(kernels: Collection[int]) -> None:
    """End what cells have started that has left their kernel's group, once no kernel runs.

    Such processes become this one's children when whoever started them ends. While some kernel
    runs they may be of its making; only those that have ended by themselves are then reaped.
    """
    while orphans := _children() - {*kernels}:
        for orphan in orphans:
            with suppress(ProcessLookupError, PermissionError, ChildProcessError):
                if not kernels:
                    os.kill(orphan, signal.SIGKILL)
                os.waitpid(orphan, os.WNOHANG if kernels else 0)
        if kernels:
            return


def _children() -> set[int]:
    try:
        return {*map(int, Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())}
    except OSError:  # a system that does not list them
        return set()


def main() -> None:
    """Warm up, serve, and become a kernel in each process that is forked."""
    handle, client, patience = map(int, sys.argv[1:])
    signal.alarm(patience)
    connection = Connection(handle)
    del sys.path[0]  # the folder it was started in, which is not the kernels'

    from stegvis.warm.up import warm_up

    ctypes.CDLL(None, use_errno=True).prctl(_ADOPT_ORPHANS, 1)
    before = dict(os.environ)
    copy_context().run(warm_up)  # what it leaves in contexts, such as decimal's flags, stays there
    by_imports = {name: value for name, value in os.environ.items() if before.get(name) != value}
    signal.alarm(0)
    gc.collect()
    gc.freeze()
    parent = os.getpid()
    kernels: dict[int, int] = {}
    with suppress(ProcessLookupError):
        watched = os.pidfd_open(client)
        request = _serve(connection, watched, kernels) if os.getppid() == client else None
        if request is not None:
            from stegvis.warm.kernel import become

            become(request, parent, by_imports)
            return
    for pid in kernels.values():
        _end_group(pid)
        os.waitpid(pid, 0)
    end_orphans(())
    os._exit(0)
