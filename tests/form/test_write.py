"""The workbook: what is locked, what is coloured, and that nothing in it acts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from english import english_in, texts_of_workbook
from stegvis.delivery.tables import INSTRUCTIONS, LISTS, sheets
from stegvis.form.colours import Look, coloured
from stegvis.form.write import write_form
from stegvis.project import Project

from .conftest import Make
from .parts import Parts


@pytest.fixture(scope="module")
def content(cresco_plus: Project, make: Make, people: Mapping[str, pd.DataFrame]) -> bytes:
    return write_form(make(cresco_plus, "individ", people))


@pytest.fixture(scope="module")
def parts(content: bytes) -> Parts:
    return Parts(content)


@pytest.fixture(scope="module")
def tables(cresco_plus: Project) -> list[str]:
    return [one.name for one in sheets(cresco_plus).values() if one.only_for != "antal"]


def test_instructions_come_first_and_the_lists_are_hidden(parts: Parts, tables: list[str]) -> None:
    instructions, lists = INSTRUCTIONS, LISTS
    assert parts.names == [instructions, "leverans", *tables, lists]
    assert parts.hidden == [lists]


def test_headers_are_locked_without_a_password_and_the_rest_is_not(
    parts: Parts, tables: list[str]
) -> None:
    for name in tables:
        (protection,) = parts.all(name, "sheetProtection")
        assert protection.get("sheet") == "1"
        assert not {"password", "hashValue"} & set(protection.attrib)
        for allowed in ("insertRows", "deleteRows", "sort", "autoFilter", "formatColumns"):
            assert protection.get(allowed) == "0", allowed  # 0: not forbidden
        assert protection.get("insertColumns") is None
        first, *others = parts.all(name, "row")
        assert parts.is_locked(first)  # beyond the headers too: nobody adds a column
        assert all(parts.is_locked(cell) for cell in first)
        assert not any(parts.is_locked(cell) for row in others for cell in row)
        columns = parts.all(name, "col")
        assert not any(parts.is_locked(column, "style") for column in columns)
        # a row can be removed only when all its cells are free
        assert max(int(column.attrib["max"]) for column in columns) == 16_384


def test_of_the_cover_only_the_day_can_be_changed(parts: Parts) -> None:
    cells = parts.all("leverans", "c")
    assert [cell.get("r") for cell in cells if not parts.is_locked(cell)] == ["B5"]
    assert parts.all("leverans", "sheetProtection")


def test_the_header_stays_in_view(parts: Parts, tables: list[str]) -> None:
    for name in tables:
        (pane,) = parts.all(name, "pane")
        assert (pane.get("state"), pane.get("ySplit")) == ("frozen", "1")
        people = name in ("deltagare", "progressionskort", "uppföljning")
        assert pane.get("xSplit") == ("1" if people else None)


def test_columns_are_as_wide_as_what_may_stand_in_them(parts: Parts, cresco_plus: Project) -> None:
    sheet = sheets(cresco_plus)["participants"]
    widths = {
        int(one.attrib["min"]): float(one.attrib["width"]) for one in parts.all(sheet.name, "col")
    }
    for place, column in enumerate(sheet.columns, start=1):
        longest = max(len(word) for word in (column.name, *(column.choices or ())))
        assert widths[place] > longest


def test_no_cell_is_a_formula_and_text_stays_text_when_it_is_edited(parts: Parts) -> None:
    for name in parts.names:
        assert parts.all(name, "f") == []
    texts = [cell for cell in parts.all("deltagare", "c") if cell.get("t") == "s"]
    below = [
        cell for cell in texts if not cell.attrib["r"].endswith("1") or cell.attrib["r"] > "A9"
    ]
    below = [cell for cell in below if cell.attrib["r"].lstrip("ABCDEFGHIJ") != "1"]
    assert below
    assert all(parts.is_quoted(cell) for cell in below)


def test_nothing_leads_out_of_the_workbook(parts: Parts) -> None:
    assert not [name for name in parts.files if "/_rels/sheet" in name]
    links = parts.all(INSTRUCTIONS, "hyperlink")
    assert {link.attrib["location"].split("!")[0].strip("'") for link in links} <= set(parts.names)


def test_the_same_form_gives_the_same_bytes(
    content: bytes, cresco_plus: Project, make: Make, people: Mapping[str, pd.DataFrame]
) -> None:
    assert write_form(make(cresco_plus, "individ", people)) == content


@pytest.mark.parametrize("scope", ["individ", "antal"])
def test_a_cell_that_must_be_filled_in_is_coloured_and_no_other_row_is_touched(
    cresco_plus: Project, make: Make, scope: str
) -> None:
    form = make(cresco_plus, scope)
    parts = Parts(write_form(form))
    for sheet, _ in form.tables:
        said = list(coloured(cresco_plus, sheet))
        missing = {sheet.columns[one.column].code for one in said if one.look is Look.MISSING}
        assert missing >= {column.code for column in sheet.columns if column.filled}
        # relative rows: the formula is about row 2, and every column of it is held
        assert all("2" in one.formula and "$2" not in one.formula for one in said)
        written = [formula.text for formula in parts.all(sheet.name, "formula")]
        assert sorted(written) == sorted(one.formula.lstrip("=") for one in said)


def test_it_is_swedish_throughout(content: bytes, tmp_path: Path, tables: list[str]) -> None:
    path = tmp_path / "mall.xlsx"
    path.write_bytes(content)
    assert [word for text in texts_of_workbook(path) for word in english_in(text)] == []
