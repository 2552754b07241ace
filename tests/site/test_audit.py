"""The audit for the kansli: what is hidden and why; no text of anyone's is taken for HTML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from by_hand import SECTIONS, publish
from stegvis.delivery.store import Store
from stegvis.disclosure.cell import Cell
from stegvis.disclosure.ledger import Ledger, Published, write_ledger
from stegvis.disclosure.publication import Audit, Derived, HeldBack, Publication
from stegvis.figures import COLUMNS, Figures
from stegvis.project import Project
from stegvis.report.code import our_code
from stegvis.report.plan import Notebook, Run
from stegvis.report.planned import Planned
from stegvis.root import Root
from stegvis.site.audit import write_audit
from stegvis.site.audit_names import cell_name
from stegvis.site.external import write_external
from stegvis.site.index import write_index

NASTY = '<script>alert("1")</script>'
DAY = date(2025, 6, 30)
STARTED = Cell("Hjo", "caseload.started", "", "cumulative", DAY)
MERGED = Cell("ALLA", "caseload.exit_reason", f"reason={NASTY}", "cumulative", DAY)
AUDIT = Audit(
    (
        Derived((STARTED,), 3, 0, 9, 1, 8, "small"),
        Derived((STARTED, MERGED), 7, 1, None, 2, None, "protects"),
        Derived((MERGED,), 4, 0, 6, 1, 6, "whole"),
    ),
    (HeldBack(STARTED, 12, 13, date(2025, 12, 31)),),
    218,
    f"Så valdes det. {NASTY}",
)


def _planned(reports: Path, project: Project, audit: Audit = AUDIT) -> Planned:
    folder = reports / project.id / "2025Q2" / "extern" / "hjo"
    notebook = Notebook(Path("mal.ipynb"), "mal", of_project=False)
    run = Run(notebook, project.id, "Hjo", "2025Q2", "extern", "", folder)
    period = project.period("2025Q2")
    figures = Figures(pd.DataFrame(columns=list(COLUMNS)))
    root = Root(reports.parent)
    planned = Planned(root, Store(root.store), True, project, period, (run,), {}, our_code())
    return replace(planned, publication=Publication(project.id, period, figures, audit))


def test_the_page_says_what_is_hidden_why_and_how_narrowly_it_is_known(
    reports: Path, cresco_plus: Project
) -> None:
    path = write_audit(_planned(reports, cresco_plus))
    assert path == reports / "cresco-plus" / "2025Q2" / "granskning.html"
    page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    assert "Intern – får inte spridas" in page.header.get_text()
    hidden, held = page.find_all("table")
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in hidden("tr")[1:]]
    named = "Hjo: Startade, till och med 2025-06-30"
    assert rows[0] == [named, "3", "litet antal", "0–9", "1–8"]
    assert rows[1][0].startswith(f"{named} + ")
    assert rows[1][3:] == ["1 eller fler", "2 eller fler"]
    cells = [cell.get_text() for cell in held("tr")[1].find_all(["th", "td"])]
    assert cells == [named, "12", "13", "2025-12-31"]
    assert "218 antal visas" in page.get_text()


def test_no_text_becomes_markup(reports: Path, cresco_plus: Project) -> None:
    path = write_audit(_planned(reports, cresco_plus))
    page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    assert not page.find_all("script")
    assert NASTY in page.get_text()


def test_the_same_is_there_to_be_read_by_a_program(reports: Path, cresco_plus: Project) -> None:
    path = write_audit(_planned(reports, cresco_plus))
    told = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert told["threshold"] == cresco_plus.disclosure_threshold
    assert [one["range"] for one in told["hidden"]] == [[0, 9], [1, None], [0, 6]]
    assert told["held_back"][0]["until"] == "2025-12-31"


def test_an_audit_that_was_lost_is_written_again_from_the_ledger(
    reports: Path, cresco_plus: Project
) -> None:
    planned = _planned(reports, cresco_plus)
    path = write_audit(planned)
    before = {one: one.read_bytes() for one in (path, path.with_suffix(".json"))}
    for one in before:
        one.unlink()
    entry = Published(
        period="2025Q2",
        until=DAY,
        made=datetime(2025, 7, 1, tzinfo=UTC),
        days=(),
        figures=f"{','.join(COLUMNS)}\n",
        audit=AUDIT,
    )
    write_ledger(planned.ledger, Ledger(project=cresco_plus.id, publications=(entry,)))
    assert write_audit(replace(planned, publication=None)) == path
    assert {one: one.read_bytes() for one in before} == before


def test_the_internal_index_leads_to_publications_and_they_lead_nowhere_else(
    reports: Path, cresco_plus: Project, projects: Mapping[str, Project]
) -> None:
    publish(reports, "alla", audience="extern")
    folder = publish(reports, "hjo", audience="extern").parent
    write_audit(_planned(reports, cresco_plus))
    external = write_external(reports, projects, SECTIONS)
    index = write_index(reports, projects, SECTIONS, external).read_text("utf-8")
    ways = {str(link["href"]) for link in BeautifulSoup(index, "html.parser").find_all("a")}
    assert {"cresco-plus/2025Q2/extern/index.html", "cresco-plus/2025Q2/granskning.html"} <= ways

    own = (folder / "index.html").read_text("utf-8")
    page = BeautifulSoup(own, "html.parser")
    for link in page.find_all("a", href=True):
        address = str(link["href"])
        assert address.startswith("#") or ".." not in address, address
    addresses = {str(link["href"]) for link in page.find_all("a", href=True)}
    assert {"alla/mal.html", "hjo/mal.pdf", "hjo/figures.csv"} <= addresses
    assert "granskning" not in own
    assert "Intern" not in page.get_text()


def test_a_folder_where_nothing_came_out_has_no_index(
    reports: Path, projects: Mapping[str, Project]
) -> None:
    failed = reports / "misslyckade/cresco-plus/2025Q2/extern/hjo"
    failed.mkdir(parents=True)
    (failed / "mal.ipynb").touch()
    assert write_external(reports, projects, SECTIONS) == []
    assert not (reports / "cresco-plus").exists()


@pytest.mark.parametrize(
    ("measure", "group", "definition", "said"),
    [
        ("participants.gender", "gender=annat", "started", "Startade kön annat"),
        (
            "caseload.exit_reason",
            "reason=Arbete eller studier",
            "cumulative",
            "Arbete eller studier",
        ),
        ("caseload.exit_reason", "reason=flytt", "cumulative", "Avslut med orsaken flytt"),
        ("esf.indicator", "age_group=55–64", "EECR01", "ESF, utfall för EECR01, ålder 55–64"),
        ("cards.moved", "rater=coordinator", "", "Har två kort på samordnarens kort"),
        ("lasting.rest", "months=6;population=övriga", "", "övriga"),
        ("något.nytt", "", "", "något.nytt"),
        ("esf.indicator.n.others", "", "EECR05", "inte avslutades till arbete, för EECR05"),
        ("lasting.share", "utan nyckel", "", "lasting.share"),
    ],
)
def test_every_count_has_a_name(
    cresco_plus: Project, measure: str, group: str, definition: str, said: str
) -> None:
    name = cell_name(cresco_plus, Cell("Hjo", measure, group, definition, DAY))
    assert name.startswith("Hjo: ")
    assert said.lower() in name.lower()
    assert name.endswith("2025-06-30")
