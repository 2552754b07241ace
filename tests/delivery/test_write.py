"""Deliveries as they are written: for people in Excel, and the same bytes each time."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook
from stegvis.delivery.check import examine
from stegvis.delivery.tables import DTYPES, Sheet, sheets
from stegvis.delivery.write import (
    Cell,
    Grid,
    cover,
    grids,
    write_folder,
    write_workbook,
    write_zip,
)
from stegvis.period import Period
from stegvis.place import find_municipality
from stegvis.project import Project

Writer = Callable[[Path, Iterable[Grid]], None]
FORMS: list[tuple[Writer, str]] = [
    (write_workbook, ".xlsx"),
    (write_folder, ""),
    (write_zip, ".zip"),
]
NAME = "cresco-plus_1497_2023Q3"


def frame(sheet: Sheet, *rows: tuple[object, ...]) -> pd.DataFrame:
    columns = [column.code for column in sheet.columns]
    table = pd.DataFrame(list(rows), columns=columns, dtype=object)
    return table.astype({column.code: DTYPES[column.kind] for column in sheet.columns})


@pytest.fixture
def frames(cresco_plus: Project) -> dict[str, pd.DataFrame]:
    known = sheets(cresco_plus)
    scores = [4, 2, None, 3, 3, 3, 3, 3, 3]
    return {
        "participants": frame(
            known["participants"],
            ("HJO-001", "kvinna", "18–29", "vården", "sjukpenning",
             date(2023, 3, 6), date(2023, 8, 31), "åter_remittent", "lön", 1),
            ("HJO-002", "man", "30–54", None, None, date(2023, 4, 3), None, None, None, None),
        ),
        "cards": frame(
            known["cards"],
            ("HJO-001", date(2023, 3, 10), "coordinator", *scores, 1, 2),
            ("HJO-001", date(2023, 3, 10), "participant", *scores, None, None),
        ),
        "followups": frame(
            known["followups"], ("HJO-001", 6, date(2023, 9, 29), False, None, None)
        ),
        "posts": frame(known["posts"], ("förbundet", 1.5, date(2023, 11, 1), None)),
    }  # fmt: skip  # a person on two lines reads better than on ten


@pytest.fixture
def delivery(cresco_plus: Project, frames: dict[str, pd.DataFrame]) -> list[Grid]:
    hjo = find_municipality("Hjo", cresco_plus.municipalities)
    first = cover(
        cresco_plus, hjo, Period.parse("2023Q3"), date(2023, 10, 9), "individ", synthetic=True
    )
    return [first, *grids(cresco_plus, frames)]


def test_people_see_swedish_sheets_columns_and_values(delivery: list[Grid]) -> None:
    assert [grid.name for grid in delivery] == [
        "leverans",
        "deltagare",
        "progressionskort",
        "uppföljning",
        "tjänster",
    ]
    cards = delivery[2]
    assert cards.header[:4] == ("deltagar_id", "datum", "bedömare", "f1")
    assert [row[2] for row in cards.rows] == ["samordnare", "deltagare"]
    assert delivery[3].rows == (("HJO-001", 6, date(2023, 9, 29), "nej", None, None),)
    assert delivery[4].rows == (("förbundet", 1.5, date(2023, 11, 1), None),)


def test_the_cover_says_whose_it_is_and_that_it_is_made_up(delivery: list[Grid]) -> None:
    assert delivery[0].rows == (
        ("projekt", "cresco-plus"),
        ("kommun", "Hjo"),
        ("period", "2023Q3"),
        ("lämnad", date(2023, 10, 9)),
        ("omfattning", "individ"),
        ("syntetisk", "ja"),
    )


def test_real_data_is_not_marked(cresco_plus: Project) -> None:
    hjo = find_municipality("Hjo", cresco_plus.municipalities)
    first = cover(cresco_plus, hjo, Period.parse("2023Q3"), None, "individ")
    assert "syntetisk" not in [row[0] for row in first.rows]


@pytest.mark.parametrize(("write", "suffix"), FORMS)
def test_what_was_written_is_read_back_the_same(
    write: Writer,
    suffix: str,
    delivery: list[Grid],
    frames: dict[str, pd.DataFrame],
    projects: dict[str, Project],
    tmp_path: Path,
) -> None:
    path = tmp_path / f"{NAME}{suffix}"
    write(path, [grid for grid in delivery if grid.name != "uppföljning"])
    read = examine(path, projects)
    assert read.findings == ()
    assert read.delivery is not None
    assert read.delivery.synthetic
    for code in ("participants", "cards", "posts"):
        pd.testing.assert_frame_equal(read.delivery.tables[code], frames[code])


@pytest.mark.parametrize(("write", "suffix"), FORMS)
def test_the_same_delivery_gives_the_same_bytes(
    write: Writer, suffix: str, delivery: list[Grid], tmp_path: Path
) -> None:
    def written(name: str) -> list[bytes]:
        path = tmp_path / f"{name}{suffix}"
        write(path, delivery)
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        return [file.read_bytes() for file in files]

    assert written("one") == written("other")


def test_dates_in_a_workbook_are_excel_s_own(delivery: list[Grid], tmp_path: Path) -> None:
    path = tmp_path / f"{NAME}.xlsx"
    write_workbook(path, delivery)
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("deltagare").to_python()
    assert rows[1][5:7] == [date(2023, 3, 6), date(2023, 8, 31)]


def test_the_header_of_a_workbook_is_bold_and_stays_in_view(
    delivery: list[Grid], tmp_path: Path
) -> None:
    path = tmp_path / f"{NAME}.xlsx"
    write_workbook(path, delivery)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    assert 'state="frozen"' in sheet
    assert "<b/>" in styles
    assert 'formatCode="yyyy-mm-dd"' in styles


MISCHIEF = ["=1+1", "+46", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("https://example.invalid")']


@pytest.mark.parametrize("text", MISCHIEF)
def test_text_never_becomes_a_formula_in_a_workbook(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(path, [Grid("blad", ("text",), ((text,), ("https://example.invalid",)))])
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        names = archive.namelist()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert not [name for name in names if "/_rels/sheet" in name]


@pytest.mark.parametrize("text", MISCHIEF)
def test_text_never_begins_as_a_formula_in_a_csv_file(text: str, tmp_path: Path) -> None:
    write_folder(tmp_path / "mapp", [Grid("blad", ("text",), ((text,),))])
    line = (tmp_path / "mapp" / "blad.csv").read_text(encoding="utf-8-sig").splitlines()[1]
    assert line.lstrip('"').startswith("'")


def test_a_csv_file_is_what_swedish_excel_writes(delivery: list[Grid], tmp_path: Path) -> None:
    write_folder(tmp_path / NAME, delivery)
    content = (tmp_path / NAME / "tjänster.csv").read_bytes()
    assert content == (
        b"\xef\xbb\xbf"
        + "finansiering;årsarbetskrafter;från;till\r\nförbundet;1,5;2023-11-01;\r\n".encode()
    )


def test_a_number_below_nought_stays_a_number(tmp_path: Path) -> None:
    cells: tuple[Cell, ...] = (-1, -1.5)
    write_folder(tmp_path / "mapp", [Grid("blad", ("a", "b"), (cells,))])
    text = (tmp_path / "mapp" / "blad.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[1] == "-1;-1,5"


def test_a_folder_is_never_written_over(delivery: list[Grid], tmp_path: Path) -> None:
    write_folder(tmp_path / NAME, delivery)
    with pytest.raises(FileExistsError):
        write_folder(tmp_path / NAME, delivery)


def test_a_cell_is_changed_by_excel_s_own_row() -> None:
    grid = Grid("metod", ("komponent", "nivå"), (("a", 0), ("b", 1)))
    assert grid.with_cell(3, "nivå", 2).rows == (("a", 0), ("b", 2))
    assert grid.rows == (("a", 0), ("b", 1))
