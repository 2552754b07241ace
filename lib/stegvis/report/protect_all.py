"""Every external publication of a batch protected, before anything of it is executed."""

from __future__ import annotations

from dataclasses import replace

from stegvis.disclosure.publication import DisclosureError
from stegvis.report.batch import Batch
from stegvis.report.planned import Planned
from stegvis.report.protect_apart import make_apart
from stegvis.report.protected import noted_before, remember, with_publication
from stegvis.report.reports import claim
from stegvis.report.withdraw import remove_publication


def protect_all(batch: Batch) -> Batch:
    """Protect the publications of a batch, each whole, and enter them in their ledgers.

    A publication that cannot be protected is refused: what was published of it before stays, and
    the other projects go on. Where the ledger says otherwise than what is published, that is
    removed, so that a folder never holds pages that hide differently.

    Raises
    ------
    ReportsError
        When the reports' folder holds real reports and these are the example's.
    StoreError
        When the deliveries cannot be read.
    """
    claim(batch.planned[0].folder.parents[2], synthetic=batch.planned[0].synthetic)
    planned: list[Planned] = []
    refused: list[str] = []
    for one in batch.planned:
        try:
            made = one if one.told is not None else with_publication(one, make_apart(one))
        except DisclosureError as error:
            refused.append(f"{one.project.name} {one.period}: {error}")
            continue
        planned.append(made)
        _keep(made)
    return replace(batch, planned=tuple(planned), refused=tuple(refused))


def _keep(planned: Planned) -> None:
    before = noted_before(planned)
    if planned.folder.exists() and before != planned.told:
        remove_publication(planned.folder)
    remember(planned)
