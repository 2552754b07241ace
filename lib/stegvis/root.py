"""The root: the folder that holds a collection's notebooks, data and reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stegvis.errors import WrongError


class RootError(WrongError, LookupError):
    """No root was found; the message says in Swedish where it was looked for."""


@dataclass(frozen=True)
class Root:
    """The places of a collection, all under one folder."""

    folder: Path

    @property
    def projects(self) -> Path:
        """Folder of the project definitions."""
        return self.folder / "data" / "projects"

    @property
    def inbox(self) -> Path:
        """Folder that deliveries come to, in any folders of their own."""
        return self.folder / "data" / "inbox"

    @property
    def answers(self) -> Path:
        """Folder of what is sent back to the municipalities about their deliveries."""
        return self.folder / "data" / "answers"

    @property
    def store(self) -> Path:
        """Folder of the accepted deliveries."""
        return self.folder / "data" / "store"

    @property
    def example_store(self) -> Path:
        """Folder of the example's deliveries, accepted as any."""
        return self.folder / "data" / "example" / "store"

    @property
    def commentary(self) -> Path:
        """Folder of the analyst's own words."""
        return self.folder / "data" / "commentary"

    @property
    def example_commentary(self) -> Path:
        """Folder of the example's texts, which never come into a real report."""
        return self.folder / "data" / "example" / "commentary"

    @property
    def ledger(self) -> Path:
        """Folder of the ledgers of what has been published externally, one for each project."""
        return self.folder / "data" / "ledger"

    @property
    def example_ledger(self) -> Path:
        """Folder of the ledgers of what has been published of the example."""
        return self.folder / "data" / "example" / "ledger"

    def ledger_of(self, project: str, *, synthetic: bool) -> Path:
        """Give the file of a project's ledger, called by the project's id."""
        return (self.example_ledger if synthetic else self.ledger) / f"{project}.json"

    @property
    def notebooks(self) -> Path:
        """Folder of the notebooks."""
        return self.folder / "notebooks"

    @property
    def pages(self) -> Path:
        """Folder of the handbook, and of the other pages about the program."""
        return self.folder / "docs"

    @property
    def reports(self) -> Path:
        """Folder of the published reports."""
        return self.folder / "reports"


def find_root(start: Path) -> Root:
    """Find the nearest folder, from ``start`` upwards, that holds ``data/`` and ``notebooks/``.

    Raises
    ------
    RootError
        When there is none.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "data").is_dir() and (folder / "notebooks").is_dir():
            return Root(folder)
    raise RootError(
        f"Hittar ingen mapp med både data och notebooks, varken i {start} eller ovanför. "
        "Gå till rätt mapp eller ange den med --root."
    )
