"""Zip files of CSV files, read in memory and with suspicion."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import PurePosixPath

from stegvis.delivery import limits
from stegvis.delivery.bounded import spaced
from stegvis.delivery.raw import UnreadableError

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_PACKED_AS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How Excel, LibreOffice and every system's own packing pack; others may ask for gigabytes of
memory to unpack a few bytes."""
_UNIX = 3
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error),
    *(EOFError, OSError, NotImplementedError, UnicodeDecodeError, ValueError),
)


@contextmanager
def opened(content: bytes, largest: int) -> Iterator[zipfile.ZipFile]:
    """Open a zip, or a workbook that is one inside, and meet what may be wrong with it.

    What it has is read by :func:`member`.

    Raises
    ------
    UnreadableError
        When it is broken, encrypted, packed in an unusual way, with names too long or members
        that share bytes, or says that it unpacks to more than ``largest`` bytes or too many files.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse(archive.infolist(), largest)
            yield archive
    except UnreadableError:
        raise
    except _BROKEN as error:
        raise _unreadable() from error


def _refuse(entries: Sequence[zipfile.ZipInfo], largest: int) -> None:
    if len(entries) > limits.MOST_FILES or sum(entry.file_size for entry in entries) > largest:
        raise UnreadableError(
            "too-large",
            f"Filen packas upp till mer än {largest // 1_000_000} MB eller "
            f"{spaced(limits.MOST_FILES)} filer. Ta bort det som inte hör till leveransen.",
        )
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise UnreadableError("encrypted", "Filen är låst med lösenord. Skicka den utan lösenord.")
    if any(_is_unusual(entry) for entry in entries) or _overlap(entries):
        raise _unreadable()


def _is_unusual(entry: zipfile.ZipInfo) -> bool:
    is_named = 0 < len(entry.filename) <= limits.LONGEST_NAME
    return entry.compress_type not in _PACKED_AS or not is_named


def _overlap(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether some bytes are in two members, as in a small zip that unpacks to all the world.

    David Fifield, "A better zip bomb", USENIX WOOT 2019.
    """
    in_order = sorted(entries, key=lambda entry: entry.header_offset)
    return any(
        one.header_offset + one.compress_size > next_one.header_offset
        for one, next_one in pairwise(in_order)
    )


def _unreadable() -> UnreadableError:
    return UnreadableError(
        "unreadable", "Filen är skadad eller ofullständig. Spara eller skapa den på nytt."
    )


def read_archive(content: bytes, largest: int) -> dict[str, bytes]:
    """Read the CSV files of a zip, by file name; they may lie in one folder.

    Nothing is written to disk. What macOS and Windows add of their own is passed over.

    Raises
    ------
    UnreadableError
        As :func:`opened`, and when the zip names a file outside itself, or has CSV files in
        several folders or twice.
    """
    with opened(content, largest) as archive:
        entries = [(_path(entry), entry) for entry in archive.infolist() if not entry.is_dir()]
        if any(_points_out(path) or _is_link(entry) for path, entry in entries):
            raise UnreadableError(
                "unsafe-path", "Zipfilen pekar ut filer utanför sig själv. Skapa den på nytt."
            )
        chosen = [(path, entry) for path, entry in entries if _is_ours(path)]
        if len({path.parent for path, _ in chosen}) > 1:
            raise UnreadableError(
                "several-folders",
                "Zipfilen har CSV-filer i flera mappar. Lägg en leverans i varje zip.",
            )
        if len({path for path, _ in chosen}) < len(chosen):
            raise UnreadableError(
                "duplicate-sheet", "Zipfilen har samma fil två gånger. Skapa den på nytt."
            )
        return {path.name: member(archive, entry) for path, entry in chosen}


def member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Unpack a member, and no more than it says it has: ``ZipFile.read`` unpacks all there is.

    Raises
    ------
    zipfile.BadZipFile
        When it has something else than it says.
    """
    with archive.open(entry) as stream:
        return stream.read(entry.file_size)


def names_in(content: bytes, largest: int) -> tuple[str, ...]:
    """List the names of all files and folders in a zip, in its order, each once.

    Raises
    ------
    UnreadableError
        As :func:`opened`.
    """
    with opened(content, largest) as archive:
        parts = [part for entry in archive.infolist() for part in _path(entry).parts]
        return tuple(dict.fromkeys(parts))


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


def _points_out(path: PurePosixPath) -> bool:
    return path.is_absolute() or ".." in path.parts or ":" in str(path)


def _is_link(entry: zipfile.ZipInfo) -> bool:
    return entry.create_system == _UNIX and stat.S_ISLNK(entry.external_attr >> 16)
