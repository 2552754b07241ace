"""A chart as an SVG file of its own: with its marks, caption, note, words and typeface inside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import wrap

from stegvis.export.webfont import font_faces
from stegvis.show import escape
from stegvis.show.chart import Chart
from stegvis.show.design import ALARM, BODY_PT, CAPTION_PT, INK, MUTED, PAPER
from stegvis.show.typeface import FALLBACK_FAMILY, FAMILY

_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_IN_POINTS = re.compile(r"(?<=\d)pt(?=\")")
_LINE = 1.35
"""Distance between lines, in sizes of the type."""
_MARGIN = 8.0
_CHARACTERS = {CAPTION_PT: 106, BODY_PT: 86}
"""Characters that have room on a line of the page's width, by the size of the type."""


def standalone(chart: Chart, marks: Sequence[str]) -> str:
    """Write a whole SVG document, which needs no page and no installed typeface.

    ``marks`` stand above the chart, such as ”Intern – får inte spridas”.
    """
    found = _SIZE.search(chart.svg)
    assert found is not None, "Matplotlib gives every drawing a viewBox"
    width, height = map(float, found.groups())
    above, top = _lines(
        [(" · ".join(marks), CAPTION_PT, 600, ALARM), (chart.caption, BODY_PT, 600, INK)], _MARGIN
    )
    below, bottom = _lines([(chart.note, CAPTION_PT, 400, MUTED)], top + height)
    whole = f"{width + 2 * _MARGIN:g} {bottom + _MARGIN:g}"
    across, down = whole.split()
    opening, rest = chart.svg.split(">", 1)
    placed = f'<svg x="{_MARGIN:g}" y="{top:g}" aria-hidden="true" '
    drawing = f"{_IN_POINTS.sub('', opening).replace('<svg ', placed, 1)}>{rest}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}pt" height="{down}pt" '
        f'viewBox="0 0 {whole}" role="img" xml:lang="sv" aria-labelledby="title desc">\n'
        f'<title id="title">{escape.html(chart.caption)}</title>\n'
        f'<desc id="desc">{escape.html(" · ".join(marks))}. {escape.html(chart.alt)}</desc>\n'
        f"<style>{font_faces()}</style>\n"
        f'<rect width="100%" height="100%" fill="{PAPER}"/>\n'
        f"{above}{drawing}\n{below}</svg>\n"
    )


def _lines(texts: Sequence[tuple[str, float, int, str]], top: float) -> tuple[str, float]:
    """Set texts below each other from ``top``, and say where they end (points)."""
    said = []
    for text, size, weight, color in texts:
        for line in wrap(escape.clean(text), _CHARACTERS[size]):
            top += size * _LINE
            said.append(
                f'<text x="{_MARGIN:g}" y="{top:g}" font-size="{size:g}" font-weight="{weight}" '
                f"font-family=\"'{FAMILY}', '{FALLBACK_FAMILY}', sans-serif\" "
                f'fill="{color}">{escape.html(line)}</text>\n'
            )
    return "".join(said), top + CAPTION_PT / 2
