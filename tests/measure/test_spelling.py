from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stegvis.measure.spelling import NAMELESS, one_spelling, shown
from stegvis.place import fold


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("trepartssamtal", "trepartssamtal"),
        ("  jobbfokus \t från\nstart ", "jobbfokus från start"),
        ("samtal; enskilt", "samtal, enskilt"),
        ("tema=BIP", "tema-BIP"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("a\u0308lva\x00", "älva"),
        ("\x07", NAMELESS),
        ("BIP \u202eegab", "BIP egab"),
    ],
)
def test_a_name_is_shown_on_one_line_and_can_stand_in_a_group(written: str, read: str) -> None:
    assert shown(written) == read


def test_the_most_common_spelling_stands_for_all() -> None:
    names = pd.Series(["BIP bas", "bip  bas", "BIP bas", "annat"], index=[7, 3, 5, 1])
    assert one_spelling(names).to_dict() == {7: "BIP bas", 3: "BIP bas", 5: "BIP bas", 1: "annat"}


def test_of_equally_common_spellings_the_first_in_the_alphabet_stands_for_all() -> None:
    assert set(one_spelling(pd.Series(["bip", "BIP"]))) == {"BIP"}
    assert set(one_spelling(pd.Series(["BIP", "bip"]))) == {"BIP"}


def test_within_a_part_the_spellings_of_the_others_make_no_difference() -> None:
    names, places = pd.Series(["bip", "BIP", "BIP"]), pd.Series(["Hjo", "Vara", "Skara"])
    assert list(one_spelling(names, places)) == ["bip", "BIP", "BIP"]


def test_of_no_names_there_is_none() -> None:
    assert one_spelling(pd.Series([], dtype="str")).empty


@given(st.lists(st.text(max_size=8), max_size=8))
def test_any_names_can_be_told_apart_by_the_group_they_stand_in(names: list[str]) -> None:
    spelled = one_spelling(pd.Series(names, dtype="str"))
    assert not spelled.str.contains("[;=\n\r\x00]").any()
    assert spelled.str.len().gt(0).all()
    assert spelled.nunique() == spelled.map(fold).nunique()
