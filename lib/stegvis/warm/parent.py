"""The process that kernels are forked from: ``python -m stegvis.warm.parent FD``.

It imports, then waits: for requests on the connection that it was given, and for its kernels to
end. It lives as long as its client: when the connection is closed, however that happened, it ends,
and the kernels end with it.
"""

from __future__ import annotations

import gc
import os
import sys
from multiprocessing.connection import Connection, wait
from pathlib import Path

from stegvis.warm.request import Event, Request


def _warm_up() -> None:
    """Import what notebooks use, and draw one chart."""
    import pkgutil
    from importlib import import_module

    import matplotlib.pyplot  # noqa: F401  # loaded for the kernels, used by none here
    import pandas  # noqa: F401
    import seaborn  # noqa: F401

    import stegvis.report.opening
    import stegvis.show
    from stegvis.show import style
    from stegvis.show.chart import Chart

    for module in pkgutil.iter_modules(stegvis.show.__path__, "stegvis.show."):
        import_module(module.name)
    with style.styled():
        figure, axes = style.canvas(4)
        axes.barh(["Å", "Ä", "Ö"], [1, 2, 3])
    Chart.of(figure, alt="Värmer upp.", caption="Uppvärmning")


def _why_not_to_fork() -> str:
    """Say what makes a fork unsafe just now; nothing when it is safe."""
    tasks = Path("/proc/self/task").iterdir()
    threads = [(task / "comm").read_text().strip() for task in tasks]
    return f"the process has {len(threads)} threads: {', '.join(threads)}" if threads[1:] else ""


def serve(connection: Connection) -> Request | None:
    """Fork a kernel for each request, and tell of each that ends.

    Returns
    -------
    In a process that has just been forked, the request that it is to become; in the parent, when
    its client is gone, nothing.
    """
    kernels: dict[int, int] = {}
    while True:
        for ready in wait([connection, *kernels]):
            if isinstance(ready, int):
                pid = kernels.pop(ready)
                os.close(ready)
                code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
                connection.send_bytes(Event("ended", pid, code).encode())
                continue
            try:
                request = Request.decode(connection.recv_bytes())
            except EOFError:
                return None
            if reason := _why_not_to_fork():
                connection.send_bytes(Event("refused", reason=reason).encode())
                continue
            pid = os.fork()
            if not pid:
                connection.close()
                for other in kernels:
                    os.close(other)
                return request
            kernels[os.pidfd_open(pid)] = pid
            connection.send_bytes(Event("started", pid).encode())


def main() -> None:
    """Warm up, serve, and become a kernel in each process that is forked."""
    connection = Connection(int(sys.argv[1]))
    del sys.path[0]  # the folder it was started in, which is not the kernels'
    _warm_up()
    gc.collect()
    gc.freeze()
    parent = os.getpid()
    request = serve(connection)
    if request is not None:
        from stegvis.warm.kernel import become

        become(request, parent)


if __name__ == "__main__":
    main()
