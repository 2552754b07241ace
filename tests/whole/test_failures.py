"""Runs that go wrong: said, saved for a look, and nothing lost; the others go on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from stegvis.one_at_a_time import holding
from whole.conftest import newest, stegvis
from written_notebook import PARAMETERS, write_notebook

pytestmark = pytest.mark.slow

DIE = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
KILL_THE_RUNNER = """import os, signal
from pathlib import Path
runner = os.getppid()
while b"stegvis.warm" in Path(f"/proc/{runner}/cmdline").read_bytes():  # what forked the kernel
    runner = int(Path(f"/proc/{runner}/stat").read_text().rsplit(")", 1)[1].split()[1])
os.kill(runner, signal.SIGKILL)"""
Write = Callable[..., Path]


@pytest.fixture
def root(delivered: Path) -> Path:
    return delivered


@pytest.fixture
def write(root: Path) -> Write:
    def notebook(name: str, *cells: str, parameters: str = PARAMETERS) -> Path:
        path = root / "notebooks" / "kommun" / f"{name}.ipynb"
        write_notebook(path, *cells, parameters=parameters)
        return path

    return notebook


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return stegvis(
        *("run", "--root", root, "--project", "cresco-plus", "--municipality", "1444"), *arguments
    )


def _folder(root: Path) -> Path:
    return root / "reports" / "cresco-plus" / "2025Q2" / "intern" / "grastorp"


def test_a_notebook_that_raises_fails_alone(root: Path, write: Write) -> None:
    write("01_bra", "print('Hej')")
    write("02_dalig", "x = 1", "raise ValueError('det gick inte')")
    failed = _run(root)
    assert failed.returncode == 1
    saved = "reports/misslyckade/cresco-plus/2025Q2/intern/grastorp/dalig.ipynb"
    assert "Grästorp dalig: cell" in failed.stdout
    assert "ValueError: det gick inte" in failed.stdout
    assert (root / saved).name in failed.stdout
    assert "ValueError" in (root / saved).read_text("utf-8")
    assert "Hej" in (_folder(root) / "bra.html").read_text("utf-8")
    assert not (_folder(root) / "dalig.html").exists()

    write("02_dalig", "print('lagad')")
    mended = _run(root)
    assert mended.returncode == 0
    assert not (root / saved).exists()
    assert "lagad" in (_folder(root) / "dalig.html").read_text("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="finds the process to kill in /proc")
def test_a_kernel_and_a_process_that_die_fail_their_own_runs_only(root: Path, write: Write) -> None:
    write("01_karna", DIE)
    write("02_process", KILL_THE_RUNNER)
    write("03_bra", "print('Hej')")
    failed = _run(root, "--jobs", "1")
    assert failed.returncode == 1
    assert (
        "Grästorp karna: cell [3] fick kärnan att dö, kanske för att minnet tog slut. Se "
        in failed.stdout
    )
    assert "Grästorp process: processen som körde avsnittet dog" in failed.stdout
    assert (_folder(root) / "bra.html").exists()
    assert not (_folder(root) / "karna.html").exists()
    assert not (_folder(root) / "process.html").exists()


@pytest.mark.long  # tests/report/test_reasons.py tries it without a kernel
def test_what_has_not_changed_is_not_done_again(root: Path, write: Write) -> None:
    write("01_bra", "print('Hej')")
    assert _run(root).returncode == 0
    published = _folder(root) / "bra.html"
    first = published.stat().st_mtime_ns
    again = _run(root)
    assert "oförändrad" in again.stderr
    assert published.stat().st_mtime_ns == first

    forced = _run(root, "--force")
    assert "klar" in forced.stderr
    second = published.stat().st_mtime_ns
    assert second > first


@pytest.mark.long  # tests/report/test_reasons.py and test_forget.py try it
def test_a_new_delivery_reruns_its_own_municipality_only(
    root: Path, write: Write, tmp_path: Path
) -> None:
    write("01_bra", "print('Hej')")
    both = ("run", "--root", root, "--project", "cresco-plus")
    places = ("--municipality", "Grästorp", "--municipality", "Töreboda")
    assert stegvis(*both, *places).returncode == 0
    older = sorted(newest("1473").parent.glob("cresco-plus_1473_*"))[-2]
    assert stegvis("add", "--root", root, older).returncode == 0
    again = stegvis(*both, *places)
    assert "Grästorp bra: oförändrad" in again.stderr
    assert "Töreboda bra: klar" in again.stderr


def test_parameters_are_checked_before_any_kernel_starts(root: Path, write: Write) -> None:
    write("01_bra", "raise SystemExit", parameters='projekt = ""\nkommun = ""')
    failed = _run(root)
    assert failed.returncode == 1
    assert "01_bra.ipynb saknar period, mottagare, underlag" in failed.stderr
    assert not _folder(root).exists()


@pytest.mark.long  # tests/crash kills at every change of a file
@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is not sent on Windows")
def test_a_killed_run_leaves_whole_files_and_a_rerun_completes(root: Path, write: Write) -> None:
    write("01_bra", "print('Hej')")
    write("02_lang", "import time\ntime.sleep(30)")
    command = [sys.executable, "-m", "stegvis", "run", "--root", str(root), "--jobs", "1"]
    process = subprocess.Popen(
        [*command, "--project", "cresco-plus", "--municipality", "1444"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    assert "bra: klar" in process.stderr.readline()
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stderr.close()
    published = list(_folder(root).iterdir())
    files = {f"bra.{suffix}" for suffix in ("html", "pdf", "ipynb")}
    assert {path.name for path in published} == {*files, "figures.csv", "provenance.json"}
    assert (_folder(root) / "bra.html").read_text("utf-8").rstrip().endswith("</html>")

    write("02_lang", "print('klar')")
    done = _run(root)
    assert done.returncode == 0
    assert (_folder(root) / "lang.html").exists()


def test_of_two_runs_at_once_the_second_is_told_of_the_first(root: Path, write: Write) -> None:
    write("01_bra", "print('Hej')")
    command = [sys.executable, "-m", "stegvis", "run", "--root", str(root), "--force"]
    with holding(root / "reports" / ".kommando.lock", "book", "Rapporterna"):
        second = subprocess.run(
            [*command, "--project", "cresco-plus", "--municipality", "1444"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    assert second.returncode == 1
    assert (
        f"används just nu av stegvis book, sedan mindre än en minut (process {os.getpid()} på"
        in (second.stderr)
    )
    assert not _folder(root).exists()
    assert _run(root).returncode == 0
    assert (_folder(root) / "bra.html").read_text("utf-8").rstrip().endswith("</html>")
    assert not list((root / "reports").glob(".arbete-*"))
