"""The disk: what may be written, what others may read, and how much space there is."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile, gettempdir

from stegvis.doctor.check import Check, ok, warning, wrong
from stegvis.show import swedish
from stegvis.terminal import relative_to_here

WRITING, OTHERS, SPACE = "Skrivrätt", "Andras läsrätt", "Utrymme"
LITTLE_MB, TOO_LITTLE_MB = 1000, 100
"""A year's reports of fourteen municipalities take a few hundred megabytes."""
_MB = 1_000_000


def temporary() -> Path:
    """Give the folder of temporary files."""
    return Path(gettempdir())


def writing(folders: Iterable[Path]) -> Check:
    """Write a small file in each folder, or in the nearest above that there is, and remove it."""
    refused = [
        f"{relative_to_here(place)} ({why})"
        for place in dict.fromkeys(map(_nearest, folders))
        for why in _refused(place)
    ]
    if not refused:
        return ok(WRITING, "Allt som ska skrivas går att skriva.")
    todo = "Rätta mappens rättigheter, eller be den som sköter datorn om det."
    return wrong(WRITING, f"Det går inte att skriva i {swedish.listed(refused)}.", todo)


def _nearest(folder: Path) -> Path:
    return next(one for one in (folder, *folder.parents) if one.exists())


def _refused(folder: Path) -> Iterator[str]:
    try:
        with TemporaryFile(dir=folder) as file:
            file.write(b"stegvis")
    except OSError as error:
        yield error.strerror or str(error)


def others(folders: Iterable[Path]) -> Check:
    """Say which folders others than their owner may look into."""
    if os.name != "posix":
        return ok(OTHERS, "På Windows bestämmer mappens rättigheter; se docs/dataskydd.md.")
    there = [folder for folder in folders if folder.is_dir()]
    seen = [folder for folder in there if folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
    if not seen:
        return ok(OTHERS, "Bara du kan läsa underlaget och utlämningsliggaren.")
    names = [relative_to_here(folder) for folder in seen]
    todo = f"Skriv: chmod -R go-rwx {' '.join(names)}"
    return warning(OTHERS, f"Andra på datorn kan läsa {swedish.listed(names)}.", todo)


def space(folders: Iterable[Path]) -> Check:
    """Say how much space there is, where there is the least."""
    free = min(shutil.disk_usage(_nearest(folder)).free for folder in folders) // _MB
    said = f"{swedish.count(free)} MB ledigt."
    todo = "Gör plats på disken: en körning som inte får plats avbryts, och inget går förlorat."
    if free < TOO_LITTLE_MB:
        return wrong(SPACE, said, todo)
    if free < LITTLE_MB:
        return warning(SPACE, said, todo)
    return ok(SPACE, said)
