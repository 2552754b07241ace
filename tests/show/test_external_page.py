"""An external section as a page and as a PDF: what is hidden is read like anything else."""

from __future__ import annotations

import pytest
from accessibility import CHROMIUM, axe, browser_page, check_pdf
from export.conftest import displayed
from nbformat.v4 import new_markdown_cell, new_notebook
from pdf_text import pdf_text
from show.conftest import made_up
from show.protected import PLAN, external, published, small
from stegvis.export.html import render_html
from stegvis.export.pdf import render_pdf
from stegvis.show.external import caseload, participants, places
from stegvis.show.header import PROTECTED

EXPLAINED = "antalet är litet, eller skulle röja ett litet antal"


@pytest.fixture(scope="module")
def notebook():
    cases = made_up("cresco-plus")
    project = cases.project.model_copy(update={"external": PLAN})
    span = project.period("2025Q2")
    figures = published(
        project, span, lambda quarter: cases.section("ALLA", quarter.label).figures, small
    )
    section = external(cases.section("ALLA", "2025Q2"), figures, PLAN)
    return new_notebook(
        cells=[
            displayed(section.header),
            displayed(caseload.headline(section)),
            new_markdown_cell("## Deltagarna"),
            displayed(places.started(section)),
            displayed(participants.who(section)),
        ]
    )


def test_a_hidden_cell_is_text_in_the_page_and_kept_from_nobody(notebook):
    page = render_html(notebook)
    assert ">..</td>" in page
    assert EXPLAINED in page
    assert PROTECTED in page
    for tag in page.split("<td")[1:]:
        assert not any(name in tag.split(">")[0] for name in ("hidden", "title=", "data-"))


def test_the_pdf_is_tagged_and_says_the_same(notebook):
    pdf = render_pdf(notebook)
    assert check_pdf(pdf) == []
    said = " ".join(pdf_text(pdf).split())
    assert PROTECTED in said
    assert "Hjo .. .. .." in said


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on PATH")
def test_the_page_can_be_read_by_anyone(notebook, tmp_path):
    path = tmp_path / "deltagare.html"
    path.write_text(render_html(notebook), encoding="utf-8")
    with browser_page() as page:
        assert axe(page, path) == []
