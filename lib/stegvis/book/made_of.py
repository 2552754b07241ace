"""What a book was made of: for its colophon, and to tell whether it has to be made again."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from itertools import groupby
from pathlib import Path

import stegvis
from stegvis.book.colophon import Colophon
from stegvis.book.edition import Edition
from stegvis.delivery.kept import Kept, in_use
from stegvis.delivery.known import Known
from stegvis.delivery.store import Store
from stegvis.period import Period
from stegvis.project import Project
from stegvis.report.code import our_code
from stegvis.report.digest import digest
from stegvis.report.fingerprint import packages
from stegvis.show import swedish
from stegvis.show.external import protection
from stegvis.show.section import Audience, Section

_SHOWN = 12
"""How many signs of a hash tell one from another in print."""


def used_deliveries(store: Store, project: Project, period: Period) -> list[Kept]:
    """List the delivery in use of each municipality that has one."""
    kept = sorted(store.deliveries(project.id), key=lambda one: one.code)
    by_code = groupby(kept, key=lambda one: one.code)
    found = (in_use(list(deliveries), period) for _, deliveries in by_code)
    return [one for one in found if one is not None]


def newest_day(used: Iterable[Kept]) -> date | None:
    """Give the day the newest delivery in use was handed in."""
    return max((one.submitted for one in used), default=None)


def data_hash(used: Iterable[Kept]) -> str:
    """Hash the deliveries in use: the same hash, the same data."""
    content = sorted([one.code, one.period.label, one.hash] for one in used)
    return sha256(json.dumps(content).encode()).hexdigest()


def colophon(
    project: Project,
    period: Period,
    audience: Audience,
    used: list[Kept],
    store: str,
    known: Known | None = None,
) -> Colophon:
    """Say what the book is made of and how to make it again.

    ``store`` is the store's folder as it is typed; empty for the one that needs no naming.
    """
    command = f"stegvis book --project {project.id} --period {period.label} --audience {audience}"
    facts = (
        (
            "Underlag",
            f"{swedish.plural(len(used), 'leverans', 'leveranser')}, "
            f"kontrollsumma {data_hash(used)[:_SHOWN]}",
        ),
        *_program(),
    )
    command += f" --as-known {known.label}" if known else ""
    return Colophon(facts, f"{command} --store {store}" if store else command)


def external_colophon(section: Section, told: Mapping[str, str]) -> Colophon:
    """Say how the figures of an external book are protected, and how to make it again.

    Nothing of the deliveries or of where they are is said. ``told`` tells the protected figures
    from others, by place.
    """
    project, period = section.project, section.period
    least, most = 1, project.disclosure_threshold - 1
    facts = (
        ("Underlag", f"skyddade siffror, kontrollsumma {digest(dict(told), _SHOWN)}"),
        (
            "Skydd",
            f"Antal från {least} till {most} redovisas inte, och inget som skulle röja dem. Det "
            f"som är dolt skrivs {swedish.HIDDEN}",
        ),
        *(("Redovisas", line) for line in protection.lines(section)),
        *_program(),
    )
    return Colophon(
        facts, f"stegvis book --project {project.id} --period {period.label} --audience extern"
    )


def _program() -> tuple[tuple[str, str], ...]:
    return (
        ("Program", f"stegvis {stegvis.__version__}, kontrollsumma {our_code().whole[:_SHOWN]}"),
        ("Python", platform.python_version()),
        ("Paket", ", ".join(f"{name} {number}" for name, number in sorted(packages().items()))),
    )


def fingerprint(
    notebooks: Iterable[Path], project: Project, edition: Edition, made: Colophon
) -> str:
    """Hash all that a book depends on: executed notebooks, project, edition, code, packages."""
    content = [
        [
            [path.parent.name, path.name, sha256(path.read_bytes()).hexdigest()]
            for path in notebooks
        ],
        project.model_dump(mode="json"),
        edition.model_dump(mode="json"),
        made.facts,
        made.command,
        our_code().whole,
    ]
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
