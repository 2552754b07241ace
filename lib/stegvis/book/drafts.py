"""Drafts for every section of a final report that the analyst has written nothing about."""

from __future__ import annotations

from collections.abc import Iterator

from stegvis.commentary.draft import Drafts, write_drafts
from stegvis.definitions import read_projects
from stegvis.delivery.store import Store
from stegvis.report.batch import Batch, Request
from stegvis.root import Root
from stegvis.show.section import Section


def draft_all(root: Root, request: Request, batch: Batch) -> Drafts:
    """Write a draft for each planned section that has no text; nothing is overwritten.

    Raises
    ------
    OSError
        When the folder of texts cannot be written to. Drafts written before that stay.
    """
    return write_drafts(root, _sections(root, request, batch))


def _sections(root: Root, request: Request, batch: Batch) -> Iterator[tuple[str, Section]]:
    projects = read_projects(root.projects)
    synthetic = Store(request.store).is_synthetic
    for run in batch.runs:
        project = projects[run.project]
        section = Section(
            run.notebook.section,
            project,
            run.place,
            project.period(run.period),
            run.audience,
            synthetic,
            batch.figures[run.folder],
        )
        yield run.notebook.section, section
