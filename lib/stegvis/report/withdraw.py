"""An external publication taken away: its folder, and all that was noted of it."""

from __future__ import annotations

import shutil
from pathlib import Path

from stegvis.period import Period
from stegvis.project import Project
from stegvis.report.reports import FAILED_FOLDER, publishing
from stegvis.report.unchanged import NOTES

AUDIT = "granskning"
"""What the audit of an external publication is called, beside the publication's folder."""


def audit_of(folder: Path) -> Path:
    """Give the page of the audit of the publication in a folder."""
    return folder.parent / f"{AUDIT}.html"


def take_back(project: Project, period: Period, ledger: Path, folder: Path) -> None:
    """Strike a publication that never left the office from the ledger, and remove its folder.

    The folder goes first, so that what is cut short leaves no pages that the ledger does not know.

    Raises
    ------
    DisclosureError
        When it is not the newest one, or the ledger cannot be read or written.
    """
    from stegvis.disclosure.ledger import read_ledger
    from stegvis.disclosure.protect import withdraw  # brings SciPy

    publications = read_ledger(ledger, project.id).publications
    if publications and publications[-1].period == period.label and folder.parents[2].exists():
        remove_publication(folder)
    withdraw(project, period, ledger)


def remove_publication(folder: Path) -> None:
    """Remove the folder of an external publication, its audit, and the notes of what it is made of.

    The notes go first: what is cut short is then made again.
    """
    reports = folder.parents[2]
    relative = folder.relative_to(reports)
    with publishing(reports):
        for kept in (reports / NOTES, reports / FAILED_FOLDER, reports):
            if (kept / relative).exists():
                shutil.rmtree(kept / relative)
        for suffix in (".html", ".json"):
            audit_of(folder).with_suffix(suffix).unlink(missing_ok=True)
