"""Laying out a desk: the notebooks that it has, and what came of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stegvis.desk.choice import Desk
from stegvis.desk.copy import Standing, lay_out_copy
from stegvis.errors import FailedError
from stegvis.place import ALL
from stegvis.sections import KINDS, notebooks_of

EXPLORING = "utforska"
"""The folder of the notebooks that are explored by hand."""


class DeskError(FailedError):
    """A desk cannot be laid out; the message is a Swedish sentence."""


@dataclass(frozen=True)
class Laid:
    """A copy on the desk, and what came of it."""

    path: Path
    standing: Standing


def lay_out(desk: Desk) -> list[Laid]:
    """Lay out the copies of a desk, in the order they are read: reports first, then exploring.

    The folders are called as among the notebooks. The project's own notebooks are about all
    municipalities together, whatever the desk is about. External ones are not there: they tell
    what is published, and never a store.

    Raises
    ------
    NotebookError
        When something among the notebooks is none.
    DeskError
        When there is no notebook, or nothing can be written.
    """
    laid = []
    try:
        for original, place in _notebooks(desk):
            copy = desk.folder / original.relative_to(desk.root.notebooks)
            laid.append(Laid(copy, lay_out_copy(original, copy, desk.parameters(place))))
    except OSError as error:
        raise DeskError(
            f"Skrivbordet gick inte att lägga ut i {desk.folder}: {error.strerror or error}."
        ) from error
    if not laid:
        raise DeskError(f"Hittar inga anteckningsböcker i {desk.root.notebooks}.")
    return laid


def _notebooks(desk: Desk) -> Iterator[tuple[Path, str]]:
    """List the notebooks, each with the place that it is about."""
    of_place, of_project = KINDS
    for path in notebooks_of(desk.root, of_place, "intern"):
        yield path, desk.place
    for path in notebooks_of(desk.root, of_project, "intern"):
        yield path, ALL
    for path in sorted((desk.root.notebooks / EXPLORING).glob("*.ipynb")):
        yield path, desk.one
