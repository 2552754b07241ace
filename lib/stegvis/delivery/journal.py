"""A forgetting that has been decided, written down before it is done: it is done whole, or not.

What is to be in the store is first made ready beside, under temporary names. Then the journal is
put in its place, and with that it is decided: whoever next holds the store's lock does what it
says, as often as it takes, and removes it. While it is there nobody reads the store. It names
folders, and no person.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from stegvis.delivery.durable import replace_text, sync_folder, temporary_beside
from stegvis.delivery.forgotten import read_forgotten, write_forgotten
from stegvis.delivery.kept import BACKUPS
from stegvis.delivery.receipt import Receipt, keep_receipt
from stegvis.delivery.store_error import StoreError

FILE = ".radering.json"


class Journal(BaseModel):
    """What is to be done; folders are relative to the store's.

    Parameters
    ----------
    ready
        Folders that are ready, with where they are to be.
    gone
        Folders of deliveries that are to be no more.
    key, people, sources
        What is added to `stegvis.delivery.forgotten.Forgotten`, and the key the hashes are of.
    receipt
        The receipt to keep when it is done.
    """

    model_config = ConfigDict(frozen=True)

    ready: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    key: str
    people: tuple[str, ...]
    sources: tuple[str, ...]
    receipt: Receipt


def decide(store: Path, journal: Journal) -> None:
    """Put the journal in its place: from here on it is to be done."""
    replace_text(store / FILE, journal.model_dump_json() + "\n")
    sync_folder(store)


def refuse_to_read(store: Path) -> None:
    """Let nobody read a store in which a forgetting is under way.

    Raises
    ------
    StoreError
        When one is.
    """
    if (store / FILE).exists():
        raise StoreError(
            "En radering ur underlaget pågår, eller avbröts. Vänta en stund; kör annars samma "
            "stegvis forget igen, så slutförs den."
        )


def finish(store: Path, figures: Path) -> Receipt | None:
    """Do what a journal says, if there is one, and give its receipt; the lock is held.

    ``figures`` is the folder of figures that were measured: all of them are removed, as their
    names do not tell whom they count. So are backups of upgrades, which tell of what was there.

    Raises
    ------
    StoreError
        When the journal cannot be read.
    """
    path = store / FILE
    try:
        journal = Journal.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError as error:
        raise StoreError(
            f"Underlagets fil {FILE} är skadad. Återställ underlaget från en säkerhetskopia."
        ) from error
    known = read_forgotten(store).model_copy(update={"key": journal.key})
    write_forgotten(store, known.with_more(journal.people, journal.sources))
    for beside, place in journal.ready:
        if (store / beside).exists():
            (store / beside).replace(store / place)
            sync_folder((store / place).parent)
    for folder in journal.gone:
        _remove(store, store / folder)
    if figures.exists():
        shutil.rmtree(figures)
    for backup in store.glob(BACKUPS):
        backup.unlink()
    keep_receipt(store, journal.receipt)
    path.unlink()
    sync_folder(store)
    return journal.receipt


def _remove(store: Path, folder: Path) -> None:
    """Remove a delivery's folder, and those above it that are empty then."""
    if folder.exists():
        aside = temporary_beside(folder)
        folder.replace(aside)
        shutil.rmtree(aside)
    for above in folder.parents:
        if above == store or not above.exists() or any(above.iterdir()):
            return
        above.rmdir()
