"""The same deliveries give the same reports, byte for byte, wherever and whenever they are made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from stegvis.report.provenance import output_hash
from whole.conftest import FEW, ROOT, make_root, newest, stegvis

pytestmark = pytest.mark.slow

ELSEWHERE = {
    "PYTHONHASHSEED": "4711",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "tr_TR.UTF-8",
    "COLUMNS": "40",
    "USER": "någon annan",
}
"""Another place: the other side of the world, where an I is not an i."""


def _elsewhere(*arguments: str | Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "stegvis", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **ELSEWHERE},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def _published(reports: Path) -> dict[str, bytes]:
    """Give every file that somebody reads; executed notebooks say where they were run."""
    return {
        path.relative_to(reports).as_posix(): path.read_bytes()
        for path in reports.rglob("*")
        if path.suffix in {".html", ".pdf", ".csv", ".docx", ".xlsx", ".json"}
        and not any(part.startswith(".") for part in path.relative_to(reports).parts)
    }


def test_a_section_made_elsewhere_is_the_same(built: Path, tmp_path: Path) -> None:
    root = make_root(tmp_path / "en annan plats")
    _elsewhere("add", "--root", root, newest(FEW["Grästorp"]))
    _elsewhere(
        *("run", "--root", root, "--project", "cresco-plus", "--municipality", "Grästorp"),
        *("--section", "progression", "--jobs", "1"),
    )
    where = Path("reports", "cresco-plus", "2025Q2", "intern", "grastorp")
    names = ("progression.html", "progression.pdf", "figures.csv")
    here, there = (
        {name: output_hash(name, (one / where / name).read_bytes()) for name in names}
        for one in (built, root)
    )
    assert there == here


@pytest.mark.long  # every section and the final report once more
def test_all_that_is_published_elsewhere_is_the_same(built: Path, tmp_path: Path) -> None:
    root = make_root(tmp_path / "en annan plats")
    for code in reversed([*FEW.values(), "1496"]):
        _elsewhere("add", "--root", root, newest(code))
    _elsewhere("book", "--root", root, "--project", "cresco-plus", "--jobs", "1")
    again = stegvis(
        *("run", "--root", root, "--project", "cresco-plus", "--period", "2022Q4"),
        *("--municipality", "Skövde"),
    )
    assert again.returncode == 0
    here, there = _published(built / "reports"), _published(root / "reports")
    assert sorted(here) == sorted(there)
    assert {Path(name).suffix for name in here} >= {".html", ".pdf", ".csv", ".docx", ".xlsx"}
    assert [name for name in here if here[name] != there[name]] == []
