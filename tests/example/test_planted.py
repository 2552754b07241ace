"""Each planted error leads to its finding, and to nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from stegvis.delivery.check import Examination, examine
from stegvis.example.forms import write
from stegvis.example.planted import FOLDER, small
from stegvis.project import Project

COMMITTED = Path(__file__).resolve().parents[2] / "data" / "example"
PLANTED: list[dict[str, Any]] = json.loads((COMMITTED / "facit.json").read_text(encoding="utf-8"))[
    "planted"
]
ASKED_FOR = {
    "missing-sheet",
    "missing-column",
    "unknown-value",
    "wrong-type",
    "duplicate-id",
    "unknown-participant",
    "card-before-start",
    "exit-before-start",
    "after-period",
    "outside-project",
    "score-range",
    "item-of-other-rater",
    "conflicting-card",
    "exit-without-reason",
    "reason-without-exit",
    "followup-too-early",
    "count-sum",
    "count-order",
    "personnummer",
    "name",
}
"""Every kind of error that the checks must know, by its rule."""


@pytest.fixture(scope="module")
def examined(projects: Mapping[str, Project]) -> dict[str, Examination]:
    return {planted["file"]: examine(COMMITTED / planted["file"], projects) for planted in PLANTED}


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: Path(planted["file"]).parent.name)
def test_a_planted_error_gives_its_finding_and_no_other(
    planted: dict[str, Any], examined: dict[str, Examination]
) -> None:
    examination = examined[planted["file"]]
    found = [
        {
            "file": planted["file"],
            "level": finding.level,
            "rule": finding.rule,
            "sheet": finding.sheet,
            "row": finding.row,
            "column": finding.column,
        }
        for finding in examination.findings
    ]
    assert found == [planted]
    assert (examination.delivery is None) == (planted["level"] == "error")


def test_every_kind_of_error_is_planted() -> None:
    assert {planted["rule"] for planted in PLANTED} >= ASKED_FOR


def test_every_planted_delivery_is_in_the_truth_file() -> None:
    folders = sorted(path.name for path in (COMMITTED / FOLDER).iterdir())
    assert folders == sorted(Path(planted["file"]).parent.name for planted in PLANTED)


@pytest.mark.parametrize("scope", ["individ", "antal"])
def test_nothing_is_found_where_nothing_is_planted(
    scope: str, projects: Mapping[str, Project], tmp_path: Path
) -> None:
    path = tmp_path / "leverans.xlsx"
    write(path, "xlsx", small(projects["cresco-plus"], scope).values())
    assert examine(path, projects).findings == ()


@pytest.mark.parametrize("secret", ["19121212", "Testsson"])
def test_no_finding_repeats_what_points_to_a_person(
    secret: str, examined: dict[str, Examination]
) -> None:
    for examination in examined.values():
        assert secret not in repr(examination.findings)
