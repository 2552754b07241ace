"""What the fuzzer begins with holds, and the fuzzer itself runs where it is installed."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from stegvis.project import Project

from fuzz.reading import read_bytes, seeds

TESTS = Path(__file__).resolve().parents[1]


def test_what_it_begins_with_is_read(projects: Mapping[str, Project]) -> None:
    kinds = set()
    for name, seed in list(seeds().items())[:2] + list(seeds().items())[-4:]:
        source = read_bytes(seed, projects)
        assert source.sheets, name
        kinds.add(seed[0])
    assert len(kinds) >= 4


@pytest.mark.parametrize("data", [b"", b"\0", b"\1", b"\2", b"\3PK\5\6", b"\4PK\3\4", b"\xff" * 9])
def test_almost_nothing_is_refused(data: bytes, projects: Mapping[str, Project]) -> None:
    assert read_bytes(data, projects).sheets == ()


@pytest.mark.long  # half a minute
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed")
def test_it_finds_nothing_in_half_a_minute(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "fuzz", "--seconds", "30", "--corpus", tmp_path / "corpus"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-3000:]
