"""The typeface of pages and charts: Source Sans Pro, from a package, never from the system.

DejaVu Sans, which comes with Matplotlib, steps in for the letters that Source Sans Pro lacks.
"""

from __future__ import annotations

from pathlib import Path

import font_source_sans_pro
from matplotlib import get_data_path

FAMILY = "Source Sans Pro"
FALLBACK_FAMILY = "DejaVu Sans"

_SOURCE = Path(font_source_sans_pro.font_directory)
_DEJAVU = Path(get_data_path()) / "fonts" / "ttf"

REGULAR = _SOURCE / "SourceSansPro-Regular.ttf"
ITALIC = _SOURCE / "SourceSansPro-It.ttf"
SEMIBOLD = _SOURCE / "SourceSansPro-Semibold.ttf"
BOLD = _SOURCE / "SourceSansPro-Bold.ttf"

FOLDERS = (_SOURCE, _DEJAVU)
FACES = (REGULAR, ITALIC, SEMIBOLD, BOLD)
FALLBACK_FACES = tuple(
    _DEJAVU / f"DejaVuSans{style}.ttf" for style in ("", "-Oblique", "-Bold", "-BoldOblique")
)
