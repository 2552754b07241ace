"""What can go wrong with the store, as sentences."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from stegvis.errors import FailedError
from stegvis.one_at_a_time import BusyError


class StoreError(FailedError):
    """The store cannot be used so; a Swedish sentence that says what to do."""


@contextmanager
def sentences_of_the_disk(
    undone: str = "Leveransen kunde inte läggas till",
    then: str = "Inget har ändrats i underlaget.",
) -> Iterator[None]:
    """Say what the disk, or another who is writing, would not let be done.

    ``undone`` says what was not done, and ``then`` how things stand.

    Raises
    ------
    StoreError
        In place of what was raised.
    """
    try:
        yield
    except BusyError as error:
        raise StoreError(str(error)) from error
    except OSError as error:
        why = {
            errno.ENOSPC: "disken är full",
            errno.EDQUOT: "utrymmet på disken är slut",
            errno.EACCES: "mappen är skrivskyddad",
            errno.EPERM: "mappen är skrivskyddad",
            errno.EROFS: "mappen är skrivskyddad",
        }.get(error.errno or 0, "mappen går inte att skriva i")
        raise StoreError(f"{undone}: {why}. {then}") from error
