"""Drafts for every section of a final report that the analyst has written nothing about."""

from __future__ import annotations

from stegvis.commentary.draft import Drafts, write_drafts
from stegvis.report.batch import Batch
from stegvis.root import Root


def draft_all(root: Root, batch: Batch) -> Drafts:
    """Write a draft for each planned section that has no text; nothing is overwritten.

    Raises
    ------
    OSError
        When the folder of texts cannot be written to. Drafts written before that stay.
    """
    sections = ((run.notebook.section, batch.section(run)) for run in batch.runs)
    return write_drafts(root, sections)
