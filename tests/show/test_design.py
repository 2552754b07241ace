"""The system of type and colour is one, in charts, on pages and on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import stegvis
from stegvis.show import design, style

LIB = Path(stegvis.__file__).parent
SHEETS = [*LIB.glob("export/*.css"), *LIB.glob("export/*.typ")]


def test_a_chart_as_wide_as_the_column_has_text_as_large_as_captions_on_both() -> None:
    """On paper it is drawn at its size; on screen it is magnified as much as the captions are."""
    drawn = style.COLUMN_CM / 2.54 * 96
    column, caption = (
        float(re.search(rf"--{name}: ([\d.]+)rem", design.css())[1]) * 16
        for name in ("column", "caption-size")
    )
    assert style.CAPTION_PT * 96 / 72 * column / drawn == pytest.approx(caption, abs=0.01)


def test_all_sizes_are_the_same_on_screen_and_on_paper_but_for_one_factor() -> None:
    for name, points in design.SIZES_PT.items():
        assert f"--{name}-size: {points / design.REM_PT:.4f}rem;" in design.css()
        assert f"#let {name}-size = {points:g}pt\n" in design.typst()


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_no_colour_of_the_house_is_written_a_second_time(path: Path) -> None:
    written = re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[\s;\")])", path.read_text("utf-8"))
    assert written == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_every_name_that_a_sheet_uses_is_given(path: Path) -> None:
    given = re.findall(r"--([a-z-]+):", design.css())
    used = re.findall(r"var\(--([a-z-]+)\)", path.read_text("utf-8"))
    assert set(used) <= set(given)
