"""The report notebooks: what their sections are called, and that each has the analyst's words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from stegvis.root import Root
from stegvis.sections import section_titles

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted(
    path for kind in ("kommun", "projekt") for path in (ROOT / "notebooks" / kind).glob("*.ipynb")
)


def test_a_section_is_called_what_its_notebook_opens_it_with() -> None:
    titles = section_titles(Root(ROOT), "ALLA")
    assert list(titles.items())[3:6] == [
        ("mal", "Mål"),
        ("uppfoljning", "Uppföljning"),
        ("bedomare", "Två bedömare"),
    ]
    assert titles["esf"] == "Resultat till ESF"
    assert len(set(titles.values())) == len(titles) == len(NOTEBOOKS)


def test_a_municipality_has_no_sections_of_the_whole_project() -> None:
    assert "jamforelse" not in section_titles(Root(ROOT), "Hjo")
    assert "mal" in section_titles(Root(ROOT), "Hjo")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"cells": [{}]}',
        '{"cells": [{"cell_type": "code", "source": "%x ("}]}',
    ],
)
def test_a_notebook_that_opens_no_section_is_called_by_its_name(tmp_path, content) -> None:
    folder = tmp_path / "notebooks" / "kommun"
    folder.mkdir(parents=True)
    (folder / "04_mal.ipynb").write_text(content, encoding="utf-8")
    assert section_titles(Root(tmp_path), "Hjo") == {"mal": "mal"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_report_shows_the_analysts_words_before_its_first_heading(path: Path) -> None:
    """Then no words of the report's own can be taken for the analyst's."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    at = [cell["id"] for cell in cells].index("commentary")
    assert "".join(cells[at]["source"]) == (
        "from stegvis.commentary.words import words\n\nwords(avsnitt)"
    )
    assert [cell["cell_type"] for cell in cells[:at]] == ["code"] * at
    assert "".join(cells[at + 1]["source"]).startswith("## ")
