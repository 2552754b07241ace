"""Deliveries are made up of any project, in its own words, and every one is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest
from stegvis.definitions import read_project
from stegvis.delivery.check import examine
from stegvis.example.own import deliver_project
from stegvis.example.places import PseudonymError
from stegvis.project import MISREGISTERED, Project

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "exempel" / "steg-i-norr.yaml"
PERIOD = "2025Q1"


@pytest.fixture(scope="module")
def north() -> Project:
    return read_project(EXAMPLE)


def test_they_speak_the_project_s_words_on_its_scale_and_as_often_as_it_says(
    north: Project, tmp_path: Path
) -> None:
    deliver_project(tmp_path, north, periods=[PERIOD])
    examined = [examine(path, {north.id: north}) for path in sorted(tmp_path.iterdir())]
    assert len(examined) == len(north.municipalities)
    scores: set[int] = set()
    gaps: list[float] = []
    reasons: set[str] = set()
    for examination in examined:
        delivery = examination.delivery
        assert delivery is not None, examination.findings
        assert {finding.rule for finding in examination.findings} <= {"card-after-exit"}
        assert delivery.synthetic
        cards, people = delivery.tables["cards"], delivery.tables["participants"]
        scores |= set(cards[north.card.columns].stack().dropna().unique())
        own = cards[cards["rater"] == "coordinator"].sort_values(["participant", "date"])
        gaps += own.groupby("participant")["date"].diff().dropna().dt.days.tolist()
        reasons |= set(people["exit_reason"].dropna())
    assert scores == set(range(1, 11))
    assert 25 < sorted(gaps)[len(gaps) // 2] < 40
    assert {"utbildning", "vård"} <= reasons <= {*north.reason_ids, MISREGISTERED}


def test_the_same_are_made_up_each_time_and_others_for_another_project(
    north: Project, tmp_path: Path
) -> None:
    for folder, project in (
        ("a", north),
        ("b", north),
        ("c", north.model_copy(update={"id": "ett-annat"})),
    ):
        deliver_project(tmp_path / folder, project, codes=["2510"], periods=[PERIOD])
    name = f"{north.id}_2510_{PERIOD}.xlsx"
    first, again = ((tmp_path / folder / name).read_bytes() for folder in "ab")
    assert first == again
    other = tmp_path / "c" / f"ett-annat_2510_{PERIOD}.xlsx"
    assert other.read_bytes() != first


def test_people_called_otherwise_cannot_be_made_up(north: Project, tmp_path: Path) -> None:
    numbered = north.model_copy(update={"pseudonym": r"^\d{6}$"})
    with pytest.raises(PseudonymError, match="JOK-001"):
        deliver_project(tmp_path / "ny", numbered)
    assert not (tmp_path / "ny").exists()
