"""The final report when something is wrong: said in a sentence, and the one before it stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from whole.conftest import make_root, stegvis

pytestmark = pytest.mark.slow

PARAMETERS = "\n".join(
    f'{name} = ""' for name in ("projekt", "kommun", "period", "mottagare", "underlag")
)


@pytest.fixture
def root(delivered: Path) -> Path:
    """A root with one small section, delivered by two municipalities."""
    write(delivered, "print('Det första.')")
    return delivered


def write(root: Path, source: str) -> None:
    first = new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
    content = new_notebook(cells=[first, new_code_cell(source)])
    content.metadata.kernelspec = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    path = root / "notebooks" / "kommun" / "01_bra.ipynb"
    path.parent.mkdir(exist_ok=True)
    nbformat.write(content, path)


def book(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Make the book; in one process, as three small runs cost less than a second process does."""
    command = ("book", "--root", root, "--project", "cresco-plus", "--jobs", "1")
    return stegvis(*command, *arguments)


def published(root: Path) -> Path:
    return root / "reports" / "cresco-plus" / "2025Q2" / "intern" / "slutrapport.html"


def test_one_command_makes_the_book_and_a_section_that_fails_leaves_it(
    root: Path,
) -> None:
    made = book(root)
    assert made.returncode == 0, made.stdout + made.stderr
    assert "Slutrapport Cresco+ 2025Q2: klar" in made.stdout
    assert "Det första." in published(root).read_text("utf-8")
    assert published(root).with_suffix(".pdf").read_bytes().startswith(b"%PDF-")

    before = published(root).read_bytes()
    write(root, "raise ValueError('det gick inte')")
    failed = book(root)
    assert failed.returncode == 1
    assert "Slutrapport Cresco+ 2025Q2: misslyckad" in failed.stdout
    assert "avsnitt misslyckades. Den tidigare är kvar." in failed.stdout.replace("\xa0", " ")
    assert "Traceback" not in failed.stdout + failed.stderr
    assert published(root).read_bytes() == before


@pytest.mark.long  # tests/book reads editions
def test_an_edition_that_cannot_be_read_is_told_of(root: Path) -> None:
    folder = root / "data" / "commentary" / "cresco-plus" / "2025Q2"
    folder.mkdir(parents=True)
    (folder / "bok.yaml").write_text("verison: 1.0\n", encoding="utf-8")
    failed = book(root)
    assert failed.returncode == 1
    assert "verison" in failed.stdout
    assert not published(root).exists()

    (folder / "bok.yaml").write_text("version: 1.0\n", encoding="utf-8")
    assert book(root).returncode == 0
    assert "1.0" in published(root).read_text("utf-8")


def test_without_any_delivery_there_is_no_book(tmp_path: Path) -> None:
    folder = make_root(tmp_path / "root", notebooks=())
    write(folder, "print('Hej')")
    failed = book(folder)
    assert failed.returncode == 1
    assert "ingen kommun har lämnat någon leverans" in failed.stderr


@pytest.mark.long  # tests/commentary/test_draft.py tries it
def test_a_draft_is_written_once_and_never_over_a_text(root: Path) -> None:
    texts = root / "data" / "commentary" / "cresco-plus" / "2025Q2"
    (texts / "grastorp").mkdir(parents=True)
    own = texts / "grastorp" / "bra.md"
    own.write_text("Mina egna ord.", encoding="utf-8")
    drafted = book(root, "--draft", "--section", "bra")
    assert drafted.returncode == 0, drafted.stdout + drafted.stderr
    assert own.read_text(encoding="utf-8") == "Mina egna ord."
    assert (texts / "alla" / "bra.md").exists()
    assert (texts / "toreboda" / "bra.md").exists()
    assert not published(root).exists()

    before = (texts / "alla" / "bra.md").read_bytes()
    again = book(root, "--draft", "--section", "bra").stdout.replace("\xa0", " ")
    assert "0 utkast skrevs; 3 texter fanns redan och är orörda." in again
    assert (texts / "alla" / "bra.md").read_bytes() == before


def test_a_folder_of_texts_that_is_a_file_is_told_of(root: Path) -> None:
    (root / "data" / "commentary").write_text("inte en mapp", encoding="utf-8")
    failed = book(root, "--draft", "--section", "bra")
    assert failed.returncode == 1
    assert "Utkasten gick inte att skriva" in failed.stderr
    assert "Traceback" not in failed.stderr


@pytest.mark.long  # half a minute; test_failures.py kills a run each time
@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is not sent on Windows")
def test_a_killed_command_leaves_a_whole_book_and_a_rerun_completes(root: Path) -> None:
    assert book(root).returncode == 0
    write(root, "print('Det andra.')")
    command = [sys.executable, "-m", "stegvis", "book", "--root", str(root)]
    for delay in (0.5, 2.0, 4.0):
        process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert published(root).read_text("utf-8").rstrip().endswith("</html>")
        assert published(root).with_suffix(".pdf").read_bytes().rstrip().endswith(b"%%EOF")
    assert book(root).returncode == 0
    assert "Det andra." in published(root).read_text("utf-8")
