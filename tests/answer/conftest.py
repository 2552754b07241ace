"""Deliveries as they are received, and the planted ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from stegvis.answer.received import Received, received
from stegvis.delivery.check import examine
from stegvis.project import Project

Sheets = dict[str, list[list[object]]]
Receive = Callable[..., Received]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def receive(
    tmp_path: Path,
    projects: Mapping[str, Project],
    write_workbook: Callable[[Path, Sheets], Path],
) -> Receive:
    """Write sheets as a workbook, and examine it as one that came in."""

    def run(sheets: Sheets, name: str = "leverans") -> Received:
        path = write_workbook(tmp_path / f"{name}.xlsx", sheets)
        return received(examine(path, projects), projects)

    return run


@pytest.fixture
def faulty(worked_example: Sheets) -> Sheets:
    """The worked example with a fault of most kinds, and people in it."""
    people, cards = worked_example["deltagare"], worked_example["progressionskort"]
    people[1][7] = None  # an exit without its reason
    people[2][1] = "kvina"
    people[3][2] = None
    people[0].append("handläggare")
    people[1].append("Xiomara Gonzalez")
    people.append(["Anna Andersson", "man", "30–54", "kommunen", "811218-9876", "2023-05-01"])
    for row in (1, 4, 6):
        cards[row][3] = 9
    worked_example["anteckningar"] = [["=1+1", "namn"], ["<b>hej</b>", "Fatima"]]
    worked_example["Eva Lundqvist"] = [["eva.lund@hjo.se"], ["070-123 45 67"]]
    return worked_example


PERSONS = ("Xiomara", "Gonzalez", "Anna Andersson", "811218-9876", "Fatima", "Lundqvist")
CONTACTS = ("eva.lund", "070-123 45 67")
