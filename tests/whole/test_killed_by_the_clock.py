"""Real runs, with kernels, that are killed whenever: what they had published is whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from crash.scenes import what_is_left
from crash.trial import files
from whole.conftest import stegvis
from written_notebook import write_notebook

pytestmark = [
    pytest.mark.long,  # kernels and processes are started again and again
    pytest.mark.skipif(os.name != "posix", reason="SIGKILL is not sent on Windows"),
]
TRIALS = 6


def test_a_run_that_is_killed_whenever(delivered: Path) -> None:
    root = delivered
    names = ("01_bra", "02_mer")

    def write(said: str) -> None:
        for name in names:
            write_notebook(root / "notebooks" / "kommun" / f"{name}.ipynb", f"print({said!r})")

    asked = ("run", "--root", root, "--project", "cresco-plus", "--municipality", "1444")
    write("Det gamla.")
    assert stegvis(*asked).returncode == 0
    before = files(root / "reports")
    base = Path(shutil.copytree(root / "reports", root.parent / "base"))
    write("Det nya.")
    begun = time.monotonic()
    assert stegvis(*asked).returncode == 0
    lasts = time.monotonic() - begun
    after = files(root / "reports")

    draw = random.Random(20260115)  # noqa: S311  # which moments are tried is no secret
    for _ in range(TRIALS):
        shutil.rmtree(root / "reports")
        shutil.copytree(base, root / "reports")
        process = subprocess.Popen(
            [sys.executable, "-m", "stegvis", *map(str, asked)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(draw.uniform(0.1, 1) * lasts)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        now = files(root / "reports")
        for name in names:
            stem = f"cresco-plus/2025Q2/intern/grastorp/{name[3:]}"
            pages = [f"{stem}.{suffix}" for suffix in ("pdf", "ipynb")]
            told = [now[page] for page in pages]
            assert told in ([one[page] for page in pages] for one in (before, after))
        again = stegvis(*asked)
        assert again.returncode == 0, again.stdout + again.stderr
        assert files(root / "reports") == after
        assert what_is_left(root) == []
