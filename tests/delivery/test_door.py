"""E-mail, phone numbers and names are refused too, wherever they stand, and are never repeated."""

from __future__ import annotations

import dataclasses
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stegvis.delivery.check import Examination, examine
from stegvis.delivery.contact import holds_email, holds_phone
from stegvis.delivery.names import stands_as_a_name
from stegvis.delivery.write import Grid, write_folder, write_zip
from stegvis.project import Project

Sheets = dict[str, list[list[object]]]


@pytest.mark.parametrize(
    "cell",
    [
        *("eva.lund@hjo.se", "skriv till Eva.Lund+x@sub.hjo.se!", "EVA@HJO", "eva@hjo"),
        *("eva (at) hjo.se", "eva[at]hjo.se", "eva＠hjo．se", "eva\u200b@hjo.se", "eva @ hjo.se"),
        *("mailto:eva@hjo.se", "åsa@skövde.se", "eva (snabel-a) hjo.se"),
    ],
)
def test_email_is_found(cell: str) -> None:
    assert holds_email(cell)


@pytest.mark.parametrize("cell", ["3 @ 5 kr", "@", "HJO-017", "@ ESF", 12, 0.5, ""])
def test_other_texts_are_no_email(cell: object) -> None:
    assert not holds_email(cell)  # type: ignore[arg-type]  # whatever a cell may hold


@pytest.mark.parametrize(
    "cell",
    [
        # the ways of SIS, Skrivregler för svenska (Institutet för språk och folkminnen)
        *("0500-49 80 00", "08-123 456 78", "070-123 45 67", "+46 70 123 45 67", "046-12 34 56"),
        *("0701234567", "070 123 45 67", "070/1234567", "070.123.45.67", "(0500) 49 80 00"),
        *("+46701234567", "+46 (0)70-123 45 67", "+46(0)701234567", "0046701234567"),
        "004670-1234567",
        *("tel0701234567", "Tfn: 0500-498000, vx", "ring 0701234567 efter 2023"),
        "070–123\u00a045\u00a067",
        *("٠٧٠-١٢٣ ٤٥ ٦٧", "０７０１２３４５６７", "+47 912 34 567", "+358 40 1234567"),
        "0045 32 12 34 56",
        *(701234567, 701234567.0, 46701234567, "701234567"),
    ],
)
def test_phone_is_found(cell: str | float) -> None:
    assert holds_phone(cell)


@pytest.mark.parametrize(
    "cell",
    [
        *("HJO-017", "2023-03-06", "2023-03-06 00:00:00", "06-03-2023", "6/3 2023", "20230306"),
        20230306,
        *("08.00-16.30", "0 1 2 3 4 5 6 7", "0,123456789", "0.123456789", "22-003-S03"),
        "0–10 poäng",
        *(45000.0, 1497, 0.5, True, "2023Q3", "1 234 567 890", "18–29", "212000-1710", 1234567, ""),
        *("0712", "BIP 2023-2024", "00", "+1,5", "+ 3", "2020-01-01 – 2023-12-31", "01"),
        "1999-2023",
    ],
)
def test_other_numbers_are_no_phone(cell: object) -> None:
    assert not holds_phone(cell)  # type: ignore[arg-type]  # whatever a cell may hold


@pytest.mark.parametrize("text", ["Xiomara Gonzalez", "Ngozi O'Brien-Diaz", "GONZALEZ, XIOMARA"])
def test_any_name_is_one_where_names_are_written(text: str) -> None:
    assert stands_as_a_name(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Ekonomiskt bistånd", "Aktivitetsersättning", "Västra Götalandsregionen", "Annat"),
        "2 av 3",
        *("Vårdcentralen Hentorp", "Arbetsförmedlingen Skövde", "SGI 0"),
        "Nollklassad, ingen ersättning",
    ],
)
def test_the_field_is_no_name_there_either(text: str) -> None:
    assert not stands_as_a_name(text, frozenset({"hjo", "skovde"}))


@given(
    number=st.from_regex(r"(070|072|073|076|079)[0-9]{7}", fullmatch=True),
    zero=st.sampled_from("0٠۰०０𝟎"),
    between=st.sampled_from(["", " ", "-", "\u00a0", "\u2011", "/"]),
    before=st.sampled_from(["", "Ring ", "tfn:", "("]),
    country=st.sampled_from(["0", "+46", "0046", "+46 (0)"]),
)
def test_a_mobile_number_is_found_in_any_digits(
    number: str, zero: str, between: str, before: str, country: str
) -> None:
    own = {str(digit): chr(ord(zero) + digit) for digit in range(10)}
    written = f"{country}{number[1:3]}{between}{number[3:]}".translate(str.maketrans(own))
    assert holds_phone(f"{before}{written}, helst på morgonen")


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%Y%m%d", "%d/%m %Y"]))
def test_no_date_of_this_time_is_a_phone_number(day: date, form: str) -> None:
    assert not holds_phone(day.replace(year=1900 + day.year % 200).strftime(form))


PLANTED = {
    "personnummer": "811218-9876",
    "email": "eva.lund@example.org",
    "phone": "070-123 45 67",
    "name": "Fatima Hassan",
}


def _told(examination: Examination) -> str:
    return repr([dataclasses.astuple(finding) for finding in examination.findings])


@pytest.mark.parametrize("rule", PLANTED)
def test_it_is_refused_wherever_it_stands(
    rule: str, full_example: Sheets, examine_sheets: Callable[..., Examination]
) -> None:
    planted = PLANTED[rule]
    places: list[Callable[[Sheets], object]] = [
        lambda sheets: sheets["leverans"].append(["samordnare", planted]),
        lambda sheets: sheets["leverans"].append([planted, "ja"]),
        lambda sheets: sheets["leverans"][0].append(planted),
        lambda sheets: sheets["metod"][0].append(planted),
        lambda sheets: sheets["metod"].append([None, None, None, planted]),
        lambda sheets: sheets["deltagare"][1].append(planted),
        lambda sheets: sheets["deltagare"][1].__setitem__(0, planted),
        lambda sheets: sheets["deltagare"][1].__setitem__(3, planted),
        lambda sheets: sheets["deltagare"][1].__setitem__(4, f"stöd av {planted} sedan maj"),
        lambda sheets: sheets["progressionskort"][2].__setitem__(1, planted),
        lambda sheets: sheets["kompetens"][1].__setitem__(0, planted),
        lambda sheets: sheets.update({planted: [["a"], ["b"]]}),
        lambda sheets: sheets.update({"blad": [["kommentar"], [planted]]}),
    ]
    for number, plant in enumerate(places):
        sheets = {name: [list(row) for row in rows] for name, rows in full_example.items()}
        plant(sheets)
        examination = examine_sheets(sheets, f"leverans{number}")
        assert examination.delivery is None, number
        assert rule in {finding.rule for finding in examination.findings}, number
        assert planted not in _told(examination)
    examination = examine_sheets(full_example, f"från {planted}")
    assert [finding.rule for finding in examination.findings] == [rule]
    assert planted not in _told(examination)


@pytest.mark.parametrize("rule", PLANTED)
def test_names_of_what_lies_in_a_folder_or_zip(
    rule: str, full_example: Sheets, projects: Mapping[str, Project], tmp_path: Path
) -> None:
    planted = PLANTED[rule]
    grids = [
        Grid(name, tuple(map(str, rows[0])), tuple(map(tuple, rows[1:])))  # type: ignore[arg-type]
        for name, rows in full_example.items()
    ]
    write_folder(tmp_path / "mapp", grids)
    write_zip(tmp_path / "sound.zip", grids)
    assert examine(tmp_path / "mapp", projects).delivery
    assert examine(tmp_path / "sound.zip", projects).delivery
    (tmp_path / "mapp" / f"{planted}.docx").touch()
    (tmp_path / "sound.zip").rename(tmp_path / "packad.zip")
    with zipfile.ZipFile(tmp_path / "packad.zip", "a") as archive:
        archive.writestr(f"bilagor/{planted}/foto.jpg", b"")
    for path in (tmp_path / "mapp", tmp_path / "packad.zip"):
        examination = examine(path, projects)
        assert [finding.rule for finding in examination.findings] == [rule]
        assert planted not in _told(examination)
    (tmp_path / "mapp" / f"{planted}.docx").rename(tmp_path / "mapp" / f"{planted}.csv")
    examination = examine(tmp_path / "mapp", projects)
    assert examination.delivery is None
    assert rule in {finding.rule for finding in examination.findings}
    assert planted not in _told(examination)


def test_a_coordinator_of_any_name(
    full_example: Sheets, examine_sheets: Callable[..., Examination]
) -> None:
    full_example["metod"][0].append("Samordnare")
    full_example["metod"][1].append("Xiomara Gonzalez")
    full_example["deltagare"][2][4] = "Ngozi Diaz"
    examination = examine_sheets(full_example)
    named = [(one.sheet, one.row) for one in examination.findings if one.rule == "name"]
    assert named == [("deltagare", 3), ("metod", 2)]
