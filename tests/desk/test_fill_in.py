"""A parameter is filled in where the cell gives it, and nothing else is touched."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stegvis.desk.fill_in import filled_in

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def read(source: str) -> dict[str, object]:
    return {
        statement.targets[0].id: ast.literal_eval(statement.value)
        for statement in ast.parse(source).body
    }


@given(TEXT, TEXT, TEXT)
def test_any_text_reads_as_itself_and_the_others_are_as_they_were(
    before: str, kommun: str, underlag: str
) -> None:
    source = (
        f'# åäö\nkommun = {before!r}; år = "ö"  # kommun = "Hjo"\nantal = 3\n'
        'underlag = ("""a\n"""\n)'
    )
    filled = filled_in(source, {"kommun": kommun, "underlag": underlag, "period": "2024Q1"})
    assert read(filled) == {"kommun": kommun, "år": "ö", "antal": 3, "underlag": underlag}
    assert '# kommun = "Hjo"' in filled


@pytest.mark.parametrize(
    "source", ["", "%matplotlib inline\nkommun = 'Hjo'", "kommun = 1497", "x()"]
)
def test_what_gives_no_text_a_name_is_left(source: str) -> None:
    assert filled_in(source, {"kommun": "Skövde"}) == source


def test_a_tutorial_about_one_delivery_keeps_what_goes_with_it() -> None:
    source = 'projekt = "cresco-creare"\nleverans = "data/a.xlsx"'
    assert filled_in(source, {"projekt": "cresco-plus"}) == source
