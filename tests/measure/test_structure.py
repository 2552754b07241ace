from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from stegvis.measure.question import Question
from stegvis.measure.structure import quarters, structure
from stegvis.project import Project
from stegvis.records import Records

PLACES = ("Hjo", "Skara", "Vara")


@pytest.fixture
def records(draft: Callable) -> Records:
    one = draft(scopes={"Hjo": "individ", "Skara": "individ", "Vara": "antal"})
    one.person("HJO-001", "2023-05-01", coordinator_changes=1)
    one.person("SKA-001", "2023-05-01", municipality="Skara", coordinator_changes=2)
    one.add("counts", "Vara", measure="startade", value=9)
    for place, quarter, practice in (
        ("Hjo", "2025Q2", "Jobbfokus"),
        ("Skara", "2024Q4", "JOBBFOKUS"),
        ("Vara", "2024Q4", "jobbfokus"),
    ):
        stamp = {"period": quarter}
        one.add("practices", place, practice=practice, state=1, **stamp)
        one.add("skills", place, theme=practice, state="önskad", people=2, **stamp)
        one.add("posts", place, funding="ESF", full_time_equivalents=1, since="2023-03-01", **stamp)
        one.add("referrer_surveys", place, referrer="vården", answers=2, good_knowledge=1, **stamp)
    return one.records()


def test_the_quarter_that_each_sheet_describes(records: Records, cresco_plus: Project) -> None:
    table = quarters(records, Question(cresco_plus, cresco_plus.span, PLACES, True))
    rows = table[table["group"].str.startswith("sheet=tjänster")]
    assert rows[["municipality", "group", "k", "n"]].to_numpy().tolist() == [
        ["Hjo", "sheet=tjänster;quarter=2025Q2", 1, 1],
        ["Skara", "sheet=tjänster;quarter=2024Q4", 1, 1],
        ["Vara", "sheet=tjänster;quarter=2024Q4", 1, 1],
        ["ALLA", "sheet=tjänster;quarter=2025Q2", 1, 14],
        ["ALLA", "sheet=tjänster;quarter=2024Q4", 2, 14],
    ]
    assert not table["group"].str.contains("metod").any()


@pytest.mark.parametrize("place", PLACES)
def test_a_municipality_measured_alone_has_the_same_rows(
    records: Records, cresco_plus: Project, place: str
) -> None:
    together = structure(records, Question(cresco_plus, cresco_plus.span, PLACES, True))
    alone = structure(records, Question(cresco_plus, cresco_plus.span, (place,), False))
    own = together[together["municipality"] == place].reset_index(drop=True)
    pd.testing.assert_frame_equal(own, alone[own.columns], check_dtype=False)
    assert len(own) > 10
