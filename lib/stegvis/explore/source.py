"""What is explored: the projects and their records, read once and kept while one explores."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from stegvis.definitions import find_project, read_projects
from stegvis.delivery.address import store_folder
from stegvis.delivery.store import Store
from stegvis.figures import Figures
from stegvis.measure.movements import Movements, movements
from stegvis.period import Period
from stegvis.place import Municipality
from stegvis.project import Project
from stegvis.records import Records
from stegvis.root import find_root

_Key = tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """Which rows of a project are read: those in use for a period, of all municipalities or one.

    With ``as_known`` only deliveries up to the end of that period are seen.
    """

    period: Period
    municipality: Municipality | None = None
    as_known: Period | None = None

    @property
    def key(self) -> _Key:
        """Tell the reading from others of the same project."""
        code = self.municipality.code if self.municipality else ""
        return (self.period.label, code, self.as_known.label if self.as_known else "")


@dataclass
class Source:
    """Projects and a store of deliveries; what has been read stays read.

    Deliveries that are added meanwhile are seen by the next source that is opened. ``views`` is
    the folder where views are saved; ``answers`` holds the figures of what has been asked.
    """

    projects: Mapping[str, Project]
    store: Store
    views: Path
    answers: dict[Hashable, Figures] = field(default_factory=dict)
    _records: dict[_Key, Records] = field(default_factory=dict)
    _movements: dict[_Key, Movements] = field(default_factory=dict)

    def project(self, text: str) -> Project:
        """Find a project by its id or name.

        Raises
        ------
        UnknownNameError
            When there is none; lists the nearest.
        """
        return find_project(text, self.projects.values())

    def records(self, project: Project, reading: Reading) -> Records:
        """Give the rows of a reading, as :meth:`Store.records` does.

        Raises
        ------
        StoreError
            When the store cannot be read.
        """
        key = (project.id, *reading.key)
        if key not in self._records:
            whole = self.projects[project.id]
            self._records[key] = self.store.records(
                whole, reading.period, reading.municipality, reading.as_known
            )
        return self._records[key]

    def movements(self, project: Project, reading: Reading, end: date) -> Movements:
        """Give the movements of a reading's rows up to a day, by the project's primary rule."""
        movement = project.movement
        key = (project.id, *reading.key, str(end), movement.primary_rule, movement.primary_rater)
        if key not in self._movements:
            only = movement.model_copy(update={"rules": (movement.primary,)})
            asked = project.model_copy(update={"movement": only})
            self._movements[key] = movements(self.records(project, reading), asked, end)
        return self._movements[key]


def open_source(underlag: str) -> Source:
    """Open what a notebook explores.

    ``underlag`` is the store's folder, relative to the root that holds the notebook, or an address.

    Raises
    ------
    RootError, ProjectError
        When there is no root, or a project's YAML is wrong; the message is a Swedish sentence.
    """
    root = find_root(Path.cwd())
    views = root.notebooks / "utforska" / "vyer"
    return Source(
        read_projects(root.projects), Store.at(store_folder(underlag, root.folder), root), views
    )
