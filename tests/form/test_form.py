"""What is filled in beforehand."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from stegvis.delivery.rules.quarterly import HIGHEST_LEVEL, HIGHEST_STATE
from stegvis.delivery.tables import sheets
from stegvis.form.form import FormError, form_of, quarter_of, scope_of
from stegvis.form.instructions import WHAT
from stegvis.form.scales import LEVELS, STATES
from stegvis.project import Project

from .conftest import QUARTER, Make, known

PERIOD = QUARTER["cresco-plus"]


def _counts(project: Project, **values: int) -> dict[str, pd.DataFrame]:
    rows = pd.DataFrame({"measure": list(values), "value": list(values.values())})
    return {"counts": rows.astype(sheets(project)["counts"].empty().dtypes)}


def test_a_reason_that_was_nobody_s_has_a_row_with_nought(cresco_plus: Project, make: Make) -> None:
    known_before = _counts(cresco_plus, startade=5, avslutade=2, studier=2)
    (_, grid), *_ = make(cresco_plus, "antal", known_before).tables
    assert dict(grid.rows) == {
        "startade": 5,
        "avslutade": 2,
        **dict.fromkeys(cresco_plus.reason_ids, 0),
        "studier": 2,
    }


def test_counts_that_nobody_has_delivered_are_left_to_be_filled_in(
    cresco_plus: Project, make: Make
) -> None:
    (sheet, grid), *_ = make(cresco_plus, "antal").tables
    assert sheet.name == "antal"
    assert [value for _, value in grid.rows] == [None] * (2 + len(cresco_plus.reason_ids))


@pytest.mark.parametrize("scope", ["individ", "antal"])
def test_the_scope_is_the_newest_delivery_s_unless_it_is_said(
    cresco_plus: Project, scope: str
) -> None:
    place = cresco_plus.municipalities[0]
    before = known(cresco_plus, scope)
    assert form_of(cresco_plus, place, PERIOD, before).scope == scope
    assert form_of(cresco_plus, place, PERIOD, before, "antal").scope == "antal"
    assert form_of(cresco_plus, place, PERIOD, known(cresco_plus)).scope == "individ"


@pytest.mark.parametrize("scope", ["individ", "antal"])
def test_it_has_the_sheets_of_its_scope(cresco_plus: Project, make: Make, scope: str) -> None:
    names = [grid.name for _, grid in make(cresco_plus, scope).tables]
    declared = sheets(cresco_plus).values()
    assert names == [one.name for one in declared if one.only_for in (None, scope)]


@pytest.mark.parametrize("scope", ["individ", None])
def test_the_day_it_is_handed_in_is_left_to_who_hands_it_in(
    cresco_plus: Project, scope: str | None
) -> None:
    place, before = cresco_plus.municipalities[0], known(cresco_plus, scope)
    assert ("lämnad", None) in form_of(cresco_plus, place, PERIOD, before).cover.rows


def test_a_form_from_example_data_says_that_it_is_made_up(cresco_plus: Project) -> None:
    made_up = replace(known(cresco_plus), synthetic=True)
    form = form_of(cresco_plus, cresco_plus.municipalities[0], PERIOD, made_up)
    assert ("syntetisk", "ja") in form.cover.rows


@pytest.mark.parametrize("text", ["2024", "2024H1", "2022Q4", "2040Q1", "förra", ""])
def test_a_form_is_for_a_quarter_of_the_project(cresco_plus: Project, text: str) -> None:
    with pytest.raises(FormError, match=r"\.$"):
        quarter_of(text, cresco_plus)
    assert quarter_of("2024q1", cresco_plus) == PERIOD


def test_a_scope_is_one_of_two() -> None:
    assert scope_of("Antal") == "antal"
    with pytest.raises(FormError, match="individ eller antal"):
        scope_of("alla")


def test_every_sheet_is_told_of_and_the_scales_are_those_that_are_checked(
    cresco_plus: Project,
) -> None:
    assert set(WHAT) == set(sheets(cresco_plus))
    assert list(LEVELS) == list(range(HIGHEST_LEVEL + 1))
    assert list(STATES) == list(range(HIGHEST_STATE + 1))
