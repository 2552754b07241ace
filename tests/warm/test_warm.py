"""Warm kernels: as isolated as ordinary ones, and honest about how they end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock
from typing import Any

import nbclient
import papermill
import pytest
from jupyter_client import KernelManager
from nbformat.v4 import new_code_cell, new_notebook
from stegvis.warm import parents, provisioner
from stegvis.warm.client import Parent

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")


class Kernel:
    """A running kernel that is asked to run code."""

    def __init__(self, name: str, **options: Any) -> None:
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel(extra_arguments=["--Application.log_level=CRITICAL"], **options)
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

    def code(self) -> int:
        """Wait for the kernel to end by itself, and give its exit code."""
        until = time.monotonic() + 20
        while (code := self.manager.provisioner.process.poll()) is None:
            assert time.monotonic() < until
            time.sleep(0.05)
        return int(code)

    def close(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


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


def parent_of(kernel: Kernel) -> int:
    return int(kernel.run("import os; print(os.getppid())"))


def test_a_kernel_has_imported_what_notebooks_use_before_it_starts(start: Start) -> None:
    kernel = start()
    loaded = "import sys; print({'pandas', 'seaborn', 'stegvis.show.goals'} <= set(sys.modules))"
    assert kernel.run(loaded) == "True"
    assert parent_of(kernel) != os.getpid()


def test_nothing_of_one_run_is_seen_in_another(start: Start, tmp_path: Path) -> None:
    first = start()
    first.run(
        "import os, random\nimport matplotlib.pyplot as plt\nimport numpy as np\n"
        "left = 1\nplt.rcParams['font.size'] = 40\nplt.figure()\n"
        f"os.chdir({str(tmp_path)!r})\nos.environ['LEFT'] = '1'\nimport pandas as pd\n"
        "pd.options.display.max_rows = 3\nfile = open('left', 'w')"
    )
    second = start()
    seen = second.run(
        "import os\nimport matplotlib.pyplot as plt\nimport pandas as pd\n"
        "print('left' in globals(), plt.rcParams['font.size'], plt.get_fignums(), "
        "'LEFT' in os.environ, pd.options.display.max_rows, os.getcwd())"
    )
    assert seen == f"False 10.0 [] False 60 {Path.cwd()}"
    assert parent_of(first) == parent_of(second)


def test_random_numbers_differ_between_runs(start: Start) -> None:
    draw = (
        "import random, uuid, tempfile, numpy as np\n"
        "print(random.random(), np.random.rand(), np.random.default_rng().random(), "
        "uuid.uuid4(), tempfile.mktemp())"
    )
    first, second = start().run(draw).split(), start().run(draw).split()
    assert len(first) == 5
    assert not set(first) & set(second)


SETTINGS = (
    "import json, locale, os, signal, sys\n"
    "import matplotlib, matplotlib.pyplot, pandas\n"
    "print(json.dumps([{k: str(v) for k, v in matplotlib.rcParams.items()}, "
    "matplotlib.get_backend(), sys.path, sys.flags[:], locale.getlocale(), "
    "sorted(k for k in os.environ if not k.startswith(('JPY_', 'OMP', 'OPENBLAS', 'MKL'))), "
    "str(signal.getsignal(signal.SIGTERM)), os.getpgrp() == os.getpid(), "
    "__name__, sys.warnoptions]))"
)


def test_a_warm_kernel_has_the_settings_of_an_ordinary_one(start: Start) -> None:
    warm, ordinary = (json.loads(start(name).run(SETTINGS)) for name in ("stegvis", "python3"))
    assert warm == ordinary


def test_folder_and_environment_are_those_asked_for(start: Start, tmp_path: Path) -> None:
    kernel = start(cwd=str(tmp_path), env=os.environ | {"STEGVIS_TEST": "åäö"})
    assert kernel.run("import os; print(os.getcwd(), os.environ['STEGVIS_TEST'])") == (
        f"{tmp_path} åäö"
    )


def test_threads_processes_and_parquet_work_in_a_fork(start: Start, tmp_path: Path) -> None:
    kernel = start(cwd=str(tmp_path))
    assert (
        kernel.run(
            "import subprocess, sys, threading, numpy as np, pandas as pd\n"
            "pd.DataFrame({'a': range(5)}).to_parquet('a.parquet')\n"
            "asked = [sys.executable, '-c', 'print(7)']\n"
            "said = subprocess.run(asked, capture_output=True).stdout\n"
            "told = []\nthread = threading.Thread(target=told.append, args=[1]); thread.start()\n"
            "thread.join()\n"
            "print(pd.read_parquet('a.parquet')['a'].sum(), int(said), told, "
            "np.linalg.det(np.eye(200)))"
        )
        == "10 7 [1] 1.0"
    )


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


def test_an_interrupted_cell_stops_and_the_kernel_goes_on(start: Start) -> None:
    kernel = start()
    kernel.run("left = 1")
    asked = kernel.client.execute("import time\ntime.sleep(60)")
    time.sleep(0.5)
    kernel.manager.interrupt_kernel()
    reply = kernel.client.get_shell_msg(timeout=10)
    while reply["parent_header"].get("msg_id") != asked:
        reply = kernel.client.get_shell_msg(timeout=10)
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert kernel.run("print(left)").endswith("1")


def test_a_restarted_kernel_is_another_process(start: Start) -> None:
    kernel = start()
    kernel.run("left = 1")
    before = kernel.pid
    kernel.manager.restart_kernel(now=True)
    kernel.client.wait_for_ready(timeout=60)
    assert kernel.pid != before
    assert gone(before)
    assert kernel.run("print('left' in globals())") == "False"


def test_a_parent_that_dies_takes_its_kernels_with_it(start: Start) -> None:
    kernel = start()
    os.kill(parent_of(kernel), signal.SIGKILL)
    assert gone(kernel.pid)
    assert kernel.code() == -signal.SIGKILL
    assert start().run("print(1)") == "1"


CLIENT = (
    "import os, signal\nfrom jupyter_client import KernelManager\n"
    "manager = KernelManager(kernel_name='stegvis')\n"
    "manager.start_kernel(extra_arguments=['--Application.log_level=CRITICAL'])\n"
    "parent = manager.provisioner.process.parent.process.pid\n"
    "print(manager.provisioner.pid, parent, flush=True)\n"
)


@pytest.mark.parametrize(
    "end", ["os.kill(os.getpid(), signal.SIGKILL)", "os._exit(0)", "raise SystemExit"]
)
def test_no_orphan_outlives_a_client_however_it_dies(end: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CLIENT + end], capture_output=True, text=True, check=False
    )
    kernel, parent = map(int, done.stdout.split())
    assert gone(kernel)
    assert gone(parent)


def test_a_stale_parent_is_replaced_when_the_code_changes(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = start()
    before = parent_of(older)
    real = parents.key

    def changed(environment: dict[str, str], folder: str) -> tuple[object, ...]:
        return (*real(environment, folder), "edited")

    monkeypatch.setattr(parents, "key", changed)
    newer = start()
    assert parent_of(newer) != before
    assert older.run("print('still here')") == "still here"
    older.close()
    assert parent_of(start()) == parent_of(newer)
    assert gone(before)


THREADED = (
    "import threading, time\n"
    "threading.Thread(target=time.sleep, args=[9], daemon=True).start()\n"
    "from stegvis.warm.parent import why_not_to_fork\nprint(why_not_to_fork())"
)


def test_a_process_with_threads_is_not_forked() -> None:
    told = subprocess.run(
        [sys.executable, "-c", THREADED], capture_output=True, text=True, check=True
    )
    assert "2 trådar" in told.stdout


def test_where_it_cannot_be_forked_an_ordinary_kernel_starts_and_it_is_said_once(
    start: Start, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(provisioner, "FORKS", False)
    monkeypatch.setattr(provisioner.NOTICE, "once", Lock())
    assert parent_of(start()) == os.getpid()
    assert parent_of(start()) == os.getpid()
    told = [record for record in caplog.records if "Kärnor startas inte varmt" in record.message]
    assert len(told) == 1


def test_a_parent_that_cannot_warm_up_is_no_failure(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Parent.start(os.environ | {"PYTHONHOME": "/nowhere"}, "/")
    monkeypatch.setattr(provisioner.PARENTS, "current", lambda request: broken)
    assert parent_of(start()) == os.getpid()
    broken.close()


def test_papermill_runs_any_notebook_with_it(tmp_path: Path) -> None:
    notebook = new_notebook(cells=[new_code_cell("1 + 1")])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    (tmp_path / "in.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    done = papermill.execute_notebook(
        str(tmp_path / "in.ipynb"),
        str(tmp_path / "out.ipynb"),
        kernel_name="stegvis",
        progress_bar=False,
    )
    assert done.cells[0].outputs[0].data["text/plain"] == "2"
