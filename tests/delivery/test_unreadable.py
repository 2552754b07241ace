"""What cannot be read gives a finding, never a traceback, and never takes long."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stegvis.delivery import limits
from stegvis.delivery.check import examine
from stegvis.delivery.finding import MOST, MOST_ALIKE
from stegvis.project import Project

Sheets = dict[str, list[list[object]]]
Projects = Mapping[str, Project]
Write = Callable[[Path, Sheets], Path]


def rules(path: Path, projects: Projects) -> list[str]:
    examination = examine(path, projects)
    assert examination.delivery is None
    assert all(finding.sentence.endswith((".", "?")) for finding in examination.findings)
    return [finding.rule for finding in examination.findings]


def zipped(files: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def locked_workbook() -> bytes:
    """An OLE file as Excel's encryption writes it: a directory with a stream EncryptedPackage."""
    sector = 512
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * 4 * 108
    table = struct.pack("<III", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE)
    table += b"\xff" * (sector - len(table))

    def entry(name: str, kind: int, child: int) -> bytes:
        text = (name + "\0").encode("utf-16-le")
        start = struct.pack("<64sHBB", text, len(text), kind, 1)
        start += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36)
        return start + struct.pack("<IQ", 0xFFFFFFFE, 0)

    directory = entry("Root Entry", 5, 1) + entry("EncryptedPackage", 2, 0xFFFFFFFF)
    return header + table + directory + bytes(sector - len(directory))


def encrypted_zip() -> bytes:
    content = bytearray(zipped({"leverans.csv": b"nyckel;v"}))
    content[6] |= 1  # general purpose flag of the local header
    content[content.index(b"PK\x01\x02") + 8] |= 1  # and of the central directory
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("leverans.xlsx", b"", "unreadable"),
        ("leverans.xlsx", b"nyckel;varde", "unreadable"),
        ("leverans.ods", b"PK\x03\x04", "unreadable"),
        ("leverans.xls", b"\xd0\xcf\x11\xe0", "unreadable"),
        ("leverans.xlsx", locked_workbook(), "encrypted"),
        ("leverans.zip", b"PK", "unreadable"),
        ("leverans.zip", zipped({"leverans.csv": b"x" * 999})[:-30], "unreadable"),
        ("leverans.zip", encrypted_zip(), "encrypted"),
        ("leverans.zip", zipped({}), "no-sheets"),
        ("leverans.zip", zipped({"bok.xlsx": b""}), "no-sheets"),
        ("leverans.zip", zipped({"../leverans.csv": b"a"}), "unsafe-path"),
        ("leverans.zip", zipped({"/etc/leverans.csv": b"a"}), "unsafe-path"),
        ("leverans.zip", zipped({"C:\\leverans.csv": b"a"}), "unsafe-path"),
        ("leverans.zip", zipped({"a/leverans.csv": b"a", "b/metod.csv": b"a"}), "several-folders"),
        ("leverans.zip", zipped({"leverans.csv": b"0" * 60_000_000}), "too-large"),
        ("leverans.zip", zipped({f"{number}.csv": b"" for number in range(1001)}), "too-large"),
        ("leverans.pdf", b"%PDF", "unknown-format"),
        ("leverans.csv", b"nyckel;varde", "unknown-format"),
    ],
)
def test_unreadable_file(
    tmp_path: Path, projects: Projects, name: str, content: bytes, expected: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert rules(path, projects) == [expected]


def test_missing_file(tmp_path: Path, projects: Projects) -> None:
    assert rules(tmp_path / "leverans.xlsx", projects) == ["unreadable"]
    assert rules(tmp_path / "leverans", projects) == ["missing-file"]


def test_empty_folder(tmp_path: Path, projects: Projects) -> None:
    assert rules(tmp_path, projects) == ["no-sheets"]


def test_picture_named_as_a_sheet(
    tmp_path: Path, projects: Projects, worked_example: Sheets
) -> None:
    for name, rows in worked_example.items():
        lines = [";".join("" if cell is None else str(cell) for cell in row) for row in rows]
        (tmp_path / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "deltagare.csv").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    (finding,) = [one for one in examine(tmp_path, projects).findings if one.sheet == "deltagare"]
    assert finding.rule == "unreadable"


@pytest.mark.parametrize("twin", ["Metod", "metod ", "METOD"])
def test_sheet_twice(tmp_path: Path, projects: Projects, worked_example: Sheets, twin: str) -> None:
    worked_example["metod"] = [["komponent", "nivå"]]
    worked_example[twin] = [["komponent", "nivå"]]
    files = {
        f"{name}.csv": "\n".join(
            ";".join("" if cell is None else str(cell) for cell in row) for row in rows
        ).encode()
        for name, rows in worked_example.items()
    }
    path = tmp_path / "leverans.zip"
    path.write_bytes(zipped(files))
    (finding,) = examine(path, projects).findings
    assert (finding.rule, finding.sheet) == ("duplicate-sheet", twin.strip())


def test_unreadable_cover_is_told_once(tmp_path: Path, projects: Projects) -> None:
    (tmp_path / "leverans.csv").write_bytes(b"\0\0\0")
    (tmp_path / "metod.csv").write_bytes(b"komponent;niv\xe5\n")
    (finding,) = examine(tmp_path, projects).findings
    assert (finding.rule, finding.sheet) == ("unreadable", "leverans")


def test_larger_than_any_delivery(
    tmp_path: Path, projects: Projects, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LARGEST", 10)
    (tmp_path / "leverans.csv").write_bytes(b"nyckel;varde")
    assert rules(tmp_path, projects) == ["too-large"]


@pytest.fixture(scope="session")
def sound_workbook(tmp_path_factory: pytest.TempPathFactory, write_workbook: Write) -> bytes:
    rows: list[list[object]] = [["nyckel", "värde"], ["projekt", "cresco-plus"]]
    return write_workbook(
        tmp_path_factory.mktemp("sound") / "a.xlsx", {"leverans": rows}
    ).read_bytes()


@given(position=st.integers(0, 4000), byte=st.integers(0, 255), length=st.integers(0, 9000))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # the file is written anew
)
@pytest.mark.parametrize("suffix", [".xlsx", ".zip", ".ods", ".xls"])
def test_damage_never_raises(
    tmp_path: Path,
    projects: Projects,
    sound_workbook: bytes,
    suffix: str,
    position: int,
    byte: int,
    length: int,
) -> None:
    content = bytearray(sound_workbook)
    content[position % len(content)] = byte
    path = tmp_path / f"leverans{suffix}"
    path.write_bytes(content[: length or None])
    assert examine(path, projects).findings


def test_million_formatted_blank_rows_are_read_within_the_limits(
    tmp_path: Path, projects: Projects, worked_example: Sheets, write_workbook: Write
) -> None:
    with zipfile.ZipFile(write_workbook(tmp_path / "leverans.xlsx", worked_example)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    rows = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (n, n) for n in range(9, 1_048_577))
    name = "xl/worksheets/sheet2.xml"
    parts[name] = parts[name].replace(b"</sheetData>", rows + b"</sheetData>")
    path = tmp_path / "formatted.xlsx"
    path.write_bytes(zipped(parts))
    assert examine(path, projects).findings == ()


def test_stray_cell_in_the_last_corner(tmp_path: Path, projects: Projects) -> None:
    path = tmp_path / "leverans.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        worksheet = workbook.add_worksheet("deltagare")
        worksheet.write(0, 0, "deltagar_id")
        worksheet.write(1_048_575, 16_383, "x")
    assert rules(path, projects) == ["too-large"]


def test_the_same_slip_in_every_row_is_told_shortly(
    tmp_path: Path, projects: Projects, worked_example: Sheets, write_workbook: Write
) -> None:
    for number in range(100):
        worked_example["progressionskort"].append([f"HJO-{number + 100}", "i mars", "samordnare"])
    examination = examine(write_workbook(tmp_path / "a.xlsx", worked_example), projects)
    assert len(examination.findings) == MOST_ALIKE + 1
    assert "ytterligare 80 rader" in examination.findings[-1].sentence


def test_endless_findings_end(
    tmp_path: Path, projects: Projects, worked_example: Sheets, write_workbook: Write
) -> None:
    worked_example["metod"] = [["komponent", "nivå", *[f"kolumn {n}" for n in range(MOST + 9)]]]
    worked_example["deltagare"][1][1] = "okend"
    examination = examine(write_workbook(tmp_path / "a.xlsx", worked_example), projects)
    assert len(examination.findings) == MOST + 1
    assert examination.findings[0].is_error
    assert examination.findings[-1].rule == "more"
    assert examination.delivery is None
