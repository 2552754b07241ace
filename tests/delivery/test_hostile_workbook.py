"""A workbook made to do harm is refused with a sentence, or read as if the harm were not there."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hostile import FORMULAS, ods, unpacked, zipped
from stegvis.delivery import limits
from stegvis.delivery.check import Examination, examine
from stegvis.delivery.raw import Contents
from stegvis.delivery.reader import WORKBOOK, read
from stegvis.project import Project

Sheets = dict[str, list[list[object]]]
Projects = Mapping[str, Project]

LAUGHS = b"<!DOCTYPE a [<!ENTITY a0 'ha'>%s]>" % b"".join(
    b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)
)
QUADRATIC = b"<!DOCTYPE a [<!ENTITY a9 '%s'>]>" % (b"ha" * 2000)
OUTSIDE = b"<!DOCTYPE a [<!ENTITY a9 SYSTEM 'file:///etc/passwd'>]>"
FROM_THE_NET = b"<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'>"
CORNER = b'<row r="1048576"><c%s r="XFD1048576"%s><v>1</v></c></row>'


@pytest.fixture
def sound(
    tmp_path: Path, worked_example: Sheets, write_workbook: Callable[[Path, Sheets], Path]
) -> dict[str, bytes]:
    """The parts of the worked example's workbook."""
    return unpacked(write_workbook(tmp_path / "sund.xlsx", worked_example).read_bytes())


def contents(parts: Mapping[str, bytes]) -> Contents:
    return read(WORKBOOK, {"leverans.xlsx": zipped(parts)})


def examined(tmp_path: Path, projects: Projects, content: bytes) -> Examination:
    path = tmp_path / "leverans.xlsx"
    path.write_bytes(content)
    return examine(path, projects)


def with_rows(parts: Mapping[str, bytes], rows: bytes) -> dict[str, bytes]:
    name = "xl/worksheets/sheet2.xml"
    return {**parts, name: parts[name].replace(b"</sheetData>", rows + b"</sheetData>")}


@pytest.mark.parametrize("declared", [LAUGHS, QUADRATIC, OUTSIDE, FROM_THE_NET])
def test_no_part_declares_entities(sound: dict[str, bytes], declared: bytes) -> None:
    for name, part in sound.items():
        if name.endswith((".xml", ".rels")):
            head, rest = part.split(b"?>", 1)
            (fault,) = contents({**sound, name: head + b"?>" + declared + rest}).faults
            assert (fault.rule, fault.sentence[-26:]) == (
                "unsafe-content",
                "Excel och spara den på nytt."[-26:],
            )


@pytest.mark.parametrize("entity", [b"&a9;", b"&xxe;"])
def test_an_entity_that_nobody_declared_is_no_text(sound: dict[str, bytes], entity: bytes) -> None:
    shared = "xl/sharedStrings.xml"
    read_anyway = contents({**sound, shared: sound[shared].replace(b"nyckel", entity)})
    assert [fault.rule for fault in read_anyway.faults] == ["unreadable"]


def test_entities_in_an_opendocument_workbook() -> None:
    cell = b'<table:table-cell office:value-type="string"><text:p>&a9;</text:p></table:table-cell>'
    content = ods(b"<table:table-row>" + cell + b"</table:table-row>")
    parts = unpacked(content)
    bomb = parts["content.xml"].replace(b"?>", b"?>" + LAUGHS, 1)
    (fault,) = contents({**parts, "content.xml": bomb}).faults
    assert fault.rule == "unsafe-content"


@pytest.mark.parametrize(
    ("before", "after"),
    [(b"", b""), (b' s="0"', b""), (b" ", b""), (b"", b' t="n"'), (b"\n", b"\n")],
)
def test_a_stray_cell_in_the_last_corner_however_it_is_written(
    sound: dict[str, bytes], before: bytes, after: bytes
) -> None:
    cell = CORNER % (before, after)
    for spelled in (cell, cell.replace(b'"', b"'"), cell.replace(b"XFD", b"xfd")):
        (fault,) = contents(with_rows(sound, spelled)).faults
        assert fault.rule == "too-large"
        assert "långt ner" in fault.sentence


def test_a_stray_cell_in_a_sheet_kept_elsewhere(sound: dict[str, bytes]) -> None:
    parts = with_rows(sound, CORNER % (b"", b""))
    parts["xl/annat/blad.xml"] = parts.pop("xl/worksheets/sheet2.xml")
    ways = "xl/_rels/workbook.xml.rels"
    parts[ways] = parts[ways].replace(b"worksheets/sheet2.xml", b"annat/blad.xml")
    assert [fault.rule for fault in contents(parts).faults] == ["too-large"]


def test_a_cell_that_nobody_sees_coming_ends_only_the_process_that_reads(
    tmp_path: Path, projects: Projects, sound: dict[str, bytes]
) -> None:
    """What is read of it before says nothing of the cell, and calamine asks for 400 GB."""
    hidden = with_rows(sound, CORNER % (b' x="&gt;>"', b""))
    (finding,) = examined(tmp_path, projects, zipped(hidden)).findings
    assert (finding.rule, finding.level) == ("unreadable", "error")
    assert examined(tmp_path, projects, zipped(sound)).findings == ()


@pytest.mark.parametrize(
    ("repeated", "rules"),
    [
        (b'table:number-rows-repeated="1048576"', ["unreadable", "too-large"]),
        (b'table:number-rows-repeated="4000000000"', ["unreadable", "too-large"]),
    ],
)
def test_a_row_of_an_opendocument_workbook_said_to_be_repeated(
    tmp_path: Path, projects: Projects, repeated: bytes, rules: list[str]
) -> None:
    cell = b'<table:table-cell table:number-columns-repeated="16384" office:value-type="string">'
    row = b"<table:table-row %s>%s<text:p>x</text:p></table:table-cell></table:table-row>"
    path = tmp_path / "leverans.ods"
    path.write_bytes(ods(row % (repeated, cell)))
    findings = examine(path, projects).findings
    assert {finding.rule for finding in findings if finding.is_error} <= {*rules, "missing-sheet"}
    assert findings[0].rule in rules


def test_what_a_sheet_says_of_its_own_size_is_not_believed(
    tmp_path: Path, projects: Projects, sound: dict[str, bytes]
) -> None:
    for name in [name for name in sound if name.startswith("xl/worksheets/")]:
        start, end = sound[name].split(b"<dimension ref=", 1)
        rest = end.split(b"/>", 1)[1]
        sound[name] = start + b'<dimension ref="A1:XFD1048576"/>' + rest
    assert examined(tmp_path, projects, zipped(sound)).findings == ()
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    name = "xl/worksheets/sheet2.xml"
    sound[name] = sound[name].replace(b"</sheetData>", merged)
    findings = examined(tmp_path, projects, zipped(sound)).findings
    assert {(one.sheet, one.rule) for one in findings if one.is_error} == {
        ("deltagare", "missing-column"),
        ("progressionskort", "unknown-participant"),
    }


def test_a_short_file_of_long_shared_texts_is_given_up(sound: dict[str, bytes]) -> None:
    """One text of 9 000 characters, which 300 cells share: more than any delivery has."""
    shared = "xl/sharedStrings.xml"
    sound[shared] = sound[shared].replace(b"nyckel", b"x" * 9000)
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(20, 320)
    )
    fault = contents(with_rows(sound, cells)).faults[0]
    assert (fault.sheet, fault.rule) == ("deltagare", "too-large")
    assert "2\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000 tecken" in fault.sentence


def test_a_part_that_is_longer_than_it_says(sound: dict[str, bytes]) -> None:
    name = b"xl/sharedStrings.xml"
    longer = {**sound, name.decode(): sound[name.decode()] + b" " * 3_000_000}
    content = bytearray(zipped(longer))
    said = struct.pack("<I", 1000)
    for place in (content.index(name) - 30 + 22, content.rindex(name) - 46 + 24):
        content[place : place + 4] = said
    assert [one.rule for one in read(WORKBOOK, {"a": bytes(content)}).faults] == ["unreadable"]


def planted(sound: Mapping[str, bytes], kind: str) -> dict[str, bytes]:
    """Plant what acts or leads elsewhere, where a spreadsheet program would find it."""
    parts, ways = dict(sound), "xl/_rels/workbook.xml.rels"
    schema = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    relation = b'<Relationship Id="rId99" Type="%s%s" Target="%s"/></Relationships>'
    target = {
        "vbaProject": b"vbaProject.bin",
        "externalLink": b"externalLinks/externalLink1.xml",
        "connections": b"connections.xml",
        "xlMacrosheet": b"macrosheets/sheet1.xml",
        "oleObject": b"embeddings/oleObject1.bin",
        "package": b"embeddings/bok.docx",
    }[kind]
    told = relation % (schema, kind.encode(), target)
    parts[ways] = parts[ways].replace(b"</Relationships>", told)
    dde = b'<externalLink><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'
    parts[f"xl/{target.decode()}"] = b"\xd0\xcf\x11\xe0" if target.endswith(b"bin") else dde
    return parts


@pytest.mark.parametrize(
    "kind",
    ["vbaProject", "externalLink", "connections", "xlMacrosheet", "oleObject", "package"],
)
@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm"])
def test_what_acts_is_told_of_and_never_acts(
    tmp_path: Path, projects: Projects, sound: dict[str, bytes], kind: str, suffix: str
) -> None:
    path = tmp_path / f"leverans{suffix}"
    path.write_bytes(zipped(planted(sound, kind)))
    examination = examine(path, projects)
    assert [one.rule for one in examination.findings] == ["active-content"]
    assert examination.delivery is not None
    assert len(examination.delivery.tables["cards"]) == 7


def test_a_formula_counts_as_the_value_that_was_saved_with_it(
    tmp_path: Path, projects: Projects, sound: dict[str, bytes]
) -> None:
    """The planted value is text, as it would be in the cell of a practice."""
    name = "xl/worksheets/sheet2.xml"
    for formula in FORMULAS:
        text = formula.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;")
        cell = f'<c r="B2" t="str"><f>{text}</f><v>man</v></c>'.encode()
        start, rest = sound[name].split(b'<c r="B2"', 1)
        parts = {**sound, name: start + cell + rest.split(b"</c>", 1)[1]}
        delivery = examined(tmp_path, projects, zipped(parts)).delivery
        assert delivery is not None
        assert list(delivery.tables["participants"]["gender"]) == ["man", "man", "kvinna"]


def test_a_binary_workbook_is_asked_for_as_xlsx(sound: dict[str, bytes]) -> None:
    sound["xl/workbook.bin"] = sound.pop("xl/workbook.xml")
    (fault,) = contents(sound).faults
    assert (fault.rule, "Spara den som .xlsx" in fault.sentence) == ("unknown-format", True)


def test_more_sheets_than_any_workbook(
    tmp_path: Path,
    write_workbook: Callable[[Path, Sheets], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MOST_SHEETS", 3)
    book = write_workbook(tmp_path / "a.xlsx", {f"blad {number}": [[1]] for number in range(4)})
    (fault,) = read(WORKBOOK, {"a": book.read_bytes()}).faults
    assert (fault.rule, "fler än 3 blad" in fault.sentence) == ("too-large", True)


def test_a_sheet_with_a_name_longer_than_any(sound: dict[str, bytes]) -> None:
    part = "xl/workbook.xml"
    sound[part] = sound[part].replace(b'name="deltagare"', b'name="%s"' % (b"x" * 9_000))
    assert [fault.rule for fault in contents(sound).faults] == ["too-large"]


def test_one_sheet_too_large_leaves_the_others_readable(
    tmp_path: Path,
    write_workbook: Callable[[Path, Sheets], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 3)
    book = write_workbook(tmp_path / "a.xlsx", {"metod": [["a"]] * 4, "leverans": [["a"]] * 3})
    found = read(WORKBOOK, {"a": book.read_bytes()})
    assert [sheet.name for sheet in found.sheets] == ["leverans"]
    assert [(fault.sheet, fault.rule) for fault in found.faults] == [("metod", "too-large")]
