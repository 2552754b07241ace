"""The store: that everything in it is as it was when it was kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from stegvis.delivery.durable import TEMPORARY
from stegvis.delivery.forgotten import read_forgotten
from stegvis.delivery.journal import FILE as JOURNAL
from stegvis.delivery.kept import FILE, VERSION, Kept, hashes_of, read_kept, table_path
from stegvis.delivery.overdue import all_overdue
from stegvis.delivery.store import Store
from stegvis.delivery.store_error import StoreError
from stegvis.doctor.check import READABLE, Check, ok, warning, wrong
from stegvis.project import Project
from stegvis.show import swedish

DELIVERIES, FORGETTING, LEFT = "Leveranser", "Radering", "Rester"
CLOCK, RETENTION = "Klocka", "Gallring"
MOST_NAMED = 5
"""Of more faults than this, the rest are counted."""
_RESTORE = "Återställ dem från en säkerhetskopia, se docs/handbok/sakerhetskopia.md."


def kept(store: Store, projects: Iterable[Project], now: datetime) -> Iterator[Check]:
    """Look through a store, which need not exist.

    What cannot be read because of one fault is said once, with that fault.
    """
    if not store.folder.exists():
        yield ok(DELIVERIES, "Inget är inlagt än.")
        return
    yield forgetting(store)
    try:
        version = store.version
        read_forgotten(store.folder)
        yield deliveries(store.folder, version)
        yield clock(_all_kept(store.folder), now)
        yield retention(store, projects, now.date())
    except StoreError as error:
        yield wrong(DELIVERIES, str(error), "Gör som det står, och kör stegvis doctor igen.")
    except OSError as error:
        said = f"Underlaget går inte att läsa: {error.strerror or error}."
        yield wrong(DELIVERIES, said, READABLE)
    yield left(store.folder)


def elsewhere(store: Store) -> Check:
    """Say of a store at an address whether this program can read it."""
    try:
        version = store.version
    except StoreError as error:
        return wrong(DELIVERIES, str(error), "Gör som det står, och kör stegvis doctor igen.")
    if version is None:
        return ok(DELIVERIES, f"Inget är inlagt på {store.folder}.")
    return ok(
        DELIVERIES,
        f"De ligger på {store.folder} och går att läsa. Tabellerna jämförs där de läggs in.",
    )


def _folders(store: Path) -> list[Path]:
    """List the folders where deliveries are, or should be."""
    found = (path for path in store.glob("*/*/*/*") if path.is_dir())
    return sorted(path for path in found if not path.name.startswith(TEMPORARY))


def _all_kept(store: Path) -> list[Kept]:
    return [one for folder in _folders(store) if (one := read_kept(folder)) is not None]


def deliveries(store: Path, version: int | None) -> Check:
    """Compute the hash of every table again, and say which are not what they were.

    Raises
    ------
    StoreError, OSError
        When a delivery is of a newer version, or cannot be read.
    """
    folders = _folders(store)
    faults = [
        f"{folder.relative_to(store).as_posix()}: {f}"
        for folder in folders
        for f in _faults(folder)
    ]
    if faults:
        rest = len(faults) - MOST_NAMED
        named = [*faults[:MOST_NAMED], *([f"{rest} till"] if rest > 0 else [])]
        return wrong(DELIVERIES, f"{'; '.join(named)}.", _RESTORE)
    known = _all_kept(store)
    number = swedish.plural(len(known), "leverans", "leveranser")
    unknown = sum(not one.hashes for one in known)
    if unknown or (version is not None and version < VERSION):
        said = f"{number}; {unknown} från en äldre version har inga kontrollsummor att jämföra med."
        todo = "Nästa stegvis add eller stegvis quarter uppgraderar underlaget."
        return warning(DELIVERIES, said, todo)
    tables = sum(len(one.hashes) for one in known)
    each = swedish.plural(tables, "tabell", "tabeller")
    return ok(DELIVERIES, f"{number} med {each}, alla som när de lades in.")


def _faults(folder: Path) -> Iterator[str]:
    one = read_kept(folder)
    if one is None:
        yield f"{FILE} saknas eller är skadad, så leveransen används inte"
        return
    there = {path.name for path in folder.iterdir() if not path.name.startswith(TEMPORARY)}
    tables = {table_path(folder, sheet).name: sheet for sheet in one.counts}
    for name in sorted(tables.keys() - there):
        yield f"{name} saknas"
    for name in sorted(there - tables.keys() - {FILE}):
        yield f"{name} hör inte dit"
    present = [sheet for name, sheet in tables.items() if name in there and sheet in one.hashes]
    now = hashes_of(folder, present)
    for sheet in present:
        if now[sheet] != one.hashes[sheet]:
            yield f"{table_path(folder, sheet).name} har ändrats eller skadats"


def forgetting(store: Store) -> Check:
    """Say whether a forgetting has been interrupted."""
    if (store.folder / JOURNAL).exists():
        todo = "Kör samma stegvis forget igen, eller stegvis add: båda slutför den."
        return wrong(FORGETTING, "En radering pågår eller har avbrutits.", todo)
    return ok(FORGETTING, "Ingen radering är avbruten.")


def left(store: Path) -> Check:
    """Say whether something is left of what was killed."""
    found = list(store.rglob(f"{TEMPORARY}*"))
    if not found:
        return ok(LEFT, "Inget är kvar efter något som avbröts.")
    said = (
        f"{swedish.plural(len(found), 'rest', 'rester')} finns i underlaget av något som avbröts."
    )
    return warning(LEFT, said, "De används inte, och nästa stegvis add tar bort dem.")


def clock(known: Iterable[Kept], now: datetime) -> Check:
    """Say whether the clock is before what has been added already."""
    latest = max((one.added for one in known), default=None)
    if latest is None or latest <= now:
        return ok(CLOCK, f"Datorns datum är {swedish.date(now.astimezone(UTC).date())}.")
    shown, added = (f"{one:%Y-%m-%d %H:%M}" for one in (now, latest))
    said = f"Datorns klocka visar {shown}, och en leverans lades in {added}."
    return warning(CLOCK, said, "Ställ klockan. Ordningen mellan leveranser går inte förlorad.")


def retention(store: Store, projects: Iterable[Project], today: date) -> Check:
    """Say whether deliveries have been kept for longer than their project has decided.

    Raises
    ------
    StoreError
        When the store cannot be read.
    """
    late = all_overdue(store, projects, today)
    if not late:
        return ok(RETENTION, "Inget har legat längre än projekten har bestämt.")
    return warning(RETENTION, " ".join(late), "Radera, om ni har bestämt det.")
