"""The committed example is what the generator writes, on any machine."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from stegvis.example import generate
from stegvis.project import Project

MOST_BYTES = 3_000_000
ROOT = Path(__file__).resolve().parents[2]
FAR_FROM_HERE = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8"}
PROGRAM = """
import sys
from pathlib import Path
from stegvis.example import generate
from stegvis.definitions import read_projects
generate(Path(sys.argv[1]), read_projects(Path(sys.argv[2])))
"""


def files(folder: Path) -> list[Path]:
    """List the example's files; not what was made of it, nor texts written by hand."""
    beside = {folder / name for name in ("store", "ledger", "commentary")}
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not beside & set(path.parents)
    ]


def contents(folder: Path) -> dict[str, bytes | dict[str, bytes]]:
    """Every file by its path; an archive as its members, whose compression is zlib's affair."""
    found: dict[str, bytes | dict[str, bytes]] = {}
    for path in files(folder):
        name = path.relative_to(folder).as_posix()
        content = path.read_bytes()
        found[name] = unpacked(content) if path.suffix in (".xlsx", ".zip") else content
    return found


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {member.filename: archive.read(member) for member in archive.infolist()}


@pytest.mark.slow
def test_regenerating_the_example_gives_no_difference(committed: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "again"), str(ROOT / "data" / "projects")],
        check=True,
        env=os.environ | FAR_FROM_HERE,
    )
    old, new = contents(committed), contents(tmp_path / "again")
    assert sorted(old) == sorted(new)
    assert [name for name in old if old[name] != new[name]] == []


def test_the_committed_example_is_small(committed: Path) -> None:
    assert sum(path.stat().st_size for path in files(committed)) < MOST_BYTES


def test_an_example_is_never_written_over(projects: Mapping[str, Project], tmp_path: Path) -> None:
    (tmp_path / "cresco-plus").mkdir()
    with pytest.raises(FileExistsError):
        generate(tmp_path, projects)
    assert [path.name for path in tmp_path.iterdir()] == ["cresco-plus"]


def test_the_readme_says_that_nobody_in_it_exists(committed: Path) -> None:
    text = (committed / "README.md").read_text(encoding="utf-8")
    assert "Ingen människa i de här filerna finns" in text
    assert "27 %" in text
