"""Old workbooks (.xls), and one with a password: what one of the example's would be in their form.

Those of ``old/`` were written by xlwt and by msoffcrypto from ``cresco-plus_1471_2023Q2.xlsx``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from stegvis.delivery.check import examine
from stegvis.delivery.reader import WORKBOOK, read
from stegvis.project import Project

OLD = Path(__file__).parent / "old"
NEW = Path(__file__).resolve().parents[2] / "data/example/cresco-plus/cresco-plus_1471_2023Q2.xlsx"
Projects = Mapping[str, Project]


@pytest.mark.parametrize("name", ["gammal.xls", "gammal-1904.xls"])
def test_an_old_workbook_says_what_the_new_one_does(name: str, projects: Projects) -> None:
    new, old = examine(NEW, projects).delivery, examine(OLD / name, projects).delivery
    assert new is not None
    assert old is not None
    assert len(old.tables["participants"]) == 6
    for code, table in new.tables.items():
        pd.testing.assert_frame_equal(table, old.tables[code])


@pytest.mark.parametrize(("name", "is_so"), [("gammal.xls", False), ("gammal-1904.xls", True)])
def test_it_says_from_which_year_days_are_counted(name: str, is_so: bool) -> None:
    sheets = read(WORKBOOK, {name: (OLD / name).read_bytes()}).sheets
    assert {sheet.from_1904 for sheet in sheets} == {is_so}


def test_an_error_in_an_old_workbook_is_no_blank_cell(projects: Projects) -> None:
    (finding,) = examine(OLD / "gammal-felvarde.xls", projects).findings
    assert (finding.level, finding.rule) == ("error", "error-value")
    assert "rad 3, kolumn nummer 4" in finding.sentence


def test_merged_cells_in_an_old_workbook(projects: Projects) -> None:
    (finding,) = examine(OLD / "gammal-sammanfogad.xls", projects).findings
    assert (finding.sheet, finding.row, finding.column) == ("deltagare", 3, "remittent")
    assert (finding.level, finding.rule) == ("error", "merged-cell")


@pytest.mark.parametrize("name", ["losenord.xlsx"])
def test_a_workbook_that_excel_has_locked(name: str, projects: Projects) -> None:
    (finding,) = examine(OLD / name, projects).findings
    assert (finding.level, finding.rule) == ("error", "encrypted")
