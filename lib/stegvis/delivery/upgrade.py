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
import os
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from stegvis.delivery.about import FILE as ABOUT
from stegvis.delivery.about import read_about, write_about
from stegvis.delivery.address import is_remote
from stegvis.delivery.durable import replace_text, sync_folder, temporary_beside
from stegvis.delivery.kept import BACKUPS, FILE, VERSION, hashes_of, read_kept
from stegvis.delivery.store import Store
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
        return _upgrade(store.folder)


def _is_older(store: Store) -> bool:
    version = store.version
    return version is not None and version < VERSION


def _upgrade(store: Path) -> Path | None:
    about = read_about(store)
    if about is None or about.version == VERSION:
        return None  # another was first
    backup = backup_path(store, about.version)
    paths = sorted(store.glob(f"*/*/*/*/{FILE}"))
    _back_up(backup, [store / ABOUT, *paths])
    for path in paths:
        if read_kept(path.parent) is not None:
            with suppress(FileNotFoundError):  # what has lost a table stays as it is
                _upgrade_description(path)
    write_about(store, replace(about, version=VERSION))
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
    """Keep files as they were, whole or not at all.

    There may be a backup already: of an upgrade that was killed, or from before what is there was
    unpacked and added to by the older program. What is upgraded is kept as that one has it, and
    everything else as it is now.
    """
    earlier = _content_of(backup)
    content = {}
    for path in paths:
        name, now = path.relative_to(backup.parent).as_posix(), path.read_bytes()
        content[name] = earlier.get(name, now) if _is_upgraded(now) else now
    if content == earlier:
        return
    beside = temporary_beside(backup)
    try:
        with beside.open("xb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
                for name, said in content.items():
                    package.writestr(name, said)
            file.flush()
            os.fsync(file.fileno())
        if _content_of(beside) != content:
            raise OSError("the backup cannot be read back")
        beside.replace(backup)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(backup.parent)


def _content_of(backup: Path) -> dict[str, bytes]:
    """Read what a backup has, by its name; nothing, where there is none that can be read."""
    try:
        with zipfile.ZipFile(backup) as package:
            return {name: package.read(name) for name in package.namelist()}
    except (FileNotFoundError, zipfile.BadZipFile):
        return {}


def _is_upgraded(said: bytes) -> bool:
    try:
        return bool(json.loads(said)["version"] >= VERSION)
    except (ValueError, KeyError, TypeError):  # it is damaged, and stays as it is
        return False
