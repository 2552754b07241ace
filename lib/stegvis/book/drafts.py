"""Drafts for every section of a final report that the analyst has written nothing about."""

from __future__ import annotations

from stegvis.commentary.draft import Drafts, write_drafts
from stegvis.report.batch import Batch
from stegvis.report.public import UnpublishedError
from stegvis.root import Root


def draft_all(root: Root, batch: Batch) -> Drafts:
    """Write a draft for each planned section that has no text; nothing is overwritten.

    Raises
    ------
    OSError
        When the folder of texts cannot be written to. Drafts written before that stay.
    UnpublishedError
        When the drafts are of external sections and there are no protected figures to write upon:
        they are made with the publication, and stay the same when it is run again with texts.
    """
    for one in batch.planned:
        if one.is_external and one.told is None:
            raise UnpublishedError(
                "Utkast till externa texter skrivs utifrån de skyddade siffrorna, och de är inte "
                f"gjorda för {one.project.name} {one.period.label} än. Kör stegvis run --audience "
                f"extern --project {one.project.id} --period {one.period.label}, och sedan samma "
                "kommando igen."
            )
    sections = ((run.notebook.section, batch.section(run)) for run in batch.runs)
    return write_drafts(root, sections)
