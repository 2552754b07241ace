"""`stegvis book --draft` before there is anything to write upon."""

from __future__ import annotations

import shutil
from pathlib import Path

from cli.conftest import ROOT, Asked


def test_external_drafts_wait_for_the_protected_figures(own: Path, asked: Asked) -> None:
    shutil.rmtree(own / "notebooks" / "extern")
    shutil.copytree(ROOT / "notebooks" / "extern", own / "notebooks" / "extern")
    which = ("--audience", "extern", "--project", "cresco-plus")
    told = asked("book", "--draft", "--root", own, *which)
    assert told.exit_code == 1
    assert told.stdout == ""
    assert f"stegvis run {' '.join(which)} --period 2025Q1, " in told.stderr
    assert not (own / "data" / "commentary").exists()
