"""Deliveries that have been kept for longer than the project has decided: said, never removed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from stegvis.delivery.kept import Kept, newest
from stegvis.delivery.store import Store
from stegvis.project import Project


def overdue(project: Project, kept: Iterable[Kept], today: date) -> str | None:
    """Say how many of a project's deliveries are overdue and what to do; None when none is.

    Example data are never overdue.
    """
    retention = project.retention
    if retention is None:
        return None
    late = [
        one
        for one in kept
        if not one.synthetic and retention.last_day(project.end, one.period.end) < today
    ]
    last = newest(late)
    if last is None:
        return None
    deliveries = "1 leverans" if len(late) == 1 else f"{len(late)} leveranser"
    return (
        f"{project.name}: {deliveries} har legat längre i underlaget än projektet har bestämt. "
        f"Radera: stegvis forget --project {project.id} --until {last.period}"
    )


def all_overdue(store: Store, projects: Iterable[Project], today: date) -> list[str]:
    """Say it of each project that has decided how long; the others' deliveries are not listed.

    Raises
    ------
    StoreError
        When the store cannot be read.
    """
    decided = [project for project in projects if project.retention is not None]
    said = [overdue(project, store.deliveries(project.id), today) for project in decided]
    return [sentence for sentence in said if sentence]
