"""A notebook of a few cells, as a report notebook begins, for tests of what runs notebooks."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

PARAMETERS = "\n".join(
    f'{name} = ""' for name in ("projekt", "kommun", "period", "mottagare", "underlag")
)


def write_notebook(path: Path, *cells: str, parameters: str = PARAMETERS) -> None:
    """Write a notebook of code cells, the first one tagged as its parameters."""
    first = new_code_cell(parameters, metadata={"tags": ["parameters"]})
    content = new_notebook(cells=[first, *map(new_code_cell, cells)])
    content.metadata.kernelspec = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    path.parent.mkdir(exist_ok=True)
    nbformat.write(content, path)
