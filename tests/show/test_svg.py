"""What a chart's SVG is rid of, and what it keeps."""

from __future__ import annotations

import re

from stegvis.show import style
from stegvis.show.chart import Chart
from stegvis.show.display import Number

WRITTEN = "två  ord, ett <tecken>"


def chart() -> Chart:
    with style.styled():
        figure, axes = style.canvas(3)
        axes.text(0.2, 0.5, WRITTEN)
        axes.text(0.5, 0.5, "på tvären", rotation=90)
    return Chart.of(figure, alt="En bild.", caption="Bild")


def test_what_shows_nothing_is_left_out_and_every_text_is_kept() -> None:
    svg = chart().svg
    assert not re.search(r">\s+<", svg)
    assert "rotate(-0 " not in svg
    assert "rotate(-90)" in svg
    assert "två  ord, ett &lt;tecken&gt;</text>" in svg


def test_a_numbered_chart_names_its_parts_by_its_number_and_still_finds_them() -> None:
    drawn = chart()
    texts = [drawn.html(Number("Figur", number)) for number in (1, 2)]
    ids = [set(re.findall(r' id="([^"]+)"', text)) for text in texts]
    assert ids[0].isdisjoint(ids[1])
    for found, text in zip(ids, texts, strict=True):
        used = set(re.findall(r'xlink:href="#([^"]+)"|url\(#([^)]+)\)', text))
        assert used
        assert {first or second for first, second in used} <= found
