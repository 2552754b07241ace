"""The order is that of CLDR's Swedish collation, and of Svenska Akademiens ordlista."""

import unicodedata
from itertools import permutations

import pytest
from pyuca import Collator
from stegvis.language import swedish_order


def test_swedish_names_end_with_å_ä_ö() -> None:
    names = ["Ale", "Vara", "Zinkgruvan", "Åmål", "Älvsbyn", "Öckerö"]
    for shuffled in permutations(names):
        assert sorted(shuffled, key=swedish_order) == names
    decomposed = [unicodedata.normalize("NFD", name) for name in reversed(names)]
    assert [unicodedata.normalize("NFC", n) for n in sorted(decomposed, key=swedish_order)] == names


@pytest.mark.parametrize(
    "ordered",
    [
        ["vara", "Vara", "wara", "xara", "ylle", "Zara"],  # w is a letter of its own
        ["åsa", "ä", "æ", "äb", "ö", "ø", "ő", "œ", "öb"],  # ä and æ, ö and ø differ last
        ["Ide", "Idé", "Ideal"],  # é is e, but for the accent
        ["y", "ü", "yb", "z"],
        ["d", "đ", "ð", "db"],
        ["tg", "th", "þ", "ti"],
        ["Ny by", "Ny-by", "Nyby"],  # a space, then a hyphen, before any letter
        ["2 kap", "Annan", "Åter till remittent"],
        ["z", "ʒ", "ʖ", "å", "ä", "ö", "ǀ", "α"],  # after the Latin letters, before the next
    ],
)
def test_letters_stand_where_swedish_has_them(ordered: list[str]) -> None:
    wrong = ordered[::-1]
    assert sorted(wrong, key=swedish_order) == ordered


def test_capitals_decide_only_between_names_that_are_otherwise_the_same() -> None:
    assert sorted(["Äb", "äa", "Äa", "ÄC"], key=swedish_order) == ["äa", "Äa", "Äb", "ÄC"]


def test_the_three_letters_take_no_other_letters_place() -> None:
    weights = {swedish_order(letter)[0] for letter in "åäö"}
    others = Collator()
    taken = {others.sort_key(chr(code))[:1] for code in range(0x250, 0x2FF)}
    taken |= {others.sort_key(chr(code))[:1] for code in range(0x41, 0x250)}
    assert len(weights) == 3
    assert not weights & {weight for key in taken for weight in key}
