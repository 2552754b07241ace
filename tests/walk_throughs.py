"""The developer's guide done as it says: its files and changes put into a copy of the repository.

Above a fenced block stands in bold what it is: of ``python`` a file, or a cell of a notebook; of
``diff`` a change of a file. A block of ``sh`` is run, and a block of ``text`` after it is what is
then seen. Another block with nothing above it is to be read.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "utveckla"
ORDER = ("measure", "chart", "section", "goal")
"""The walk-throughs, each done upon those before."""
_BLOCK = re.compile(
    r"^(?:\*\*`([^`]+)`(?:, cell `([^`]+)`)?\*\*\n\n)?```(\w+)\n(.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
COPIED = ("lib", "tests", "docs", "notebooks", "data/projects")


class CannotBeDoneError(AssertionError):
    """A change does not fit the file that it is said to change."""


@dataclass(frozen=True)
class Block:
    """A fenced block: the file and the cell that it is of, if any, its language and its text."""

    named: str
    cell: str
    language: str
    text: str


def blocks(page: str) -> list[Block]:
    """Give the fenced blocks of a page of the guide, in order."""
    text = (GUIDE / f"{page}.md").read_text("utf-8")
    return [Block(*parts) for parts in _BLOCK.findall(text)]


def commands(page: str) -> Iterator[tuple[list[str], str]]:
    """Give what a page says to run, and what is seen then."""
    found = blocks(page)
    for block, after in zip(found, [*found[1:], Block("", "", "", "")], strict=True):
        if block.language == "sh":
            yield shlex.split(block.text), after.text if after.language == "text" else ""


def copied(folder: Path) -> Path:
    """Copy what a developer has; compiled modules too, so that they are not compiled again."""
    for name in COPIED:
        copytree(ROOT / name, folder / name)
    (folder / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    return folder


def changed(before: str, diff: str) -> str:
    """Change a text; each part of the change, between ``@@``, must fit in one place.

    >>> changed("a\\nb\\nc\\n", " a\\n-b\\n+d\\n").split()
    ['a', 'd', 'c']
    """
    found = before.splitlines()
    for part in re.split(r"^@@\n", diff, flags=re.MULTILINE):
        lines = [(line[:1] or " ", line[1:]) for line in part.splitlines()]
        old = [line for sign, line in lines if sign in " -"]
        places = [at for at in range(len(found)) if found[at : at + len(old)] == old]
        if len(places) != 1:
            raise CannotBeDoneError(f"fits in {len(places)} places:\n{part}")
        [at] = places
        found[at : at + len(old)] = [line for sign, line in lines if sign in " +"]
    return "\n".join([*found, ""])


def do(page: str, folder: Path) -> list[Path]:
    """Do what a page says in a copy, but for what it says to run; give the files of Python."""
    cells: dict[str, list[Block]] = {}
    written = []
    for block in blocks(page):
        path = folder / block.named
        if block.language == "diff":
            path.write_text(changed(path.read_text("utf-8"), block.text), "utf-8")
        elif block.cell:
            cells.setdefault(block.named, []).append(block)
        elif block.language == "python" and block.named:
            if path.exists():
                raise CannotBeDoneError(f"{block.named} is there already")
            path.write_text(block.text, "utf-8")
        if path.suffix == ".py" and block.named:
            written.append(path)
    for name, own in cells.items():
        _write_notebook(folder / name, own)
    return written


def _write_notebook(path: Path, cells: list[Block]) -> None:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(metadata={"kernelspec": kernel})
    for block in cells:
        make = new_code_cell if block.language == "python" else new_markdown_cell
        cell = make(block.text.rstrip("\n"), id=block.cell)
        if block.cell == "parameters":
            cell.metadata["tags"] = ["parameters"]
        notebook.cells.append(cell)
    nbformat.validate(notebook)
    nbformat.write(notebook, path)
