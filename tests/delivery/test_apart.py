"""What is read apart harms nobody: not who asks, not the next delivery, not the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from hostile import unpacked, zipped
from stegvis.delivery import limits
from stegvis.delivery.apart import Reader, read_apart
from stegvis.delivery.reader import FOLDER, WORKBOOK, read

Sheets = dict[str, list[list[object]]]
ROOT = Path(__file__).resolve().parents[2]
SOUND = {"metod.csv": "komponent;nivå\nkort;2\n".encode()}


@pytest.fixture
def reader() -> Iterator[Reader]:
    own = Reader()
    yield own
    own.close()


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children()}


def test_one_process_reads_many_deliveries(reader: Reader) -> None:
    before = children()
    first = reader.ask(FOLDER, SOUND)
    (started,) = children() - before
    assert first.sheets[0].rows == ((1, ("komponent", "nivå")), (2, ("kort", "2")))
    assert reader.ask(FOLDER, SOUND) == first
    assert children() - before == {started}
    reader.close()
    assert children() == before


def test_what_takes_too_long_is_given_up_and_the_next_is_read(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.ask(FOLDER, SOUND)
    before = children()
    with monkeypatch.context() as patch:
        patch.setattr(limits, "SECONDS", 0)
        (fault,) = reader.ask(FOLDER, {"metod.csv": b"a;b\n" * 40_000}).faults
    assert (fault.rule, fault.sheet) == ("too-slow", None)
    assert reader.ask(FOLDER, SOUND).faults == ()
    assert len(children()) == len(before)


def test_a_process_that_died_is_started_again(reader: Reader) -> None:
    before = children()
    reader.ask(FOLDER, SOUND)
    (started,) = children() - before
    victim = psutil.Process(started)
    victim.kill()
    victim.wait()
    assert reader.ask(FOLDER, SOUND).faults == ()


def test_calamine_may_panic(reader: Reader) -> None:
    """An old workbook cut off within its directory; some versions end the process on such."""
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 6
    assert reader.ask(WORKBOOK, {"a.xls": content}).faults[0].rule == "unreadable"
    assert reader.ask(FOLDER, SOUND).faults == ()


ATTEMPTS = {
    "to write": "open('planterad', 'w').write('x' * 100_000)",
    "to take memory": "import mmap; mmap.mmap(-1, 3_000_000_000)",
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_process_can_write_nothing_and_has_little_memory(tmp_path: Path, attempt: str) -> None:
    def ended(before: str) -> int:
        program = f"from stegvis.delivery.reader import _confine; {before}; {ATTEMPTS[attempt]}"
        command = [sys.executable, "-P", "-c", program]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode

    assert ended("_confine()") != 0
    assert [path for path in tmp_path.iterdir() if path.stat().st_size] == []
    assert ended("pass") == 0


def test_nothing_is_imported_from_the_folder_of_a_delivery(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "zipfile", "python_calamine", "stegvis"):
        (tmp_path / f"{name}.py").write_text("open('planterad', 'w').write('x')\n")
    monkeypatch.chdir(tmp_path)
    assert reader.ask(FOLDER, SOUND).faults == ()
    assert not (tmp_path / "planterad").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows does not fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_process_that_was_forked_reads_by_one_of_its_own(reader: Reader) -> None:
    """Otherwise both would ask the same one, and hear each other's answers."""
    reader.ask(FOLDER, SOUND)
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        found = reader.ask(FOLDER, SOUND)
        reader.close()
        os.write(tell, found.sheets[0].name.encode())
        os._exit(0)
    os.close(tell)
    assert os.read(told, 100) == b"metod"
    os.close(told)
    os.waitpid(child, 0)
    assert reader.ask(FOLDER, SOUND).faults == ()


def test_a_bomb_among_deliveries_is_refused_whole_and_the_others_are_added(
    tmp_path: Path, worked_example: Sheets, write_workbook: Callable[[Path, Sheets], Path]
) -> None:
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    sound = write_workbook(folder / "b.xlsx", worked_example)
    worked_example["leverans"][2][1] = "Skara"
    for row in worked_example["deltagare"][1:]:
        row[0] = str(row[0]).replace("HJO", "SKA")
    for row in worked_example["progressionskort"][1:]:
        row[0] = str(row[0]).replace("HJO", "SKA")
    write_workbook(folder / "c.xlsx", worked_example)
    parts = unpacked(sound.read_bytes())
    stray = b'<row r="1048576"><c x="&gt;>" r="XFD1048576"><v>1</v></c></row></sheetData>'
    name = "xl/worksheets/sheet3.xml"
    parts[name] = parts[name].replace(b"</sheetData>", stray)
    (folder / "a.xlsx").write_bytes(zipped(parts))
    command = [sys.executable, "-m", "stegvis", "add", "--root", ROOT, "--store", store, folder]
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ended.returncode == 1
    lines = ended.stdout.splitlines()
    assert lines[0] == "a.xlsx: avvisad (1\N{NO-BREAK SPACE}fel)"
    assert lines[-2:] == ["b.xlsx: inlagd", "c.xlsx: inlagd"]
    kept = sorted(path.parent.parent.parent.name for path in store.rglob("delivery.json"))
    assert kept == ["1495", "1497"]
    assert [path for path in store.rglob("*") if path.name.startswith(".tmp-")] == []


def test_the_same_is_read_apart_as_here(
    worked_example: Sheets, tmp_path: Path, write_workbook: Callable[[Path, Sheets], Path]
) -> None:
    book = write_workbook(tmp_path / "a.xlsx", worked_example)
    files = {"a.xlsx": book.read_bytes()}
    assert read_apart(WORKBOOK, files) == read(WORKBOOK, files)
