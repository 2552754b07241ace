"""The colour that a project may choose: the one its pages, charts and reports are the house's by.

Colours that mean something of their own, such as backward, a target or a warning, are the same in
every project, and told apart by lightness, hatch and form too.
"""

from __future__ import annotations

from pydantic import Field, field_validator

from stegvis.strict import Strict

LEAST_CONTRAST = 6.0
"""Against white: WCAG 2.2 asks 4.5:1 of text and 3:1 of charts; forward needs more, to be told
from backward, whose contrast is 2.9:1, by lightness alone, as on paper in greyscale."""
_WHITE = "#ffffff"


def luminance(color: str) -> float:
    """Give the relative luminance of a colour, 0–1, as WCAG 2.2 defines it.

    >>> luminance("#ffffff"), luminance("#000000")
    (1.0, 0.0)
    """
    shares = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, 1–21, as WCAG 2.2 defines it.

    >>> contrast("#ffffff", "#000000")
    21.0
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return round((light + 0.05) / (dark + 0.05), 10)


class Colours(Strict):
    """The main colour, as ``#rrggbb``: headings, links, and what counts as forward or reached."""

    main: str = Field(pattern=r"^#[0-9a-fA-F]{6}$")

    @field_validator("main")
    @classmethod
    def _can_be_read(cls, main: str) -> str:
        found = contrast(main, _WHITE)
        if found < LEAST_CONTRAST:
            raise ValueError(
                f"är för ljus: kontrasten mot vitt är {_told(found)}:1 och ska vara minst "
                f"{_told(LEAST_CONTRAST)}:1; välj en mörkare färg"
            )
        return main.lower()


def _told(ratio: float) -> str:
    return f"{ratio:.1f}".replace(".", ",")
