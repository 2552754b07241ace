"""Filled in by LibreOffice, as a person would type it, and taken in without a finding."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from stegvis.delivery.check import examine
from stegvis.form.colours import Look
from stegvis.form.write import write_form
from stegvis.project import Project

from .conftest import Make
from .office import SOFFICE, as_page, fill
from .parts import Parts

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(SOFFICE is None, reason="there is no LibreOffice here"),
]

PERSON = ("HJO-003", "annat", "30–54", "vården", "sjukpenning", "2024-02-05")
CARD = ("HJO-003", "2024-02-06", "samordnare", *"12345123451")


def _row(sheet: str, row: int, cells: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return [(sheet, f"{chr(ord('A') + place)}{row}", cell) for place, cell in enumerate(cells)]


@pytest.fixture
def path(
    cresco_plus: Project, make: Make, people: Mapping[str, pd.DataFrame], tmp_path: Path
) -> Path:
    form = make(cresco_plus, "individ", people)
    path = tmp_path / form.file_name
    path.write_bytes(write_form(form))
    return path


def test_what_is_typed_is_delivered_without_a_finding(
    path: Path, projects: Mapping[str, Project], tmp_path: Path, people: dict[str, pd.DataFrame]
) -> None:
    before = {name: len(Parts(path.read_bytes()).rules(name)) for name in ("deltagare", "leverans")}
    typed = [
        ("leverans", "B5", "2024-04-08"),
        *_row("deltagare", 4, PERSON),
        ("deltagare", "G3", "2024-01-31"),
        ("deltagare", "H3", "studier"),
        *_row("progressionskort", 5, CARD),
        *_row("uppföljning", 3, ("HJO-001", "6", "2024-02-29", "nej")),
        *_row("metod", 2, ("progressionskort", "2")),
        *_row("tjänster", 2, ("ESF", "1", "2023-03-01")),
        ("deltagare", "A1", "namn"),  # the header is locked
        ("leverans", "B3", "Skövde"),
    ]
    fill(path, typed, tmp_path / "profil")
    examined = examine(path, projects)
    assert examined.findings == ()
    delivery = examined.delivery
    assert delivery is not None
    assert delivery.municipality.name == "Grästorp"
    assert delivery.submitted == date(2024, 4, 8)
    participants = delivery.tables["participants"].set_index("participant")
    assert list(participants.loc["HJO-003", ["gender", "age_group", "start"]]) == [
        *PERSON[1:3],
        pd.Timestamp(PERSON[5]),
    ]
    assert participants.loc["HJO-002", "exit_reason"] == "studier"
    card = delivery.tables["cards"].iloc[-1]
    assert (card["participant"], card["rater"]) == ("HJO-003", "coordinator")
    assert [str(card[f"f{number}"]) for number in range(1, 12)] == [*CARD[3:]]
    assert len(delivery.tables["followups"]) == len(people["followups"]) + 1
    assert {name: len(Parts(path.read_bytes()).rules(name)) for name in before} == before


def test_colours_say_what_is_missing(path: Path, tmp_path: Path) -> None:
    fill(
        path, [("uppföljning", "A3", "HJO-002"), ("deltagare", "H3", "flytt")], tmp_path / "profil"
    )
    page = BeautifulSoup(as_page(path, tmp_path / "profil"), "html.parser")
    grounds = {
        cells[0].get_text(): [cell.get("bgcolor") for cell in cells]
        for table in page.find_all("table")
        for cells in (row.find_all("td") for row in table.find_all("tr"))
        if len(cells) == 6 and table.find(string="svarade")
    }
    missing = Look.MISSING.upper()
    assert grounds["HJO-002"] == [None, missing, missing, missing, None, None]
    assert grounds["HJO-001"] == [None] * 6
