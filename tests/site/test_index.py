"""The index: status, outcomes, and links to just what is there."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag
from by_hand import SECTIONS, figures, publish
from stegvis.project import Project
from stegvis.report.reports import ReportsError
from stegvis.retention import Retention
from stegvis.site.index import write_index

NBSP = "\N{NO-BREAK SPACE}"


def index(reports: Path, projects: Mapping[str, Project]) -> BeautifulSoup:
    path = write_index(reports, projects, SECTIONS)
    assert path == reports / "index.html"
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def _cells(row: Tag) -> list[str]:
    return [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]


def _matrix(page: BeautifulSoup) -> dict[str, list[str]]:
    lines = page.select(".matrix tbody tr")
    return {_cells(line)[0]: _cells(line)[1:] for line in lines}


def _failed(reports: Path, place: str, section: str) -> None:
    folder = reports / "misslyckade" / "cresco-plus" / "2025Q2" / "intern" / place
    folder.mkdir(parents=True)
    (folder / f"{section}.ipynb").write_text("{}", "utf-8")


def test_the_matrix_tells_how_it_stands_with_each_place_and_period(
    reports: Path, projects: Mapping[str, Project]
) -> None:
    everyone = publish(reports, "alla")
    started = ("caseload.started", "", "cumulative", 60)
    figures(everyone, ("ALLA", *started), ("Hjo", *started), ("Skövde", *started))
    publish(reports, "hjo")
    _failed(reports, "gotene", "mal")
    publish(reports, "vara", period="2025Q1")

    page = index(reports, projects)
    assert _cells(page.select_one(".matrix thead tr")) == ["Kommun", "2025Q2", "2025Q1"]
    matrix = _matrix(page)
    assert list(matrix)[:3] == ["Alla kommuner", "Essunga", "Falköping"]
    assert list(matrix)[-3:] == ["Tidaholm", "Töreboda", "Vara"]
    assert matrix["Alla kommuner"] == ["● Rapport", "– Inte gjord"]
    assert matrix["Hjo"] == ["● Rapport", "– Inte gjord"]
    assert matrix["Skövde"] == ["○ Levererad", "– Inte gjord"]
    assert matrix["Götene"] == ["▲ Misslyckad", "– Inte gjord"]
    assert matrix["Essunga"] == ["× Ingen leverans", "– Inte gjord"]
    assert matrix["Vara"] == ["× Ingen leverans", "● Rapport"]


def test_a_cell_leads_to_the_first_report_that_is_there(
    reports: Path, projects: Mapping[str, Project]
) -> None:
    publish(reports, "alla")
    publish(reports, "hjo", ["mal", "kommunbilaga"])
    publish(reports, "skovde", ["uppfoljning"])
    _failed(reports, "skovde", "mal")
    (reports / "cresco-plus/2025Q2/intern/slutrapport.html").write_text("<title>x</title>")
    links = [str(link["href"]) for link in index(reports, projects).select(".matrix tbody a")]
    assert links == [
        "cresco-plus/2025Q2/intern/slutrapport.html",
        "cresco-plus/2025Q2/intern/hjo/kommunbilaga.html",
        "cresco-plus/2025Q2/intern/skovde/uppfoljning.html",
    ]


def test_an_outcome_is_told_with_its_count_interval_target_definition_and_period(
    reports: Path, projects: Mapping[str, Project]
) -> None:
    """The known figures of Cresco Creare: goal 30 %, outcome 27 %."""
    options = {"project": "cresco-creare", "period": "2023Q1"}
    primary, other = "arbete_studier/primar", "arbete_studier/med_arbetssokande"
    everyone = publish(reports, "alla", ["mal"], **options)
    figures(
        everyone,
        ("ALLA", "caseload.started", "", "cumulative", 300),
        ("Vara", "caseload.started", "", "cumulative", 5),
        ("Essunga", "caseload.started", "", "cumulative", 5),
        ("ALLA", "goal", "", primary, 81, 300, 0.27, 0.2229, 0.3229),
        ("ALLA", "goal", "", other, 96, 300, 0.32, 0.27, 0.37),
        ("ALLA", "goal", "", "varaktig_progression/6_manader", 7, 10, 0.7, 0.4, 0.9),
        ("Vara", "goal", "", primary, 1, 4, 0.25, 0.0456, 0.6994),
        ("Essunga", "goal", "", primary, 0, 0),
        ("Hjo", "goal", "", primary, 9, 9, 1, 0.7, 1),
    )
    hjo = publish(reports, "hjo", ["mal"], **options)
    figures(hjo, ("Hjo", "goal", "", primary, 3, 12, 0.25, 0.0889, 0.5323))

    page = index(reports, projects)
    table = page.select_one(".edition table")
    assert _cells(table.select_one("thead tr")) == [
        "Kommun",
        "Arbete eller studier, mål 30 %",
        "Avsnitt",
    ]
    outcomes = {_cells(row)[0]: _cells(row)[1] for row in table.select("tbody tr")}
    assert outcomes["Alla kommuner"] == "81 av 300 (27 %), 95 % intervall 22–32 %"
    assert outcomes["Hjo"] == "3 av 12 (25 %), 95 % intervall 9–53 %"
    assert outcomes["Vara"] == "1 av 4 (25 %), 95 % intervall 5–70 %"
    assert outcomes["Essunga"] == "Inget utfall än"
    assert outcomes["Skara"] == "–"
    note = page.select_one(".edition .note").get_text()
    assert note == (
        "Arbete eller studier: avslut till arbete och studier, av alla avslutade. Definitionen "
        "gäller hela projekttiden. Där andelen är av färre än 10 personer ändrar en enda person "
        "den mycket: läs antalen, inte andelarna. Uppgifter till och med 2023-03-31; egen "
        "uppföljning."
    )
    assert "första kvartalet 2023" in table.select_one("caption").get_text()


def test_the_definition_told_is_the_one_in_force_when_the_period_ended(
    reports: Path, projects: Mapping[str, Project]
) -> None:
    """The steering group changed 12 months to 6 on 2023-10-24."""
    for period in ("2023Q3", "2023Q4"):
        folder = publish(reports, "alla", ["mal"], period=period)
        figures(
            folder,
            ("ALLA", "caseload.started", "", "cumulative", 40),
            ("ALLA", "goal", "", "varaktig_progression/6_manader", 6, 20, 0.3, 0.15, 0.52),
            ("ALLA", "goal", "", "varaktig_progression/12_manader", 12, 20, 0.6, 0.39, 0.78),
        )
    newest, older = index(reports, projects).select(".edition")
    assert _cells(newest.select_one("tbody tr"))[1].startswith("6 av 20 (30 %)")
    assert f"6{NBSP}månader efter avslut" in newest.select_one(".note").get_text()
    assert _cells(older.select_one("tbody tr"))[1].startswith("12 av 20 (60 %)")
    assert f"12{NBSP}månader efter avslut" in older.select_one(".note").get_text()


def test_a_followed_up_goal_is_told_with_its_bounds_for_nonresponse(
    reports: Path, projects: Mapping[str, Project]
) -> None:
    folder = publish(reports, "alla", ["mal"])
    started, goal = "caseload.started", "varaktig_progression/6_manader"
    group = "months=6;population=positiv"
    other = "months=12;population=positiv"
    figures(
        folder,
        ("Skövde", started, "", "cumulative", 60),
        ("Skövde", "goal", "", goal, 12, 13, 12 / 13, 0.6669, 0.9863),
        ("Skövde", "lasting.share", group, "", 12, 13, 12 / 13, 0.6669, 0.9863, 12 / 23, 22 / 23),
        ("Skövde", "lasting.share", other, "", 3, 4, 0.75, 0.3, 0.95, 0.1, 0.9),
        ("Hjo", started, "", "cumulative", 12),
        ("Hjo", "goal", "", goal, 5, 10, 0.5, 0.2366, 0.7634),
        ("Hjo", "lasting.share", group, "", 5, 10, 0.5, 0.2366, 0.7634, 0.5, 0.5),
    )
    rows = [_cells(row) for row in index(reports, projects).select(".edition tbody tr")]
    outcomes = {row[0]: row[1] for row in rows}
    assert outcomes["Skövde"] == (
        "12 av 13 (92 %), 95 % intervall 67–99 %, med bortfallet inräknat 52–96 %"
    )
    assert outcomes["Hjo"] == "5 av 10 (50 %), 95 % intervall 24–76 %, inget bortfall"


def test_every_report_is_linked_and_nothing_that_is_not_there(
    reports: Path, projects: Mapping[str, Project]
) -> None:
    publish(reports, "alla", [*SECTIONS, "a b#c%20?", "javascript:alert(1)"])
    folder = publish(reports, "hjo", period="2024Q4")
    (folder / "mal.pdf").unlink()
    (folder / ".x.part").write_text("hälften")
    (folder.parent / "slutrapport.xlsx").write_bytes(b"")
    page = index(reports, projects)
    linked = {str(a["href"]) for a in page.find_all("a") if not str(a["href"]).startswith("#")}
    published = {
        path.relative_to(reports).as_posix()
        for path in (reports / "cresco-plus").rglob("*")
        if path.suffix in (".html", ".pdf", ".xlsx")
    }
    assert {unquote(address) for address in linked} == published
    assert not [address for address in linked if set(address) & set(" #?:")]
    anchors = {str(a["href"])[1:] for a in page.find_all("a") if str(a["href"]).startswith("#")}
    assert anchors == {
        element["id"] for element in page.find_all(id=True) if element["id"] in anchors
    }


def test_every_id_is_the_only_one_and_every_table_has_headers(
    reports: Path, projects: Mapping[str, Project]
) -> None:
    for project, period in (("cresco-plus", "2025Q2"), ("cresco-creare", "2023Q1")):
        publish(reports, "alla", project=project, period=period)
    page = index(reports, projects)
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(set(ids)) == len(ids)
    for table in page.find_all("table"):
        assert table.find("caption")
        assert {str(head["scope"]) for head in table.find_all("th")} == {"col", "row"}
        assert table.parent["tabindex"] == "0"


def test_what_is_read_from_the_folder_is_text(
    reports: Path, projects: Mapping[str, Project], cresco_plus: Project
) -> None:
    evil = '<script>alert("1")</script>'
    named = cresco_plus.model_copy(update={"name": evil, "organisation": evil})
    folder = publish(reports, "hjo", ["mal"])
    (folder / "eget.html").write_text("<title>&lt;img src=x onerror=alert(1)&gt;</title>", "utf-8")
    _failed(reports, "hjo", "<b>fel<")
    page = index(reports, dict(projects) | {"cresco-plus": named})
    assert page.select_one("h2").get_text() == evil
    assert len(page.find_all("script")) == 1
    assert not page.find_all(["img", "b"])
    assert not [tag for tag in page.find_all() if any(name.startswith("on") for name in tag.attrs)]


def test_the_index_is_marked_as_its_reports_are(
    reports: Path, projects: Mapping[str, Project]
) -> None:
    publish(reports, "hjo")
    text = index(reports, projects).get_text()
    assert "Syntetiska exempeldata" in text
    assert "Intern – får inte spridas" in text


def test_it_is_said_how_long_what_lies_beneath_may_be_kept(
    reports: Path, projects: Mapping[str, Project]
) -> None:
    publish(reports, "hjo")
    assert "får sparas" not in index(reports, projects).get_text()
    limits = Retention(after_project_months=24, after_quarter_months=12)
    decided = projects["cresco-plus"].model_copy(update={"retention": limits})
    text = index(reports, {**projects, "cresco-plus": decided}).get_text()
    assert "får sparas till och med 2026-06-30, och raderas sedan med stegvis forget" in text


def test_an_empty_folder_says_so(reports: Path, projects: Mapping[str, Project]) -> None:
    page = index(reports, projects)
    assert "Inga rapporter är gjorda än." in page.get_text()
    assert not page.find_all(["table", "input"])


def test_a_folder_that_does_not_say_what_it_holds_gets_no_index(
    reports: Path, projects: Mapping[str, Project]
) -> None:
    (reports / "om.json").write_text("{", "utf-8")
    with pytest.raises(ReportsError):
        write_index(reports, projects, SECTIONS)
    assert not (reports / "index.html").exists()
