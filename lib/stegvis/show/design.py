"""The house's typography: colours, typefaces, sizes and measures, each written once.

Charts (`show.style`), pages (``page.css``) and paper (``report.typ``) read them here. A page on
screen is the page of paper, magnified: one rem for every `REM_PT` points, so that a chart, which
is as wide as the column of both, has its text as large as the captions around it on both.
"""

from __future__ import annotations

from stegvis.show.typeface import FALLBACK_FAMILY, FAMILY

INK = "#1c2227"
MUTED = "#56606a"
RULE = "#c9cfd4"
PAPER = "#ffffff"
PETROL = "#0f4c6b"
ALARM = "#9d1230"
SHADE = "#f4f6f7"
"""The ground of what is quoted letter by letter."""

COLORS = {
    "ink": INK,
    "muted": MUTED,
    "hairline": RULE,
    "paper": PAPER,
    "petrol": PETROL,
    "alarm": ALARM,
    "shade": SHADE,
}

BODY_PT, CAPTION_PT, SMALL_PT = 11.0, 9.0, 8.5
SIZES_PT = {
    "title": 22.0,
    "chapter": 14.5,
    "lead": 13.0,
    "section": 11.5,
    "body": BODY_PT,
    "caption": CAPTION_PT,
    "small": SMALL_PT,
}
"""The scale of type, in points on paper."""

COLUMN_CM = 16.0
"""Width of the text block, and so of every chart and of a table that needs it."""

LYING_COLUMN_CM = 29.7 - (21.0 - COLUMN_CM)
"""The text block's width on an A4 page that lies down, with the same margins."""

LINES_CM = {"measure": 12.0, "caption-measure": 9.8}
"""The longest line of running text, and of captions and notes: 75 characters."""

REM_PT = 9.6
"""Points on paper for each rem on screen: a caption of 9 points is 15 pixels, as a rule."""

_POINTS_IN_CM = 72 / 2.54


def css(main: str | None = None) -> str:
    """Give the system as CSS custom properties: ``var(--ink)``, ``var(--caption-size)``.

    ``main`` is a project's own colour in place of petrol.
    """
    lengths = {"column": COLUMN_CM, **LINES_CM}
    properties = {
        **_colors(main),
        "family": f'"{FAMILY}", system-ui, sans-serif',
        **{f"{name}-size": _rem(points) for name, points in SIZES_PT.items()},
        **{name: _rem(cm * _POINTS_IN_CM) for name, cm in lengths.items()},
        "paper-rem": f"{REM_PT:g}pt",
    }
    lines = "".join(f"  --{name}: {value};\n" for name, value in properties.items())
    return f":root {{\n{lines}}}\n"


def typst(main: str | None = None) -> str:
    """Give the system as Typst's variables: ``ink``, ``caption-size``; ``main`` as for `css`."""
    variables = {
        **{name: f'rgb("{color}")' for name, color in _colors(main).items()},
        "families": f'("{FAMILY}", "{FALLBACK_FAMILY}")',
        **{f"{name}-size": f"{points:g}pt" for name, points in SIZES_PT.items()},
        "text-width": f"{COLUMN_CM:g}cm",
        "lying-width": f"{LYING_COLUMN_CM:g}cm",
        **{name: f"{cm:g}cm" for name, cm in LINES_CM.items()},
    }
    return "".join(f"#let {name} = {value}\n" for name, value in variables.items())


def _colors(main: str | None) -> dict[str, str]:
    return COLORS | ({"petrol": main} if main else {})


def _rem(points: float) -> str:
    return f"{points / REM_PT:.4f}rem"
