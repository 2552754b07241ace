"""The page about the measures names every measure there is, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "matt.md"


def test_every_measure_is_described(cases, plus, compared):
    cells = re.findall(r"^\| (`[^|]*) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    described = {name for cell in cells for name in re.findall(r"`([\w.]+)`", cell)}
    # a forecast is made before the project's end, the rest at any time
    sections = [plus.section("ALLA", period) for period in ("2024Q2", "2025Q2")]
    sections.append(compared.section("ALLA", "2025Q2"))
    known = {name for section in sections for name in section.figures.frame["measure"]}
    assert set(cases.section("ALLA").figures.frame["measure"]) <= known
    assert described == known
