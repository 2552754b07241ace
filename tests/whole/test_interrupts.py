"""A command that is asked to end: within two seconds it has, with each process and folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from interrupts import heeds_interrupts
from written_notebook import write_notebook

if os.name != "posix":
    pytest.skip("signals are sent otherwise on Windows", allow_module_level=True)

pytestmark = pytest.mark.slow
SECONDS = 2.0

WAYS = [
    pytest.param(signal.SIGINT, True, id="as a terminal does"),
    pytest.param(signal.SIGINT, False, id="to the command alone", marks=pytest.mark.long),
    pytest.param(signal.SIGTERM, False, id="SIGTERM", marks=pytest.mark.long),
    pytest.param(signal.SIGHUP, True, id="a closed terminal", marks=pytest.mark.long),
    pytest.param(signal.SIGKILL, False, id="SIGKILL", marks=pytest.mark.long),
]


@pytest.mark.parametrize(("asked", "everyone"), WAYS)
def test_a_run_that_is_asked_to_end_leaves_nothing_behind(
    delivered: Path, tmp_path: Path, asked: signal.Signals, *, everyone: bool
) -> None:
    scratch = tmp_path / "t"
    scratch.mkdir()
    begun = tmp_path / "begun"
    kommun = delivered / "notebooks" / "kommun"
    write_notebook(kommun / "01_bra.ipynb", "print('Hej')")
    hangs = "import os, subprocess, sys, time\n"
    hangs += "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(300)'])\n"
    hangs += f"open({str(begun)!r}, 'w').close()\nwhile True: pass"
    write_notebook(kommun / "02_lang.ipynb", hangs)
    command = [sys.executable, "-m", "stegvis", "run", "--root", str(delivered), "--jobs", "2"]
    process = subprocess.Popen(
        [*command, "--project", "cresco-plus", "--municipality", "1444"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=heeds_interrupts,
        env=os.environ | {"TMPDIR": str(scratch)},
    )
    folder = delivered / "reports" / "cresco-plus" / "2025Q2" / "intern" / "grastorp"
    until = time.monotonic() + 90
    while not (begun.exists() and (folder / "bra.html").exists()):
        assert time.monotonic() < until
        assert process.poll() is None
        time.sleep(0.1)
    time.sleep(0.5)
    tree = psutil.Process(process.pid).children(recursive=True)
    assert len(tree) >= 5, "what executes, what kernels are forked from, a kernel, its child"
    begin = time.monotonic()
    for _ in range(2):  # impatient
        (os.killpg if everyone else os.kill)(process.pid, asked)
        time.sleep(0.1)
    _, said = process.communicate(timeout=30)
    took = time.monotonic() - begin
    _, alive = psutil.wait_procs(tree, timeout=SECONDS)
    assert alive == []
    assert took < SECONDS, took
    if asked not in (signal.SIGKILL, signal.SIGHUP):  # a terminal that is closed is not read
        assert "Traceback" not in said
        assert said.rstrip().endswith(
            "Avbrutet. Det som är klart är kvar; kör samma kommando igen, så görs resten."
        )
    if asked is not signal.SIGKILL:
        assert process.returncode == 130
        assert not list((delivered / "reports").glob(".arbete-*"))
    assert not list(scratch.glob("stegvis-*"))
    assert (folder / "bra.html").read_text("utf-8").rstrip().endswith("</html>")
    assert not (folder / "lang.html").exists()
