"""The process that kernels are forked from: warm, fit to be forked, up to date, never worn out."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import stegvis
from jupyter_client import AsyncKernelManager
from stegvis.warm import client
from stegvis.warm.client import Parent, WarmError
from stegvis.warm.parents import Parents
from stegvis.warm.request import Request
from warm.conftest import QUIET, Start, as_client, gone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")

WARMED = """
import asyncio, gc, json, sys, threading, warnings
warnings.simplefilter("error")
from stegvis.warm.parent import why_not_to_fork
from stegvis.warm.up import warm_up
warm_up()
import zmq
made = {type(each).__name__ for each in gc.get_objects()
        if issubclass(type(each), (zmq.Context, zmq.Socket, asyncio.AbstractEventLoop))}
assert not made, made
assert not why_not_to_fork(), why_not_to_fork()
modules = set(sys.modules)
threading.Thread(target=threading.Event().wait, daemon=True).start()
assert "2 trådar" in why_not_to_fork()
print(*sorted(modules))
"""


def test_a_warm_process_has_one_thread_no_context_and_no_loop_and_all_that_a_kernel_imports(
    start: Start,
) -> None:
    alone = os.environ | dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")
    alone["JE_ARROW_MALLOC_CONF"] = "background_thread:false"
    done = subprocess.run(
        [sys.executable, "-Xfrozen_modules=off", "-c", WARMED],
        env=alone,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    warm = set(done.stdout.split())
    assert {"pandas", "seaborn", "stegvis.show.goals", "ipykernel.kernelapp"} <= warm
    started = set(start().run("import sys; print(*sorted(sys.modules))").split())
    assert len(started - warm) < 15, started - warm


def test_two_kernels_of_one_parent_start_and_run_at_the_same_time() -> None:
    async def both() -> list[int]:
        managers = [AsyncKernelManager(kernel_name="stegvis") for _ in range(2)]
        await asyncio.gather(*(m.start_kernel(extra_arguments=QUIET) for m in managers))
        clients = [manager.client() for manager in managers]
        for each in clients:
            each.start_channels()
        await asyncio.gather(*(each.wait_for_ready(timeout=60) for each in clients))
        met = "import os, time\nopen(f'/proc/{os.getppid()}/stat')\ntime.sleep(0.5)"
        replies = (each.execute(met, reply=True, timeout=60) for each in clients)
        assert {r["content"]["status"] for r in await asyncio.gather(*replies)} == {"ok"}
        pids = [manager.provisioner.pid for manager in managers]
        parents = {_parent_of(pid) for pid in pids}
        for each, manager in zip(clients, managers, strict=True):
            each.stop_channels()
            await manager.shutdown_kernel()
        assert len(parents) == 1
        return pids

    first, second = asyncio.run(both())
    assert first != second
    assert gone(first)
    assert gone(second)


def _parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


@pytest.mark.long  # a hundred kernels
def test_a_parent_of_a_hundred_kernels_is_as_it_was() -> None:
    parent = Parent.start(os.environ, os.sep)

    async def one() -> None:
        kernel = await parent.fork(Request(["--help"], dict(os.environ), os.sep))
        kernel.kill()
        await client.until(kernel.poll, 20)

    asyncio.run(one())
    before = _holds(parent.process.pid)
    for _ in range(100):
        asyncio.run(one())
    after = _holds(parent.process.pid)
    assert after[:2] == before[:2]
    assert after[2] - before[2] < 5_000_000
    assert not parent.running
    parent.close()


def _holds(pid: int) -> tuple[int, str, int]:
    """Count the descriptors, the children, and the bytes of memory, of a process."""
    process = Path(f"/proc/{pid}")
    children = (process / "task" / str(pid) / "children").read_text()
    pages = int((process / "statm").read_text().split()[1])
    return len(list((process / "fd").iterdir())), children, pages * os.sysconf("SC_PAGE_SIZE")


EDITED = """
def told(kernel):
    return kernel.run("import stegvis.place; print(getattr(stegvis.place, 'EDITED', 'before'))")

older = Kernel("stegvis")
parent = older.parent()
print(told(older))
code = Path({copy!r}) / "place.py"
code.write_text(code.read_text("utf-8") + "\\nEDITED = 'edited'\\n", "utf-8")
newer = Kernel("stegvis")
print(told(newer), told(older), newer.parent() == parent)
older.close()
newest = Kernel("stegvis")
print(newest.parent() == newer.parent(), os.path.exists(f"/proc/{{parent}}"))
"""


def test_a_stale_parent_is_replaced_when_the_code_changes_and_ends_with_its_last_kernel(
    tmp_path: Path,
) -> None:
    copy = tmp_path / "stegvis"
    shutil.copytree(Path(stegvis.__file__).parent, copy)
    code = EDITED.format(copy=str(copy))
    told = as_client(code, env=os.environ | {"PYTHONPATH": str(tmp_path)})
    assert told == ["before", "edited", "before", "False", "True", "False"]


@pytest.fixture
def hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Request:
    (tmp_path / "seaborn.py").write_text("import time\ntime.sleep(600)", "utf-8")
    monkeypatch.setattr(client, "PATIENCE_SECONDS", 3)
    lib = str(Path(stegvis.__file__).parents[1])
    path = os.pathsep.join([str(tmp_path), lib])
    return Request(["--help"], os.environ | {"PYTHONPATH": path}, os.sep)


def test_a_parent_that_hangs_while_it_warms_up_is_given_up_and_not_tried_again(
    hanging: Request,
) -> None:
    parents = Parents()
    parent = parents.current(hanging)
    with pytest.raises(WarmError, match=r"3 sekunder|är borta"):
        asyncio.run(parent.fork(hanging))
    assert gone(parent.process.pid)
    with pytest.raises(WarmError, match="aldrig i gång"):
        parents.current(hanging)
    parents.close()


def test_a_parent_that_hangs_ends_by_itself_when_nobody_is_left_to_give_it_up(
    hanging: Request,
) -> None:
    parent = Parent.start(hanging.environment, hanging.folder)
    time.sleep(0.1)
    assert parent.is_alive
    until = time.monotonic() + 10
    while parent.process.poll() is None:  # that it has not been asked for anything, nor killed
        assert time.monotonic() < until
        time.sleep(0.05)
    parent.close()
