"""The ways from a report to its neighbours."""

import random
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from by_hand import SECTIONS, page, publish
from stegvis.project import Project
from stegvis.site.external import write_external
from stegvis.site.index import write_index

Projects = Mapping[str, Project]


def _ways(path: Path) -> list[tuple[str, str]]:
    nav = BeautifulSoup(path.read_text("utf-8"), "html.parser").select_one("nav")
    return [(a.get_text(), str(a["href"])) for a in nav.find_all("a")] if nav else []


def _contents(reports: Path) -> dict[str, bytes]:
    files = [path for path in reports.rglob("*") if path.suffix in (".html", ".pdf")]
    return {path.relative_to(reports).as_posix(): path.read_bytes() for path in files}


def test_a_section_leads_to_its_neighbours_the_periods_beside_it_and_home(
    reports: Path, projects: Projects
) -> None:
    for period in ("2024Q4", "2025Q1", "2025Q2"):
        publish(reports, "hjo", period=period)
    (reports / "cresco-plus/2025Q1/intern/slutrapport.html").write_text("<title>x</title>")
    write_index(reports, projects, SECTIONS)
    assert _ways(reports / "cresco-plus/2025Q1/intern/hjo/uppfoljning.html") == [
        ("Alla rapporter", "../../../../index.html"),
        ("Slutrapport", "../slutrapport.html"),
        ("Första avsnittet: Underlag", "underlag.html"),
        ("Som PDF", "uppfoljning.pdf"),
        ("Föregående avsnitt: Mål", "mal.html"),
        ("Föregående period: fjärde kvartalet 2024", "../../../2024Q4/intern/hjo/uppfoljning.html"),
        ("Nästa period: andra kvartalet 2025", "../../../2025Q2/intern/hjo/uppfoljning.html"),
    ]
    assert _ways(reports / "cresco-plus/2024Q4/intern/hjo/underlag.html") == [
        ("Alla rapporter", "../../../../index.html"),
        ("Som PDF", "underlag.pdf"),
        ("Nästa avsnitt: Mål", "mal.html"),
        ("Nästa period: första kvartalet 2025", "../../../2025Q1/intern/hjo/underlag.html"),
    ]


def test_the_final_report_leads_to_the_sections_and_the_periods_beside_it(
    reports: Path, projects: Projects
) -> None:
    for period in ("2024Q4", "2025Q2"):
        folder = publish(reports, "alla", period=period).parent
        text = page("slutrapport", "cresco-plus", "alla", period)
        (folder / "slutrapport.html").write_text(text, "utf-8")
    write_index(reports, projects, SECTIONS)
    assert _ways(folder / "slutrapport.html") == [
        ("Alla rapporter", "../../../index.html"),
        ("Första avsnittet: Underlag", "alla/underlag.html"),
        ("Föregående period: fjärde kvartalet 2024", "../../2024Q4/intern/slutrapport.html"),
    ]


def test_the_volume_of_a_municipality_is_led_to_by_its_name(
    reports: Path, projects: Projects
) -> None:
    folder = publish(reports, "hjo", ["mal", "kommunbilaga", "underlag"])
    (folder / "kommunbilaga.html").write_text("<title>Kommunbilaga</title>", "utf-8")
    write_index(reports, projects, SECTIONS)
    assert _ways(folder / "mal.html")[:2] == [
        ("Alla rapporter", "../../../../index.html"),
        ("Kommunbilaga", "kommunbilaga.html"),
    ]


def test_a_period_in_which_the_section_is_not_published_is_passed_over(
    reports: Path, projects: Projects
) -> None:
    publish(reports, "hjo", ["mal"], period="2024Q2")
    publish(reports, "hjo", ["underlag"], period="2024Q3")
    publish(reports, "skovde", ["mal"], period="2024Q3")
    folder = publish(reports, "hjo", ["mal"], period="2024Q4")
    write_index(reports, projects, SECTIONS)
    assert _ways(folder / "mal.html")[-1] == (
        "Föregående period: andra kvartalet 2024",
        "../../../2024Q2/intern/hjo/mal.html",
    )


def test_a_quarter_is_beside_quarters_and_a_year_beside_years(
    reports: Path, projects: Projects
) -> None:
    for period in ("2023", "2023Q4", "2024H1", "2024Q1", "2024", "all"):
        publish(reports, "hjo", ["mal"], period=period)
    write_index(reports, projects, SECTIONS)
    beside = {
        period: [
            address.split("/")[3]
            for said, address in _ways(reports / f"cresco-plus/{period}/intern/hjo/mal.html")
            if "period:" in said
        ]
        for period in ("2023", "2023Q4", "2024H1", "2024Q1", "2024", "all")
    }
    assert beside == {
        "2023": ["2024"],
        "2023Q4": ["2024Q1"],
        "2024H1": [],
        "2024Q1": ["2023Q4"],
        "2024": ["2023"],
        "all": [],
    }


def test_every_way_leads_to_what_is_there(reports: Path, projects: Projects) -> None:
    for period in ("2024Q4", "2025Q2"):
        publish(reports, "alla", [*SECTIONS, "a b#c%20"], period=period)
        publish(reports, "hjo", ["kommunbilaga", "mal"], period=period)
    write_index(reports, projects, SECTIONS)
    pages = list((reports / "cresco-plus").rglob("*.html"))
    assert len(pages) == 12
    for path in pages:
        ways = _ways(path)
        assert ways
        for _, address in ways:
            assert (path.parent / unquote(address)).is_file()


def test_no_way_leads_from_one_audience_to_another(reports: Path, projects: Projects) -> None:
    for audience in ("intern", "extern"):
        for period in ("2024Q4", "2025Q2"):
            publish(reports, "hjo", period=period, audience=audience)
    write_index(reports, projects, SECTIONS)
    external = reports / "cresco-plus/2025Q2/extern/hjo/mal.html"
    assert _ways(external) == []
    assert "extern" not in str(_ways(reports / "cresco-plus/2025Q2/intern/hjo/mal.html"))
    write_external(reports, projects, SECTIONS)
    ways = _ways(external)
    assert ways[0] == ("Alla avsnitt", "../index.html")
    assert {address for _, address in ways[1:]} == {
        *("underlag.html", "mal.pdf", "uppfoljning.html"),
    }


@pytest.mark.parametrize("seed", range(4))
def test_the_same_reports_give_the_same_bytes_whatever_order_they_were_made_in(
    tmp_path: Path, reports: Path, projects: Projects, seed: int
) -> None:
    runs = [
        (place, section, period)
        for place in ("alla", "hjo", "gotene")
        for section in SECTIONS
        for period in ("2024Q4", "2025Q1", "2025Q2")
    ]
    for place, section, period in runs:
        publish(reports, place, [section], period=period)
    write_index(reports, projects, SECTIONS)

    other = tmp_path / "other"
    other.mkdir()
    (other / "om.json").write_bytes((reports / "om.json").read_bytes())
    random.Random(seed).shuffle(runs)  # noqa: S311  # an order, not a secret
    for number, (place, section, period) in enumerate(runs):
        publish(other, place, [section], period=period)
        if number % 7 == seed:
            write_index(other, projects, SECTIONS)
    write_index(other, projects, SECTIONS)
    assert _contents(other) == _contents(reports)


def test_only_a_page_whose_ways_have_changed_is_written_again(
    reports: Path, projects: Projects
) -> None:
    publish(reports, "hjo", period="2025Q1")
    publish(reports, "skovde", period="2025Q1")
    write_index(reports, projects, SECTIONS)
    pages = sorted((reports / "cresco-plus").rglob("*.html"))
    before = {path: path.stat().st_ino for path in pages}
    write_index(reports, projects, SECTIONS)
    assert {path: path.stat().st_ino for path in pages} == before

    publish(reports, "hjo", ["mal"], period="2025Q2")
    write_index(reports, projects, SECTIONS)
    again = [path for path in pages if path.stat().st_ino != before[path]]
    assert again == [reports / "cresco-plus/2025Q1/intern/hjo/mal.html"]


def test_nothing_but_the_region_is_touched(reports: Path, projects: Projects) -> None:
    folder = publish(reports, "hjo")
    path = folder / "mal.html"
    empty = path.read_text("utf-8")
    text = empty.replace("Om Hjo.", "Om <!--nav-->Hjo<!--/nav-->.\r\n")
    path.write_bytes(text.encode("utf-8"))
    write_index(reports, projects, SECTIONS)
    written = path.read_bytes().decode("utf-8")
    before, _, rest = written.partition("<!--nav-->")
    ways, _, after = rest.partition("<!--/nav-->")
    assert ways.startswith("<nav")
    assert f"{before}<!--nav--><!--/nav-->{after}" == text


def test_a_page_without_a_region_is_left_as_it_is(reports: Path, projects: Projects) -> None:
    path = publish(reports, "hjo") / "mal.html"
    path.write_bytes(b"<title>Gammal</title><!--nav-->")
    write_index(reports, projects, SECTIONS)
    assert path.read_bytes() == b"<title>Gammal</title><!--nav-->"


def test_what_a_neighbour_is_called_is_text(reports: Path, projects: Projects) -> None:
    folder = publish(reports, "hjo", ["mal"])
    text = "<title>&lt;img src=x&gt;&lt;!--/nav--&gt;</title>"
    (folder / "eget.html").write_text(text, "utf-8")
    write_index(reports, projects, SECTIONS)
    write_index(reports, projects, SECTIONS)
    source = (folder / "mal.html").read_text("utf-8")
    assert not BeautifulSoup(source, "html.parser").find_all("img")
    assert _ways(folder / "mal.html")[-1][0] == "Nästa avsnitt: <img src=x><!--/nav-->"
    assert source.count("</nav>") == 1


def test_two_at_once_leave_every_page_whole(reports: Path, projects: Projects) -> None:
    for period in ("2024Q4", "2025Q1", "2025Q2"):
        publish(reports, "hjo", period=period)
    with ThreadPoolExecutor(4) as pool:
        made = [pool.submit(write_index, reports, projects, SECTIONS) for _ in range(8)]
        assert {future.result() for future in made} == {reports / "index.html"}
    for path in (reports / "cresco-plus").rglob("*.html"):
        source = path.read_text("utf-8")
        assert source.count("</nav>") == 1
        assert source.endswith("</html>\n")
    assert not list(reports.rglob("*.part"))
