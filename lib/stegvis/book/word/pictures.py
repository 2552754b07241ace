"""Charts as PNG: Word shows no SVG without one.

The SVG does not go along: Word would set its text in a typeface of the reader's machine, and
draw hatches and clipped shapes otherwise than they were drawn. Typst draws the picture, in the
house's own typeface, so that a chart looks the same in PDF and Word.
"""

from __future__ import annotations

from collections.abc import Sequence

from docx.shared import Emu

from stegvis.export.pdf import compile_png
from stegvis.show import escape
from stegvis.show.design import COLUMN_CM

PIXELS_PER_INCH = 200
_EMU_PER_INCH, _EMU_PER_CM = 914_400, 360_000
_WIDTH = slice(16, 20)
"""Where a PNG says how many pixels wide it is."""


def as_png(pictures: Sequence[str | bytes]) -> list[bytes]:
    """Draw pictures in their own size; a ``str`` is an SVG, ``bytes`` are any picture's file.

    Raises
    ------
    typst.TypstError
        When there is one that Typst cannot read.
    """
    if not pictures:
        return []
    pages = "#pagebreak()\n".join(f"#image({_file(picture)})\n" for picture in pictures)
    return compile_png(
        f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}", PIXELS_PER_INCH
    )


def width_of(png: bytes) -> Emu:
    """Say how wide a picture is on the page: as it was drawn, but no wider than the column."""
    drawn = int.from_bytes(png[_WIDTH], "big") * _EMU_PER_INCH // PIXELS_PER_INCH
    return Emu(min(drawn, round(COLUMN_CM * _EMU_PER_CM)))


def _file(picture: str | bytes) -> str:
    if isinstance(picture, str):
        return f'bytes({escape.typst(picture)}), format: "svg"'
    return f"bytes(({','.join(map(str, picture))},))"
