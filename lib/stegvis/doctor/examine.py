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
from stegvis.doctor.check import Check, told
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
    root, reports = place.root, place.reports
    yield from _of_the_program()
    yield from _of_the_disk(place)
    projects, faults = house.read_all(root.projects)
    yield house.project_files(root, projects, faults)
    yield from told(house.NOTEBOOKS, lambda: house.notebooks(root))
    store = Store.at(place.store, root)
    if is_remote(place.store):
        yield from told(kept.DELIVERIES, lambda: kept.elsewhere(store))
    else:
        yield from told(kept.DELIVERIES, lambda: kept.kept(store, projects.values(), now))
        yield from told(made.LOCK, lambda: made.lock(place.store, reports))
    try:
        synthetic = store.is_synthetic
    except StoreError:  # it has been told of; the ledger of what is real matters most
        synthetic = False
    yield from told(
        house.LEDGER,
        lambda: house.ledgers(root, projects.values(), reports, synthetic=synthetic),
    )
    yield from told(made.FAILED, lambda: made.failed(reports))
    if not faults:
        yield from told(made.STALE, lambda: made.stale(root, place.store, reports))


def _of_the_program() -> Iterator[Check]:
    yield program.python()
    yield program.packages()
    yield program.typeface()
    yield program.kernel()


def _of_the_disk(place: Place) -> Iterator[Check]:
    root, temporary = place.root, disk.temporary()
    here = [] if is_remote(place.store) else [place.store]
    written = [*here, root.ledger, root.answers, place.reports, temporary]
    yield from told(disk.WRITING, lambda: disk.writing(written))
    yield from told(disk.OTHERS, lambda: disk.others([*here, root.ledger]))
    yield from told(disk.SPACE, lambda: disk.space([*here, place.reports, temporary]))
