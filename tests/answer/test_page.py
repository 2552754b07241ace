"""The page that a municipality is sent: it says what to do, and obeys nothing that it shows."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from accessibility import CHROMIUM, axe, browser_page
from bs4 import BeautifulSoup
from english import english_in_page
from hostile import TEXTS
from hypothesis import given, settings
from hypothesis import strategies as st
from stegvis.answer.groups import parts
from stegvis.answer.page import answer_page, row_page
from stegvis.answer.received import Received, newest
from stegvis.answer.state import state
from stegvis.answer.write import write_state
from stegvis.delivery.cover import Cover
from stegvis.delivery.finding import Finding
from stegvis.period import Period
from stegvis.project import Project

from .conftest import CONTACTS, PERSONS, Receive, Sheets

Q4 = Period.parse("2023Q4")
BEFORE, AFTER = date(2024, 1, 15), date(2024, 2, 1)


def _text(page: str) -> str:
    main = BeautifulSoup(page, "html.parser").find("main")
    assert main is not None
    for whole in main.find_all("span", class_="whole"):
        whole.unwrap()
    main.smooth()
    return " ".join(main.get_text(" ").split())


def test_a_refused_delivery_is_told_what_is_missing_what_is_wrong_and_by_when(
    faulty: Sheets, receive: Receive
) -> None:
    page = answer_page(receive(faulty), BEFORE, "hjo.xlsx")
    text = _text(page)
    headings = [h.get_text() for h in BeautifulSoup(page, "html.parser").find_all("h2")]
    assert headings == ["Så gör ni", "Det här saknas", "Det här behöver rättas", "Att tänka på"]
    assert "Skicka den igen senast 2024-01-20." in text
    assert "Rad 2, 5 och 7, kolumnen f1 Svaret ska vara 1–5" in text
    assert "Rad 4, kolumnen åldersgrupp Cellen är tom. Fyll i åldersgrupp." in text
    assert "hjo.xlsx" in text
    assert "cresco-plus_1497_2023Q4.xlsx" in text
    assert [person for person in (*PERSONS, *CONTACTS) if person in page] == []
    assert english_in_page(page) == []
    late = _text(answer_page(receive(faulty), AFTER, None))
    assert "Sista dagen var 2024-01-20." in late
    assert "Skicka hela filen" in text
    assert "Skicka hela filen" in late


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("cresco-creare", "projekt_kommunkod_period.xlsx, till exempel cresco-creare_"),
        ("ett annat", "projekt_kommunkod_period.xlsx, som mallen hette"),
    ],
)
def test_who_does_not_say_who_it_is_gets_no_other_project_s_name_for_its_file(
    worked_example: Sheets, receive: Receive, named: str, said: str
) -> None:
    worked_example["leverans"][1][1] = named
    worked_example["leverans"][2][1] = "Nånstans"
    text = _text(answer_page(receive(worked_example), BEFORE, None))
    assert f"Spara filen som {said}" in text
    assert "Spara filen som cresco-plus" not in text
    assert text.count("cresco-plus_") == 0


def test_no_line_breaks_a_pseudonym_a_date_or_the_name_of_the_file(
    faulty: Sheets, receive: Receive
) -> None:
    faulty["deltagare"][2][0] = "17"
    page = BeautifulSoup(answer_page(receive(faulty), BEFORE, None), "html.parser")
    whole = {span.get_text() for span in page.find_all("span", class_="whole")}
    assert {"HJO-017", "2024-01-20", "cresco-plus_1497_2023Q4.xlsx"} <= whole


def test_one_without_faults_is_thanked_for_what_came(
    worked_example: Sheets, receive: Receive
) -> None:
    worked_example["leverans"].append(["syntetisk", "ja"])
    page = answer_page(receive(worked_example), BEFORE, None)
    text = _text(page)
    assert "Leveransen är godkänd, och ni behöver inte göra något mer." in text
    assert "fjärde kvartalet 2023" in text
    assert "deltagare 3 progressionskort 7" in text
    assert "Syntetiska exempeldata" in text
    assert "Intern – får inte spridas" in text


def test_one_who_has_sent_nothing_is_reminded(cresco_plus: Project) -> None:
    told = state(cresco_plus, Q4, {}, [], BEFORE)
    page = row_page(told, told.rows[0], None)
    assert "Vi har inte fått er leverans för fjärde kvartalet 2023." in _text(page)
    assert "senast 2024-01-20" in _text(page)
    assert "Syntetiska" not in page


def test_errors_come_before_warnings_and_each_finding_is_told() -> None:
    findings = [
        Finding("warning", "metod", 2, "nivå", "w", "Varnar."),
        Finding("error", "deltagare", 9, "kön", "e", "Fel."),
        Finding("error", None, None, None, "missing-file", "Saknas."),
        Finding("error", "deltagare", 4, "kön", "e", "Fel."),
    ]
    told = [
        (part.id, group.title, point.where, point.sentence)
        for part in parts(findings)
        for group in part.groups
        for point in group.points
    ]
    assert told == [
        ("saknas", "Hela leveransen", "", "Saknas."),
        ("fel", "Bladet deltagare", "Rad 4 och 9, kolumnen kön", "Fel."),
        ("tanka", "Bladet metod", "Rad 2, kolumnen nivå", "Varnar."),
    ]


@settings(deadline=None)  # the first one reads the fonts
@given(sheet=TEXTS, column=TEXTS, name=TEXTS, is_error=st.booleans())
def test_no_text_of_a_delivery_is_obeyed(
    sheet: str, column: str, name: str, is_error: bool
) -> None:
    finding = Finding("error" if is_error else "warning", sheet, 2, column, "x", "Rätta.")
    path = Path("in") / re.sub(r"[\0/]", "_", name or "x")
    one = Received(path, Cover(), not is_error, (finding,), {}, (), frozenset(), (), "")
    page = BeautifulSoup(answer_page(one, BEFORE, None), "html.parser")
    main = page.find("main")
    assert main is not None
    assert {tag.name for tag in main.find_all(True)} <= {
        *("h1", "h2", "h3", "ul", "ol", "li", "p", "section", "span", "div", "dl", "dt", "dd", "br")
    }
    assert page.find_all(["script", "img", "iframe", "link", "form"]) == []
    assert [
        tag for tag in page.find_all(True) if any(key.startswith("on") for key in tag.attrs)
    ] == []


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
def test_the_pages_are_accessible(
    faulty: Sheets, receive: Receive, cresco_plus: Project, tmp_path: Path
) -> None:
    told = state(cresco_plus, Q4, newest([receive(faulty)]), [], BEFORE)
    index = write_state(tmp_path / "svar", told)
    with browser_page() as browser:
        for name in ("index.html", "hjo.html"):
            assert axe(browser, index.with_name(name)) == []

    with browser_page(width=320) as browser:
        browser.goto(index.as_uri())
        assert browser.evaluate("document.documentElement.scrollWidth") <= 320
