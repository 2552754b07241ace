"""Two pictures of a page compared: how much of it differs, and where."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageChops

SEEN = 24
"""A pixel differs when red, green or blue does by more than this, of 255."""

TOLERATED = 0.002
"""The share of a page's pixels that may differ: another version of a library may move a hair."""


def differing(one: bytes, other: bytes) -> tuple[float, Image.Image]:
    """Give the share of pixels that differ, and a picture in which they are black.

    Pages of different sizes differ wholly.
    """
    first, second = (Image.open(BytesIO(each)).convert("RGB") for each in (one, other))
    if first.size != second.size:
        return 1.0, Image.new("L", first.size, 0)
    red, green, blue = ImageChops.difference(first, second).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    marked = most.point([0 if value > SEEN else 255 for value in range(256)])
    return marked.histogram()[0] / (marked.width * marked.height), marked


def compact(picture: bytes) -> bytes:
    """Give the same picture in 256 colours, as it is kept: a page in a few kilobytes."""
    target = BytesIO()
    Image.open(BytesIO(picture)).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(
        target, "PNG", optimize=True
    )
    return target.getvalue()
