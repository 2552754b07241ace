"""The pages about deliveries and project files name everything there is, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from stegvis.book.edition import Edition
from stegvis.book.volumes import MOST_EXHIBITS
from stegvis.delivery.tables import sheets
from stegvis.project import Project, Rule
from stegvis.site.status import Status

DOCS = Path(__file__).resolve().parents[1] / "docs"


def _table(page: str) -> dict[str, str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `(\w+)`[^|]*\| (.*) \|$", text, re.MULTILINE))


def test_every_sheet_and_column_is_described(cresco_plus: Project) -> None:
    described = _table("leveranser.md")
    declared = sheets(cresco_plus).values()
    assert set(described) == {"leverans", *(sheet.name for sheet in declared)}
    for sheet in declared:
        columns = re.sub(r"\([^)]*\)|:.*", "", described[sheet.name]).replace("…", "")
        named = {name.strip() for name in columns.split(",") if name.strip()}
        real = {column.name for column in sheet.columns}
        real -= {f"f{number}" for number in range(3, 12)}
        assert named == real


def test_every_key_of_the_project_file_is_described() -> None:
    text = (DOCS / "projektfil.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", text))
    assert set(Project.model_fields) <= named
    assert {"threshold", "reliability", "spread"} <= set(Rule.model_fields) & named


def test_the_page_about_the_final_report_knows_the_edition_and_the_length() -> None:
    assert set(_table("slutrapport.md")) >= set(Edition.model_fields)
    text = (DOCS / "slutrapport.md").read_text(encoding="utf-8")
    assert f"högst {MOST_EXHIBITS} figurer och tabeller" in text


def test_the_page_about_the_web_knows_every_status() -> None:
    text = (DOCS / "webben.md").read_text(encoding="utf-8")
    described = re.findall(r"^\| (\S) \| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)
    assert described == [(status.sign, status.word, status.meaning) for status in Status]
