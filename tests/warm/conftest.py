"""What warm kernels are tried with: kernels that run code, and a look at processes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_client import KernelManager

QUIET = ["--Application.log_level=CRITICAL", "--HistoryManager.hist_file=:memory:"]


class Kernel:
    """A running kernel that is asked to run code."""

    def __init__(self, name: str, **options: Any) -> None:
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel(extra_arguments=QUIET, **options)
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    @property
    def pid(self) -> int:
        return int(self.manager.provisioner.pid)

    def run(self, code: str) -> str:
        """Run code, and give what it printed or the name of the error it ended with."""
        told: list[str] = []

        def hear(message: dict[str, Any]) -> None:
            content = message["content"]
            told.append(content.get("text") or content.get("ename") or "")

        self.client.execute_interactive(code, timeout=60, output_hook=hear)
        return "".join(told).strip()

    def parent(self) -> int:
        """Give the process that it was started or forked from."""
        return int(self.run("import os; print(os.getppid())"))

    def code(self) -> int:
        """Wait for the kernel to end by itself, and give its exit code."""
        until = time.monotonic() + 20
        while (code := self.manager.provisioner.process.poll()) is None:
            assert time.monotonic() < until
            time.sleep(0.05)
        return int(code)

    def close(self, *, now: bool = True) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=now)


Start = Callable[..., Kernel]


@pytest.fixture
def start() -> Iterator[Start]:
    started: list[Kernel] = []

    def kernel(name: str = "stegvis", **options: Any) -> Kernel:
        started.append(Kernel(name, **options))
        return started[-1]

    yield kernel
    for each in started:
        each.close()


CLIENT = """
import os, signal, subprocess, sys, time
from pathlib import Path
sys.path.insert(0, {folder!r})
from warm.conftest import Kernel
"""


def as_client(code: str, **options: Any) -> list[str]:
    """Run code in a client of its own, and give the words that it printed."""
    begin = CLIENT.format(folder=str(Path(__file__).parents[1]))
    done = subprocess.run(
        [sys.executable, "-c", begin + code],
        stdout=subprocess.PIPE,
        text=True,
        timeout=120,
        check=False,
        **options,
    )
    return done.stdout.split()


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


def gone(pid: int, seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.05)
    return not is_alive(pid)
