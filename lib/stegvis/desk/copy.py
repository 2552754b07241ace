"""One notebook's copy on a desk: laid out, renewed, or left to whoever has changed it.

A copy remembers in its metadata the hash of its cells' sources as they were written, so that what
somebody has changed can be told from what has only been run: outputs count for nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from stegvis.desk.fill_in import filled_in
from stegvis.errors import FailedError
from stegvis.whole import written_whole

Standing = Literal["new", "unchanged", "renewed", "own", "own-older"]
"""What came of a copy: laid out now; as it was; written again, since its notebook or parameters
have changed; changed by somebody, and so left alone; and the last, of a notebook changed too."""

_Notebook = dict[str, Any]


class NotebookError(FailedError):
    """A notebook cannot be copied; the message is a Swedish sentence."""


def lay_out_copy(original: Path, copy: Path, values: Mapping[str, str]) -> Standing:
    """Lay out a notebook's copy with its parameters filled in, and say what came of it.

    Raises
    ------
    NotebookError
        When the original is no notebook.
    OSError
        When the copy cannot be written.
    """
    notebook = _read(original)
    if notebook is None:
        raise NotebookError(f"{original} går inte att läsa som en anteckningsbok. Rätta den först.")
    for cell in notebook["cells"]:
        if "parameters" in cell["metadata"].get("tags", ()):
            cell["source"] = filled_in(_source(cell), values).splitlines(keepends=True)
    wanted = _digest(notebook)
    renewed = copy.exists()
    if renewed:
        there = _read(copy)
        if there is None:
            return "own"
        found, written = _digest(there), _remembered(there)
        if found == wanted:
            return "unchanged"
        if found != written:
            return "own" if written == wanted else "own-older"
    notebook["metadata"]["stegvis"] = {"skrivbord": wanted}
    with written_whole(copy) as beside:
        content = json.dumps(notebook, ensure_ascii=False, indent=1)
        beside.write_text(f"{content}\n", encoding="utf-8", newline="\n")
    return "renewed" if renewed else "new"


def _read(path: Path) -> _Notebook | None:
    """Read a notebook; None when the file is something else."""
    try:
        notebook = json.loads(path.read_bytes())
        _remembered(notebook)
        for cell in notebook["cells"]:
            _ = cell["cell_type"], _source(cell), cell["metadata"].get
    except (ValueError, KeyError, TypeError, AttributeError, IsADirectoryError):
        return None
    return dict(notebook)


def _source(cell: Mapping[str, Any]) -> str:
    return "".join(cell["source"])


def _digest(notebook: _Notebook) -> str:
    sources = [[cell["cell_type"], _source(cell)] for cell in notebook["cells"]]
    return sha256(json.dumps(sources).encode("ascii")).hexdigest()


def _remembered(notebook: _Notebook) -> str | None:
    match notebook["metadata"]:
        case {"stegvis": {"skrivbord": str(digest)}}:
            return digest
    return None
