"""Find the deliveries among the paths a person gives."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from stegvis.delivery.cover import NAME
from stegvis.delivery.read import ARCHIVES, DELIMITED, WORKBOOKS, is_delimited
from stegvis.place import fold


def find_deliveries(paths: Iterable[Path]) -> list[Path]:
    """List the deliveries at and under some paths, each once.

    A path is a workbook, a zip, a folder of CSV files (it holds ``leverans.csv``, in any
    spelling), or a folder that holds several of these at any depth, which come sorted by path.
    Hidden files and Excel's own ``~$`` files are passed over. A path that is given by itself and
    is none of this is listed too, so that examining it says what is wrong.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_under(path) if path.is_dir() else [path]))
    return list(found)


def is_delivery_folder(folder: Path) -> bool:
    """Whether a folder is a delivery of CSV files."""
    return any(
        is_delimited(child.name) and fold(child.name[: -len(DELIMITED)]) == NAME
        for child in folder.iterdir()
    )


def _under(top: Path) -> list[Path]:
    deliveries: list[Path] = []
    for folder, folders, files in os.walk(top):
        here = Path(folder)
        if is_delivery_folder(here):
            deliveries.append(here)
            folders.clear()
            continue
        folders[:] = [name for name in folders if not _is_hidden(name)]
        deliveries += [
            here / name
            for name in files
            if Path(name).suffix.lower() in WORKBOOKS | ARCHIVES and not _is_hidden(name)
        ]
    return sorted(deliveries)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$", "__MACOSX"))
