"""What is known of a delivery that has come in, whether it was accepted or refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stegvis.delivery.check import Examination
from stegvis.delivery.cover import Cover, filled_in
from stegvis.delivery.field import words_of_the_field
from stegvis.delivery.finding import Finding
from stegvis.delivery.privacy import shown_name
from stegvis.delivery.raw import RawSheet
from stegvis.delivery.tables import sheets
from stegvis.period import Period
from stegvis.place import Municipality
from stegvis.project import Project

MOST_TOLD = 5_000
"""How many findings an answer tells of: more are not mended one by one."""

Key = tuple[str, str, str]
"""A project's id, a municipality's code and a period's label."""


@dataclass(frozen=True)
class Received:
    """A delivery that has come in.

    ``counts`` has the number of rows of each sheet that has any, by its Swedish name, of an
    accepted delivery. ``sheets`` are the raw ones, where there is anything to mark in them: their
    cells may point to a person. ``of_the_field`` are the folded words that are no names, and
    ``patterns`` what a pseudonym may look like. ``hash`` is that of what was delivered, or empty.
    """

    path: Path
    cover: Cover
    is_accepted: bool
    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    sheets: tuple[RawSheet, ...]
    of_the_field: frozenset[str]
    patterns: tuple[str, ...]
    hash: str

    @property
    def name(self) -> str:
        """Give the file's name, or words in its place when it may be personal."""
        return shown_name(self.path.name)

    @property
    def key(self) -> Key | None:
        """Give whose the delivery is and for when; None when it does not say so."""
        cover = self.cover
        if not (cover.project and cover.municipality and cover.period):
            return None
        return cover.project.id, cover.municipality.code, cover.period.label

    @property
    def project(self) -> Project | None:
        """Give the project, where it is known."""
        return self.cover.project

    @property
    def municipality(self) -> Municipality | None:
        """Give the municipality, where it is known."""
        return self.cover.municipality

    @property
    def period(self) -> Period | None:
        """Give the quarter, where it is known."""
        return self.cover.period

    @property
    def errors(self) -> int:
        """Count the errors."""
        return sum(finding.is_error for finding in self.findings)

    @property
    def warnings(self) -> int:
        """Count the warnings."""
        return len(self.findings) - self.errors

    @property
    def age(self) -> tuple[date, bool, str]:
        """Key that puts deliveries of one municipality and quarter in order, the newest last.

        By the day it says that it was handed in; of the same day, the accepted one is the newer,
        since it is what came of mending the other.
        """
        return self.cover.submitted or date.min, self.is_accepted, self.path.name


def received(examination: Examination, projects: Mapping[str, Project]) -> Received:
    """Keep of an examination what an answer needs."""
    path, delivery = examination.path, examination.delivery
    name = path.name if path.is_dir() else path.stem
    cover = filled_in(examination.cover, name, projects)
    known = [examination.cover.project] if examination.cover.project else list(projects.values())
    counts = {}
    if delivery and cover.project:
        counts = {
            sheet.name: len(delivery.tables[code])
            for code, sheet in sheets(cover.project).items()
            if len(delivery.tables[code])
        }
    return Received(
        path,
        cover,
        delivery is not None,
        _told(examination.every),
        counts,
        examination.source.sheets if examination.every else (),
        words_of_the_field(known),
        tuple(project.pseudonym for project in known),
        examination.source.hash,
    )


def newest(all_received: Iterable[Received]) -> dict[Key, Received]:
    """Give the newest delivery of each municipality and quarter, of those that say whose they are.

    Examples
    --------
    A municipality that was refused and has sent a mended one is answered about the mended one.
    """
    chosen: dict[Key, Received] = {}
    for one in all_received:
        key = one.key
        if key and (key not in chosen or one.age > chosen[key].age):
            chosen[key] = one
    return chosen


def _told(every: tuple[Finding, ...]) -> tuple[Finding, ...]:
    if len(every) <= MOST_TOLD:
        return every
    worst = sorted(every, key=lambda finding: not finding.is_error)[:MOST_TOLD]
    sentence = f"Ytterligare {len(every) - MOST_TOLD} iakttagelser visas inte. Rätta de här först."
    return (*worst, Finding(worst[-1].level, None, None, None, "more", sentence))
