"""The folder of the reports is synthetic or real, never both."""

from pathlib import Path

import pytest
from stegvis.report.reports import ReportsError, claim


def _page(reports: Path, text: str) -> Path:
    page = reports / "cresco-plus" / "2025Q2" / "intern" / "hjo" / "mal.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, encoding="utf-8")
    return page


def test_the_example_is_moved_aside_when_real_reports_come(tmp_path: Path) -> None:
    claim(tmp_path, synthetic=True)
    (tmp_path / "README.md").write_text("hör till mappen", encoding="utf-8")
    page = _page(tmp_path, "exempel")
    claim(tmp_path, synthetic=False)
    assert not page.exists()
    aside = tmp_path / "exempel" / page.relative_to(tmp_path)
    assert aside.read_text(encoding="utf-8") == "exempel"
    assert (tmp_path / "README.md").exists()

    real = _page(tmp_path, "riktig")
    claim(tmp_path, synthetic=False)
    assert real.read_text(encoding="utf-8") == "riktig"


def test_the_example_is_never_written_among_real_reports(tmp_path: Path) -> None:
    claim(tmp_path, synthetic=False)
    page = _page(tmp_path, "riktig")
    with pytest.raises(ReportsError, match="innehåller riktiga rapporter"):
        claim(tmp_path, synthetic=True)
    assert page.read_text(encoding="utf-8") == "riktig"


@pytest.mark.parametrize("content", ["", "{", "[]", "{}"])
def test_a_folder_that_does_not_say_what_it_holds_is_left_alone(
    tmp_path: Path, content: str
) -> None:
    page = _page(tmp_path, "riktig?")
    (tmp_path / "om.json").write_text(content, encoding="utf-8")
    with pytest.raises(ReportsError, match=r"om\.json går inte att läsa"):
        claim(tmp_path, synthetic=False)
    assert page.exists()
