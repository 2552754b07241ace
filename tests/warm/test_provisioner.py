"""What Jupyter asks of a kernel: that it starts by its name, restarts, stops and is told of."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Lock

import nbclient
import papermill
import pytest
from jupyter_client import MultiKernelManager
from nbformat.v4 import new_code_cell, new_notebook
from stegvis.report import processes
from stegvis.warm import provisioner
from stegvis.warm.client import Parent
from traitlets.config import Config
from warm.conftest import QUIET, Start, gone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")


def test_the_kernelspec_is_found_without_installation_into_a_home(tmp_path: Path) -> None:
    lists = [sys.executable, "-m", "jupyter_client.kernelspecapp", "list", "--json"]
    found = subprocess.run(
        lists, env=os.environ | {"HOME": str(tmp_path)}, capture_output=True, text=True, check=True
    )
    spec = json.loads(found.stdout)["kernelspecs"]["stegvis"]
    assert Path(spec["resource_dir"]).is_relative_to(sys.prefix)
    assert spec["spec"]["language"] == "python"
    assert not list(tmp_path.rglob("kernel.json"))


def test_an_interrupted_cell_stops_and_the_kernel_goes_on(start: Start) -> None:
    kernel = start()
    kernel.run("left = 1")
    asked = kernel.client.execute("import time\nprint('asleep', flush=True)\ntime.sleep(60)")
    while kernel.client.get_iopub_msg(timeout=20)["content"].get("text") != "asleep\n":
        pass
    kernel.manager.interrupt_kernel()
    reply = kernel.client.get_shell_msg(timeout=10)
    while reply["parent_header"].get("msg_id") != asked:
        reply = kernel.client.get_shell_msg(timeout=10)
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert kernel.run("print(left)").endswith("1")


@pytest.mark.parametrize("now", [True, False])
def test_a_restarted_kernel_is_another_process(start: Start, now: bool) -> None:
    kernel = start()
    kernel.run("left = 1")
    before = kernel.pid
    kernel.manager.restart_kernel(now=now)
    kernel.client.wait_for_ready(timeout=60)
    assert kernel.pid != before
    assert gone(before)
    assert kernel.run("print('left' in globals())") == "False"


def test_jupyterlab_s_way_of_managing_kernels_works() -> None:
    manager = MultiKernelManager()
    name = manager.start_kernel(kernel_name="stegvis", extra_arguments=QUIET)
    first = manager.get_kernel(name).provisioner.pid
    manager.interrupt_kernel(name)
    assert manager.is_alive(name)
    manager.restart_kernel(name)
    second = manager.get_kernel(name).provisioner.pid
    assert gone(first)
    assert manager.is_alive(name)
    manager.shutdown_kernel(name)
    assert gone(second)


@pytest.mark.parametrize("client", ["AsyncKernelClient", "PromptClient"])
def test_papermill_runs_any_notebook_with_it(tmp_path: Path, client: str) -> None:
    home = {"PromptClient": "stegvis.warm.prompt"}.get(client, "jupyter_client.asynchronous")
    cells = ["1 + 1", "print('sagt')", "print('sagt')"]
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    (tmp_path / "in.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    done = papermill.execute_notebook(
        str(tmp_path / "in.ipynb"),
        str(tmp_path / "out.ipynb"),
        kernel_name="stegvis",
        progress_bar=False,
        config=Config({"AsyncKernelManager": {"client_class": f"{home}.{client}"}}),
    )
    assert done.cells[0].outputs[0].data["text/plain"] == "2"
    assert [cell.outputs[0].text for cell in done.cells[1:]] == ["sagt\n", "sagt\n"]


def test_a_kernel_that_dies_before_it_is_ready_is_told_of(tmp_path: Path) -> None:
    notebook = new_notebook(cells=[new_code_cell("1")])
    prompt = Config({"AsyncKernelManager": {"client_class": "stegvis.warm.prompt.PromptClient"}})
    with pytest.raises(RuntimeError, match="died"):
        nbclient.execute(
            notebook,
            kernel_name="stegvis",
            cwd=str(tmp_path),
            config=prompt,
            extra_arguments=["--help"],
        )


def test_where_it_cannot_be_forked_an_ordinary_kernel_starts_and_it_is_said_once(
    start: Start, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(provisioner, "FORKS", False)
    monkeypatch.setattr(provisioner.NOTICE, "once", Lock())
    assert start().parent() == os.getpid()
    assert start().parent() == os.getpid()
    told = [each for each in caplog.records if "Kärnor startas inte varmt" in each.getMessage()]
    assert len(told) == 1


def test_of_all_processes_that_execute_runs_one_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = Lock()
    monkeypatch.setattr(provisioner.NOTICE, "once", Lock())
    monkeypatch.setattr(processes, "AT_END", [])
    monkeypatch.setenv("STEGVIS_KERNEL_MB", "1024")
    processes._begin(shared, 1024)
    assert provisioner.NOTICE.once is shared


def test_a_parent_that_cannot_warm_up_is_no_failure(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Parent.start(os.environ | {"PYTHONHOME": "/nowhere"}, os.sep)
    monkeypatch.setattr(provisioner.PARENTS, "current", lambda request: broken)
    assert start().parent() == os.getpid()
    broken.close()
