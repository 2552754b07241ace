"""The walk-throughs of the developer's guide can be walked, and what they promise is seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest
from once import once
from stegvis.definitions import read_projects
from stegvis.delivery.check import examine
from stegvis.delivery.store import Store
from stegvis.report.plan import PARAMETERS
from walk_throughs import GUIDE, ORDER, ROOT, CannotBeDoneError, changed, commands, copied, do

SECTION = "notebooks/kommun/07_forsta_kort.ipynb"


@dataclass(frozen=True)
class Done:
    """A copy in which the guide has been followed."""

    folder: Path
    files: list[str]
    passed: list[int]
    seen: str
    sections: list[str]
    said: str

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return _python(self.folder, *arguments)


def _python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PYTHONPATH": str(folder / "lib"), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _tests() -> dict[str, int]:
    """Give the arguments of pytest that the guide has, with how many it says will pass."""
    return {
        " ".join(words[1:]): int(seen.split()[0])
        for page in ORDER
        for words, seen in commands(page)
        if words[0] == "pytest"
    }


def _report() -> dict[str, str]:
    """Give what the section's page says to report on, as a notebook's parameters."""
    [[words, _]] = [one for one in commands("section") if one[0][0] == "stegvis"]
    options = dict(zip(words[2::2], words[3::2], strict=True))
    values = (options["--project"], options["--municipality"], options["--period"])
    return dict(zip(PARAMETERS, (*values, "intern", "data/store"), strict=True))


@pytest.fixture
def done(
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
    worked_example: dict[str, list[list[object]]],
    write_workbook: Callable[..., Path],
) -> Done:
    def make(folder: Path) -> None:
        copied(folder)
        files = [path for page in ORDER for path in do(page, folder)]
        path = write_workbook(folder / "cresco-plus_1497_2023Q4.xlsx", worked_example)
        examination = examine(path, read_projects(folder / "data" / "projects"))
        assert examination.delivery is not None
        Store(folder / "data" / "store").add(examination.delivery)
        asked = {"tests": list(_tests()), "notebook": SECTION, "parameters": _report()}
        ran = _python(folder, "tests/walk_through_run.py", json.dumps(asked))
        assert ran.returncode == 0, ran.stdout + ran.stderr
        found = json.loads(ran.stdout.splitlines()[-1])
        found["files"] = sorted({path.relative_to(folder).as_posix() for path in files})
        found["said"] = ran.stdout
        (folder / "found.json").write_text(json.dumps(found), "utf-8")

    folder = once(tmp_path_factory, worker_id, "walk-throughs", make)
    return Done(folder, **json.loads((folder / "found.json").read_text("utf-8")))


def test_the_guide_names_every_walk_through() -> None:
    assert {path.stem for path in GUIDE.glob("*.md")} == {"README", *ORDER}


def test_its_tests_pass_as_many_as_it_says(done: Done) -> None:
    assert dict(zip(_tests(), done.passed, strict=True)) == _tests(), done.said


def test_its_section_shows_what_it_says(done: Done) -> None:
    [[_, promised]] = [one for one in commands("section") if one[0][0] == "stegvis"]
    said, end = done.seen.replace("\N{NO-BREAK SPACE}", " "), 0
    for line in promised.splitlines():
        at = said.find(line, end)
        assert at >= end, f"{line}, not in {said[end:]}"
        end = at
    assert "forsta_kort" in done.sections


def test_its_code_is_written_as_the_house_writes(done: Done) -> None:
    for check in (("check",), ("format", "--diff")):
        ran = done.run("-m", "ruff", *check, "--no-cache", *done.files)
        assert ran.returncode == 0, ran.stdout


def test_a_change_that_fits_nowhere_or_twice_is_refused() -> None:
    for before in ("a\nc\n", "a\nb\na\nb\n"):
        with pytest.raises(CannotBeDoneError):
            changed(before, " a\n-b\n")


@pytest.mark.long  # a run with its kernel and its PDF, mypy and a recount: minutes
def test_its_report_is_run_its_types_hold_and_the_example_is_counted_again(
    done: Done, tmp_path: Path
) -> None:
    [[words, _]] = [one for one in commands("section") if one[0][0] == "stegvis"]
    reports = tmp_path / "reports"
    ran = done.run("-m", "stegvis", *words[1:], "--store", "data/store", "--reports", str(reports))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert list(reports.rglob("forsta_kort.pdf"))
    typed = done.run("-m", "mypy", "--cache-dir", str(tmp_path / "types"))
    assert typed.returncode == 0, typed.stdout
    copytree(ROOT / "data" / "example", done.folder / "data" / "example")
    counted = done.run("-m", "pytest", "-q", "tests/whole/test_recount.py", "-k", "2025Q2")
    assert counted.returncode == 0, counted.stdout
