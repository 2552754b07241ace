"""A marked copy: each finding at its cell or on the list, and nothing of a person anywhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hostile import TEXTS
from hypothesis import given, settings
from hypothesis import strategies as st
from stegvis.answer.hidden import REMOVED
from stegvis.answer.marked import write_marked
from stegvis.answer.received import Received, received
from stegvis.delivery.check import examine
from stegvis.delivery.cover import Cover
from stegvis.delivery.finding import Finding
from stegvis.delivery.raw import RawSheet
from stegvis.delivery.read import read_source
from stegvis.delivery.tables import TO_MEND
from stegvis.delivery.workbook import read_workbook
from stegvis.example.errors import NAME, PERSONNUMMER
from stegvis.place import fold
from stegvis.project import Project
from stegvis.show import escape

from .conftest import CONTACTS, PERSONS, ROOT, Receive, Sheets
from .workbook import acts, comments, everything, uprights

EXAMPLE = ROOT / "data" / "example"
PLANTED: list[dict[str, Any]] = json.loads((EXAMPLE / "facit.json").read_text("utf-8"))["planted"]
WORDS = {"error": "Fel", "warning": "Varning"}


def _listed(path: Path) -> list[tuple[str, ...]]:
    """Give the lines of the list, as level, sheet, row, column and sentence."""
    sheet = read_workbook(path.read_bytes()).sheets[0]
    assert sheet.name == TO_MEND
    rows = [[str(cell) for cell in cells] for _, cells in sheet.rows]
    start = next(number for number, row in enumerate(rows) if row[0] == "Nivå")
    return [(*row[:2], row[2].removesuffix(".0"), *row[3:5]) for row in rows[start + 1 :]]


def _told(finding: Finding) -> tuple[str, ...]:
    row = "" if finding.row is None else str(finding.row)
    where = (finding.sheet or "", row, finding.column or "")
    return (WORDS[finding.level], *where, finding.sentence)


@pytest.fixture(scope="module")
def copies(
    projects: Mapping[str, Project], tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Received, Path]]:
    """Every planted delivery, workbook or zip, with its copy."""
    folder = tmp_path_factory.mktemp("kopior")
    made = []
    for number, planted in enumerate(PLANTED):
        one = received(examine(EXAMPLE / planted["file"], projects), projects)
        write_marked(folder / f"{number}.xlsx", one)
        made.append((one, folder / f"{number}.xlsx"))
    return made


def test_every_planted_finding_is_on_the_list_and_at_its_cell(
    copies: list[tuple[Received, Path]],
) -> None:
    for one, path in copies:
        assert one.findings
        assert sorted(_listed(path)) == sorted(map(_told, one.findings))
        said = {fold(name): own for name, own in comments(path).items()}
        for finding in one.findings:
            if finding.row is None or finding.sheet is None:
                continue
            at = [
                text for ref, text in said[fold(finding.sheet)].items() if _row(ref) == finding.row
            ]
            assert any(f"{WORDS[finding.level]}: {finding.sentence}" in text for text in at), (
                finding
            )


def _row(reference: str) -> int:
    return int(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def test_no_planted_person_is_in_a_copy_and_nothing_in_it_acts(
    copies: list[tuple[Received, Path]],
) -> None:
    assert any(finding.rule == "personnummer" for one, _ in copies for finding in one.findings)
    for one, path in copies:
        content = everything(path)
        assert NAME not in content, one.path
        assert PERSONNUMMER not in content, one.path
        assert acts(path) == []


def test_what_is_not_refused_stands_where_it_stood(
    faulty: Sheets, receive: Receive, tmp_path: Path
) -> None:
    one = receive(faulty)
    write_marked(tmp_path / "kopia.xlsx", one)
    before, after = one.sheets, read_source(tmp_path / "kopia.xlsx").sheets[1:]
    assert [sheet.name for sheet in after[:-1]] == [sheet.name for sheet in before[:-1]]
    removed = 0
    for was, now in zip(before, after, strict=True):
        cells = {
            (row, at): cell for row, own in now.rows for at, cell in enumerate(own) if cell != ""
        }
        expected = {
            (row, at): cell for row, own in was.rows for at, cell in enumerate(own) if cell != ""
        }
        assert cells.keys() == expected.keys()
        removed += sum(cell == REMOVED for cell in cells.values())
        assert {
            at: cell for at, cell in cells.items() if cell != REMOVED
        }.items() <= expected.items()
    assert removed == len(PERSONS[1:]) + len(CONTACTS) - 1  # the sheet's name is one of them


def test_nobody_is_in_the_copy_of_a_delivery_full_of_people(
    faulty: Sheets, receive: Receive, tmp_path: Path
) -> None:
    write_marked(tmp_path / "kopia.xlsx", receive(faulty, "Anna Andersson"))
    content = everything(tmp_path / "kopia.xlsx")
    assert [person for person in (*PERSONS, *CONTACTS) if person in content] == []
    assert "HJO-001" in content


def test_cells_say_what_they_are_about(faulty: Sheets, receive: Receive, tmp_path: Path) -> None:
    write_marked(tmp_path / "kopia.xlsx", receive(faulty))
    said = comments(tmp_path / "kopia.xlsx")
    assert said["deltagare"]["H2"].startswith("Fel: Raden har ett avslutsdatum")
    assert said["deltagare"]["B3"].endswith("Menade du kvinna?")
    assert said["deltagare"]["C4"] == "Fel: Cellen är tom. Fyll i åldersgrupp."
    assert said["deltagare"]["K1"].startswith("Varning: Kolumnen är okänd")
    assert {"D2", "D5", "D7"} <= said["progressionskort"].keys()
    assert set(said["Blad 5 (namnet borttaget)"]) == {"A1", "A2"}


def test_what_a_line_of_the_list_says_begins_at_one_height(
    faulty: Sheets, receive: Receive, tmp_path: Path
) -> None:
    one = receive(faulty)
    write_marked(tmp_path / "kopia.xlsx", one)
    assert uprights(tmp_path / "kopia.xlsx")[-len(one.findings) :] == [{"top"}] * len(one.findings)


def test_a_fault_on_more_rows_than_are_printed_is_marked_on_each(
    worked_example: Sheets, receive: Receive, tmp_path: Path
) -> None:
    cards = worked_example["progressionskort"]
    cards += [["HJO-001", date(2023, 4, 1), "samordnare", 9] for _ in range(60)]
    write_marked(tmp_path / "kopia.xlsx", receive(worked_example))
    marked = comments(tmp_path / "kopia.xlsx")["progressionskort"]
    assert {f"D{row}" for row in range(9, 69)} <= marked.keys()


def test_a_copy_that_is_sent_back_has_the_same_findings(
    worked_example: Sheets, receive: Receive, projects: Mapping[str, Project], tmp_path: Path
) -> None:
    worked_example["leverans"][4][1] = date(2023, 12, 20)
    worked_example["anteckningar"] = [["fritt"], ["text"]]
    worked_example["deltagare"][1][7] = None
    one = receive(worked_example)
    write_marked(tmp_path / "kopia.xlsx", one)
    again = received(examine(tmp_path / "kopia.xlsx", projects), projects)
    assert again.findings == one.findings
    write_marked(tmp_path / "kopia2.xlsx", again)
    names = [sheet.name for sheet in read_source(tmp_path / "kopia2.xlsx").sheets]
    assert names.count(TO_MEND) == 1
    assert len(names) == len(worked_example) + 1


CELLS = st.one_of(
    TEXTS,
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
NAMES = TEXTS | st.sampled_from(["History", "'a'", "[a]:b", "Åre", "åre", "å" * 40, "850709-9805"])


@settings(deadline=None)  # each writes a workbook and reads it
@given(
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5),
    names=st.lists(NAMES, min_size=1, max_size=4),
    column=TEXTS,
)
def test_whatever_stands_in_a_delivery_the_copy_opens_and_does_nothing(
    rows: list[list[Any]], names: list[str], column: str
) -> None:
    numbered = tuple(enumerate(map(tuple, rows), start=2))
    sheets = tuple(RawSheet(name, numbered) for name in names)
    findings = (
        Finding("error", names[0], 2, column, "x", "Rätta."),
        Finding("warning", names[-1], 3, None, "y", "Tänk på det."),
        Finding("error", column, None, None, "z", "Något."),
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kopia.xlsx"
        one = Received(
            Path("x.xlsx"), Cover(), False, findings, {}, sheets, frozenset(), (r"\w+-\d+",), ""
        )
        write_marked(path, one)
        assert acts(path) == []
        again = read_workbook(path.read_bytes())
    assert (again.faults, again.is_active) == ((), False)
    assert len(again.sheets) == 1 + sum(fold(name) != fold(TO_MEND) for name in names)
    assert len({sheet.name.lower() for sheet in again.sheets}) == len(again.sheets)
    assert not any("850709" in sheet.name for sheet in again.sheets)
    written = {(row, at): cell for row, own in again.sheets[1].rows for at, cell in enumerate(own)}
    for row, own in numbered:
        for at, cell in enumerate(own):
            if isinstance(cell, str) and escape.clean(cell).strip():
                now = written.get((row, at), "")
                assert now in (escape.clean(cell), REMOVED) or _read_as(now, cell)


def _read_as(now: object, cell: str) -> bool:
    """Whether a reader's own treatment of ends of lines is all that differs."""
    return isinstance(now, str) and now.split() == escape.clean(cell).split()


def test_days_and_times_stay_what_they_are(tmp_path: Path) -> None:
    values = (date(2023, 9, 30), datetime(2023, 9, 30, 12, 30), time(8, 15), timedelta(hours=30))
    sheet = RawSheet("blad", ((1, ("a", "b", "c", "d")), (2, values)))
    finding = Finding("error", "blad", 2, "a", "x", "Rätta.")
    one = Received(
        Path("x.xlsx"), Cover(), False, (finding,), {}, (sheet,), frozenset(), ("x",), ""
    )
    write_marked(tmp_path / "kopia.xlsx", one)
    _, cells = read_source(tmp_path / "kopia.xlsx").sheets[1].rows[1]
    assert cells[0] == date(2023, 9, 30)
    assert cells[1] == datetime(2023, 9, 30, 12, 30)
    assert cells[2:] == (time(8, 15), timedelta(hours=30))
