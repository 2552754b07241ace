"""The same delivery in every form it may have gives the same frames."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stegvis.delivery.check import Delivery, examine
from stegvis.project import Project

Sheets = dict[str, list[list[object]]]
Spell = Callable[[object], str]
BOM = "\ufeff"


def spelled(cell: object) -> str:
    return "" if cell is None else str(cell)


def with_comma(cell: object) -> str:
    return str(cell).replace(".", ",") if isinstance(cell, float) else spelled(cell)


def csv_bytes(
    rows: list[list[object]], delimiter: str, encoding: str, spell: Spell = spelled
) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([spell(cell) for cell in row] for row in rows)
    return text.getvalue().encode(encoding)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def write_zip(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def accepted(path: Path, projects: Mapping[str, Project]) -> Delivery:
    examination = examine(path, projects)
    assert examination.findings == ()
    assert examination.delivery is not None
    return examination.delivery


def assert_same(one: Delivery, other: Delivery) -> None:
    assert (one.project_id, one.municipality, one.period, one.submitted, one.scope) == (
        (other.project_id, other.municipality, other.period, other.submitted, other.scope)
    )
    assert one.tables.keys() == other.tables.keys()
    for code, table in one.tables.items():
        pd.testing.assert_frame_equal(table, other.tables[code])


@pytest.fixture
def as_workbook(
    full_example: Sheets,
    tmp_path: Path,
    projects: Mapping[str, Project],
    write_workbook: Callable[[Path, Sheets], Path],
) -> Delivery:
    return accepted(write_workbook(tmp_path / "leverans.xlsx", full_example), projects)


@pytest.mark.parametrize(
    ("delimiter", "encoding", "spell"),
    [
        (";", "utf-8-sig", with_comma),
        (";", "utf-8", spelled),
        (",", "utf-8", with_comma),
        ("\t", "cp1252", with_comma),
        ("\t", "utf-16", with_comma),
        (";", "utf-8", lambda cell: unicodedata.normalize("NFD", with_comma(cell))),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_csv_files_give_the_workbook_s_frames(
    full_example: Sheets,
    as_workbook: Delivery,
    projects: Mapping[str, Project],
    tmp_path: Path,
    delimiter: str,
    encoding: str,
    spell: Spell,
    packed: bool,
) -> None:
    files = {
        f"{spell(name)}.csv": csv_bytes(rows, delimiter, encoding, spell)
        for name, rows in full_example.items()
    }
    path = tmp_path / "form"
    if packed:
        nested = {f"mapp/{name}": content for name, content in files.items()}
        extra = {"__MACOSX/mapp/._metod.csv": b"\0", "mapp/las mig.txt": b"hej", "mapp/": b""}
        written = write_zip(path.with_suffix(".zip"), {**nested, **extra})
    else:
        written = write_folder(path, {**files, "las mig.txt": b"hej", ".metod.csv": b"\0"})
    assert_same(accepted(written, projects), as_workbook)


def test_rows_and_columns_may_begin_further_in(
    worked_example: Sheets, projects: Mapping[str, Project], tmp_path: Path
) -> None:
    path = tmp_path / "leverans.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        for name, rows in worked_example.items():
            worksheet = workbook.add_worksheet(name.upper())
            for number, row in enumerate(rows):
                # header in row 3 and column C, and a blank row between all rows
                worksheet.write_row(2 + 2 * number, 2, row)
    assert len(accepted(path, projects).tables["cards"]) == 7
    worked_example["deltagare"][2][1] = "kvinnna"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        for name, rows in worked_example.items():
            worksheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                worksheet.write_row(2 + 2 * number, 2, row)
    (finding,) = examine(path, projects).findings
    assert (finding.sheet, finding.row, finding.column) == ("deltagare", 7, "kön")
    assert "kvinna" in finding.sentence


def test_blank_lines_of_a_csv_file_are_rows(
    worked_example: Sheets, projects: Mapping[str, Project], tmp_path: Path
) -> None:
    worked_example["deltagare"][2][1] = "okend"
    files = {f"{name}.csv": csv_bytes(rows, ";", "utf-8") for name, rows in worked_example.items()}
    files["deltagare.csv"] = b"sep=;\r\n\r\n;;;\r\n" + files["deltagare.csv"]
    (finding,) = examine(write_folder(tmp_path / "form", files), projects).findings
    assert (finding.sheet, finding.row, finding.column) == ("deltagare", 5, "kön")


_CASES = st.sampled_from([str.upper, str.title, str.lower, str])
_SPACES = st.sampled_from(["", " ", "  ", "\u00a0"])
_FORMS = st.sampled_from(["NFC", "NFD"])


@st.composite
def _spelling(draw: st.DrawFn) -> Callable[[str], str]:
    change, left, right, form = draw(_CASES), draw(_SPACES), draw(_SPACES), draw(_FORMS)
    gap = draw(st.sampled_from(["_", " ", "  "]))
    dash = draw(st.sampled_from(["–", "-", " - ", "—"]))

    def spell(text: str) -> str:
        varied = change(text).replace("_", gap).replace("–", dash)
        return unicodedata.normalize(form, f"{left}{varied}{right}")

    return spell


def _number(draw: st.DrawFn, value: float) -> object:
    if not float(value).is_integer():
        return draw(st.sampled_from([value, str(value), str(value).replace(".", ",")]))
    whole = int(value)
    return draw(st.sampled_from([whole, float(whole), f"{whole}", f"{whole},0", f" {whole}.0 "]))


def _day(draw: st.DrawFn, value: date) -> object:
    serial = (value - date(1899, 12, 30)).days
    noon = datetime(value.year, value.month, value.day, 12)
    return draw(st.sampled_from([value, noon, str(value), f"{value} 00:00:00", serial]))


_FREE_TEXT = {"arbetssätt", "tema", "försörjning_start"}


@given(data=st.data())
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # only read, or written anew
)
def test_spelling_makes_no_difference(
    data: st.DataObject,
    full_example: Sheets,
    as_workbook: Delivery,
    projects: Mapping[str, Project],
    tmp_path: Path,
    write_workbook: Callable[[Path, Sheets], Path],
) -> None:
    draw = data.draw
    spell = draw(_spelling())
    varied: Sheets = {}
    for name, rows in full_example.items():
        header = rows[0]
        body: list[list[object]] = []
        for row in rows[1:]:
            cells: list[object] = []
            for column, cell in zip(header, row, strict=False):
                if isinstance(cell, date):
                    cells.append(_day(draw, cell))
                elif isinstance(cell, int | float):
                    cells.append(_number(draw, cell))
                elif isinstance(cell, str) and column not in _FREE_TEXT:
                    cells.append(spell(cell))
                else:
                    cells.append(cell)
            body.append(cells)
        varied[spell(name)] = [[spell(str(column)) for column in header], *body]
    written = write_workbook(tmp_path / "varied.xlsx", varied)
    assert_same(accepted(written, projects), as_workbook)


@pytest.mark.parametrize(("said", "synthetic"), [("ja", True), (True, True), (1, True), (0, False)])
def test_example_data_says_so(
    worked_example: Sheets,
    projects: Mapping[str, Project],
    tmp_path: Path,
    write_workbook: Callable[[Path, Sheets], Path],
    said: object,
    synthetic: bool,
) -> None:
    worked_example["leverans"].append(["syntetisk", said])
    path = write_workbook(tmp_path / "leverans.xlsx", worked_example)
    assert accepted(path, projects).synthetic is synthetic


def test_hash_is_that_of_what_was_delivered(
    worked_example: Sheets, projects: Mapping[str, Project], tmp_path: Path
) -> None:
    files = {f"{name}.csv": csv_bytes(rows, ";", "utf-8") for name, rows in worked_example.items()}
    one = accepted(write_folder(tmp_path / "one", files), projects)
    backwards = dict(reversed(files.items()))
    same = accepted(write_folder(tmp_path / "two", backwards), projects)
    files["deltagare.csv"] += b"\r\n"
    other = accepted(write_folder(tmp_path / "three", files), projects)
    assert one.source_hash == same.source_hash != other.source_hash
    assert len(one.source_hash) == 64
