from __future__ import annotations

from stegvis.export.numbering import Numbered, numbered
from stegvis.show.exhibit import Chart, Prose, Table

CHART = Chart('<svg viewBox="0 0 1 1"></svg>', alt="Två av tre.", caption="Antal")
TABLE = Table(("Kommun", "Antal"), (("Hjo", "2"),), "Antal per kommun", note="n = 2.")


def test_figures_and_tables_are_numbered_each_from_one() -> None:
    blocks = numbered([TABLE, CHART, Prose("Text."), CHART, TABLE, TABLE])
    labels = [block.number.label for block in blocks if isinstance(block, Numbered)]
    assert labels == ["Tabell 1", "Figur 1", "Figur 2", "Tabell 2", "Tabell 3"]


def test_a_figure_and_the_table_that_follows_refer_to_each_other() -> None:
    _, chart, values, other = numbered([TABLE, CHART, TABLE, TABLE])
    assert isinstance(chart, Numbered)
    assert isinstance(values, Numbered)
    assert isinstance(other, Numbered)
    assert 'id="figur-1"' in chart.html()
    assert '<a href="#tabell-2">Värdena står i tabell 2.</a>' in chart.html()
    assert 'id="tabell-2"' in values.html()
    assert '<a href="#figur-1">Visas i figur 1.</a>' in values.html()
    assert "href" not in other.html()
    assert 'see: ("Värdena står i tabell 2.","tabell-2",)' in chart.typst()


def test_a_figure_without_a_table_right_after_it_refers_to_none() -> None:
    chart, *_ = numbered([CHART, Prose("Text."), TABLE])
    assert "href" not in chart.html()
