"""A warm kernel sees what an ordinary one would see, and nothing of another run."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from warm.conftest import Kernel, Start, as_client
from warm.settings import MESS, SETTINGS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")


@pytest.fixture(scope="module")
def ordinary() -> Iterator[Kernel]:
    kernel = Kernel("python3")
    yield kernel
    kernel.close()


def test_a_warm_kernel_has_the_settings_of_an_ordinary_one(start: Start, ordinary: Kernel) -> None:
    warm, same = json.loads(start().run(SETTINGS)), json.loads(ordinary.run(SETTINGS))
    assert len(same) > 25
    assert _differences(warm, same) == {}


def test_nothing_of_one_run_is_seen_in_another(start: Start, tmp_path: Path) -> None:
    before, messy = start(cwd=str(tmp_path)), start(cwd=str(tmp_path))
    clean = json.loads(before.run(SETTINGS))
    assert messy.run(MESS) == ""
    assert len(_differences(clean, json.loads(messy.run(SETTINGS)))) >= 15
    after = start(cwd=str(tmp_path))
    assert _differences(clean, json.loads(after.run(SETTINGS))) == {}
    seen = "import stegvis.show.style as s\nprint('left' in globals(), hasattr(s, 'left'))"
    assert after.run(seen) == "False False"
    assert before.parent() == messy.parent() == after.parent()


def _differences(one: dict[str, object], other: dict[str, object]) -> dict[str, object]:
    return {name: (one[name], other[name]) for name in one if one[name] != other[name]}


def test_random_numbers_differ_between_runs(start: Start) -> None:
    draw = (
        "import random, uuid, tempfile, numpy as np\n"
        "print(random.random(), np.random.rand(), np.random.default_rng().random(), "
        "uuid.uuid4(), tempfile.mktemp())"
    )
    first, second = start().run(draw).split(), start().run(draw).split()
    assert len(first) == 5
    assert not set(first) & set(second)


def test_the_order_of_a_set_is_the_same_where_it_is_asked_to_be(start: Start) -> None:
    asked = {"env": os.environ | {"PYTHONHASHSEED": "7"}}
    names = "print(list({'Hjo', 'Skara', 'Tibro', 'Vara', 'Skövde', 'Falköping'}))"
    assert start(**asked).run(names) == start("python3", **asked).run(names)


def test_folder_and_environment_are_those_asked_for(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "Götene och Västra Ängen"
    folder.mkdir()
    kernel = start(cwd=str(folder), env=os.environ | {"STEGVIS_TEST": "åäö"})
    told = kernel.run("import os; print(os.getcwd(), os.environ['STEGVIS_TEST'])")
    assert told == f"{folder} åäö"


@pytest.mark.parametrize("name", ["stegvis", "python3"])
def test_a_folder_that_does_not_exist_is_told_of(start: Start, name: str) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        start(name, cwd="/nowhere")


def test_what_a_process_has_of_its_client_is_the_client_s_of_today(
    start: Start, tmp_path: Path
) -> None:
    assert start().run("import os; print(oct(os.umask(0)))") != "0o27"
    before = os.umask(0o027)
    try:
        assert start().run("import os; print(oct(os.umask(0)))") == "0o27"
    finally:
        os.umask(before)


SHADOWED = """
kernel = Kernel("stegvis")
print(kernel.parent() == os.getpid(), kernel.run("import selectors; print(selectors.__name__)"))
kernel.close()
"""


def test_a_module_in_the_folder_is_not_taken_for_python_s_own(tmp_path: Path) -> None:
    (tmp_path / "selectors.py").write_text("raise SystemExit('in its shadow')", encoding="utf-8")
    code = f"os.chdir({str(tmp_path)!r})\n{SHADOWED}"
    assert as_client(code) == ["False", "selectors"]


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
