"""The store: every accepted delivery, kept whole and unchanged.

``<project>/<kommunkod>/<period>/<first 12 of the source's hash>/`` holds a Parquet file for each
sheet that has rows, and a ``delivery.json``. A folder is a delivery once it has that file, and it
gets it by being renamed into place when everything in it is on disk: a process that is killed
leaves a folder named ``.tmp-…``, which nobody reads and the next :meth:`Store.add` clears.
Reading takes no lock and writes nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from stegvis.delivery.about import FILE as ABOUT
from stegvis.delivery.about import About, read_about, write_about
from stegvis.delivery.address import is_remote
from stegvis.delivery.durable import (
    TEMPORARY,
    sync_folder,
    temporary_beside,
    write_table,
    write_text,
)
from stegvis.delivery.finding import Finding
from stegvis.delivery.forgotten import read_forgotten
from stegvis.delivery.journal import refuse_to_read
from stegvis.delivery.kept import (
    FILE,
    VERSION,
    Kept,
    describe,
    hashes_of,
    newest,
    read_kept,
    table_path,
)
from stegvis.delivery.known import Known
from stegvis.delivery.store_error import StoreError, sentences_of_the_disk
from stegvis.delivery.writing import writing
from stegvis.period import Period
from stegvis.place import Municipality
from stegvis.project import Project
from stegvis.root import Root

if TYPE_CHECKING:  # what checks a delivery, and tables: who only looks for deliveries needs neither
    from stegvis.delivery.check import Delivery
    from stegvis.delivery.gather import Read
    from stegvis.records import Records

FIGURES_FOLDER = ".figures"
_HASH_LENGTH = 12


@dataclass(frozen=True)
class Added:
    """What came of adding a delivery: where it is, and whether it was there already."""

    folder: Path
    already_there: bool


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """The deliveries kept in a folder, which need not exist before the first is added.

    ``clock`` gives the time a delivery is added, with its time zone. ``figures`` is a folder on
    this machine where figures that were measured are kept; the store's own, when none is named.
    ``known`` lets nothing be seen but what was known at some time.
    """

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], datetime] = _now,
        figures: Path | None = None,
        known: Known | None = None,
    ) -> None:
        self.folder = folder
        self.known = known
        self.figures = figures or folder / FIGURES_FOLDER
        self._clock = clock

    @classmethod
    def at(cls, folder: Path, root: Root, known: Known | None = None) -> Store:
        """Open the store of a folder, or of an address: its figures are then kept in the root."""
        kept = root.store / FIGURES_FOLDER if is_remote(folder) else None
        return cls(folder, figures=kept, known=known)

    @property
    def is_synthetic(self) -> bool:
        """Whether the store holds example data; not so where nothing is kept yet.

        Raises
        ------
        StoreError
            When ``store.json`` cannot be read or is of a newer version.
        """
        about = read_about(self.folder)
        return about is not None and about.synthetic

    @property
    def version(self) -> int | None:
        """Give the version that the store was last written as; None where nothing is kept yet.

        Raises
        ------
        StoreError
            As `is_synthetic`.
        """
        about = read_about(self.folder)
        return about.version if about else None

    def add(self, delivery: Delivery, findings: Iterable[Finding] = ()) -> Added:
        """Keep a delivery, with the warnings it was accepted with.

        The same source twice is one delivery. Everything is kept or nothing.

        Raises
        ------
        StoreError
            When the store is of the other kind (synthetic or real) or of a newer version, when
            somebody in the delivery has been forgotten, or when nothing can be written.
        """
        if is_remote(self.folder):
            raise StoreError(
                f"Leveranser läggs inte in på {self.folder} direkt. Lägg in dem i en mapp på den "
                "här datorn, och synkronisera mappen dit."
            )
        with sentences_of_the_disk(), writing(self.folder, self.figures):
            read_forgotten(self.folder).refuse(delivery)
            return self._add(delivery, findings)

    def deliveries(self, project_id: str, code: str = "*") -> list[Kept]:
        """List a project's deliveries, oldest first, from their ``delivery.json`` alone.

        ``code`` is a kommunkod, to see one municipality's only.

        Raises
        ------
        StoreError
            When the store is of a newer version, a forgetting in it is under way, or a delivery
            may not be read: nothing is made of the others as if it were not there.
        """
        read_about(self.folder)
        refuse_to_read(self.folder)
        # not of FILE itself: a search says nothing of a folder that it may not look into
        folders = self.folder.glob(f"{project_id}/{code}/*/*")
        found = (read_kept(folder) for folder in folders if not _is_temporary(folder))
        kept = (one for one in found if one is not None)
        seen = (one for one in kept if self.known is None or self.known.has(one))
        return sorted(seen, key=lambda one: (one.age, one.code))

    def newest_period(self, project: Project) -> Period | None:
        """Give the newest quarter of which any of a project's municipalities has delivered."""
        latest = newest(self.deliveries(project.id))
        return latest.period if latest else None

    def records(
        self,
        project: Project,
        period: Period,
        municipality: Municipality | None = None,
        as_known: Period | None = None,
    ) -> Records:
        """Give the rows a report is built on, of one municipality or of all.

        Only the folders of the deliveries in use are opened. With ``as_known`` only deliveries of
        quarters up to that period's end are seen: the report as it could have been written then.

        Raises
        ------
        StoreError
            When the store is of a newer version, or a table in it cannot be read.
        """
        (only,) = self.records_at(project, [(period, as_known)], municipality)
        return only

    def records_at(
        self,
        project: Project,
        moments: Iterable[tuple[Period, Period | None]],
        municipality: Municipality | None = None,
    ) -> list[Records]:
        """Give the rows of several reports: for each period, and as known when.

        As :meth:`records`, but a table that several of them are built on is read once, and of the
        same deliveries there is one ``Records``, so that who measures can tell.
        """
        from pyarrow import ArrowException

        from stegvis.delivery.gather import gather

        kept = self.deliveries(project.id, municipality.code if municipality else "*")
        synthetic = self.is_synthetic
        read: Read = {}
        found: dict[tuple[Period, int], Records] = {}
        asked = []
        try:
            for period, as_known in moments:
                seen = [one for one in kept if as_known is None or one.period.end <= as_known.end]
                key = (period, len(seen))  # known up to some day: as many are the same ones
                if key not in found:
                    found[key] = gather(project, seen, period, read, synthetic=synthetic)
                asked.append(found[key])
            return asked
        except (OSError, ArrowException) as error:
            raise StoreError(
                "En tabell i underlaget går inte att läsa. Återställ den från en säkerhetskopia."
            ) from error

    def _add(self, delivery: Delivery, findings: Iterable[Finding]) -> Added:
        about = read_about(self.folder)
        is_other = about is None or about.synthetic != delivery.synthetic
        if is_other and self._holds_any():
            have, come = (
                ("riktiga leveranser", "exempeldata")
                if delivery.synthetic
                else ("exempeldata", "riktig")
            )
            raise StoreError(
                f"Underlaget har {have} och leveransen är {come}. Välj ett annat underlag."
            )
        folder = self._folder_of(delivery)
        if read_kept(folder) is not None:
            return Added(folder, already_there=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        temporary = temporary_beside(folder)
        try:
            temporary.mkdir()
            filled = [code for code, table in delivery.tables.items() if len(table)]
            for code in filled:
                write_table(table_path(temporary, code), delivery.tables[code])
            hashes = hashes_of(temporary, filled)
            write_text(
                temporary / FILE, describe(delivery, findings, self._after(delivery), hashes)
            )
            sync_folder(temporary)
            if is_other:
                write_about(self.folder, About(VERSION, delivery.synthetic))
            if folder.exists():  # a delivery.json is gone or broken: it is no delivery any more
                folder.replace(temporary_beside(folder))
            temporary.replace(folder)
        except OSError:
            shutil.rmtree(temporary, ignore_errors=True)
            if about is None:
                (self.folder / ABOUT).unlink(missing_ok=True)
            raise
        sync_folder(folder.parent)
        return Added(folder, already_there=False)

    def _after(self, delivery: Delivery) -> datetime:
        """Give the time, but later than of all that the municipality has: a clock may be set back.

        The order in which they were added decides which of two from the same day is in use.
        """
        now, its = self._clock(), f"{delivery.project_id}/{delivery.municipality.code}"
        kept = (read_kept(path.parent) for path in self.folder.glob(f"{its}/*/*/{FILE}"))
        times = (one.added for one in kept if one is not None and not _is_temporary(one.folder))
        return max([now, *(one + timedelta(microseconds=1) for one in times)])

    def _folder_of(self, delivery: Delivery) -> Path:
        return (
            self.folder
            / delivery.project_id
            / delivery.municipality.code
            / delivery.period.label
            / delivery.source_hash[:_HASH_LENGTH]
        )

    def _holds_any(self) -> bool:
        return any(
            read_kept(path.parent) is not None and not _is_temporary(path.parent)
            for path in self.folder.glob(f"*/*/*/*/{FILE}")
        )


def _is_temporary(folder: Path) -> bool:
    return folder.name.startswith(TEMPORARY)
