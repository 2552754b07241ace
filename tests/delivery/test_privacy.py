"""No personnummer passes, in whatever form, and nothing of it is repeated anywhere."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stegvis.delivery.check import Examination, examine
from stegvis.delivery.names import holds_name
from stegvis.delivery.privacy import holds_personnummer, showable
from stegvis.delivery.store import Store
from stegvis.project import Project

Sheets = dict[str, list[list[object]]]


@pytest.mark.parametrize(
    "cell",
    [
        # Skatteverket's own test number, and the examples of python-stdnum and Wikipedia
        *("19121212-1212", "121212+1212", "191212121212", "880320-0016", "811228-9841"),
        *("811218-9876", "19811218 9876", "8112189876", "1981-12-18-9876", "1981-12-18 9876"),
        *(
            "id 811218-9876.",
            "811218–9876",
            "８１１２１８-９８７６",
            "811218-\u200b9876",
            "811218 - 9876",
        ),
        *(8112189876, 8112189876.0, 198112189876.0, "198112189876,0"),
        *("٨١١٢١٨-٩٨٧٦", "811218-٩٨٧٦", "۸۱۱۲۱۸۹۸۷۶", "८११२१८-९८७६", "8112189876 m.fl."),
        *("𝟖𝟏𝟏𝟐𝟏𝟖-𝟗𝟖𝟕𝟔", "811218\u00a09876", "811218\u202f9876", "811218\t9876", "811218\n9876"),
        *(
            "811218 / 9876",
            "811218_9876",
            "811218:9876",
            "8\ufe0f1\u200e1218\u2066-9876",
            "811218―9876",
        ),
        *(-8112189876, 811218.9876, "811218,9876", "811218  -  9876"),
        "811218-9875",  # a wrong check digit, but written as a personnummer is
        *("701063-2391", "197010632391"),  # Skatteverket's example of a coordination number
    ],
)
def test_personnummer_is_found(cell: str | float) -> None:
    assert holds_personnummer(cell)


@pytest.mark.parametrize(
    "cell",
    [
        *("HJO-017", "2023-03-06", "2023-03-06 00:00:00", "20230306", 20230306, 45000.0, 1497, 0.5),
        *("0500-49 80 00", "070-123 45 67", "212000-1710", "22-003-S03", "811318-9876"),
        *("2020-01-01 – 2023-12-31", "2001-02-03 - 2023-04-05", float("nan"), float("inf")),
        *(True, date(2023, 3, 6), "", "8112189875", "2023Q3", "1 234 567 890", "81121898761234"),
    ],
)
def test_other_numbers_are_not(cell: object) -> None:
    assert not holds_personnummer(cell)  # type: ignore[arg-type]  # dates are cells too


@given(
    born=st.dates(date(1920, 1, 1), date(2015, 12, 31)),
    number=st.integers(0, 999),
    coordination=st.booleans(),
)
def test_every_number_with_a_right_check_digit_is_found(
    born: date, number: int, coordination: bool
) -> None:
    day = born.day + 60 * coordination
    nine = f"{born:%y%m}{day:02}{number:03}"
    ten = nine + luhn.calc_check_digit(nine)
    century = f"{born:%Y}"[:2]
    for form in (ten, century + ten, f"{ten[:6]}-{ten[6:]}", f"x {century}{ten[:6]}-{ten[6:]}, y"):
        assert holds_personnummer(form)
    assert holds_personnummer(float(century + ten))
    if born.year >= 2001 or born.year < 2000:
        assert holds_personnummer(float(ten))


@pytest.mark.parametrize(
    "text",
    [
        *("Anna Andersson", "anna andersson", "ANNA ANDERSSON", "Andersson, Anna", "Anna"),
        *("Anna-Karin Öström", "Fatima Hassan", "Mohammed Al-Sayed", "Uppföljd av Eva Lundqvist"),
        *("A\u030asa Bergstro\u0308m", "Xiomara Svensson", "Ring Per-Erik Holmberg om plats"),
    ],
)
def test_name_is_found(text: str) -> None:
    assert holds_name(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Motiverande samtal", "Motiverande Samtal", "Arbetsförmedlingen Skövde", "MI"),
        *("Supported Employment", "Case Management", "Försäkringskassan Skara", "Vården Lidköping"),
        *("Kommunen Falköping", "Vårdcentralen Hentorp Skövde", "BIP Grundutbildning", "ESF"),
        *("Samverkan med Skaraborgs Sjukhus", "Aktivitetsersättning", "Försörjningsstöd", ""),
        *("Gemensam kartläggning", "Parallella insatser", "Utbildning, Skövde", "SE/IPS", "Steg 1"),
        *("Region Stockholm", "Besök Falkenberg", "Per månad", "Intervju med Region Skåne"),
        *("Arbete på tal från start", "Tro på individen", "Samma samordnare hela vägen"),
    ],
)
def test_the_field_s_own_words_are_no_names(text: str) -> None:
    assert not holds_name(text)


def test_words_of_the_field_are_no_surnames() -> None:
    assert holds_name("Stina Vara")
    assert not holds_name("Stina Vara", frozenset({"vara"}))


@pytest.mark.parametrize(
    "header", ["811218-9876", 198112189876.0, "Anna Andersson", "x" * 41, "\x1b"]
)
def test_nothing_personal_is_shown(header: str | float) -> None:
    assert showable(header) is None


NUMBERS = ("811218-9876", "198112189876", "701063-2391", "1912121212")
NAMES = ("Anna", "Andersson", "Fatima", "Hassan")


def test_nothing_of_a_person_is_repeated_or_stored(
    full_example: Sheets,
    examine_sheets: Callable[..., Examination],
    tmp_path: Path,
) -> None:
    store = Store(tmp_path / "store")
    sound = examine_sheets(full_example, "sound").delivery
    assert sound is not None
    store.add(sound)
    before = set(store.folder.rglob("*"))
    full_example["deltagare"][1][0] = "811218-9876"
    full_example["deltagare"][2][0] = "Anna Andersson"
    full_example["deltagare"][3][3] = "Fatima Hassan"
    full_example["deltagare"][3][4] = "198112189876"
    full_example["metod"][1][0] = "Anna Andersson 701063-2391"
    full_example["metod"][0].append("Fatima Hassan")
    full_example["metod"][1].append("811218-9876")
    full_example["Anna Andersson"] = [["811218-9876"], ["811218-9876"]]
    full_example["leverans"][1][1] = "Anna Andersson 811218-9876"
    full_example["leverans"].append(["811218-9876", "Fatima Hassan"])
    for name in ("leverans", "811218-9876"):
        for project in ("Anna Andersson 811218-9876", "cresco-plus"):
            full_example["leverans"][1][1] = project
            examination = examine_sheets(full_example, name)
            assert examination.delivery is None
            told = repr([dataclasses.astuple(finding) for finding in examination.findings])
            assert "personnummer" in told
            for secret in (*NUMBERS, *NAMES):
                assert secret not in told
    assert set(store.folder.rglob("*")) == before


def test_warnings_are_stored_without_what_they_are_about(
    full_example: Sheets,
    examine_sheets: Callable[..., Examination],
    tmp_path: Path,
) -> None:
    secrets = ("förtroligt", "hemligt")
    full_example["metod"][0].append("något hemligt som ingen kände till när mallen skrevs")
    full_example["metod"][1].append("något förtroligt")
    full_example["det mest hemliga bladet"[:31]] = [["tema"], ["något förtroligt"]]
    full_example["leverans"].append(["en hemlig nyckel", "något förtroligt"])
    examination = examine_sheets(full_example)
    assert {finding.rule for finding in examination.findings} == {
        "unknown-key",
        "unknown-column",
        "unknown-sheet",
    }
    assert examination.delivery is not None
    store = Store(tmp_path / "store")
    store.add(examination.delivery, examination.findings)
    kept = b"".join(path.read_bytes() for path in store.folder.rglob("*") if path.is_file())
    assert b"unknown-column" in kept
    for secret in secrets:
        assert secret.encode() not in kept


def test_personnummer_in_the_file_s_name(
    worked_example: Sheets, examine_sheets: Callable[..., Examination]
) -> None:
    (finding,) = examine_sheets(worked_example, "leverans 811218-9876").findings
    assert (finding.rule, finding.sheet) == ("personnummer", None)
    assert "811218" not in finding.sentence


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cresco-plus_1497_2023Q4", []),
        ("Cresco-Plus_1497_2023q4 (1)", []),
        ("leverans från Hjo", []),
        ("cresco-creare_1497_2023Q4", ["projekt"]),
        ("cresco-plus_1496_2023Q4", ["kommun"]),
        ("cresco-plus_1497_2023Q3", ["period"]),
        ("cresco-plus_1497_2023", ["period"]),
    ],
)
def test_file_name_agrees_with_the_cover(
    worked_example: Sheets,
    projects: Mapping[str, Project],
    tmp_path: Path,
    write_workbook: Callable[[Path, Sheets], Path],
    name: str,
    expected: list[str],
) -> None:
    examination = examine(write_workbook(tmp_path / f"{name}.xlsx", worked_example), projects)
    assert [finding.rule for finding in examination.findings] == ["file-name"] * len(expected)
    for key, finding in zip(expected, examination.findings, strict=True):
        assert key in finding.sentence
