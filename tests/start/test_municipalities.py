"""The register has Sweden's municipalities, and finds one as a person writes it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from stegvis.place import UnknownNameError
from stegvis.project import Project
from stegvis.start.municipalities import all_municipalities, read_municipality

COUNTIES = {1, *range(3, 11), 12, 13, 14, *range(17, 26)}
"""The codes of the 21 counties: 2, 11, 15 and 16 have been parts of others since 1968–1998."""


def test_there_are_290_of_the_21_counties_each_with_a_code_and_a_name_of_its_own() -> None:
    known = all_municipalities()
    assert len(known) == 290
    for what in ("code", "name"):
        assert len({getattr(place, what) for place in known}) == 290
    assert {int(place.code[:2]) for place in known} == COUNTIES
    assert [place.code for place in known] == sorted(place.code for place in known)


def test_the_projects_write_them_as_the_register_does(projects: Mapping[str, Project]) -> None:
    for project in projects.values():
        assert set(project.municipalities) <= set(all_municipalities())


def test_two_that_have_one_path_are_found_by_their_names() -> None:
    assert [read_municipality(name).code for name in ("Habo", "håbo")] == ["0643", "0305"]


@pytest.mark.parametrize("text", ["Gällivare", " gällivare ", "2523", "gallivare"])
def test_one_is_found_by_name_code_and_path(text: str) -> None:
    assert read_municipality(text).code == "2523"


@pytest.mark.parametrize("text", ["Gälivare", "Kirunavaara kommun", "9999", "", "x=12", "=2584"])
def test_what_is_none_is_a_sentence_that_lists_no_290(text: str) -> None:
    with pytest.raises(UnknownNameError) as refused:
        read_municipality(text)
    assert len(str(refused.value)) < 200
    assert str(refused.value).endswith(".")


def test_a_misspelt_one_is_proposed() -> None:
    with pytest.raises(UnknownNameError, match="Menade du Gällivare"):
        read_municipality("Gälivare")
