"""Which part of which page each picture shows, and how it is kept: small, and 1200 pixels wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from accessibility import browser_page
from PIL import Image, ImageDraw, ImageFont
from stegvis.show.design import INK
from stegvis.show.header import SYNTHETIC

WIDTH = 1200
_COLOURS = 64
_ABOVE = 16
_BAND, _MARGIN = 40, 24


@dataclass(frozen=True)
class Shot:
    """A picture: its name, the page it shows, and how far down.

    ``start`` is where on the page it begins, as a selector; its top, where none is named.
    ``height`` is in pixels.
    """

    name: str
    page: Path
    height: int
    start: str = ""


def taken(shots: Iterable[Shot]) -> Iterator[tuple[str, bytes]]:
    """Give the name and the PNG of each picture."""
    with browser_page(WIDTH, 900) as page:
        for shot in shots:
            page.goto(shot.page.resolve().as_uri())
            top = 0.0
            if shot.start:
                box = page.locator(shot.start).first.bounding_box()
                assert box is not None, f"{shot.page} has no {shot.start}"
                top = max(0.0, box["y"] - _ABOVE)
            whole = page.evaluate("document.documentElement.scrollHeight")
            height = min(shot.height, whole - top)
            clip = {"x": 0, "y": top, "width": WIDTH, "height": height}
            picture = page.screenshot(full_page=True, clip=clip)
            yield shot.name, small(picture, stamped=bool(shot.start))


def small(picture: bytes, *, stamped: bool) -> bytes:
    """Give the same picture in few colours, no wider than the others.

    ``stamped`` says above it that what it shows is made up, where it does not say so itself.
    """
    image = Image.open(BytesIO(picture)).convert("RGB")
    if image.width > WIDTH:
        image = image.resize((WIDTH, image.height * WIDTH // image.width), Image.Resampling.LANCZOS)
    image = _stamped(image) if stamped else image
    target = BytesIO()
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(target, "PNG", optimize=True)
    return target.getvalue()


def _stamped(image: Image.Image) -> Image.Image:
    band = Image.new("RGB", (image.width, image.height + _BAND), "white")
    band.paste(image, (0, _BAND))
    font = ImageFont.load_default(size=_BAND // 2)
    ImageDraw.Draw(band).text((_MARGIN, _BAND // 4), SYNTHETIC, fill=INK, font=font)
    return band
