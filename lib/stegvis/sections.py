"""The sections that the report notebooks make: their names, and the titles that readers see."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from stegvis.audience import Audience
from stegvis.place import ALL
from stegvis.root import Root

KINDS = ("kommun", "projekt")
"""The folders of report notebooks: run for every place, and for the whole project only."""
EXTERNAL = "extern"
"""The folder of those whose reports leave the office; the others' never do."""

_OPENS = "open_section"


def section_name(path: Path) -> str:
    """Give the name of the section that a notebook makes.

    >>> section_name(Path("notebooks/kommun/04_mal.ipynb"))
    'mal'
    """
    return re.sub(r"^\d+_", "", path.stem)


def notebooks_of(root: Root, kind: str, audience: Audience) -> list[Path]:
    """List the report notebooks of one of `KINDS` for an audience, in reading order."""
    folder = root.notebooks / EXTERNAL if audience == "extern" else root.notebooks
    return sorted((folder / kind).glob("*.ipynb"))


def section_names(root: Root, audience: Audience) -> list[str]:
    """List the names of an audience's sections, in reading order."""
    return [section_name(path) for kind in KINDS for path in notebooks_of(root, kind, audience)]


def section_titles(root: Root, place: str, audience: Audience = "intern") -> dict[str, str]:
    """Give the title of each section of a place, by its name, in reading order.

    The title is what the notebook opens its section with; a notebook that opens none, or cannot
    be read, is called by its name.
    """
    kinds = KINDS if place == ALL else KINDS[:1]
    return {
        section_name(path): _title(path) or section_name(path)
        for kind in kinds
        for path in notebooks_of(root, kind, audience)
    }


def _title(path: Path) -> str | None:
    return next((title for source in _sources(path) for title in _opened(source)), None)


def _sources(path: Path) -> Iterator[str]:
    """Give a notebook's code, cell by cell; none when the file is no notebook."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        sources = ["".join(cell["source"]) for cell in cells]
    except (ValueError, KeyError, TypeError):
        return
    yield from sources


def _opened(source: str) -> Iterator[str]:
    if _OPENS not in source:
        return
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a cell of magic, which opens no section
        return
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(title)), *_]):
                if name == _OPENS:
                    yield title
