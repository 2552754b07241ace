"""What may be typed in each column, as the workbook's own XML says it to Excel."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from python_calamine import CalamineWorkbook
from stegvis.delivery.rules.followups import MONTHS
from stegvis.delivery.span import last_day
from stegvis.delivery.tables import Column, Kind, Sheet, sheets
from stegvis.form.form import Form
from stegvis.form.write import ROOM, write_form
from stegvis.project import MISREGISTERED, Project
from xlsxwriter.utility import xl_cell_to_rowcol, xl_col_to_name

from .conftest import Make
from .parts import Parts, Rule, excel_day

EVERY = [
    (project, scope)
    for project in ("cresco-plus", "cresco-creare")
    for scope in ("individ", "antal")
]


@pytest.fixture(scope="module", params=EVERY, ids=lambda one: "-".join(one))
def form(
    request: pytest.FixtureRequest, projects: Mapping[str, Project], make: Make
) -> tuple[Form, Parts, CalamineWorkbook]:
    project, scope = request.param
    made = make(projects[project], scope)
    content = write_form(made)
    return made, Parts(content), CalamineWorkbook.from_object(_file(content))


def _file(content: bytes) -> object:
    from io import BytesIO

    return BytesIO(content)


def _rule(parts: Parts, sheet: Sheet, column: Column) -> Rule:
    letter = xl_col_to_name(sheet.columns.index(column))
    found = [one for one in parts.rules(sheet.name) if one.cells.startswith(f"{letter}2:")]
    assert len(found) == 1, (sheet.name, column.name)
    return found[0]


def _listed(book: CalamineWorkbook, formula: str) -> list[str]:
    """Read the range that a list is drawn from, as Excel would show it."""
    found = re.fullmatch(r"(\w+)!(\$[A-Z]+\$\d+):(\$[A-Z]+\$\d+)", formula)
    assert found is not None, formula
    (top, left), (bottom, right) = (xl_cell_to_rowcol(found[n].replace("$", "")) for n in (2, 3))
    assert left == right
    rows = book.get_sheet_by_name(found[1]).to_python()
    cells = [row[left] for row in rows[top : bottom + 1]]
    return [f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in cells]


def test_every_column_has_a_rule_for_every_row_there_is_room_for(form) -> None:
    made, parts, _ = form
    for sheet, grid in made.tables:
        assert len(parts.rules(sheet.name)) == len(sheet.columns)
        for column in sheet.columns:
            last = _rule(parts, sheet, column).cells.split(":")[1]
            assert int(last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) == len(grid.rows) + ROOM + 1


def test_words_are_chosen_among_those_the_reader_takes(form) -> None:
    made, parts, book = form
    for sheet, _ in made.tables:
        for column in sheet.columns:
            if column.kind not in (Kind.CHOICE, Kind.YES_NO):
                continue
            rule = _rule(parts, sheet, column)
            (formula,) = rule.formulas
            offered = _listed(book, formula)
            assert rule.kind == "list"
            if column.kind is Kind.YES_NO:
                assert offered == ["ja", "nej"]
            elif sheet.code == "counts":
                assert {column.choices[word] for word in offered} | {MISREGISTERED} == set(
                    column.choices.values()
                )
            else:
                assert [column.choices[word] for word in offered] == list(
                    dict.fromkeys(column.choices.values())
                )


def test_numbers_that_stand_for_something_are_chosen_too(form) -> None:
    made, parts, book = form
    wanted = {
        ("followups", "months"): list(MONTHS),
        ("followup_counts", "months"): list(MONTHS),
        ("method", "level"): [0, 1, 2],
        ("practices", "state"): [0, 1, 2, 3],
    }
    for sheet, _ in made.tables:
        for column in sheet.columns:
            if (sheet.code, column.code) in wanted:
                (formula,) = _rule(parts, sheet, column).formulas
                assert [int(n) for n in _listed(book, formula)] == wanted[sheet.code, column.code]


def test_a_date_lies_between_the_project_s_start_and_the_period_s_end(form) -> None:
    made, parts, _ = form
    project = made.project
    days = {True: (excel_day(project.start), excel_day(made.period.end))}
    for sheet, _ in made.tables:
        for column in (one for one in sheet.columns if one.kind is Kind.DATE):
            rule = _rule(parts, sheet, column)
            first, last = (int(text) for text in rule.formulas)
            assert (rule.kind, rule.options.get("operator", "between")) == ("date", "between")
            if sheet.code == "posts":  # planned ahead, and maybe begun before the project
                assert first < excel_day(project.start)
                assert last == excel_day(last_day(project))
            else:
                assert (first, last) == days[True]


def test_scores_are_on_the_card_s_scale_and_counts_are_nought_or_more(form) -> None:
    made, parts, _ = form
    card = made.project.card
    for sheet, _ in made.tables:
        for column in sheet.columns:
            rule = _rule(parts, sheet, column)
            if column.kind is Kind.SCORE:
                assert rule.kind == "whole"
                assert rule.formulas == (str(card.low), str(card.high))
            elif column.kind is Kind.NUMBER:
                assert (rule.kind, rule.formulas) == ("decimal", ("0",))
            elif column.kind is Kind.COUNT and rule.kind != "list":
                assert (rule.kind, rule.formulas) == ("whole", ("0",))
                assert rule.options["operator"] == "greaterThanOrEqual"


def test_ids_are_new_among_participants_and_known_elsewhere(
    cresco_plus: Project, make: Make
) -> None:
    parts = Parts(write_form(make(cresco_plus)))
    declared = sheets(cresco_plus)
    last = ROOM + 1
    of_person = _rule(parts, declared["participants"], declared["participants"].columns[0])
    assert (of_person.kind, of_person.formulas) == (
        "custom",
        (f"COUNTIF($A$1:$A${last},A2)<=1",),
    )
    for code in ("cards", "followups"):
        rule = _rule(parts, declared[code], declared[code].columns[0])
        assert rule.kind == "list"
        assert "deltagare!$A$1" in rule.formulas[0]
        assert rule.options["errorStyle"] == "warning"  # a gap among the ids hides the last


def test_what_is_said_is_a_sentence_that_excel_has_room_for(form) -> None:
    made, parts, _ = form
    for name in ("leverans", *(sheet.name for sheet, _ in made.tables)):
        for rule in parts.rules(name):
            said = rule.options
            assert said["error"].endswith(".")
            assert len(said["error"]) <= 255 >= len(said.get("prompt", ""))
            assert 0 < len(said["errorTitle"]) <= 32 >= len(said.get("promptTitle", ""))
            assert said["showErrorMessage"] == "1"
