"""The analyst's words from the command line: shown, kept, told of when the figures change."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from whole.conftest import stegvis
from written_notebook import write_notebook

pytestmark = pytest.mark.slow

OPEN = """\
from stegvis.report.opening import open_section
from stegvis.commentary.words import words

avsnitt = open_section("{title}", projekt, kommun, period, mottagare, underlag)
avsnitt.header"""
TEXT = "I Töreboda har {{ caseload.started.k }} startat."


@pytest.fixture
def root(delivered: Path) -> Path:
    for name, title in (("01_underlag", "Underlag"), ("04_mal", "Mål")):
        path = delivered / "notebooks" / "kommun" / f"{name}.ipynb"
        write_notebook(path, OPEN.format(title=title), "words(avsnitt)")
    return delivered


def _run(root: Path) -> subprocess.CompletedProcess[str]:
    """Run both sections; in one process, as two small runs cost less than a second process."""
    command = ("run", "--root", root, "--project", "cresco-plus", "--jobs", "1")
    return stegvis(*command, "--municipality", "Töreboda")


def _counts(ran: subprocess.CompletedProcess[str]) -> list[str]:
    """Give how many were done, unchanged and failed."""
    [line] = [line for line in ran.stdout.splitlines() if " 2025Q2  " in line]
    return line.split()[2:]


def _page(root: Path, section: str) -> str:
    folder = root / "reports" / "cresco-plus" / "2025Q2" / "intern" / "toreboda"
    return (folder / f"{section}.html").read_text(encoding="utf-8")


@pytest.mark.long  # five runs; tests/report/test_texts.py tries it without kernels
def test_a_text_is_shown_kept_and_told_of_when_its_figures_change(root: Path) -> None:
    folder = root / "data" / "commentary" / "cresco-plus" / "2025Q2" / "toreboda"
    text, kept = folder / "mal.md", folder / "mal.siffror.json"
    assert _counts(_run(root)) == ["2", "0", "0"]
    assert "Kommentar" not in _page(root, "mal")

    folder.mkdir(parents=True)
    text.write_text(TEXT, encoding="utf-8")
    assert _counts(_run(root)) == ["1", "1", "0"]
    assert "I Töreboda har 2 startat." in _page(root, "mal")
    assert "Kommentar" not in _page(root, "underlag")
    upon = json.loads(kept.read_text(encoding="utf-8"))
    assert upon["figures"]["caseload.started.k"] == "2"
    assert _counts(_run(root)) == ["0", "2", "0"]

    upon["figures"]["caseload.started.k"] = "1"  # as if written when fewer had started
    kept.write_text(json.dumps(upon), encoding="utf-8")
    said = "Texten skrevs när antalet startade var 1; nu är det 2."
    stale = _run(root)
    assert _counts(stale) == ["1", "1", "0"]
    assert stale.returncode == 0
    assert f"Töreboda mal: {said}" in stale.stdout
    assert said in _page(root, "mal")
    again = _run(root)
    assert _counts(again) == ["0", "2", "0"]
    assert said in again.stdout

    text.write_text(TEXT + " De är få.", encoding="utf-8")
    renewed = _run(root)
    assert _counts(renewed) == ["1", "1", "0"]
    assert "Texten skrevs" not in renewed.stdout + _page(root, "mal")
    assert json.loads(kept.read_text(encoding="utf-8"))["figures"]["caseload.started.k"] == "2"


@pytest.mark.long  # tests/commentary tries each fault
def test_a_fault_in_a_text_fails_its_own_section_and_no_other(root: Path) -> None:
    folder = root / "data" / "commentary" / "cresco-plus" / "2025Q2" / "toreboda"
    folder.mkdir(parents=True)
    (folder / "mal.md").write_text("ett\n{{ caseload.starte.k }}", encoding="utf-8")
    (folder / "underlag.md").write_bytes("mål".encode("latin-1"))
    failed = _run(root)
    assert failed.returncode == 1
    where = "data/commentary/cresco-plus/2025Q2/toreboda"
    assert (
        f"Töreboda mal: {where}/mal.md, rad 2: ”caseload.starte.k” finns inte. "
        "Menade du ”caseload.started.k”"
    ) in failed.stdout, failed.stdout
    assert f"Töreboda underlag: {where}/underlag.md, rad 1: texten är inte sparad" in failed.stdout
    assert not list(folder.glob("*.json"))

    (folder / "underlag.md").write_text("mål", encoding="utf-8")
    (folder / "mal.md").unlink()
    assert _run(root).returncode == 0
    assert "<p>mål</p>" in _page(root, "underlag")
