"""How warm kernels, and the processes that they are forked from, end: truly, and all of them."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import nbclient
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from warm.conftest import Start, as_client, gone, is_alive

if sys.platform != "linux":  # where there may be no SIGKILL to name below, either
    pytest.skip("kernels are forked on Linux only", allow_module_level=True)


@pytest.mark.parametrize(
    ("death", "code"),
    [
        ("import os; os._exit(3)", 3),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", -signal.SIGKILL),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", -signal.SIGSEGV),
    ],
)
def test_exit_codes_and_signals_are_true(start: Start, death: str, code: int) -> None:
    kernel = start()
    kernel.client.execute(death)
    assert kernel.code() == code
    assert not kernel.manager.is_alive()


def test_a_kernel_that_runs_out_of_memory_is_told_of(tmp_path: Path) -> None:
    hog = (
        "import resource\nresource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))\n"
        "held = [bytearray(2**28) for _ in range(64)]"
    )
    notebook = new_notebook(cells=[new_code_cell(hog)])
    with pytest.raises(nbclient.exceptions.CellExecutionError, match="MemoryError"):
        nbclient.execute(notebook, kernel_name="stegvis", cwd=str(tmp_path))
    killed = new_notebook(cells=[new_code_cell("import os; os.kill(os.getpid(), 9)")])
    with pytest.raises(nbclient.exceptions.DeadKernelError):
        nbclient.execute(killed, kernel_name="stegvis", cwd=str(tmp_path))


LEAVES = """
import atexit, threading, time, weakref
from pathlib import Path
class Held:
    def __init__(self, name): self.name = name
    def __del__(self, Path=Path): Path(self.name).touch()
held, loop = Held("held"), Held("loop")
loop.itself = loop
text = open("text", "w"); text.write("skrivet")
def keep():
    kept = open("closure", "wb"); kept.write(b"skrivet")
    return lambda: kept
import json
json.kept = keep()
atexit.register(lambda: Path("atexit").touch())
threading.Thread(target=lambda: (time.sleep(0.3), Path("thread").touch())).start()
"""


@pytest.mark.parametrize("name", ["stegvis", "python3"])
def test_what_cells_have_left_to_do_is_done_when_the_kernel_is_shut_down(
    start: Start, tmp_path: Path, name: str
) -> None:
    kernel = start(name, cwd=str(tmp_path))
    assert kernel.run(LEAVES) == ""
    process = kernel.manager.provisioner.process
    kernel.close(now=False)
    assert process.poll() == 0
    assert {path.name for path in tmp_path.iterdir() if not path.read_bytes()} == {
        *("held", "loop", "atexit", "thread")
    }
    assert (tmp_path / "text").read_text("utf-8") == "skrivet"
    assert (tmp_path / "closure").read_text("utf-8") == "skrivet"


SLEEPER = "import subprocess; p = subprocess.Popen(['sleep', '300']); print(p.pid)"


@pytest.mark.parametrize("end", ["killed", "shut down"])
def test_what_a_cell_has_started_ends_with_its_kernel(start: Start, end: str) -> None:
    kernel = start()
    sleeper = int(kernel.run(SLEEPER))
    assert is_alive(sleeper)
    if end == "killed":
        os.kill(kernel.pid, signal.SIGKILL)
        assert kernel.code() == -signal.SIGKILL
    else:
        kernel.close(now=False)
    assert gone(sleeper)


def test_a_parent_that_dies_takes_its_kernels_with_it(start: Start) -> None:
    kernel = start()
    os.kill(kernel.parent(), signal.SIGKILL)
    assert gone(kernel.pid)
    assert kernel.code() == -signal.SIGKILL
    assert start().run("print(1)") == "1"


DIES = (
    'kernel = Kernel("stegvis")\n'
    f"print(kernel.pid, kernel.parent(), kernel.run({SLEEPER!r}), flush=True)\n"
)


@pytest.mark.parametrize("end", ["os.kill(os.getpid(), signal.SIGKILL)", "raise SystemExit"])
def test_no_orphan_outlives_a_client_however_it_dies(end: str) -> None:
    left = as_client(DIES + end)
    assert len(left) == 3
    assert [pid for pid in left if not gone(int(pid))] == []


FORKED = """
kernel = Kernel("stegvis")
parent = kernel.parent()
fork = os.fork()
if not fork:
    os.close(1)  # whoever waits for what the client prints does not wait for this one
    own = Kernel("stegvis")
    Path("fork").write_text(f"{os.getpid()} {own.pid} {own.parent()}")
    time.sleep(60)
while not (Path("fork").exists() and Path("fork").read_text()):
    time.sleep(0.05)
print(kernel.pid, parent, Path("fork").read_text(), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_fork_of_the_client_neither_shares_its_kernels_nor_keeps_them_alive(
    tmp_path: Path,
) -> None:
    kernel, parent, fork, its_kernel, its_parent = map(int, as_client(FORKED, cwd=tmp_path))
    assert parent != its_parent
    assert gone(kernel)
    assert gone(parent)
    assert is_alive(its_kernel)
    os.kill(fork, signal.SIGKILL)
    assert gone(its_kernel)
    assert gone(its_parent)
