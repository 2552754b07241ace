import unicodedata
from itertools import permutations

import pytest
from stegvis.language import swedish_order
from stegvis.place import UnknownNameError, find_municipality, fold, nearest
from stegvis.project import Project


@pytest.mark.parametrize("text", ["Hjo", "hjo", " HJO ", "1497"])
def test_a_municipality_is_found_by_name_or_code(cresco_plus: Project, text: str) -> None:
    assert find_municipality(text, cresco_plus.municipalities).code == "1497"


@pytest.mark.parametrize("text", ["götene", "go\u0308tene", "GÖTENE", "gotene"])
def test_letters_may_be_composed_decomposed_or_plain(cresco_plus: Project, text: str) -> None:
    assert find_municipality(text, cresco_plus.municipalities).name == "Götene"


def test_an_unknown_name_lists_the_nearest(cresco_plus: Project) -> None:
    with pytest.raises(UnknownNameError, match=r"”Skövda” finns inte. Menade du Skövde"):
        find_municipality("Skövda", cresco_plus.municipalities)


def test_swedish_names_end_with_å_ä_ö() -> None:
    names = ["Ale", "Vara", "Zinkgruvan", "Åmål", "Älvsbyn", "Öckerö"]
    for shuffled in permutations(names):
        assert sorted(shuffled, key=swedish_order) == names
    decomposed = [unicodedata.normalize("NFD", name) for name in reversed(names)]
    assert [unicodedata.normalize("NFC", n) for n in sorted(decomposed, key=swedish_order)] == names


def test_fold_and_nearest() -> None:
    assert fold("Åter\u00a0 remittent") == fold("åter_remittent") == "åter remittent"
    assert fold("18-29") == fold("18–29")
    assert nearest("arbte", ["arbete", "studier"]) == ["arbete"]
    assert nearest("xyz", ["arbete", "studier"]) == []


def test_slugs_are_ascii_and_unique(cresco_plus: Project) -> None:
    slugs = [municipality.slug for municipality in cresco_plus.municipalities]
    assert all(slug.isascii() and slug.islower() for slug in slugs)
    assert "lidkoping" in slugs
    assert len(set(slugs)) == 14
