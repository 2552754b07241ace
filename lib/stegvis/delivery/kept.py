"""A kept delivery, as its ``delivery.json`` tells of it, and which one is in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from stegvis.delivery.finding import Finding
from stegvis.delivery.store_error import StoreError
from stegvis.period import Period, PeriodError

if TYPE_CHECKING:  # reading the store does not need what checks a delivery
    from stegvis.delivery.check import Delivery

FILE = "delivery.json"
VERSION = 2
"""Version of the store's layout: older ones are read, and a newer one is refused.

1 had no ``hashes``; `stegvis.delivery.upgrade` brings a store up to this one.
"""
BACKUPS = "version-*.zip"
"""What the backups are called that an upgrade leaves in a store."""
NEWER = "Underlaget är skrivet av en nyare version av stegvis. Uppdatera stegvis."


class _Description(BaseModel):
    """The content of ``delivery.json``."""

    model_config = ConfigDict(frozen=True)

    version: int = VERSION
    project: str
    municipality: str
    period: str
    submitted: date
    scope: str
    synthetic: bool
    source_hash: str
    added: datetime
    counts: dict[str, int]
    hashes: dict[str, str] = {}
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Kept:
    """What is known of a kept delivery without opening its tables.

    ``counts`` has the number of rows of each sheet that has any, by its name in code, and
    ``hashes`` the SHA-256 of its file (none, in a store of version 1); ``findings`` are the
    warnings it was accepted with; ``hash`` is the SHA-256 of what was delivered; ``folder`` is
    where it is kept; ``code`` is the municipality's.
    """

    folder: Path
    project_id: str
    code: str
    period: Period
    submitted: date
    added: datetime
    scope: str
    synthetic: bool
    hash: str
    counts: Mapping[str, int]
    hashes: Mapping[str, str]
    findings: tuple[Finding, ...]

    @property
    def age(self) -> tuple[date, date, datetime, str]:
        """Key that puts deliveries of one municipality in order, the newest last.

        By period, then by the day it was handed in, then by when it was added; the hash last, so
        that the order never depends on chance.
        """
        return self.period.end, self.submitted, self.added, self.hash


def table_path(folder: Path, sheet: str) -> Path:
    """Give the file of a sheet's rows, by the sheet's name in code."""
    return folder / f"{sheet}.parquet"


def hashes_of(folder: Path, sheets: Iterable[str]) -> dict[str, str]:
    """Hash the files of some sheets.

    Raises
    ------
    OSError
        When one cannot be read.
    """
    return {sheet: sha256(table_path(folder, sheet).read_bytes()).hexdigest() for sheet in sheets}


def describe(
    delivery: Delivery, findings: Iterable[Finding], added: datetime, hashes: Mapping[str, str]
) -> str:
    """Give the text of ``delivery.json``; ``added`` has a time zone."""
    description = _Description(
        project=delivery.project_id,
        municipality=delivery.municipality.code,
        period=delivery.period.label,
        submitted=delivery.submitted,
        scope=delivery.scope,
        synthetic=delivery.synthetic,
        source_hash=delivery.source_hash,
        added=added,
        counts={code: len(table) for code, table in delivery.tables.items() if len(table)},
        hashes=dict(hashes),
        findings=tuple(findings),
    )
    return description.model_dump_json(indent=2) + "\n"


def describe_again(kept: Kept) -> str:
    """Give the text of ``delivery.json`` of what is kept, as when it has been changed."""
    description = _Description(
        project=kept.project_id,
        municipality=kept.code,
        period=kept.period.label,
        submitted=kept.submitted,
        scope=kept.scope,
        synthetic=kept.synthetic,
        source_hash=kept.hash,
        added=kept.added,
        counts=dict(kept.counts),
        hashes=dict(kept.hashes),
        findings=kept.findings,
    )
    return description.model_dump_json(indent=2) + "\n"


def read_kept(folder: Path) -> Kept | None:
    """Read a folder's ``delivery.json``; None when there is none, or it is no such thing.

    Raises
    ------
    StoreError
        When it is of a newer version, or is there and may not be read.
    """
    try:
        content = _Description.model_validate_json((folder / FILE).read_bytes())
        period = Period.parse(content.period)
    except (FileNotFoundError, NotADirectoryError, ValidationError, PeriodError):
        return None
    except OSError as error:
        where = "/".join(folder.parts[-4:])
        raise StoreError(
            f"Leveransen {where} i underlaget går inte att läsa: {error.strerror or error}. "
            "Kontrollera mappens rättigheter."
        ) from error
    if content.version > VERSION:
        raise StoreError(NEWER)
    return Kept(
        folder,
        content.project,
        content.municipality,
        period,
        content.submitted,
        content.added,
        content.scope,
        content.synthetic,
        content.source_hash,
        content.counts,
        content.hashes,
        content.findings,
    )


def newest(kept: Iterable[Kept]) -> Kept | None:
    """Give the newest delivery, or None among none."""
    return max(kept, key=lambda one: one.age, default=None)


def in_use(kept: Iterable[Kept], period: Period) -> Kept | None:
    """Give the delivery of one municipality that a report on a period is built on.

    The newest one, if it has records of individuals: it is a full snapshot, and measures count by
    date. If the newest one has counts only, the newest whose period is within the report's.
    """
    candidates = list(kept)
    latest = newest(candidates)
    if latest is None or latest.scope == "individ":
        return latest
    return newest(one for one in candidates if one.period.end <= period.end)


def newest_with(kept: Iterable[Kept], sheet: str, period: Period) -> Kept | None:
    """Give the newest delivery within a period in which a sheet has rows."""
    return newest(
        one for one in kept if one.period.end <= period.end and one.counts.get(sheet, 0) > 0
    )
