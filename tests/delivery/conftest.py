"""A delivery with every sheet filled in, one with counts only, and examining what is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from stegvis.delivery.check import Examination, examine
from stegvis.project import Project

Sheets = dict[str, list[list[object]]]

_QUARTERLY: Sheets = {
    "metod": [["komponent", "nivå"], ["progressionskort", 2], ["tro_på_individen", 0]],
    "tjänster": [
        ["finansiering", "årsarbetskrafter", "från", "till"],
        ["ESF", 1.5, date(2023, 3, 1), date(2025, 4, 30)],
        ["förbundet", 0.25, date(2022, 9, 1), None],
    ],
    "remittenter": [
        ["remittent", "antal_svar", "antal_god_kunskap"],
        ["Arbetsförmedlingen", 12, 5],
        ["vården", 0, 0],
    ],
    "implementering": [
        ["arbetssätt", "läge"],
        ["Motiverande samtal", 2],
        ["Gemensam kartläggning", 0],
    ],
    "kompetens": [
        ["tema", "läge", "antal"],
        ["Supported Employment", "genomförd", 7],
        ["Träff med Arbetsförmedlingen Skövde", "önskad", None],
    ],
}


@pytest.fixture
def full_example(worked_example: Sheets) -> Sheets:
    """The worked example one year later, with every other sheet filled in."""
    worked_example["leverans"][3][1] = "2024Q3"
    worked_example["leverans"][4][1] = date(2024, 10, 8)
    return {
        **worked_example,
        "uppföljning": [
            ["deltagar_id", "månader", "datum", "svarade", "progression", "sysselsättning"],
            ["HJO-001", 6, date(2024, 2, 29), "ja", "behållit", "arbete"],
            ["HJO-001", 12, date(2024, 9, 2), "nej", None, None],
            ["HJO-003", 6, date(2024, 3, 20), "ja", "ökat", "studier"],
        ],
        **{name: [list(row) for row in rows] for name, rows in _QUARTERLY.items()},
    }


@pytest.fixture
def counts_example() -> Sheets:
    """A municipality that delivers counts only."""
    return {
        "leverans": [
            ["nyckel", "värde"],
            ["projekt", "Cresco+"],
            ["kommun", 1499],
            ["period", "2024Q3"],
            ["lämnad", "2024-10-08"],
            ["omfattning", "antal"],
        ],
        "antal": [
            ["mått", "värde"],
            ["startade", 50],
            ["avslutade", 30],
            ["arbete", 10],
            ["studier", 5],
            ["avbrott", 15],
        ],
        "uppföljning_antal": [
            [
                *("grupp", "månader", "antal_aktuella", "antal_svar"),
                *("antal_ökat", "antal_behållit", "antal_minskat", "antal_kvar"),
            ],
            ["alla", 6, 20, 15, 5, 6, 4, None],
            ["positiv", 6, 12, 10, 5, 3, 2, None],
            ["alla", 12, 10, 6, 1, 2, 3, None],
            ["arbete", 6, 10, 9, None, None, None, 8],
        ],
        **{name: [list(row) for row in rows] for name, rows in _QUARTERLY.items()},
    }


@pytest.fixture
def examine_sheets(
    tmp_path: Path,
    projects: Mapping[str, Project],
    write_workbook: Callable[[Path, Sheets], Path],
) -> Callable[..., Examination]:
    def run(sheets: Sheets, name: str = "leverans") -> Examination:
        return examine(write_workbook(tmp_path / f"{name}.xlsx", sheets), projects)

    return run
