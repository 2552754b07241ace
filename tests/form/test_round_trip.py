"""What is filled in is read back the same, whatever it is; with its day a form is a delivery."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hostile import NASTY
from hypothesis import given, settings
from hypothesis import strategies as st
from stegvis.delivery import cells
from stegvis.delivery.check import examine
from stegvis.delivery.door import check_personal
from stegvis.delivery.frames import typed
from stegvis.delivery.raw import RawSheet
from stegvis.delivery.read import Source
from stegvis.delivery.tables import PASSED_OVER, Column, Kind, Sheet, sheets
from stegvis.delivery.workbook import read_workbook
from stegvis.form.instructions import instructions
from stegvis.form.write import write_form
from stegvis.project import Project

from .conftest import Make
from .parts import handed_in

_TEXTS = st.sampled_from([text for nasty in NASTY if (text := cells.text(nasty))])
_SHORT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=30)


def _cells(column: Column, project: Project) -> st.SearchStrategy[Any]:
    match column.kind:
        case Kind.IDENTIFIER:
            filled = st.from_regex(r"\A[A-ZÅÄÖ]{2,4}-[0-9]{2,4}\Z")
        case Kind.CHOICE:
            filled = st.sampled_from(list(column.spellings))
        case Kind.DATE:
            filled = st.dates(date(2000, 1, 1), date(2060, 12, 31))
        case Kind.COUNT:
            filled = st.integers(0, 10**9)
        case Kind.SCORE:
            filled = st.integers(project.card.low, project.card.high)
        case Kind.NUMBER:
            filled = st.floats(0, 1e6).map(lambda number: round(number, 4))
        case Kind.YES_NO:
            filled = st.booleans()
        case Kind.TEXT:
            filled = (_TEXTS | _SHORT.map(cells.text)).filter(lambda text: text.strip())
    return filled if column.filled else st.none() | filled


def _frames(sheet: Sheet, project: Project) -> st.SearchStrategy[pd.DataFrame]:
    row = st.tuples(*(_cells(column, project) for column in sheet.columns))
    empty = sheet.empty()
    return st.lists(row, max_size=4).map(
        lambda rows: pd.DataFrame(rows, columns=list(empty), dtype=object).astype(empty.dtypes)
    )


@pytest.mark.parametrize("scope", ["individ", "antal"])
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_what_is_filled_in_is_read_back_the_same(
    cresco_plus: Project, make: Make, scope: str, data: st.DataObject
) -> None:
    declared = sheets(cresco_plus)
    drawn = {
        code: data.draw(_frames(sheet, cresco_plus))
        for code, sheet in declared.items()
        if sheet.only_for in (None, scope) and code != "counts"
    }
    form = make(cresco_plus, scope, drawn)
    contents = read_workbook(write_form(form))
    assert (contents.faults, contents.is_active) == ((), False)
    read = {sheet.name: sheet for sheet in contents.sheets}
    for code, frame in drawn.items():
        back = typed(read[declared[code].name], declared[code], cresco_plus.pseudonym)
        assert back.findings == ()
        pd.testing.assert_frame_equal(back.frame.reset_index(drop=True), frame)


@pytest.mark.parametrize("scope", ["individ", "antal"])
@pytest.mark.parametrize("project", ["cresco-plus", "cresco-creare"])
def test_nothing_that_the_form_says_itself_looks_like_a_person(
    projects: Mapping[str, Project], make: Make, project: str, scope: str
) -> None:
    form = make(projects[project], scope)
    sheets_ = list(read_workbook(write_form(form)).sheets)
    for place in projects[project].municipalities:
        form = make(projects[project], scope, place=place)
        lines = [(line.first, line.text) for line in instructions(form)]
        for number, rows in enumerate((lines, form.cover.rows)):
            sheets_.append(RawSheet(f"blad {number}", tuple(enumerate(rows, start=1))))
    assert check_personal(Source(tuple(sheets_), (), ""), form.file_name, ()) == []


@pytest.mark.parametrize("filled", [False, True])
def test_a_form_with_the_day_that_it_is_handed_in_is_a_delivery(
    projects: Mapping[str, Project],
    make: Make,
    people: Mapping[str, pd.DataFrame],
    tmp_path: Path,
    filled: bool,
) -> None:
    form = make(projects["cresco-plus"], "individ", people if filled else None)
    path = tmp_path / form.file_name
    path.write_bytes(handed_in(write_form(form), date(2024, 4, 8)))
    examined = examine(path, projects)
    assert examined.findings == ()
    assert examined.delivery is not None
    assert examined.delivery.period == form.period
    assert examined.delivery.municipality == form.municipality
    for code in ("participants", "cards", "followups"):
        wanted = people[code] if filled else sheets(projects["cresco-plus"])[code].empty()
        pd.testing.assert_frame_equal(examined.delivery.tables[code], wanted)


@pytest.mark.parametrize("filled", [False, True])
def test_a_form_that_nobody_has_touched_is_told_that_its_day_is_missing(
    projects: Mapping[str, Project],
    make: Make,
    people: Mapping[str, pd.DataFrame],
    tmp_path: Path,
    filled: bool,
) -> None:
    """Where nothing was delivered before it would pass for a delivery of nobody."""
    form = make(projects["cresco-plus"], "individ", people if filled else None)
    path = tmp_path / form.file_name
    path.write_bytes(write_form(form))
    examined = examine(path, projects)
    assert examined.delivery is None
    [(sheet, row, column, rule, said)] = [
        (one.sheet, one.row, one.column, one.rule, one.sentence) for one in examined.findings
    ]
    assert (sheet, row, column, rule) == ("leverans", 5, "värde", "blank")
    assert "dagen då filen skickas" in said


def test_counts_that_are_still_to_be_filled_in_are_asked_for_one_by_one(
    projects: Mapping[str, Project], make: Make, tmp_path: Path
) -> None:
    form = make(projects["cresco-plus"], "antal")
    path = tmp_path / form.file_name
    path.write_bytes(handed_in(write_form(form), date(2024, 4, 8)))
    examined = examine(path, projects)
    assert examined.delivery is None
    assert {(one.sheet, one.column, one.rule) for one in examined.findings} == {
        ("antal", "värde", "blank")
    }
    assert len(examined.findings) == 2 + len(projects["cresco-plus"].reason_ids)


def test_the_form_s_own_sheets_are_known_and_others_are_not(
    projects: Mapping[str, Project], worked_example: Any, write_workbook: Any, tmp_path: Path
) -> None:
    own = {name: [["hej", "du"], ["a", 1]] for name in PASSED_OVER}
    path = write_workbook(tmp_path / "a.xlsx", {**worked_example, **own, "lista": [["a"]]})
    (finding,) = examine(path, projects).findings
    assert (finding.sheet, finding.rule) == ("lista", "unknown-sheet")
