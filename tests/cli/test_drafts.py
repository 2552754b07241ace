"""`stegvis book --draft` before there is anything to write upon."""

from __future__ import annotations

import shutil
from pathlib import Path

from cli.conftest import ROOT, Asked


def test_external_drafts_wait_for_the_protected_figures(own: Path, asked: Asked) -> None:
    shutil.rmtree(own / "notebooks" / "extern")
    shutil.copytree(ROOT / "notebooks" / "extern", own / "notebooks" / "extern")
    which = ("--audience", "extern", "--project", "cresco-plus")
    told = asked("book", "--draft", "--root", own, "--section", "mal", *which)
    assert told.exit_code == 1
    assert told.stdout == ""
    assert f"stegvis run {' '.join(which)} --period 2025Q1, " in told.stderr
    assert not (own / "data" / "commentary").exists()


def test_drafts_are_of_what_is_chosen_and_of_nothing_else(own: Path, asked: Asked) -> None:
    """Each is shown as a comment, so a hundred of them are not written unasked."""
    texts = own / "data" / "commentary"
    refused = asked("book", "--draft", "--root", own)
    assert refused.exit_code == 2
    assert "--section mal --municipality alla" in refused.stderr
    assert not texts.exists()
    told = asked("book", "--draft", "--root", own, "--section", "mal", "--municipality", "grästorp")
    assert told.exit_code == 0, told.output
    written = [path.relative_to(texts).as_posix() for path in texts.rglob("*.md")]
    assert written == ["cresco-plus/2025Q1/grastorp/mal.md"]
    assert "visas som kommentar" in told.stdout


def test_a_final_report_has_every_section(own: Path, asked: Asked) -> None:
    told = asked("book", "--root", own, "--section", "mal")
    assert told.exit_code == 2
    assert "--draft" in told.stderr
