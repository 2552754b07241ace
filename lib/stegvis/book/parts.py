"""The sections of a place, as they were executed for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import nbformat

from stegvis.book.chapters import Part
from stegvis.export.document import read_document
from stegvis.export.numbering import Numbered
from stegvis.show.exhibit import Header


def read_parts(folder: Path, sections: Sequence[str]) -> list[Part]:
    """Read the executed notebooks of a place's folder, in the order given.

    A section without a notebook is left out. Figures and tables are given without the numbers
    they have in their own section.
    """
    found = []
    for section in sections:
        path = folder / f"{section}.ipynb"
        if path.exists():
            notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # nbformat ships no types here
            document = read_document(notebook, section)
            blocks = tuple(
                block.exhibit if isinstance(block, Numbered) else block
                for block in document.blocks
                if not isinstance(block, Header)
            )
            found.append(Part(section, document.title, blocks))
    return found
