"""The method book describes every measure there is, and nothing else."""

from __future__ import annotations

from method_book import PAGES, described


def test_every_measure_is_described(cases, plus, compared):
    # a forecast is made before the project's end, the rest at any time
    sections = [plus.section("ALLA", period) for period in ("2024Q2", "2025Q2")]
    sections.append(compared.section("ALLA", "2025Q2"))
    known = {name for section in sections for name in section.figures.frame["measure"]}
    assert set(cases.section("ALLA").figures.frame["measure"]) <= known
    assert set().union(*(described(page.read_text("utf-8")) for page in PAGES)) == known
