"""Everything that is looked at, in order: the program, the disk, what is kept, what is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from stegvis.delivery.address import is_remote
from stegvis.delivery.store import Store
from stegvis.delivery.store_error import StoreError
from stegvis.doctor import disk, house, kept, made, program
from stegvis.doctor.check import Check
from stegvis.root import Root


@dataclass(frozen=True)
class Place:
    """Where to look: a root, and the store and the reports' folder, which may be elsewhere."""

    root: Root
    store: Path
    reports: Path


def examine(place: Place, now: datetime) -> Iterator[Check]:
    """Look at it all, one check after another; what is wrong with one hinders no other.

    Nothing is written but a small file in each folder that is to be written in, which is removed.
    """
    yield program.python()
    yield program.packages()
    yield program.typeface()
    yield program.kernel()
    yield from _of_the_disk(place)
    projects, faults = house.read_all(place.root.projects)
    yield house.project_files(place.root, projects, faults)
    yield house.notebooks(place.root)
    store = Store.at(place.store, place.root)
    if not is_remote(place.store):
        yield from kept.kept(store, projects.values(), now)
        yield made.lock(place.store, place.reports)
    try:
        synthetic = store.is_synthetic
    except StoreError:  # it has been told of; the ledger of what is real matters most
        synthetic = False
    yield from house.ledgers(place.root, projects.values(), place.reports, synthetic=synthetic)
    yield made.failed(place.reports)
    if not faults:
        yield made.stale(place.root, place.store, place.reports)


def _of_the_disk(place: Place) -> Iterator[Check]:
    root = place.root
    here = [] if is_remote(place.store) else [place.store]
    yield disk.writing([*here, root.ledger, root.answers, place.reports, disk.temporary()])
    yield disk.others([*here, root.ledger])
    yield disk.space([*here, place.reports, disk.temporary()])
