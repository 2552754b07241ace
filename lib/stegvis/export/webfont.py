"""The typeface as a page carries it: cut down to what Swedish reports use, as data addresses."""

from __future__ import annotations

import base64
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from stegvis.show import typeface

_LETTERS = (range(0x20, 0x7F), range(0xA0, 0x180))
_SIGNS = "–—‘’‚“”„†•…‰‹›€™−×≈≠≤≥←↑→↓△▲▼●○◆◇\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"
_FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "lnum", "tnum"]
_WEB_FACES = (
    (typeface.REGULAR, 400, "normal"),
    (typeface.ITALIC, 400, "italic"),
    (typeface.SEMIBOLD, 600, "normal"),
)


@lru_cache(maxsize=1)
def font_faces() -> str:
    """Give the ``@font-face`` rules of the page's faces; made once per process."""
    return "\n".join(
        f'@font-face {{ font-family: "{typeface.FAMILY}"; font-weight: {weight}; '
        f"font-style: {style}; font-display: block; "
        f'src: url("data:font/woff;base64,{_subset(face)}") format("woff"); }}'
        for face, weight, style in _WEB_FACES
    )


def _subset(face: Path) -> str:
    options = subset.Options()
    options.layout_features = _FEATURES
    options.hinting = False
    options.notdef_outline = True
    target = BytesIO()
    with TTFont(face, recalcTimestamp=False, lazy=True) as font:  # what is cut away is not read
        cut = subset.Subsetter(options)
        cut.populate(unicodes=[*map(ord, _SIGNS), *(code for part in _LETTERS for code in part)])
        cut.subset(font)
        font.flavor = "woff"
        font.save(target)
    return base64.b64encode(target.getvalue()).decode("ascii")
