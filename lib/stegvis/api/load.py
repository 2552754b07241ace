"""Load a project's records and figures, for a period and a place."""

from __future__ import annotations

from pathlib import Path

from stegvis.api.extract import Extract
from stegvis.definitions import find_project, read_projects
from stegvis.delivery.address import store_folder
from stegvis.delivery.store import Store
from stegvis.errors import WrongError
from stegvis.period import Period
from stegvis.place import read_place
from stegvis.project import Project
from stegvis.root import Root, find_root


class NothingDeliveredError(WrongError, LookupError):
    """The store has no delivery of the project; a Swedish sentence that says what to do."""


def root_of(folder: Path | str | None) -> Root:
    """Give the root that a folder is, or lies in; without one, the root of the notebook.

    Raises
    ------
    RootError
        When neither the folder nor any above it holds ``data/`` and ``notebooks/``.
    """
    return find_root(Path.cwd() if folder is None else Path(folder))


def load(
    project: str,
    period: str | None = None,
    place: str = "alla",
    *,
    store: str = "data/store",
    root: Path | str | None = None,
) -> Extract:
    """Open what a project knows of a place up to the end of a period.

    Parameters
    ----------
    project
        The project's id or name, in any case: ``cresco-plus``, ``Cresco+``.
    period
        ``2023Q3``, ``2023H1``, ``2023`` or ``all``; the newest quarter that has a delivery when
        none is named.
    place
        A municipality's name or kommunkod, or ``alla`` for all of them together and each by itself.
    store
        The store's folder, relative to the root, or its address. The example's, which is
        synthetic, is ``data/example/store``.
    root
        The folder that holds ``data/`` and ``notebooks/``; otherwise the nearest upwards.

    Returns
    -------
    The `Extract`; nothing is measured before a figure is asked for.

    Raises
    ------
    UnknownNameError
        When there is no such project or municipality; lists the nearest.
    PeriodError, RootError, ProjectError, StoreError, AddressError
        When the period is none, there is no root, or a file of it cannot be read.
    NothingDeliveredError
        When no period is named and nothing has been delivered.

    Every message is a Swedish sentence.

    >>> import stegvis
    >>> hjo = stegvis.load("Cresco+", "2023Q3", "hjo", store="data/example/store")
    >>> hjo.project.id, hjo.place, hjo.period, hjo.synthetic
    ('cresco-plus', 'Hjo', Period(2023Q3: 2023-07-01 to 2023-09-30), True)
    """
    house = root_of(root)
    chosen = find_project(project, read_projects(house.projects).values())
    keeper = Store.at(store_folder(store, house.folder), house)
    synthetic = keeper.is_synthetic
    span = _newest(keeper, chosen, store) if period is None else chosen.period(period)
    return Extract(chosen, span, read_place(place, chosen.municipalities), synthetic, keeper)


def _newest(keeper: Store, project: Project, store: str) -> Period:
    newest = keeper.newest_period(project)
    if newest is None:
        raise NothingDeliveredError(
            f"Det finns inga leveranser för {project.name} i {store}. Lägg in dem med stegvis "
            'add, eller öppna exemplet med store="data/example/store".'
        )
    return newest
