"""The pages name everything there is, and nothing else; their links lead where they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_pages import PAGES, ROOT, anchors, links, named_paths
from stegvis.book.edition import Edition
from stegvis.book.volumes import MOST_EXHIBITS
from stegvis.delivery.tables import sheets
from stegvis.project import Project, Rule
from stegvis.site.status import Status

DOCS = ROOT / "docs"


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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    """Within the repository to a file and a heading that there are; elsewhere by https."""
    for link in links(page.read_text("utf-8")):
        if ":" in link:
            assert link.startswith("https://"), link
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        if anchor:
            assert anchor in anchors(target.read_text("utf-8")), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    missing = [path for path in named_paths(page.read_text("utf-8")) if not any(ROOT.glob(path))]
    assert missing == []


def test_a_link_that_leads_nowhere_is_found() -> None:
    text = "# Ett\n\n[a](b.md#c) `[d](e.md)`\n\n```\n[f](g.md)\n```\n\n# Ett\n\n<http://h.example>"
    assert links(text) == ["b.md#c", "http://h.example"]
    assert anchors(text) == {"ett", "ett-1"}
