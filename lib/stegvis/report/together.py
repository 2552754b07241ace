"""Files that are put in their places together: all of them, or none.

Each is first written through to the disk in a folder beside. When all are there the folder is
renamed, and with that it is decided: they are moved to their places, and what is to be gone is
removed. Who is killed midway has decided still, and whoever next holds the lock does the rest. Who
meets an error midway, such as a file that another program has open, puts back what there was.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from stegvis.delivery.durable import sync_folder, write_bytes
from stegvis.errors import FailedError

SCRATCH = ".arbete-"
"""How the name begins of what is under way, and belongs to nobody when no command runs."""
DECIDED = ".byte"
"""The folder of what is decided, and is being moved to its places."""
_LIST = "platser.json"


class TogetherError(FailedError):
    """What was decided cannot be carried out; the message is a Swedish sentence."""


@dataclass
class Together:
    """Files that are to be put in place together, and files that are to be gone then."""

    home: Path
    folder: Path
    places: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def add(self, place: Path, content: bytes) -> None:
        """Write a file, that is to be in a place within the home folder."""
        write_bytes(self.folder / str(len(self.places)), content)
        self.places.append(place.relative_to(self.home).as_posix())

    def remove(self, place: Path) -> None:
        """Say that what is in a place, if anything, is to be gone."""
        self.gone.append(place.relative_to(self.home).as_posix())


@contextmanager
def written_together(home: Path, lock: AbstractContextManager[object]) -> Iterator[Together]:
    """Give what to add files to, and put them in their places when the block ends well.

    Parameters
    ----------
    home
        The folder that all places are in, on one disk.
    lock
        What is held while files are moved; the files are written before.

    Raises
    ------
    OSError
        When the disk does not let it be done; then everything is as it was.
    """
    folder = home / f"{SCRATCH}{uuid4().hex}"
    folder.mkdir(parents=True)
    try:
        together = Together(home, folder)
        yield together
        listed = {"places": together.places, "gone": together.gone}
        write_bytes(folder / _LIST, json.dumps(listed).encode("utf-8"))
        sync_folder(folder)
        with lock:
            finish(home)
            _keep_what_there_was(home, folder, together.places)
            _carry_out(home, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def is_decided(home: Path) -> bool:
    """Whether something was decided in a folder, and has not been carried out to the end."""
    return (home / DECIDED).exists()


def finish(home: Path) -> None:
    """Carry out what was decided before a process died; the lock is held.

    Raises
    ------
    TogetherError
        When it cannot be read what that was.
    OSError
        When the disk does not let it be done; it is still decided.
    """
    decided = home / DECIDED
    if not decided.exists():
        return
    if (decided / _LIST).exists():  # otherwise it had been done, but for what is removed here
        _move(home, decided)
        (decided / _LIST).unlink()
    shutil.rmtree(decided)


def _carry_out(home: Path, folder: Path) -> None:
    decided = home / DECIDED
    folder.rename(decided)
    try:
        sync_folder(home)
        _move(home, decided)
    except OSError:
        with suppress(OSError):  # what cannot be put back is carried out by who comes next
            _put_back(home, decided)
            decided.rename(folder)
        raise
    with suppress(OSError):  # all is in place: what is left is removed by who comes next
        (decided / _LIST).unlink()
        shutil.rmtree(decided)


def _keep_what_there_was(home: Path, folder: Path, places: list[str]) -> None:
    for number, name in enumerate(places):
        before, place = folder / f"{number}.old", home / name
        if place.exists():
            try:
                os.link(place, before)
            except OSError:  # a disk without links
                shutil.copy2(place, before)


def _move(home: Path, decided: Path) -> None:
    places, gone = _listed(decided)
    folders = set()
    for number, name in enumerate(places):
        ready, place = decided / str(number), home / name
        if ready.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            ready.replace(place)
        folders.add(place.parent)
    for number, name in enumerate(gone):
        if (home / name).exists():
            (home / name).replace(decided / f"{number}.gone")
    for folder in folders:
        sync_folder(folder)


def _put_back(home: Path, decided: Path) -> None:
    """Undo a move that did not come to its end, the last first; each step leaves it decided."""
    places, gone = _listed(decided)
    for number, name in reversed([*enumerate(gone)]):
        if (decided / f"{number}.gone").exists():
            (decided / f"{number}.gone").replace(home / name)
    for number, name in reversed([*enumerate(places)]):
        ready, before, place = decided / str(number), decided / f"{number}.old", home / name
        if not ready.exists():
            place.replace(ready)
            if before.exists():
                before.replace(place)


def _listed(decided: Path) -> tuple[list[str], list[str]]:
    try:
        listed = json.loads((decided / _LIST).read_bytes())
        return [*map(str, listed["places"])], [*map(str, listed["gone"])]
    except (ValueError, KeyError, TypeError) as error:
        raise TogetherError(
            f"{decided / _LIST} är skadad. Ta bort mappen {decided} och kör igen med --force."
        ) from error
