"""Zip files of CSV files, read in memory and with suspicion."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from pathlib import PurePosixPath

from stegvis.delivery.raw import UnreadableError

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_MOST_FILES = 1000


def read_archive(content: bytes, largest: int) -> dict[str, bytes]:
    """Read the CSV files of a zip, by file name; they may lie in one folder.

    Nothing is written to disk. What macOS and Windows add of their own is passed over.

    Raises
    ------
    UnreadableError
        When the zip is broken, encrypted, unpacks to more than ``largest`` bytes, names a file
        outside itself, or has CSV files in several folders.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = {_path(entry): entry for entry in archive.infolist() if not entry.is_dir()}
            refuse_bomb(archive, largest)
            chosen = {path: entry for path, entry in entries.items() if _is_ours(path)}
            _refuse_strange(entries, chosen)
            return {path.name: archive.read(entry) for path, entry in chosen.items()}
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError) as error:
        raise UnreadableError(
            "unreadable", "Zipfilen är skadad eller ofullständig. Skapa den på nytt."
        ) from error
    except NotImplementedError as error:
        raise UnreadableError(
            "unreadable", "Zipfilen är packad på ett ovanligt sätt. Skapa den på nytt i Windows."
        ) from error


def refuse_bomb(archive: zipfile.ZipFile, largest: int) -> None:
    """Refuse a zip that unpacks to far more than a delivery can be.

    Raises
    ------
    UnreadableError
        When it holds more than ``largest`` bytes or a thousand files.
    """
    entries = archive.infolist()
    if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > largest:
        raise UnreadableError(
            "too-large",
            f"Filen packas upp till mer än {largest // 1_000_000} MB eller {_MOST_FILES} filer. "
            "Ta bort det som inte hör till leveransen.",
        )


def _path(entry: zipfile.ZipInfo) -> PurePosixPath:
    name = entry.filename.replace("\\", "/")
    if not entry.flag_bits & _UTF8_NAME:
        # macOS writes UTF-8 without saying so; the zipfile module has then read it as cp437
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            return PurePosixPath(name)
    return PurePosixPath(name)


def _is_ours(path: PurePosixPath) -> bool:
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts)
    return path.suffix.lower() == ".csv" and not hidden


def _refuse_strange(
    entries: dict[PurePosixPath, zipfile.ZipInfo], chosen: dict[PurePosixPath, zipfile.ZipInfo]
) -> None:
    if any(path.is_absolute() or ".." in path.parts or ":" in str(path) for path in entries):
        raise UnreadableError(
            "unsafe-path", "Zipfilen pekar ut filer utanför sig själv. Skapa den på nytt."
        )
    if any(entry.flag_bits & _ENCRYPTED for entry in entries.values()):
        raise UnreadableError(
            "encrypted", "Zipfilen är låst med lösenord. Skicka den utan lösenord."
        )
    if len({path.parent for path in chosen}) > 1:
        raise UnreadableError(
            "several-folders",
            "Zipfilen har CSV-filer i flera mappar. Lägg en leverans i varje zip.",
        )
