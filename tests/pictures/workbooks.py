"""Workbooks as they look: a sheet printed by LibreOffice, where there is one."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

from form.office import SOFFICE
from PIL import Image, ImageChops

_DPI = "130"
_MARGIN = 24


def printed(workbook: Path, page: int, height: int, scratch: Path) -> bytes:
    """Give the upper part of a page of a workbook, printed on paper, as PNG.

    ``page`` is counted from 1 and ``height`` is in pixels of the trimmed page.
    """
    profile = scratch / "office"
    command = [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(scratch), str(workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pdf, stem = scratch / f"{workbook.stem}.pdf", scratch / "sida"
    only = ["-f", str(page), "-l", str(page), "-r", _DPI, "-png", "-singlefile"]
    subprocess.run(["pdftoppm", *only, str(pdf), str(stem)], check=True, timeout=60)
    image = Image.open(stem.with_suffix(".png")).convert("RGB")
    paper = Image.new("RGB", image.size, "white")
    left, top, right, bottom = ImageChops.difference(image, paper).getbbox() or (0, 0, *image.size)
    box = (
        max(0, left - _MARGIN),
        max(0, top - _MARGIN),
        min(image.width, right + _MARGIN),
        min(image.height, bottom + _MARGIN, top + height),
    )
    target = BytesIO()
    image.crop(box).save(target, "PNG")
    return target.getvalue()
