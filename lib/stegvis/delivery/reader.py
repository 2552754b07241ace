"""The process in which deliveries are read: it has little memory, and can write and start nothing.

``python -P -m stegvis.delivery.reader`` reads requests from its input, and writes the contents of
each to its output, until the input ends. :mod:`stegvis.delivery.apart` is who asks.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import IO

from stegvis.delivery import limits
from stegvis.delivery.archive import names_in, read_archive
from stegvis.delivery.bounded import Budget
from stegvis.delivery.delimited import read_delimited
from stegvis.delivery.raw import Contents, Fault, RawSheet, UnreadableError
from stegvis.delivery.wire import encode
from stegvis.delivery.workbook import read_workbook

WORKBOOK, ARCHIVE, FOLDER = "workbook", "archive", "folder"
"""The forms a delivery has: one file, one file, and any number of CSV files."""
SUFFIX = ".csv"
LENGTH_BYTES = 8
"""A message is its length in so many bytes, the most significant first, and then itself."""


def read(form: str, files: Mapping[str, bytes]) -> Contents:
    """Read the cells of a delivery; whatever is wrong with it is a fault among the contents."""
    names: tuple[str, ...] = ()
    try:
        if form == WORKBOOK:
            (content,) = files.values()
            return read_workbook(content)
        if form == ARCHIVE:
            (content,) = files.values()
            names = names_in(content, limits.LARGEST)
            files = read_archive(content, limits.LARGEST)
        return replace(_read_folder(files), names=names)
    except UnreadableError as error:
        return Contents((), (Fault(None, error.rule, error.sentence),), names)


def _read_folder(files: Mapping[str, bytes]) -> Contents:
    if not files:
        raise UnreadableError(
            "no-sheets",
            "Här finns inga CSV-filer. Lägg in en fil för varje blad, med bladets namn.",
        )
    if len(files) > limits.MOST_SHEETS:
        raise UnreadableError(
            "too-large",
            f"Leveransen har fler än {limits.MOST_SHEETS} CSV-filer. Ta bort dem som inte hör dit.",
        )
    budget, sheets, faults = Budget(), [], []
    for file, content in files.items():
        name = file[: -len(SUFFIX)]
        try:
            sheets.append(RawSheet(name, read_delimited(content, budget)))
        except UnreadableError as error:
            faults.append(Fault(name, error.rule, error.sentence))
    return Contents(tuple(sheets), tuple(faults))


def received(stream: IO[bytes]) -> bytes | None:
    """Read a message; None when the stream has ended, or ends in the middle of one."""
    length = stream.read(LENGTH_BYTES)
    if len(length) < LENGTH_BYTES:
        return None
    content = stream.read(int.from_bytes(length))
    return content if len(content) == int.from_bytes(length) else None


def send(stream: IO[bytes], content: bytes) -> None:
    """Write a message, and see that it is on its way.

    Raises
    ------
    OSError
        When the other end is gone.
    """
    stream.write(len(content).to_bytes(LENGTH_BYTES))
    stream.write(content)
    stream.flush()


def _confine() -> None:
    """Give up memory beyond the limit, writing, and starting processes, which root still may."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, limits.MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        lower = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError):  # macOS allows no limit on memory below what it has reserved
            resource.setrlimit(kind, (lower, lower))


def main() -> None:
    """Answer requests until there are no more."""
    _confine()
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    while (about := received(asked)) is not None:
        form, names = json.loads(about)
        contents = [received(asked) for _ in names]
        files = {name: content or b"" for name, content in zip(names, contents, strict=True)}
        send(answers, encode(read(form, files)))


if __name__ == "__main__":
    main()
