"""What is in the folder, and what is passed by."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from by_hand import SECTIONS, publish
from stegvis.book import publish as publish_book
from stegvis.book import volumes
from stegvis.project import Project
from stegvis.site.published import BOOK, VOLUME, Edition, read_editions


def test_the_final_report_and_the_volumes_are_called_what_the_book_calls_them() -> None:
    assert (publish_book.NAME, volumes.VOLUME) == (BOOK, VOLUME)


def _read(reports: Path, projects: Mapping[str, Project]) -> list[Edition]:
    return read_editions(reports, projects, SECTIONS, "intern")


def test_places_and_sections_stand_in_reading_order_everyone_and_the_volume_first(
    reports: Path, projects: Mapping[str, Project]
) -> None:
    publish(reports, "skovde", ["uppfoljning", "kommunbilaga", "mal"])
    publish(reports, "gotene", ["mal"])
    publish(reports, "alla", ["eget", "mal", "underlag"])
    [edition] = _read(reports, projects)
    assert [folder.place for folder in edition.folders] == ["ALLA", "Götene", "Skövde"]
    assert [[report.title for report in folder.reports] for folder in edition.folders] == [
        ["Underlag", "Mål", "eget"],
        ["Mål"],
        ["kommunbilaga", "Mål", "Uppföljning"],
    ]


def test_every_form_of_a_report_is_offered_and_only_those_that_are_there(
    reports: Path, projects: Mapping[str, Project]
) -> None:
    folder = publish(reports, "hjo", ["mal", "underlag"])
    (folder / "mal.pdf").unlink()
    for suffix in ("xlsx", "pdf", "html", "docx"):
        (folder.parent / f"slutrapport.{suffix}").write_bytes(b"")
    [edition] = _read(reports, projects)
    assert edition.book is not None
    assert [file.kind for file in edition.book.files] == ["HTML", "PDF", "Word", "Excel"]
    assert edition.book.files[2].path == "cresco-plus/2025Q2/intern/slutrapport.docx"
    underlag, mal = edition.folders[0].reports
    assert [file.kind for file in underlag.files] == ["HTML", "PDF"]
    assert [file.kind for file in mal.files] == ["HTML"]


def test_the_project_with_the_newest_edition_is_first_and_its_newest_edition_before_the_others(
    reports: Path, projects: Mapping[str, Project]
) -> None:
    for project, period in [
        ("cresco-creare", "2023Q1"),
        ("cresco-plus", "2024Q4"),
        ("cresco-plus", "2025Q2"),
        ("cresco-plus", "2022Q4"),
    ]:
        publish(reports, "hjo", ["mal"], project=project, period=period)
    assert [edition.path for edition in _read(reports, projects)] == [
        "cresco-plus/2025Q2/intern",
        "cresco-plus/2024Q4/intern",
        "cresco-plus/2022Q4/intern",
        "cresco-creare/2023Q1/intern",
    ]


@pytest.mark.parametrize(
    "folder",
    [
        "okant-projekt/2025Q2/intern/hjo",
        "cresco-plus/2025q2/intern/hjo",
        "cresco-plus/2025Q7/intern/hjo",
        "cresco-plus/<script>alert(1)</intern/hjo",
        "cresco-plus/2025Q2/extern/hjo",
        "cresco-plus/2025Q2/intern/<img src=x>",
        "cresco-plus/2025Q2/intern/..hjo",
        "cresco-plus/2025Q2/intern/hjo hjo",
        "cresco-plus/2025Q2/intern/gullspang",
    ],
)
def test_a_folder_that_is_none_of_ours_is_passed_by(
    reports: Path, projects: Mapping[str, Project], folder: str
) -> None:
    strange = reports / folder
    strange.mkdir(parents=True)
    (strange / "mal.html").write_text("<title>Mål</title>", "utf-8")
    assert _read(reports, projects) == []


def test_a_title_is_read_from_the_head_of_the_page_whatever_it_holds(
    reports: Path, projects: Mapping[str, Project]
) -> None:
    folder = publish(reports, "hjo", ["mal"])
    (folder / "eget.html").write_text("<title>Mitt &lt;b&gt;eget&lt;/b&gt;</title>", "utf-8")
    (folder / "utan.html").write_text("ingen titel", "utf-8")
    (folder / "skräp.html").write_bytes(b"\xff\xfe\x00")
    [edition] = _read(reports, projects)
    titles = {report.section: report.title for report in edition.folders[0].reports}
    assert titles == {
        "mal": "Mål",
        "eget": "Mitt <b>eget</b>",
        "skräp": "skräp",
        "utan": "utan",
    }


def test_what_failed_is_known_though_nothing_was_published(
    reports: Path, projects: Mapping[str, Project]
) -> None:
    failed = reports / "misslyckade" / "cresco-plus" / "2025Q1" / "intern" / "hjo"
    failed.mkdir(parents=True)
    for section in ("uppfoljning", "mal"):
        (failed / f"{section}.ipynb").write_text("{}", "utf-8")
    [edition] = _read(reports, projects)
    assert edition.path == "cresco-plus/2025Q1/intern"
    assert edition.folders[0].reports == ()
    assert edition.folders[0].failed == ("mal", "uppfoljning")
