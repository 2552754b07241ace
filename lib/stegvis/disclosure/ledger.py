"""The ledger: what has been published of a project, with the true counts behind it.

It lies in the office, is not in git, and only its owner may read it. Who loses it can no longer
tell what an outsider already has, so it is written whole or not at all.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from stegvis.delivery.durable import sync_folder
from stegvis.disclosure.day import Day
from stegvis.disclosure.publication import Audit, DisclosureError
from stegvis.one_at_a_time import BusyError, holding
from stegvis.owner_only import owner_only
from stegvis.strict import Strict
from stegvis.whole import written_whole

VERSION = 1
PATIENCE_SECONDS = 60.0
"""How long to wait for another who is publishing."""
_WHY = {
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet på disken är slut",
    errno.EACCES: "mappen är skrivskyddad",
    errno.EPERM: "mappen är skrivskyddad",
    errno.EROFS: "mappen är skrivskyddad",
}


class Published(Strict):
    """One publication: its period, when it was made, what it told, and the days new with it.

    ``figures`` is its ``figures.csv``, as text; ``audit`` what the kansli is told about it.
    """

    period: str
    until: date
    made: datetime
    days: tuple[Day, ...]
    figures: str
    audit: Audit


class Ledger(Strict):
    """Every publication of a project, in the order they were made."""

    version: int = VERSION
    project: str
    publications: tuple[Published, ...] = ()

    @property
    def days(self) -> tuple[Day, ...]:
        """List the days that tables have been told as of."""
        return tuple(day for one in self.publications for day in one.days)

    def find(self, period: str) -> Published | None:
        """Find the publication of a period, if it has been made."""
        return next((one for one in self.publications if one.period == period), None)


class _Version(Strict, extra="ignore"):
    version: int


def read_ledger(path: Path, project: str) -> Ledger:
    """Read a project's ledger; an empty one where nothing has been published.

    Raises
    ------
    DisclosureError
        When it cannot be read, is damaged, of a newer version or another project's.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Ledger(project=project)
    except OSError as error:
        why = _WHY.get(error.errno or 0, error.strerror or str(error))
        raise DisclosureError(f"Utlämningsliggaren {path} går inte att läsa: {why}.") from error
    damaged = (
        f"Utlämningsliggaren {path} är skadad. Återställ den från en säkerhetskopia: utan den går "
        "det inte att veta vad som redan har lämnats ut."
    )
    try:
        version = _Version.model_validate_json(content).version
    except ValidationError:
        raise DisclosureError(damaged) from None  # what it holds is told to nobody
    if version > VERSION:
        raise DisclosureError(
            f"Utlämningsliggaren {path} är skriven av en nyare version av stegvis. "
            "Uppdatera stegvis."
        )
    try:
        ledger = Ledger.model_validate_json(content)
    except ValidationError:
        raise DisclosureError(damaged) from None  # as above
    if ledger.project != project:
        raise DisclosureError(f"Utlämningsliggaren {path} hör till ett annat projekt.")
    return ledger


def write_ledger(path: Path, ledger: Ledger) -> None:
    """Write a ledger through to the disk, whole, for its owner's eyes only.

    Raises
    ------
    DisclosureError
        When it cannot be written; then it is as it was.
    """
    for_its_owner = partial(os.open, mode=0o600)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (
            written_whole(path) as beside,
            open(beside, "x", encoding="utf-8", opener=for_its_owner) as file,
        ):
            file.write(f"{ledger.model_dump_json()}\n")
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
    except OSError as error:
        why = _WHY.get(error.errno or 0, "mappen går inte att skriva i")
        raise DisclosureError(
            f"Utlämningsliggaren kunde inte skrivas: {why}. Inget har lämnats ut."
        ) from error


@contextmanager
def locked(path: Path, command: str = "run") -> Iterator[None]:
    """Let one at a time publish a project; ``command`` is what others are told that it is.

    Raises
    ------
    DisclosureError
        When another has been publishing for too long, or the folder cannot be written.
    """
    with ExitStack() as held:
        try:
            held.enter_context(owner_only())
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = path.with_suffix(".lock")
            held.enter_context(holding(lock, command, "Utlämningsliggaren", PATIENCE_SECONDS))
        except BusyError as error:
            raise DisclosureError(str(error)) from error
        except OSError as error:
            why = _WHY.get(error.errno or 0, "mappen går inte att skriva i")
            raise DisclosureError(f"Utlämningsliggaren går inte att öppna: {why}.") from error
        yield
