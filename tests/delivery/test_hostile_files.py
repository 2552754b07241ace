"""Zips, CSV files and folders made to do harm are refused with a sentence, or read harmlessly."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hostile import FORMULAS, zipped
from stegvis.delivery import limits
from stegvis.delivery.check import Examination, examine
from stegvis.delivery.finding import Finding
from stegvis.delivery.raw import Contents
from stegvis.delivery.reader import ARCHIVE, FOLDER, read
from stegvis.project import Project

Sheets = dict[str, list[list[object]]]
Projects = Mapping[str, Project]


def as_files(sheets: Sheets) -> dict[str, bytes]:
    return {
        f"{name}.csv": "\n".join(
            ";".join("" if cell is None else str(cell) for cell in row) for row in rows
        ).encode()
        for name, rows in sheets.items()
    }


def archive(content: bytes) -> Contents:
    return read(ARCHIVE, {"leverans.zip": content})


def rules(contents: Contents) -> list[str]:
    return [fault.rule for fault in contents.faults]


@pytest.mark.parametrize(
    "name",
    [
        *("/etc/metod.csv", "../metod.csv", "a/../../metod.csv", "..\\metod.csv"),
        *("C:\\metod.csv", "c:metod.csv", "\\\\server\\del\\metod.csv", "a/b/c/../metod.csv"),
        *("metod.csv:strom.csv", "//server/metod.csv", "./../metod.csv"),
    ],
)
def test_a_name_that_leads_out_of_the_zip(name: str) -> None:
    assert rules(archive(zipped({"leverans.csv": b"a", name: b"a"}))) == ["unsafe-path"]


@pytest.mark.parametrize("name", ["CON.csv", "NUL.csv", "aux.csv", "lpt1.csv", "metod.csv\0.exe"])
def test_a_name_that_means_something_to_a_system_is_only_a_sheet(name: str) -> None:
    contents = archive(zipped({"leverans.csv": b"a", name: b"a"}))
    assert (rules(contents), len(contents.sheets)) == ([], 2)


def test_a_link_in_a_zip_leads_nowhere() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        link = zipfile.ZipInfo("metod.csv")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    assert rules(archive(content.getvalue())) == ["unsafe-path"]


def test_names_that_are_the_same_to_some_system(
    tmp_path: Path, projects: Projects, worked_example: Sheets
) -> None:
    path = tmp_path / "leverans.zip"
    for twin in ("METOD.csv", "ｍｅｔｏｄ.csv", "metod .csv"):
        files = {**as_files(worked_example), "metod.csv": b"komponent", twin: b"komponent"}
        path.write_bytes(zipped(files))
        assert "duplicate-sheet" in [one.rule for one in examine(path, projects).findings]


def test_a_look_alike_is_another_sheet(
    tmp_path: Path, projects: Projects, worked_example: Sheets
) -> None:
    path = tmp_path / "leverans.zip"
    cyrillic = "m\N{CYRILLIC SMALL LETTER IE}tod.csv"
    path.write_bytes(zipped({**as_files(worked_example), cyrillic: b"komponent"}))
    (finding,) = examine(path, projects).findings
    assert (finding.rule, finding.level) == ("unknown-sheet", "warning")


def test_the_same_name_twice() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("metod.csv", "a")
        with pytest.warns(UserWarning, match="Duplicate"):
            packed.writestr("metod.csv", "b")
    assert rules(archive(content.getvalue())) == ["duplicate-sheet"]


def overlapping(members: int) -> bytes:
    """Pack one member that many entries of the directory point to, as Fifield's bombs do."""
    content = bytearray(zipped({"0000.csv": b"0" * 1_000_000}))
    start = content.rindex(b"PK\x01\x02")
    entry, end = bytes(content[start:-22]), bytearray(content[-22:])
    directory = b"".join(
        entry[:46] + b"%04d.csv" % number + entry[54:] for number in range(members)
    )
    end[8:12] = struct.pack("<HH", members, members)
    end[12:16] = struct.pack("<I", len(directory))
    return bytes(content[:start]) + directory + bytes(end)


def test_members_that_share_their_bytes() -> None:
    def fault_of(members: int) -> tuple[str | None, str]:
        fault = archive(overlapping(members)).faults[0]
        return fault.sheet, fault.rule

    assert fault_of(20) == (None, "unreadable")
    assert fault_of(60) == (None, "too-large")  # already by what it says of itself
    assert fault_of(1) == ("0000", "unreadable")  # opened, and no CSV


def test_a_name_longer_than_any_path() -> None:
    assert rules(archive(zipped({"leverans.csv": b"a", f"{'Anna ' * 9_000}.txt": b""}))) == [
        "unreadable"
    ]


def test_a_file_without_a_name() -> None:
    """Found by the fuzzer: Python's zipfile asks for the last letter of its name."""
    content = zipped({"leverans.csv": b"a", "Q.txt": b"a"}).replace(b"Q.txt", b"\0.txt")
    assert rules(archive(content)) == ["unreadable"]


def test_a_zip_in_a_zip_is_never_opened() -> None:
    bomb = zipped({"0.csv": b"0" * 20_000_000})
    for _ in range(3):
        bomb = zipped({f"{number}.zip": bomb for number in range(10)})
    assert rules(archive(bomb)) == ["no-sheets"]


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_unusual_packing_is_refused_before_it_is_unpacked(method: int) -> None:
    assert rules(archive(zipped({"leverans.csv": b"a"}, method))) == ["unreadable"]


def test_a_member_longer_than_it_says() -> None:
    content = bytearray(zipped({"leverans.csv": b"0" * 20_000_000}))
    said = struct.pack("<I", 10)
    content[22:26] = said
    start = content.rindex(b"PK\x01\x02")
    content[start + 24 : start + 28] = said
    assert rules(archive(bytes(content))) == ["unreadable"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_in_a_csv_file_is_the_text_that_it_is(cell: str) -> None:
    text = cell.replace('"', '""')
    (sheet,) = read(FOLDER, {"a.csv": f'tema;antal\r\n"{text}";1\r\n'.encode()}).sheets
    assert sheet.rows[1] == (2, (cell, "1"))


@pytest.mark.parametrize(
    "content",
    [
        b"a" * 200_000,  # a header longer than Python's csv module reads
        b'a;b\n"' + b"x\n" * 100_000,  # a quotation mark that nobody closes
        b"a\n" + b'"' * 300_000,
        b"a\n" + b"x" * (limits.LONGEST_CELL + 1),
        b"a\n1" + b";" * 1_000 + b"1",
    ],
)
def test_a_cell_or_a_row_without_end(content: bytes) -> None:
    assert rules(read(FOLDER, {"metod.csv": content}))[0] in ("unreadable", "too-large")


def test_very_many_cells_of_a_csv_file_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_CELLS", 100)
    row = b"1" + b";" * 9 + b"\n"
    assert rules(read(FOLDER, {"a.csv": row * 10})) == []
    assert rules(read(FOLDER, {"a.csv": row * 6, "b.csv": row * 6})) == ["too-large"]


@pytest.mark.parametrize("delimiter", ['"', "\r", "a", "å", " "])
def test_a_delimiter_that_is_none_is_not_believed(delimiter: str) -> None:
    content = f"sep={delimiter}\r\na;b\r\n".encode()
    (sheet,) = read(FOLDER, {"metod.csv": content}).sheets
    assert sheet.rows[-1][1] == ("a", "b")


def test_more_files_than_any_delivery(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_SHEETS", 3)
    assert rules(read(FOLDER, {f"{number}.csv": b"a" for number in range(4)})) == ["too-large"]


def test_the_limit_of_text_is_for_all_sheets_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_TEXT", 1000)
    files = dict.fromkeys(("metod.csv", "kompetens.csv", "remittenter.csv"), b"x" * 400)
    (fault,) = read(FOLDER, files).faults
    assert fault.sheet == "remittenter"
    assert "1\N{NO-BREAK SPACE}000 tecken" in fault.sentence


posix = pytest.mark.skipif(os.name != "posix", reason="Windows has neither")


@posix
@pytest.mark.parametrize(
    "plant", [lambda path: path.symlink_to("/etc/passwd"), lambda path: os.mkfifo(path)]
)
def test_a_folder_leads_nowhere_and_holds_nothing_but_files(
    tmp_path: Path, projects: Projects, worked_example: Sheets, plant: Callable[[Path], object]
) -> None:
    for name, content in as_files(worked_example).items():
        (tmp_path / name).write_bytes(content)
    plant(tmp_path / "metod.csv")
    assert [one.rule for one in _errors(examine(tmp_path, projects))] == ["unsafe-path"]


@posix
@pytest.mark.parametrize("suffix", [".xlsx", ".zip"])
def test_a_device_or_a_pipe_is_no_delivery(tmp_path: Path, projects: Projects, suffix: str) -> None:
    path = tmp_path / f"leverans{suffix}"
    os.mkfifo(path)
    assert [one.rule for one in _errors(examine(path, projects))] == ["unreadable"]
    path.unlink()
    path.symlink_to("/dev/zero")
    assert [one.rule for one in _errors(examine(path, projects))] == ["unreadable"]


def _errors(examination: Examination) -> list[Finding]:
    return [finding for finding in examination.findings if finding.is_error]
