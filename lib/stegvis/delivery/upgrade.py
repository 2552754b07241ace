"""An older store is brought up to the version that this program writes.

An older store is read as it is. Before a command adds to it, it is upgraded: what will be changed
is first kept in ``version-<old>.zip`` in the store, which unpacked where it lies gives the store
back as it was. Only the JSON files that describe it are changed, and in the backup; rows about
people are not. Then each ``delivery.json`` is replaced whole, and ``store.json`` last, so that a
process that is killed leaves a store that can be read, and that the next command upgrades again.
A forgetting removes the backup (`stegvis.delivery.journal`), which tells of what is no more.

A step from one version to the next takes what a ``delivery.json`` said, and gives what it shall
say. It is in `STEPS` by the version it begins with.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from stegvis.delivery.address import is_remote
from stegvis.delivery.durable import replace_text, sync_folder, temporary_beside
from stegvis.delivery.kept import BACKUPS, FILE, VERSION, hashes_of, read_kept
from stegvis.delivery.store import STORE_FILE, Store
from stegvis.delivery.store_error import sentences_of_the_disk
from stegvis.delivery.writing import writing

Description = dict[str, Any]
"""What a ``delivery.json`` says, as JSON has it."""


def _with_hashes(said: Description, folder: Path) -> Description:
    """Version 2 knows the SHA-256 of every table."""
    return {**said, "version": 2, "hashes": hashes_of(folder, said["counts"])}


STEPS: Mapping[int, Callable[[Description, Path], Description]] = {1: _with_hashes}


def backup_path(store: Path, version: int) -> Path:
    """Give the file that keeps what a store of some version said before it was upgraded."""
    return store / BACKUPS.replace("*", str(version))


def upgrade(store: Store) -> Path | None:
    """Upgrade a store, if it is of an older version, and give its backup.

    Raises
    ------
    BusyError
        When another is writing in the store.
    StoreError
        When the store is of a newer version or damaged, or cannot be written.
    """
    if is_remote(store.folder) or not _is_older(store):
        return None
    with (
        sentences_of_the_disk("Underlaget kunde inte uppgraderas"),
        writing(store.folder, store.figures),
    ):
        return _upgrade(store.folder) if _is_older(store) else None  # or another was first


def _is_older(store: Store) -> bool:
    version = store.version
    return version is not None and version < VERSION


def _upgrade(store: Path) -> Path:
    about = json.loads((store / STORE_FILE).read_bytes())
    backup = backup_path(store, about["version"])
    paths = sorted(store.glob(f"*/*/*/*/{FILE}"))
    if not backup.exists():  # or it was made before we were killed, of what all was then
        _back_up(backup, [store / STORE_FILE, *paths])
    for path in paths:
        if read_kept(path.parent) is not None:
            with suppress(FileNotFoundError):  # what has lost a table stays as it is
                _upgrade_description(path)
    replace_text(store / STORE_FILE, json.dumps({**about, "version": VERSION}) + "\n")
    sync_folder(store)
    return backup


def _upgrade_description(path: Path) -> None:
    said = json.loads(path.read_bytes())
    stepped = said
    while stepped["version"] < VERSION:
        stepped = STEPS[stepped["version"]](stepped, path.parent)
    if stepped != said:
        replace_text(path, json.dumps(stepped, ensure_ascii=False, indent=2) + "\n")


def _back_up(backup: Path, paths: list[Path]) -> None:
    """Keep files as they are, whole or not at all."""
    beside = temporary_beside(backup)
    try:
        with zipfile.ZipFile(beside, "x", zipfile.ZIP_DEFLATED) as package:
            for path in paths:
                package.write(path, path.relative_to(backup.parent).as_posix())
        with zipfile.ZipFile(beside) as package:
            if package.testzip() is not None:
                raise OSError("the backup cannot be read back")
        beside.replace(backup)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(backup.parent)
