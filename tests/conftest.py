"""What several rooms test with: the projects, the contract's worked example, and workbooks."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import settings
from stegvis.definitions import read_projects
from stegvis.project import Project

Rows = list[list[object]]
Sheets = dict[str, Rows]

settings.register_profile("brief", max_examples=10)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "brief"))

ROOT = Path(__file__).resolve().parents[1]


def pytest_xdist_auto_num_workers() -> int:
    """Ask for one process more than there are cores: many tests wait for what they have started."""
    return (os.cpu_count() or 1) + 1


ITEMS = [f"f{number}" for number in range(1, 12)]


@pytest.fixture(scope="session")
def projects() -> Mapping[str, Project]:
    return read_projects(ROOT / "data" / "projects")


@pytest.fixture(scope="session")
def cresco_plus(projects: Mapping[str, Project]) -> Project:
    return projects["cresco-plus"]


def _card(participant: str, day: date, *scores: int | None) -> list[object]:
    return [participant, day, "samordnare", *scores, *[None] * (len(ITEMS) - len(scores))]


@pytest.fixture
def worked_example() -> Sheets:
    """The contract's three people in Hjo, as delivered for 2023Q4, a quarter after the report."""
    person = ["deltagar_id", "kön", "åldersgrupp", "remittent", "försörjning_start", "startdatum"]
    left = ["avslutsdatum", "avslutsorsak", "försörjning_avslut", "samordnarbyten"]
    return {
        "leverans": [
            ["nyckel", "värde"],
            ["projekt", "cresco-plus"],
            ["kommun", "Hjo"],
            ["period", "2023Q4"],
            ["lämnad", date(2024, 1, 10)],
            ["omfattning", "individ"],
        ],
        "deltagare": [
            [*person, *left],
            *[
                [*known, "aktivitetsersättning", start, exit_, reason, None, changes]
                for known, start, exit_, reason, changes in (
                    (
                        ["HJO-001", "kvinna", "18–29", "Arbetsförmedlingen"],
                        date(2023, 3, 6),
                        date(2023, 8, 31),
                        "arbete",
                        0,
                    ),
                    (["HJO-002", "man", "30–54", "kommunen"], date(2023, 3, 20), None, None, 1),
                    (
                        ["HJO-003", "kvinna", "55–64", "vården"],
                        date(2023, 4, 11),
                        date(2023, 9, 12),
                        "arbetssökande",
                        0,
                    ),
                )
            ],
        ],
        "progressionskort": [
            ["deltagar_id", "datum", "bedömare", *ITEMS],
            _card("HJO-001", date(2023, 3, 10), 2, 3, 1),
            _card("HJO-001", date(2023, 6, 9), 3, 3),
            _card("HJO-001", date(2023, 9, 15), 4, 2),
            _card("HJO-002", date(2023, 4, 3), 1, 1, 2),
            _card("HJO-002", date(2023, 10, 2), 4, 4, 4),
            _card("HJO-003", date(2023, 4, 12), 3, 3, 3),
            _card("HJO-003", date(2023, 7, 12), 3, 2, 3),
        ],
    }


@pytest.fixture(scope="session")
def write_workbook() -> Callable[[Path, Mapping[str, Sequence[Sequence[object]]]], Path]:
    """Write sheets of cells as a workbook, from the first row and column on."""

    def write(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
        with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as workbook:
            for name, rows in sheets.items():
                worksheet = workbook.add_worksheet(name)
                for row, cells in enumerate(rows):
                    worksheet.write_row(row, 0, cells)
        return path

    return write
