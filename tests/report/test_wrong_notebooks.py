"""Notebooks that go wrong in real kernels: the cell and why are told, the notebook is saved."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from stegvis.report import work
from stegvis.report.made import Made
from stegvis.report.plan import Notebook, Run
from warm.conftest import gone
from written_notebook import write_notebook

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a kernel's memory")
ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise on Windows")

Try = Callable[..., Made]


@pytest.fixture
def attempt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Try:
    """Execute a notebook of some cells; the first of them gets number 3."""
    monkeypatch.setenv("STEGVIS_CELL_SECONDS", "60")
    monkeypatch.setenv("STEGVIS_KERNEL_MB", "3000")

    def made(*cells: str) -> Made:
        path = tmp_path / "notebooks" / "01_fel.ipynb"
        write_notebook(path, *cells)
        folder = tmp_path / "reports" / "cresco-plus" / "2023Q3" / "intern" / "hjo"
        notebook = Notebook(path, "fel", of_project=False)
        run = Run(notebook, "cresco-plus", "Hjo", "2023Q3", "intern", "data/store", folder)
        begun = time.monotonic()
        result = work.make(run, tmp_path)
        assert time.monotonic() - begun < 60
        assert not work.SCRATCH
        return result

    return made


def failed(made: Made, number: int, why: str) -> None:
    """Assert that a run failed in a cell for a reason, and that what was saved shows that cell."""
    assert re.fullmatch(rf"cell \[{number}\] {why}", made.failure), made.failure
    assert not made.html
    assert not made.pdf
    assert len(made.notebook) < 100_000
    saved = nbformat.reads(made.notebook.decode(), as_version=4)
    nbformat.validate(saved)
    numbers = [cell.execution_count for cell in saved.cells]
    assert [count for count in numbers if count] == [*range(1, number + 1)], "nothing is run after"


LEAVES = ["exit()", "quit()", "import sys; sys.exit()", "import sys; sys.exit(0)"]
LEAVES += ["raise SystemExit", "raise SystemExit(3)"]


@pytest.mark.parametrize("leaves", LEAVES)
def test_a_cell_that_leaves_is_a_failure_and_what_follows_is_not_run(
    attempt: Try, leaves: str
) -> None:
    made = attempt("print('hit')", leaves, "print('aldrig')")
    failed(made, 4, "avslutade kärnan")
    assert b"hit" in made.notebook


DIES = [("os._exit(3)", r"sluta \(slutkod 3\)"), ("os._exit(0)", r"sluta \(slutkod 0\)")]
DIES += [("os.kill(os.getpid(), 9)", "dö, kanske för att minnet tog slut")]
DIES += [("os.kill(os.getpid(), 11)", r"dö \(signal 11, .*\)")]


@ON_POSIX
@pytest.mark.long  # waits a second for each; tests/whole/test_failures.py has one of them
@pytest.mark.parametrize(("dies", "how"), DIES)
def test_a_kernel_that_dies_is_told_with_its_cell(attempt: Try, dies: str, how: str) -> None:
    failed(attempt(f"import os\n{dies}", "1"), 3, f"fick kärnan att {how}")


HANGS = ["import time\ntime.sleep(90)"]
HANGS += ["import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"]
LEFT = """import os, subprocess, sys
code = "import os, sys, time\\nif os.fork(): os._exit(0)\\nos.setsid()\\n"
code += "open(sys.argv[1], 'w').write(str(os.getpid()))\\ntime.sleep(300)"
subprocess.run([sys.executable, "-c", code, {told!r}])
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
open({kernel!r}, "w").write(f"{{os.getpid()}} {{child.pid}}")
"""


@ON_LINUX
@pytest.mark.parametrize("hangs", HANGS)
def test_a_cell_that_hangs_is_given_up_and_all_that_it_started_is_gone(
    attempt: Try, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, hangs: str
) -> None:
    monkeypatch.setenv("STEGVIS_CELL_SECONDS", "2")
    told, kernel = tmp_path / "told", tmp_path / "kernel"
    left = LEFT.format(told=str(told), kernel=str(kernel))
    failed(attempt(left, hangs), 4, "var inte klar på 2 sekunder")
    processes = [*kernel.read_text().split(), told.read_text()]
    assert len(processes) == 3
    assert [pid for pid in processes if not gone(int(pid))] == []


@ON_LINUX
@pytest.mark.parametrize(
    "grows",
    [
        "held = []\nwhile True: held.append(bytearray(10_000_000))",
        pytest.param("held = []\nwhile True: held.append(object())", marks=pytest.mark.long),
        "import numpy\nheld = numpy.ones(10**10)",
    ],
)
def test_a_cell_that_takes_too_much_memory_is_stopped(
    attempt: Try, monkeypatch: pytest.MonkeyPatch, grows: str
) -> None:
    monkeypatch.setenv("STEGVIS_KERNEL_MB", "300")
    failed(attempt(grows), 3, r"stannade: minnet tog slut \(.*\)")


PRINTS = ["while True: print('x' * 1000)", "print('x' * 100_000_000)"]
PRINTS += ["from IPython.display import HTML\nHTML('<p>' * 33_000_000)"]
PRINTS += [
    "import sys\nfor _ in range(100_000): sys.stderr.write('x' * 1000)",
    "from IPython.display import SVG, display\n"
    "for _ in range(100): display({'image/svg+xml': 'x' * 1_000_000}, raw=True)",
]


@pytest.mark.parametrize("prints", PRINTS)
def test_what_is_too_large_to_publish_is_never_sent(attempt: Try, prints: str) -> None:
    made = attempt(prints, "1")
    assert re.match(r"cell \[3\] skriver mer än 20 MB", made.failure)
    assert (made.html, made.pdf) == (b"", b"")
    assert len(made.notebook) < 45_000_000
    nbformat.validate(nbformat.reads(made.notebook.decode(), as_version=4))


def test_an_error_s_message_is_one_line_that_no_terminal_obeys(attempt: Try) -> None:
    made = attempt("raise ValueError('\\x1b[31mdet\\n \\x9b2J\\x07<b>gick</b> inte\\x1b[0m')")
    failed(made, 3, "stannade: ValueError: det 2J <b>gick</b> inte")
    assert b"An Exception was encountered" not in made.notebook


@pytest.mark.long  # to make a traceback of it takes the kernel seconds
def test_an_error_of_a_hundred_megabytes_is_cut(attempt: Try) -> None:
    made = attempt("raise ValueError('x' * 100_000_000)")
    failed(made, 3, "stannade: ValueError: x+…")
    assert len(made.failure) < 600


GOES_ON = [
    "import sys, os\nsys.stdout.close()\nos.close(1)",
    "import os\nos.chdir('/')",
    "print('\\ud800')",
]


@pytest.mark.parametrize("odd", GOES_ON)
def test_a_cell_that_does_what_is_odd_harms_nobody(attempt: Try, odd: str, tmp_path: Path) -> None:
    here = Path.cwd()
    made = attempt(odd, "1 + 1")
    assert made.failure == ""
    assert made.html
    assert Path.cwd() == here


@pytest.mark.parametrize("said", ["0", "-1", "tio", "1.5"])
def test_a_limit_that_is_no_number_is_told(
    attempt: Try, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("STEGVIS_CELL_SECONDS", said)
    assert f"STEGVIS_CELL_SECONDS är ”{said}”" in attempt("1").failure
